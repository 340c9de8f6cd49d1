"""`open` and `demo`: the dashboard on a terminal, the overview as plain text without one."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, cast

from store.errors import Unusable
from tui import locations
from tui.cli.arguments import Parser
from tui.cli.context import Context
from tui.cli.looks import keys_of, theme_of
from tui.cli.remembered import plan_used_last, remember, remembered
from tui.keys import THEMES

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
    made.add("--theme", help="theme", shows="|".join(THEMES))


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
    if options.theme is not None:
        context.options["theme"] = options.theme
    state = locations.state_file(context.environ)
    theme, keys = theme_of(context, state), keys_of(context)
    if keys is None:
        return 1
    _make_quick()
    code: int = import_module("tui.app").run(
        path, lang=context.words.lang, today=context.today, by=context.by, demo=demo,
        plan=start or plan_used_last(state, path), ascii_only=options.ascii, theme=f"duban-{theme}", keys=keys,
        read_only=options.read_only or not os.access(path, os.W_OK),
        remember=None if demo else partial(remember, state, path), remember_theme=partial(remember, state, "theme"),
        saved_filters=str(remembered(state).get("filters", "")), remember_filters=partial(remember, state, "filters"),
        backups="" if demo else locations.backups_dir(context.environ), past=_past(context, path),
        settled=_collect,
    )  # fmt: skip
    return code


FRAMES = "120"
"""Paints a second at most: with Textual's own 60 a list waits up to 17 ms after the letter that asked for it."""


def _make_quick() -> None:
    """What Textual must find before it is imported, and what only costs time before the first paint.

    Importing makes hardly any garbage, yet it would be looked for again and again: a tenth of the start. And asyncio
    imports ssl where there is one, for connections that the dashboard never makes: it talks to nobody.
    """
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    gc.disable()
    sys.modules.setdefault("ssl", cast(ModuleType, None))  # as on a Python without ssl: importing it fails


def _collect() -> None:
    """After the start: look for garbage again, as often as Python does, but not among what was imported."""
    gc.freeze()
    gc.set_threshold(700, 10, 10)
    gc.enable()


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
