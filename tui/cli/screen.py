"""`open` and `demo`: the dashboard on a terminal, the overview as plain text without one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING

from store.errors import Unusable
from tui import locations
from tui.cli.arguments import Parser
from tui.cli.context import Context

if TYPE_CHECKING:
    from store.past import Past

DEMO_PLAN = "panjin-2005"
"""The plan that the demo opens on: it fills every pane."""


def open_command(context: Context, arguments: list[str]) -> int:
    """The dashboard on the store, which is made where there is none."""
    made = Parser(context, "open", reads=True)
    _looks(made, context)
    options = made.read(arguments)
    path = context.store
    is_new = not os.path.exists(path) or (os.path.isfile(path) and not os.path.getsize(path))
    if is_new and not context.looks_back:  # only what is there has a past
        context.writer().close()
    context.only_reads = options.read_only or not os.access(path, os.W_OK) or not on_terminal()
    context.reader(path).close()  # for the dashboard one of an older program is brought up to date before it is drawn
    if not on_terminal():
        return print_overview(context, path)
    return run_dashboard(context, path, options)


def demo_command(context: Context, arguments: list[str]) -> int:
    """The dashboard on a throwaway store with the built-in plans and sample progress."""
    made = Parser(context, "demo", reads=True)
    made.add("plans", help="plans", many=True, optional=True)
    made.add("--headless", help="headless", shows="STORE")
    _looks(made, context)
    options = made.read(arguments)
    from seed.loader import DEMO_TODAY

    plans = tuple(dict.fromkeys(options.plans))
    if options.headless is not None:
        path = options.headless
        if os.path.lexists(path) and not (os.path.isfile(path) and not os.path.getsize(path)):
            raise Unusable("demo_target_exists", path=path)
        _demo_store(context, path, plans)
        context.say(context.words.command.demo_built(path))
        return 0
    import tempfile

    context.options.setdefault("today", context.setting("today") or DEMO_TODAY.isoformat())
    with tempfile.TemporaryDirectory(prefix="duban-demo-") as folder:
        path = os.path.join(folder, "demo.db")
        _demo_store(context, path, plans)
        if not on_terminal():
            return print_overview(context, path)
        return run_dashboard(context, path, options, start=(*plans, DEMO_PLAN)[0])


def _demo_store(context: Context, path: str, plans: tuple[str, ...]) -> None:
    """Put the demo at `path`; on a terminal, the first time says what is waited for."""
    from seed.loader import cache_name, demo_store

    cache = locations.cache_dir(context.environ)
    if sys.stderr is not None and sys.stderr.isatty() and not os.path.exists(os.path.join(cache, cache_name(plans))):
        context.say(context.words.command.demo_building())
    demo_store(cache, path, plans)


def _looks(made: Parser, context: Context) -> None:
    """Options of the dashboard itself (SCREENS, "Also expected")."""
    made.add("--read-only", help="read_only", flag=True)
    made.add("--ascii", help="ascii", flag=True)


def on_terminal() -> bool:
    """Whether a person sits at both ends."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def print_overview(context: Context, path: str) -> int:
    """The overview as text."""
    from tui.cli.overview import overview

    reader = context.reader_as_of(path)
    text = overview(reader, context.as_of, context.words)
    reader.close()  # the demo's folder goes away before the run ends
    if text:
        context.write(text)
    else:
        context.say_no_plans()
    return 0


def run_dashboard(context: Context, path: str, options: SimpleNamespace, start: str = "") -> int:
    """Hand over to the dashboard, which imports Textual.

    Args:
        start: the plan that the demo opens on; without it the store's own dashboard opens on the plan used last.
    """
    from importlib import import_module

    demo = bool(start)
    state = locations.state_file(context.environ)
    remember: Callable[[str], None] | None = None if demo else lambda plan: remember_plan(state, path, plan)
    code: int = import_module("tui.app").run(
        path, lang=context.words.lang, today=context.today, by=context.by, demo=demo,
        plan=start or plan_used_last(state, path), ascii_only=options.ascii,
        read_only=options.read_only or not os.access(path, os.W_OK), remember=remember,
        backups="" if demo else locations.backups_dir(context.environ), past=_past(context, path),
    )  # fmt: skip
    return code


def _past(context: Context, path: str) -> Past | None:
    """The past date that is shown first; None for today.

    A clock that was set back (--today) to before the last recorded day shows what reading commands print then.
    """
    if not context.looks_back and not (context.setting("today") and _recorded_later(context, path)):
        return None
    from store.past import Past

    return Past(context.as_of, context.known_at)


def _recorded_later(context: Context, path: str) -> bool:
    """Whether anything is recorded that counts for a day after today."""
    from store.queries.clock import recorded_days

    reader = context.reader(path)
    days = recorded_days(reader)
    reader.close()  # the dashboard has its own
    return days is not None and days[1] > context.today


def plan_used_last(state: str, store: str) -> str | None:
    """The key of the plan that was on screen last in this store; None where nothing is remembered."""
    key = _remembered(state).get(store)
    return key if isinstance(key, str) else None


def remember_plan(state: str, store: str, plan: str) -> None:
    """Remember the plan on screen for the next start. Nothing is lost where that fails."""
    import json

    text = json.dumps(_remembered(state) | {store: plan}, ensure_ascii=True, indent=1)
    try:
        os.makedirs(os.path.dirname(state), exist_ok=True)
        with open(f"{state}.{os.getpid()}", "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(f"{state}.{os.getpid()}", state)
    except OSError:
        return


def _remembered(state: str) -> dict[str, object]:
    """Store → plan; nothing where the file is missing or is not ours."""
    import json

    try:
        with open(state, encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
