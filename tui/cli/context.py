"""One run of the program: its store, its clock, its language, its person; where data goes and where talk goes.

This is the outermost layer: the only place that reads the clock, the environment and the config file.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, NoReturn

from store.errors import Refused, StoreError
from store.files import network_drive
from store.reader import Reader, open_reader
from tui import locations
from tui.cli.output import Output
from tui.moments import typed_moment, zone_of
from words import Words, say_error, speak

if TYPE_CHECKING:
    from store.shapes import Who
    from store.writer import Writer

YEARS = range(1900, 2200)
"""The years in which plans are issued and carried out; anything else was mistyped."""
CONFIGURED = ("store", "by", "lang", "theme")
"""Those that may stand in the config file."""


class Context(Output):
    """What a command needs to know of its run."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.options: dict[str, str] = {}
        super().__init__(environ)
        self.only_reads = False
        """Whether this run leaves every store as it is: then one of an older program is not brought up to date."""
        self._config: dict[str, object] | None = None
        self._words: dict[str, Words] = {}
        self._today: date | None = None
        self._moments: dict[str, datetime] = {}
        """The moments that were asked for, as typed."""
        self._past_is_empty = False
        self._readers: list[Reader] = []
        self._writers: list[Writer] = []
        self._said_waiting = False

    def setting(self, name: str) -> str:
        """An option, else its environment variable, else the config file's word, else empty."""
        given = self.options.get(name) or self.environ.get(f"DUBAN_{name.upper()}")
        said = self.config.get(name) if not given and name in CONFIGURED else None
        return given or (str(said) if isinstance(said, (str, int)) else "")

    @property
    def config(self) -> dict[str, object]:
        """What the config file says; nothing where there is no file.

        Raises:
            Refused: it cannot be read or is no TOML.
        """
        if self._config is None:
            path = locations.config_file(self.environ)
            if os.path.exists(path):
                from tui.cli.config import read_config

                self._config = read_config(path)
            else:
                self._config = {}
        return self._config

    @property
    def store(self) -> str:
        """The path of the store."""
        return os.path.abspath(os.path.expanduser(self.setting("store") or locations.store_file(self.environ)))

    @property
    def by(self) -> str:
        """Who acts: the login name where nobody is named."""
        return self.setting("by").strip() or locations.login_name(self.environ)

    @property
    def words(self) -> Words:
        """The language: the one that was asked for, else the locale's. Never fails: errors are said in it."""
        lang = ""
        with contextlib.suppress(StoreError):
            lang = self.setting("lang")
        lang = lang if _is_language(lang) else locations.locale_language(self.environ)
        if lang not in self._words:
            self._words[lang] = speak(lang)
        return self._words[lang]

    def check_language(self) -> None:
        """Refuse a language that duban does not speak.

        Raises:
            BadOption: with those that it speaks.
        """
        given = self.setting("lang")
        if given and not _is_language(given):
            option = "--lang" if "lang" in self.options else "DUBAN_LANG" if self.environ.get("DUBAN_LANG") else "lang"
            raise BadOption("bad_option", option=option, value=given, accepted=("en", "zh"))

    @property
    def today(self) -> date:
        """The date of this run's clock: --today, else today in the store's time zone.

        Raises:
            Refused: the date given is none.
        """
        if self._today is None:
            given = self.setting("today")
            self._today = iso_day(given) if given else datetime.now(self.time_zone).date()
        return self._today

    @property
    def as_of(self) -> date:
        """The date that is looked at: --as-of, else today.

        Raises:
            Refused: the date given is none.
        """
        given = self.options.get("as_of")
        return self.day(given, past=True) if given else self.today

    @property
    def known_at(self) -> datetime | None:
        """The moment whose knowledge is looked at; None for what is known now.

        Raises:
            Refused: what was given is no moment.
        """
        given = self.options.get("known_at")
        if not given:
            return None
        if given not in self._moments:
            try:
                reader = self._opened(self.store)
            except (StoreError, OSError):
                from exchange.dates import read_moment

                return read_moment(given, None)
            with contextlib.closing(reader):
                self._moments[given] = typed_moment(reader, given)
        return self._moments[given]

    @property
    def looks_back(self) -> bool:
        """Whether a date or a moment other than now was asked for."""
        return self.as_of != self.today or self.known_at is not None

    def refuse_past(self) -> None:
        """Refuse to change anything, or to look at more than is there, while the past is looked at.

        Raises:
            Refused: --as-of or --known-at was given.
        """
        if self.options.keys() & {"as_of", "known_at"}:
            self.no_past()

    def no_past(self) -> NoReturn:
        """Refuse a past date for this command.

        Raises:
            Refused: always: it would change the past, or always takes the store as it is.
        """
        raise Refused("present_only") if self.only_reads else Refused("past_read_only")

    def forget_today(self) -> None:
        """Look at the clock again: the store's time zone has changed."""
        self._today = None

    def day(self, text: str, past: bool = False) -> date:
        """A day as typed: YYYY-MM-DD, or a phrase that names one day (`8月30日`, `yesterday`).

        Args:
            text: as typed.
            past: True where a phrase without its year means the nearest such day not after today.

        Raises:
            Refused: it names none.
        """
        try:
            found: date | None = date.fromisoformat(text.strip())
        except ValueError:
            from exchange.dates import read_typed

            window = read_typed(text, today=self.today, past=past)
            found = window.end if window.precision == "day" else None
        return _usable(text, found)

    def optional_day(self, text: str | None) -> date | None:
        """A day as typed, where one was typed.

        Raises:
            Refused: see `day`.
        """
        return None if text is None else self.day(text)

    @property
    def time_zone(self) -> tzinfo | None:
        """The store's time zone; None (the machine's) where they are the same, or where there is no store yet."""
        name = self.time_zone_name
        if not name or name == locations.time_zone_name(self.environ):
            return None
        return zone_of(name)

    @property
    def time_zone_name(self) -> str:
        """The name of the store's time zone; empty where there is no readable store yet."""
        from store.queries.clock import settings

        try:
            reader = self._opened(self.store)
            try:
                return settings(reader).time_zone
            finally:
                reader.close()
        except (StoreError, OSError):
            return ""

    def who(self, *words: str) -> Who:
        """The person, the day and this moment, with the command as words for the log."""
        from store.shapes import Who

        return Who(by=self.by, today=self.today, at=datetime.now(UTC).astimezone(), words=words)

    def reader(self, path: str = "") -> Reader:
        """The store, for reading; closed when the run ends.

        Raises:
            Unusable: see `open_reader`.
        """
        reader = self._opened(path or self.store)
        self._readers.append(reader)
        return reader

    def reader_as_of(self, path: str = "") -> Reader:
        """The store as it stood on `as_of`, for a command that only reads; closed when the run ends.

        Where nothing recorded counts for a later day the present is that past already. Without a date asked for
        nothing is looked up.

        Raises:
            Refused: a date or a moment that is none.
            Unusable: see `open_reader`.
        """
        reader = self.reader(path)
        if not (self.setting("today") or self.looks_back):
            return reader
        from store.queries.clock import recorded_days

        as_of, known_at, days = self.as_of, self.known_at, recorded_days(reader)
        if days is None or (known_at is None and as_of >= days[1]):
            return reader
        from store.past import travel

        self._readers.pop().close()
        reader = travel(path or self.store, as_of, known_at)
        self._readers.append(reader)
        if not reader.one("SELECT 1 FROM plan LIMIT 1"):
            self._past_is_empty = True
            self.say(self.words.command.nothing_then(as_of, known_at and known_at.date()))
        return reader

    def _opened(self, path: str) -> Reader:
        """The store, for reading; a run that writes brings one of an older program up to date first.

        Raises:
            Unusable: see `open_reader`.
        """
        try:
            return open_reader(path)
        except StoreError as error:
            if error.kind != "store_older" or self.only_reads:
                raise
            self.writer(path)
            return open_reader(path)

    def writer(self, path: str = "") -> Writer:
        """The store, for writing; made where there is none, closed when the run ends.

        Raises:
            Unusable, Busy: see `Writer`.
        """
        from store import waiting
        from store.writer import Writer

        place = path or self.store
        self.say_network_drive(place)
        zone, backups = locations.time_zone_name(self.environ), locations.backups_dir(self.environ)
        patience = waiting.PATIENCE._replace(
            told=lambda waited: self._say_waiting(waited, waiting.PATIENCE.seconds),
            upgrading=lambda waited: self._say_waiting(waited, waiting.UPGRADE_SECONDS),
        )
        writer = Writer(place, zone, patience=patience, backups=backups)
        writer.daily.told = lambda: self.say(self.words.care.backing_up())
        self._writers.append(writer)
        if writer.upgraded:
            self.say(self.words.command.upgraded(writer.path, writer.upgraded))
        return writer

    def _say_waiting(self, waited: float, at_most: float) -> bool:
        """Say once, after a second, that another program is waited for; and wait on."""
        if waited >= 1.0 and not self._said_waiting:
            self._said_waiting = True
            self.say(self.words.command.waiting(at_most))
        return True

    def close(self) -> None:
        """Close the store, the writer last: then SQLite folds its log into the one file."""
        while self._readers:
            self._readers.pop().close()
        while self._writers:
            writer = self._writers.pop()
            writer.close()
            if (failed := writer.daily.failed) is not None:
                self.say(self.words.care.no_daily_backup(say_error(self.words, failed.kind, failed.facts)))

    def say_no_plans(self) -> None:
        """Say that there is no plan, and where plans come from; of a past without any it is said already."""
        if not self._past_is_empty:
            self.say(self.words.command.no_plans())

    def say_network_drive(self, path: str) -> None:
        """Say that a store lies where SQLite is not safe."""
        if kind := network_drive(path):
            self.say(self.words.care.network_drive(path, kind))


class BadOption(Refused):
    """Wrong usage rather than a refusal (exit 2)."""

    exit_code = 2


def _is_language(text: str) -> bool:
    """Whether a word or a locale's name means a language of ours."""
    return text.casefold().replace("-", "_").partition("_")[0].partition(".")[0] in ("en", "zh")


def iso_day(text: str) -> date:
    """A date as YYYY-MM-DD.

    Raises:
        Refused: it is none.
    """
    try:
        return _usable(text, date.fromisoformat(text.strip()))
    except ValueError:
        raise Refused("bad_date", text=text, why="not_a_day") from None


def _usable(text: str, day: date | None) -> date:
    """A day near enough to be meant: rules that count days and months forth and back end at no edge of the calendar.

    Raises:
        Refused: it is none, or lies in another age.
    """
    if day is None:
        raise Refused("bad_date", text=text, why="not_a_day")
    if day.year not in YEARS:
        raise Refused("bad_date", text=text, why="unreadable")
    return day
