"""The arguments of one command: read, refused and explained in the user's language.

Our own rather than argparse: its sentences are English only, its columns count letters instead of cells, and importing
it costs `duban tasks` a quarter of its time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING

from tui.cli.table import cells, table
from words.visible import visible

if TYPE_CHECKING:
    from tui.cli.context import Context

PAST = ("as-of", "known-at")
"""Which past is looked at: before the command, or behind one that reads."""
GLOBALS = ("store", "today", "by", "lang", *PAST)
"""Global options with a value, in the order in which help names them."""
LOOKS = {"read-only": False, "ascii": False, "theme": True}
"""Options of the dashboard, and whether each has a value: before the command they are understood as behind it."""
SHOWN = {"as-of": "DATE", "known-at": "MOMENT"}
"""What stands for the value of an option whose name does not say it."""


GREATEST = 2**63 - 1
"""What a store can count to; a greater number means no more."""


class Usage(Exception):
    """A command line that cannot be read (exit 2)."""

    def __init__(self, sentence: str, *synopsis: str) -> None:
        """Keep what is wrong.

        Args:
            sentence: with words of the user in it.
            synopsis: the lines of how the command is written.
        """
        super().__init__(sentence)
        self.sentence, self.synopsis = sentence, synopsis


class Ended(Exception):
    """The run is over, and well: help was printed (exit 0)."""


def read_globals(context: Context, arguments: list[str]) -> list[str]:
    """Take the global options, which stand before the command, into the context.

    Returns:
        The command and what follows it.

    Raises:
        Usage: an option without its value, or one that is not global.
        Refused: a language that is none.
    """
    words, rest, looks = context.words.command, list(arguments), list[str]()
    while rest and rest[0].startswith("-"):
        word = rest.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        if word in ("--version", "-V", "--help", "-h"):
            if "lang" in context.options:  # help is given beside a broken config file too
                context.check_language()
            return [word]
        if word.startswith("--") and name in LOOKS:
            looks.append(word)
            if LOOKS[name] and not equals and rest:
                looks.append(rest.pop(0))
            continue
        if not word.startswith("--") or name not in GLOBALS:
            from store.queries.names import close

            raise Usage(words.unknown_first(visible(word), close(word, [f"--{known}" for known in GLOBALS])))
        if not equals:
            value = rest.pop(0) if rest else ""
        if not value.strip():
            raise Usage(words.needs_value(f"--{name}"))
        context.options[name.replace("-", "_")] = value
    if rest[:1] != ["help"]:
        context.check_language()
    return [*(rest[:1] or ["open"]), *looks, *rest[1:]] if looks else rest


class Argument:
    """One argument, or one option with its value, or a switch."""

    def __init__(
        self, names: tuple[str, ...], help: str, *, flag: bool, many: bool, optional: bool, number: bool,
        default: object, name: str, apart_from: str, shows: str,
    ) -> None:  # fmt: skip
        self.names = names
        self.help = help
        self.flag = flag
        self.many = many
        self.optional = optional
        self.number = number
        self.apart_from = apart_from
        self.shows = shows
        self.is_option = names[0].startswith("-")
        self.name = name or names[-1].lstrip("-").replace("-", "_")
        self.default = [] if many else False if flag else default

    @property
    def shown(self) -> str:
        """The name of its value in the synopsis."""
        return self.shows or (self.name.upper() if self.is_option else self.name)

    @property
    def synopsis(self) -> str:
        """Its place in the synopsis."""
        if not self.is_option:
            rest = f" [{self.shown} ...]" if self.many else ""
            return f"[{self.shown}{' ...' if self.many else ''}]" if self.optional else f"{self.shown}{rest}"
        text = self.names[0] if self.flag else f"{self.names[0]} {self.shown}"
        return f"[{text}]" if self.optional else text

    @property
    def signature(self) -> str:
        """How help names it: all its names, and its value."""
        if not self.is_option:
            return self.shown
        return ", ".join(self.names) + ("" if self.flag else f" {self.shown}")


class Parser:
    """The arguments of one command."""

    def __init__(self, context: Context, command: str, reads: bool = False) -> None:
        """An empty list of arguments.

        Args:
            context: the run.
            command: its name.
            reads: True for a command that only reads: it may look at the past.
        """
        self.context = context
        self.command = command
        self.reads = reads
        self.arguments: list[Argument] = []
        self.add("-h", "--help", help="help", flag=True)
        for name in PAST if reads else ():
            self.add(f"--{name}", help=name.replace("-", "_"), shows=SHOWN[name])

    def add(
        self, *names: str, help: str, flag: bool = False, many: bool = False, optional: bool | None = None,
        number: bool = False, default: object = None, name: str = "", apart_from: str = "", shows: str = "",
    ) -> None:  # fmt: skip
        """One more argument.

        Args:
            names: the name of an argument, or the dashed names of an option.
            help: the name of its phrase; an argument without one is understood and not shown.
            flag: an option without a value.
            many: may be given several times (an option) or with several values (an argument).
            optional: may be left out; options may, arguments may not, unless said.
            number: a whole number.
            default: its value when it is left out.
            name: the attribute that carries it; its own name where none is given.
            apart_from: an option that it excludes.
            shows: what stands for its value in help; its name where none is given.
        """
        free = names[0].startswith("-") if optional is None else optional
        self.arguments.append(
            Argument(
                names, help, flag=flag, many=many, optional=free, number=number, default=default, name=name,
                apart_from=apart_from, shows=shows,
            )
        )  # fmt: skip

    def read(self, words: Sequence[str]) -> SimpleNamespace:
        """The values given, by name.

        Raises:
            Usage: they cannot be read.
            Refused: a past date for a command that does not only read.
            Ended: help was asked for, and printed.
        """
        values: dict[str, object] = {argument.name: argument.default for argument in self.arguments}
        given: set[str] = set()
        free: list[str] = []
        rest = iter(words)
        for word in rest:
            if word == "--":
                free += rest
            elif word.startswith("-") and not _is_value(word):
                self._read_option(word, rest, values, given)
            else:
                free.append(word)
        self._place(free, values, given)
        for argument in self.arguments:
            if not argument.optional and argument.name not in given:
                raise self._wrong(self.context.words.command.missing_arguments(_last(argument)))
        self._look_back(values)
        return SimpleNamespace(**values)

    def _look_back(self, values: dict[str, object]) -> None:
        """Which past is asked for: what stands behind the command wins over what stands before it."""
        if not self.reads:
            self.context.refuse_past()
            return
        for name in PAST:
            given = values[key := name.replace("-", "_")]
            if given is not None and not str(given).strip():  # a script whose variable is empty does not mean today
                raise self._wrong(self.context.words.command.needs_value(f"--{name}"))
            if given is not None:
                self.context.options[key] = str(given)

    def _read_option(self, word: str, rest: Iterator[str], values: dict[str, object], given: set[str]) -> None:
        """One option, with its value where it has one."""
        said = self.context.words.command
        name, equals, text = word.partition("=") if word.startswith("--") else (word[:2], word[2:3], word[2:])
        argument = next((one for one in self.arguments if name in one.names), None)
        if argument is None:
            raise self._wrong(self._unknown(word))
        if argument.flag:
            if equals:
                raise self._wrong(said.takes_no_value(name))
            if argument.help == "help":
                self.context.write(self.help())
                raise Ended
            self._keep(argument, True, values, given)
            return
        if not equals:
            text = next(rest, "--")
            if text.startswith("--"):
                raise self._wrong(said.needs_value(name))
        self._keep(argument, text, values, given)

    def _place(self, free: list[str], values: dict[str, object], given: set[str]) -> None:
        """The words without dashes, in the order of the arguments; the last one may take several."""
        arguments = [argument for argument in self.arguments if not argument.is_option]
        for argument in arguments:
            taken, free = (free, []) if argument.many else (free[:1], free[1:])
            for word in taken:
                self._keep(argument, word, values, given)
        if free:
            raise self._wrong(self._unknown(free[0]))

    def _keep(self, argument: Argument, text: str | bool, values: dict[str, object], given: set[str]) -> None:
        """One value, under its name."""
        value: object = text
        if argument.number and isinstance(text, str):
            try:
                value = max(-GREATEST, min(int(text), GREATEST))
            except ValueError:
                raise self._wrong(self.context.words.command.whole_number(_last(argument), visible(text))) from None
        other = next((one for one in self.arguments if one.name in given and argument.apart_from in one.names), None)
        if argument.apart_from and other is not None:
            raise self._wrong(self.context.words.command.not_together(_last(argument), _last(other)))
        known = values[argument.name]
        values[argument.name] = [*known, value] if argument.many and isinstance(known, list) else value
        given.add(argument.name)

    def _unknown(self, word: str) -> str:
        """A word that nothing here expects."""
        said, first = self.context.words.command, word.partition("=")[0]
        if first.removeprefix("--") in PAST:
            self.context.no_past()
        if first.removeprefix("--") in GLOBALS and first.startswith("--"):
            return said.global_first(first)
        from store.queries.names import close

        names = [name for argument in self.arguments for name in argument.names]
        return said.unknown_arguments(visible(word), close(first, names) if first.startswith("--") else ())

    def _wrong(self, sentence: str) -> Usage:
        """Wrong usage, with the synopsis."""
        return Usage(sentence, *self.synopsis().splitlines())

    def synopsis(self) -> str:
        """The command with its arguments, on lines that fit the terminal."""
        head = f"{self.context.words.command.usage()}: duban {self.command}"
        shown = [argument for argument in self.arguments if argument.help]
        lines, indent = [head], " " * (cells(head) + 1)
        for argument in sorted(shown, key=lambda one: not one.is_option):
            if cells(lines[-1]) + 1 + cells(argument.synopsis) > _columns() and lines[-1].strip():
                lines.append(indent + argument.synopsis)
            else:
                lines[-1] += f" {argument.synopsis}"
        return "\n".join(lines)

    def help(self) -> str:
        """What the command does, and each of its arguments."""
        said = self.context.words.command
        parts = [self.synopsis(), "", said.help(self.command)]
        for title, wanted in ((said.arguments_title(), False), (said.options_title(), True)):
            rows = [
                (one.signature, said.option(one.help)) for one in self.arguments if one.help and one.is_option == wanted
            ]
            if rows:
                parts += ["", f"{title}:", *(f"  {line}" for line in table(rows).splitlines())]
        return "\n".join(parts) + "\n"


def _is_value(word: str) -> bool:
    """Whether a word with a dash is meant as a value: `-`, or a negative number."""
    return word == "-" or word[1:].replace(".", "", 1).isdigit()


def _last(argument: Argument) -> str:
    """The name by which a problem speaks of it."""
    return argument.names[-1] if argument.is_option else argument.shown


def _columns() -> int:
    """The width of help: the terminal's, 80 without one."""
    try:
        return max(40, os.get_terminal_size().columns - 2)
    except (OSError, ValueError, AttributeError):  # no terminal, or no stdout at all
        return 78
