"""The parser of one command: argparse, with every word from `words` and errors as our own."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from store.errors import Refused
from tui.cli.context import GLOBALS, Context, Ended, Usage
from words.visible import visible

if TYPE_CHECKING:
    from words.phrases.command import CommandWords

PROBLEMS = (
    ("missing", re.compile(r"the following arguments are required: (.*)")),
    ("unknown", re.compile(r"unrecognized arguments: (.*)", re.DOTALL)),
    ("value", re.compile(r"argument (.*): expected (?:one|at least one) argument")),
    ("switch", re.compile(r"argument (.*): ignored explicit argument .*", re.DOTALL)),
    ("number", re.compile(r"argument (.*): invalid int value: '(.*)'", re.DOTALL)),
    ("together", re.compile(r"argument (.*): not allowed with argument (.*)")),
)
"""What argparse says, in English only; whatever else it says is passed on as it is."""


class Parser(argparse.ArgumentParser):
    """A parser that raises instead of exiting, and speaks the user's language."""

    def __init__(self, context: Context, **options: Any) -> None:
        super().__init__(**options)
        self.context = context

    def error(self, message: str) -> NoReturn:
        """Wrong usage."""
        raise Usage(f"{self._said(message)}\n{self.format_usage().strip()}")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """The end after --help."""
        raise Ended

    def print_help(self, file: Any = None) -> None:
        """Help is what was asked for: data."""
        self.context.write(self.format_help())

    def _said(self, message: str) -> str:
        """What is wrong, in the user's language."""
        words = self.context.words.command
        for kind, pattern in PROBLEMS:
            found = pattern.fullmatch(message)
            if found:
                return self._problem(words, kind, *(visible(part).rpartition("/")[2] for part in found.groups()))
        return message

    def _problem(self, words: CommandWords, kind: str, *names: str) -> str:
        if kind == "missing":
            return words.missing_arguments(names[0])
        if kind == "value":
            return words.needs_value(names[0])
        if kind == "switch":
            return words.takes_no_value(names[0])
        if kind == "number":
            return words.whole_number(*names)
        if kind == "together":
            return words.not_together(*names)
        first = names[0].split(" ")[0].partition("=")[0]
        if first.removeprefix("--") in GLOBALS:
            return words.global_first(first)
        from store.queries.names import close

        near = close(first, list(self._option_string_actions)) if first.startswith("--") else ()
        return words.unknown_arguments(names[0], near)


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
    except (OSError, ValueError, AttributeError):  # no terminal, or no stdout at all
        return 78


def parser(context: Context, command: str) -> Parser:
    """A parser for one command, to be filled by `argument`."""
    words = context.words.command

    class Formatter(_Formatter):
        prefix = f"{words.usage()}: "

    made = Parser(
        context, prog=f"duban {command}", description=words.help(command), add_help=False, allow_abbrev=False,
        formatter_class=Formatter,
    )  # fmt: skip
    made._positionals.title, made._optionals.title = words.arguments_title(), words.options_title()
    made.add_argument("-h", "--help", action="help", help=words.option("help"))
    return made


def argument(made: argparse._ActionsContainer, context: Context, *names: str, help: str, **options: Any) -> None:
    """One argument or option; `help` is the name of its phrase."""
    made.add_argument(*names, help=context.words.command.option(help).replace("%", "%%"), **options)


def parse(made: Parser, arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; --help prints and ends the run with 0.

    Raises:
        Usage: they cannot be read.
        Ended: help was printed.
    """
    return made.parse_args(list(arguments))


def chosen(context: Context, what: str, texts: Sequence[str], accepted: Sequence[str]) -> tuple[str, ...]:
    """Roles, statuses or lights to filter by; several may stand in one text, with commas.

    Raises:
        Refused: see `one`.
    """
    parts = [part for typed in texts for part in re.split("[,，、]", typed)]
    return tuple(one(context, what, part.strip(), accepted) for part in parts)


def one(context: Context, what: str, text: str, accepted: Sequence[str]) -> str:
    """A status, role, light or basis as typed, in either language, as its id.

    Args:
        what: status, role, light or basis.
        text: what was typed.
        accepted: the ids.

    Raises:
        Refused: it is none of them; with the close matches.
    """
    domain = context.words.domain
    read, say = {
        "status": (domain.status_from, domain.status), "role": (domain.role_from, domain.role),
        "light": (domain.light_from, domain.light), "basis": (domain.basis_from, domain.basis),
    }[what]  # fmt: skip
    ident = text if text in accepted else read(text)
    if ident is None or ident not in accepted:
        from store.queries.names import close

        near = close(text, [*accepted, *(say(known) for known in accepted)])
        raise Refused(f"unknown_{what}", name=text, close=near, accepted=tuple(accepted))
    return ident
