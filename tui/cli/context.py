"""One run of the program: its store, its clock, its language, its person; where data goes and where talk goes.

This is the outermost layer: the only place that reads the clock, the environment and the config file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, NoReturn

from store.errors import Refused
from store.reader import Reader, open_reader
from tui import locations
from words import Words, speak
from words.visible import visible

if TYPE_CHECKING:
    from store.shapes import Who
    from store.writer import Writer

GLOBALS = ("store", "today", "by", "lang")
"""Global options with a value, in the order in which help names them."""


class Usage(Exception):
    """A command line that cannot be read (exit 2)."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_globals(arguments: list[str]) -> tuple[dict[str, str], list[str]]:
    """Split the global options, which stand before the command, from the rest.

    Raises:
        Usage: an option without its value, or one that is not global.
    """
    options: dict[str, str] = {}
    rest = list(arguments)
    while rest and rest[0].startswith("-"):
        word = rest.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        if word in ("--version", "-V", "--help", "-h"):
            return options, [word]
        if not word.startswith("--") or name not in GLOBALS:
            raise Usage(visible(word))
        if not equals:
            if not rest:
                raise Usage(f"--{name}")
            value = rest.pop(0)
        options[name] = value
    return options, rest


class Context:
    """What a command needs to know of its run."""

    def __init__(self, options: Mapping[str, str], environ: Mapping[str, str]) -> None:
        self.options = options
        self.environ = environ
        self._config: dict[str, str] | None = None
        self._words: Words | None = None
        self._today: date | None = None

    def setting(self, name: str) -> str:
        """An option, else its environment variable, else the config file's word, else empty."""
        return self.options.get(name) or self.environ.get(f"DUBAN_{name.upper()}") or self.config.get(name, "")

    @property
    def config(self) -> dict[str, str]:
        """The top-level words of the config file; none where there is no file."""
        if self._config is None:
            self._config = {}
            path = locations.config_file(self.environ)
            if os.path.exists(path):
                self._config = _read_config(path)
        return self._config

    @property
    def store(self) -> str:
        """The path of the store."""
        return os.path.abspath(os.path.expanduser(self.setting("store") or locations.store_file(self.environ)))

    @property
    def by(self) -> str:
        """Who acts: the login name where nobody is named."""
        return self.setting("by") or locations.login_name(self.environ)

    @property
    def words(self) -> Words:
        """The language, from the option or the locale."""
        if self._words is None:
            lang = self.options.get("lang") or self.environ.get("DUBAN_LANG") or ""
            if not lang:
                lang = self.config.get("lang", "") or locations.locale_language(self.environ)
            self._words = speak(lang)
        return self._words

    @property
    def today(self) -> date:
        """The date of this run's clock: --today, else today in the store's time zone.

        Raises:
            Refused: the date given is none.
        """
        if self._today is None:
            given = self.options.get("today") or self.environ.get("DUBAN_TODAY")
            self._today = iso_day(given) if given else datetime.now(self.time_zone).date()
        return self._today

    @property
    def time_zone(self) -> tzinfo | None:
        """The store's time zone; None (the machine's) where there is no readable store yet."""
        from zoneinfo import ZoneInfo

        from store.errors import StoreError
        from store.queries.clock import settings

        try:
            reader = open_reader(self.store)
            try:
                return ZoneInfo(settings(reader).time_zone)
            finally:
                reader.close()
        except (StoreError, OSError, ValueError):
            return None

    def who(self, *words: str) -> Who:
        """The person, the day and this moment, with the command as words for the log."""
        from store.shapes import Who

        return Who(by=self.by, today=self.today, at=datetime.now(UTC), words=words)

    def reader(self) -> Reader:
        """The store, for reading.

        Raises:
            Unusable: see `open_reader`.
        """
        return open_reader(self.store)

    def writer(self) -> Writer:
        """The store, for writing; made where there is none.

        Raises:
            Unusable, Busy: see `Writer`.
        """
        from store.writer import Writer

        return Writer(self.store, locations.time_zone_name(self.environ))

    def write(self, text: str) -> None:
        """Data, to stdout."""
        sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")

    def write_piece(self, text: str) -> None:
        """A piece of the data, as it is."""
        sys.stdout.write(text)

    def say(self, sentence: str) -> None:
        """Talk, to stderr."""
        sys.stderr.write(f"duban: {sentence}\n")

    def colour(self) -> bool:
        """Whether stdout is a terminal that takes colour."""
        return sys.stdout.isatty() and not self.environ.get("NO_COLOR") and self.environ.get("TERM") != "dumb"


def iso_day(text: str) -> date:
    """A date as YYYY-MM-DD.

    Raises:
        Refused: it is none.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        refuse_date(text)


def refuse_date(text: str) -> NoReturn:
    """Refuse what is no date."""
    raise Refused("bad_date", text=text)


def _read_config(path: str) -> dict[str, str]:
    """The words of the config file.

    Raises:
        Refused: it cannot be read or is no TOML.
    """
    import tomllib

    try:
        with open(path, "rb") as file:
            found = tomllib.load(file)
    except OSError as error:
        raise Refused("unreadable_file", path=path, why=error.strerror or "") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused("not_toml", path=path, problem=str(error)) from error
    return {key: str(value) for key, value in found.items() if isinstance(value, (str, int))}
