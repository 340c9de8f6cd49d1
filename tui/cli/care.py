"""`check`, `backup` and `restore`: the care of the store itself."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from store.backups import THOROUGH, backup, newest_valid
from store.check.finding import ODD as CHANGE_NO_FIGURE
from tui import locations
from tui.cli.arguments import Parser
from tui.cli.asking import agrees, is_anybody_there
from tui.cli.context import Context
from words.visible import visible

if TYPE_CHECKING:
    from store.check import Checked, Finding

DAMAGED, ODD = 3, 1
"""Exit codes of `check`: the store is not what was recorded, or only holds words that this version does not know. Of a
copy that is not what was recorded `backup` ends with the first, too."""
FEW = 3
"""How many findings are told beside a copy; `check` tells them all."""


def backup_command(context: Context, arguments: list[str]) -> int:
    """Copy the store to a new file while others may be writing."""
    made = Parser(context, "backup")
    made.add("file", help="backup", shows="FILE")
    options = made.read(arguments)
    words = context.words.care
    backup(context.store, options.file)
    from store.check import Unsound, check_sound

    _say_that_it_takes_long(context, options.file)
    try:
        whole = check_sound(options.file, context.today)
    except Unsound as unsound:
        _say_findings(context, unsound.checked)
        context.say(words.copied_unsound(options.file, unsound.checked.damaged))
        return DAMAGED
    context.say(words.copied(options.file, whole))
    return 0


def _say_that_it_takes_long(context: Context, path: str) -> None:
    """Say that a large copy is being checked, which takes minutes."""
    if os.path.isfile(path) and os.path.getsize(path) > THOROUGH:
        context.say(context.words.care.checking(path))


def _say_findings(context: Context, checked: Checked) -> None:
    """The first findings of damage in a copy, beside the sentence on it."""
    for finding in [one for one in checked.findings if one.kind not in CHANGE_NO_FIGURE][:FEW]:
        context.say(sentence(context, finding))


def restore_command(context: Context, arguments: list[str]) -> int:
    """Put a copy in the place of the store; asks first on a terminal."""
    made = Parser(context, "restore")
    made.add("file", help="restore", shows="FILE")
    options = made.read(arguments)
    words, path = context.words.care, context.store
    if os.path.lexists(path) and is_anybody_there() and not agrees(context, words.ask_restore(path, options.file)):
        context.say(words.not_restored())
        return 0
    context.say_network_drive(path)
    from store.check import Unsound
    from store.restoring import restore

    _say_that_it_takes_long(context, options.file)
    try:
        kept = restore(path, options.file, context.who().at, context.today)
    except Unsound as unsound:
        _say_findings(context, unsound.checked)
        raise
    context.say(words.restored(path, options.file, kept))
    context.writer()  # a copy of an older version is brought up to date now, not by whoever only wants to look
    return 0


def check_command(context: Context, arguments: list[str]) -> int:
    """Look through the whole store; changes nothing."""
    Parser(context, "check").read(arguments)
    from store.check import check

    words = context.words.care
    context.say_network_drive(context.store)
    checked = check(context.store, context.today)
    if not checked.findings:
        context.write(words.all_well(checked.changes, checked.assignments))
        return 0
    for finding in checked.findings:
        context.write(sentence(context, finding))
    for kind, n in checked.more:
        context.write(words.more_findings(n, kind))
    context.say(words.found(checked.damaged, checked.odd))
    if checked.damaged:
        _say_what_next(context)
    return DAMAGED if checked.damaged else ODD


def sentence(context: Context, finding: Finding) -> str:
    """A finding as people read it; what comes from the file is only text."""
    domain, facts = context.words.domain, finding.facts
    said: dict[str, object] = {}
    for name, fact in facts.items():
        text = context.words.command.none() if fact is None or fact == "" else visible(str(fact))
        if name in ("table", "target", "field"):
            said[name] = (domain.field if name == "field" else domain.table)(text)
        else:
            said[name] = domain.status(text) if facts.get("field") == "status" else text
    if "of" in facts:
        said["place"] = said["name"] if facts["name"] else f"{domain.table(str(facts['of']))} {said['row']}"
    return context.words.care.finding(finding.kind, said)


def _say_what_next(context: Context) -> None:
    """Which backup to go back to."""
    words = context.words.care
    newest = newest_valid(locations.backups_dir(context.environ), context.store)
    context.say(words.what_next(newest.path, newest.day, newest.checked) if newest else words.nothing_next())
