"""The parser of one command: argparse, with every word from `words` and errors as our own."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import Any, NoReturn

from store.errors import Refused
from tui.cli.context import Context, Usage


class Parser(argparse.ArgumentParser):
    """A parser that raises instead of exiting."""

    def error(self, message: str) -> NoReturn:
        """Wrong usage."""
        raise Usage(f"{message}\n{self.format_usage().strip()}")


class _Formatter(argparse.HelpFormatter):
    """Help whose first line speaks the user's language."""

    prefix = "usage: "

    def __init__(self, prog: str) -> None:
        # A width of our own keeps argparse from importing shutil, and with it five compression modules.
        super().__init__(prog, width=_columns())

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """The synopsis, after our own word for usage."""
        super().add_usage(usage, actions, groups, self.prefix if prefix is None else prefix)


def _columns() -> int:
    """The width of help: the terminal's, 80 without one."""
    try:
        return max(40, os.get_terminal_size().columns - 2)
    except OSError:
        return 78


def parser(context: Context, command: str) -> Parser:
    """A parser for one command, to be filled by `argument`."""
    words = context.words.command

    class Formatter(_Formatter):
        prefix = f"{words.usage()}: "

    made = Parser(
        prog=f"duban {command}", description=words.help(command), add_help=False, allow_abbrev=False,
        formatter_class=Formatter,
    )  # fmt: skip
    made._positionals.title, made._optionals.title = words.arguments_title(), words.options_title()
    made.add_argument("-h", "--help", action="help", help=words.option("help"))
    return made


def argument(made: Parser, context: Context, *names: str, help: str, **options: Any) -> None:
    """One argument or option; `help` is the name of its phrase."""
    made.add_argument(*names, help=context.words.command.option(help), **options)


def parse(made: Parser, arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; --help prints and ends the run with 0.

    Raises:
        Usage: they cannot be read.
    """
    return made.parse_args(list(arguments))


def chosen(context: Context, what: str, texts: Sequence[str], accepted: Sequence[str]) -> tuple[str, ...]:
    """Statuses, roles, lights or bases as typed, in either language, as their ids.

    Args:
        what: status, role, light or basis.
        texts: what was typed; several may stand in one, with commas.
        accepted: the ids.

    Raises:
        Refused: one is none of them.
    """
    domain = context.words.domain
    read = {
        "status": domain.status_from, "role": domain.role_from, "light": domain.light_from, "basis": domain.basis_from,
    }[what]  # fmt: skip
    found: list[str] = []
    for text in (part.strip() for typed in texts for part in typed.replace("，", ",").split(",")):
        ident = text if text in accepted else read(text)
        if ident is None or ident not in accepted:
            from store.queries.names import close

            raise Refused(f"unknown_{what}", name=text, close=close(text, accepted), accepted=tuple(accepted))
        found.append(ident)
    return tuple(found)
