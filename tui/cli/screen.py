"""`open` and `demo`: the dashboard on a terminal, the overview as plain text without one."""

from __future__ import annotations

import os
import sys
from datetime import date

from store.errors import Unusable
from tui import locations
from tui.cli.context import Context
from tui.cli.options import argument, parse, parser

DEMO_DAY = date(2006, 9, 15)
"""Today in the demo."""

DEMO_PLAN = "panjin-2005"
"""The plan that the demo opens on: it fills every pane."""


def open_command(context: Context, arguments: list[str]) -> int:
    """The dashboard on the store, which is made where there is none."""
    parse(parser(context, "open"), arguments)
    if not os.path.exists(context.store):
        context.writer().close()
    if not on_terminal():
        return print_overview(context, context.store, context.today)
    return run_dashboard(context, context.store, context.today, demo=False)


def demo_command(context: Context, arguments: list[str]) -> int:
    """The dashboard on a throwaway store with the built-in plans and sample progress."""
    made = parser(context, "demo")
    argument(made, context, "plans", help="plans", nargs="*")
    argument(made, context, "--headless", help="headless", metavar="STORE")
    options = parse(made, arguments)
    from seed.loader import demo_store

    cache, plans = locations.cache_dir(context.environ), tuple(options.plans)
    today = context.today if context.setting("today") else DEMO_DAY
    if options.headless:
        if os.path.exists(options.headless):
            raise Unusable("demo_target_exists", path=options.headless)
        demo_store(cache, options.headless, plans)
        context.say(context.words.command.demo_built(options.headless))
        return 0
    import tempfile

    with tempfile.TemporaryDirectory(prefix="duban-demo-") as folder:
        path = os.path.join(folder, "demo.db")
        demo_store(cache, path, plans)
        if not on_terminal():
            return print_overview(context, path, today)
        return run_dashboard(context, path, today, demo=True, plan=(*plans, DEMO_PLAN)[0])


def on_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def print_overview(context: Context, path: str, today: date) -> int:
    """The overview as text."""
    from store.reader import open_reader
    from tui.cli.overview import overview

    text = overview(open_reader(path), today, context.words)
    if text:
        context.write(text)
    else:
        context.say(context.words.command.no_plans())
    return 0


def run_dashboard(context: Context, path: str, today: date, demo: bool, plan: str | None = None) -> int:
    """Hand over to the dashboard, which imports Textual."""
    from importlib import import_module

    run = import_module("tui.app").run
    code: int = run(path, lang=context.words.lang, today=today, by=context.by, plan=plan, demo=demo)
    return code
