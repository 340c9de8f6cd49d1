"""`duban --help` and `duban --version`."""

from __future__ import annotations

from tui.cli.arguments import GLOBALS, SHOWN
from tui.cli.commands import COMMANDS
from tui.cli.context import Context
from tui.cli.table import cells, table


def version_command(context: Context, _arguments: list[str]) -> int:
    """The version of the installed distribution."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        context.write(f"duban {installed('duban')}")
    except PackageNotFoundError:  # run from a folder that was never installed
        context.write("duban")
    return 0


def help_command(context: Context, _arguments: list[str]) -> int:
    """All commands and global options, a line each."""
    words = context.words.command
    shown = [f"[--{name} {SHOWN.get(name, name.upper())}]" for name in GLOBALS]
    head = f"{words.usage()}: duban "
    context.write(f"{words.about()}\n\n{head}{' '.join(shown[:4])}")
    context.write(f"{' ' * cells(head)}{' '.join(shown[4:])} [--version] COMMAND …\n")
    context.write(f"{words.commands_title()}:")
    context.write(_indented([(name, words.help(name)) for name in COMMANDS]))
    context.write(f"{words.options_title()}:")
    context.write(
        _indented([(f"--{name}", words.option(name.replace("-", "_"))) for name in (*GLOBALS, "version", "help")])
    )
    context.write(words.command_help())
    return 0


def _indented(rows: list[tuple[str, str]]) -> str:
    return "".join(f"  {line}\n" for line in table(rows).splitlines())
