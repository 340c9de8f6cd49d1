"""`check`, `backup` and `restore`: the care of the store itself."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from store.backups import backup, newest_valid
from tui import locations
from tui.cli.arguments import Parser
from tui.cli.context import Context
from words.visible import visible

if TYPE_CHECKING:
    from store.check import Finding

DAMAGED, ODD = 3, 1
"""Exit codes of `check`: the store is not what was recorded, or only holds words that this version does not know."""


def backup_command(context: Context, arguments: list[str]) -> int:
    """Copy the store to a new file while others may be writing."""
    made = Parser(context, "backup")
    made.add("file", help="backup", shows="FILE")
    options = made.read(arguments)
    backup(context.store, options.file)
    context.say(context.words.care.copied(options.file))
    return 0


def restore_command(context: Context, arguments: list[str]) -> int:
    """Put a copy in the place of the store; asks first on a terminal."""
    made = Parser(context, "restore")
    made.add("file", help="restore", shows="FILE")
    options = made.read(arguments)
    words, path = context.words.care, context.store
    if os.path.lexists(path) and _asks() and not _agreed(context, words.ask_restore(path, options.file)):
        context.say(words.not_restored())
        return 0
    context.say_network_drive(path)
    from store.restoring import restore

    kept = restore(path, options.file, context.who().at)
    context.say(words.restored(path, options.file, kept))
    context.writer()  # a copy of an older version is brought up to date now, not by whoever only wants to look
    return 0


def _asks() -> bool:
    """Whether a person is there to be asked."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _agreed(context: Context, question: str) -> bool:
    """Ask, and read the answer; the end of input is a no."""
    sys.stderr.write(visible(question))
    sys.stderr.flush()
    return context.words.care.is_yes(sys.stdin.readline())


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
    newest = newest_valid(locations.backups_dir(context.environ), context.store)
    context.say(context.words.care.what_next(newest.path if newest else "", newest.day if newest else None))
