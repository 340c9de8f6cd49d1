"""The phrases of duban, English and Chinese. This room imports nothing of the house: it is told ids, dates and numbers.

`speak("zh")` gives the language; its parts are imported when first asked for, so that a command loads
only what it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from words.phrases.breakdowns import BreakdownWords
    from words.phrases.calls import CallWords
    from words.phrases.care import CareWords
    from words.phrases.command import CommandWords
    from words.phrases.dates import DatesWords
    from words.phrases.domain import DomainWords
    from words.phrases.endings import EndingWords
    from words.phrases.errors import ErrorsWords
    from words.phrases.history import HistoryWords
    from words.phrases.paper import PaperWords
    from words.phrases.reports import ReportWords
    from words.phrases.screen import ScreenWords
    from words.phrases.timeline import TimelineWords
    from words.phrases.why import WhyWords

LANGUAGES = ("en", "zh")


class Words:
    """One language: `domain` for every place, `screen`, `paper` for the bulletin, `command`, and `errors`."""

    lang = ""

    def __init__(self, keys: Mapping[str, str] | None = None) -> None:
        self._keys = keys or {}
        self._screen: ScreenWords | None = None

    @property
    def domain(self) -> DomainWords:
        """Nouns, lights, roles, statuses, dates and figures."""
        raise NotImplementedError

    @property
    def screen(self) -> ScreenWords:
        """What the dashboard says."""
        raise NotImplementedError

    @property
    def paper(self) -> PaperWords:
        """What the bulletin says."""
        raise NotImplementedError

    @property
    def command(self) -> CommandWords:
        """What the command line says."""
        raise NotImplementedError

    @property
    def errors(self) -> ErrorsWords:
        """One sentence for each kind of error."""
        raise NotImplementedError

    @property
    def breakdowns(self) -> BreakdownWords:
        """Tasks that the office adds."""
        raise NotImplementedError

    @property
    def calls(self) -> CallWords:
        """Chases, contacts, whom to call today."""
        raise NotImplementedError

    @property
    def care(self) -> CareWords:
        """What is said in the care of the store."""
        raise NotImplementedError

    @property
    def dates(self) -> DatesWords:
        """Claims, dates that move, extensions."""
        raise NotImplementedError

    @property
    def endings(self) -> EndingWords:
        """The end of a plan, and what is kept of it."""
        raise NotImplementedError

    @property
    def history(self) -> HistoryWords:
        """What undo, redo and the log say."""
        raise NotImplementedError

    @property
    def reports(self) -> ReportWords:
        """What units say, and who has not said anything."""
        raise NotImplementedError

    @property
    def timeline(self) -> TimelineWords:
        """The timeline."""
        raise NotImplementedError

    @property
    def why(self) -> WhyWords:
        """The page that explains a light."""
        raise NotImplementedError


class English(Words):
    """The words in English."""

    lang = "en"

    @property
    def domain(self) -> DomainWords:
        """Nouns, lights, roles, statuses, dates and figures."""
        from words.english.domain import DOMAIN

        return DOMAIN

    @property
    def screen(self) -> ScreenWords:
        """What the dashboard says."""
        if self._screen is None:
            from words.english.screen import SCREEN

            self._screen = SCREEN.with_keys(self._keys)
        return self._screen

    @property
    def paper(self) -> PaperWords:
        """What the bulletin says."""
        from words.english.paper import PAPER

        return PAPER

    @property
    def command(self) -> CommandWords:
        """What the command line says."""
        from words.english.command import COMMAND

        return COMMAND

    @property
    def errors(self) -> ErrorsWords:
        """One sentence for each kind of error."""
        from words.english.errors import ERRORS

        return ERRORS

    @property
    def breakdowns(self) -> BreakdownWords:
        """Tasks that the office adds."""
        from words.english.breakdowns import BREAKDOWNS

        return BREAKDOWNS

    @property
    def calls(self) -> CallWords:
        """Chases, contacts, whom to call today."""
        from words.english.calls import CALLS

        return CALLS

    @property
    def care(self) -> CareWords:
        """What is said in the care of the store."""
        from words.english.care import CARE

        return CARE

    @property
    def dates(self) -> DatesWords:
        """Claims, dates that move, extensions."""
        from words.english.dates import DATES

        return DATES

    @property
    def endings(self) -> EndingWords:
        """The end of a plan, and what is kept of it."""
        from words.english.endings import ENDINGS

        return ENDINGS

    @property
    def history(self) -> HistoryWords:
        """What undo, redo and the log say."""
        from words.english.history import HISTORY

        return HISTORY

    @property
    def reports(self) -> ReportWords:
        """What units say, and who has not said anything."""
        from words.english.reports import REPORTS

        return REPORTS

    @property
    def timeline(self) -> TimelineWords:
        """The timeline."""
        from words.english.timeline import TIMELINE

        return TIMELINE

    @property
    def why(self) -> WhyWords:
        """The page that explains a light."""
        from words.english.why import WHY

        return WHY


class Chinese(Words):
    """The words in Chinese."""

    lang = "zh"

    @property
    def domain(self) -> DomainWords:
        """Nouns, lights, roles, statuses, dates and figures."""
        from words.chinese.domain import DOMAIN

        return DOMAIN

    @property
    def screen(self) -> ScreenWords:
        """What the dashboard says."""
        if self._screen is None:
            from words.chinese.screen import SCREEN

            self._screen = SCREEN.with_keys(self._keys)
        return self._screen

    @property
    def paper(self) -> PaperWords:
        """What the bulletin says."""
        from words.chinese.paper import PAPER

        return PAPER

    @property
    def command(self) -> CommandWords:
        """What the command line says."""
        from words.chinese.command import COMMAND

        return COMMAND

    @property
    def errors(self) -> ErrorsWords:
        """One sentence for each kind of error."""
        from words.chinese.errors import ERRORS

        return ERRORS

    @property
    def breakdowns(self) -> BreakdownWords:
        """Tasks that the office adds."""
        from words.chinese.breakdowns import BREAKDOWNS

        return BREAKDOWNS

    @property
    def calls(self) -> CallWords:
        """Chases, contacts, whom to call today."""
        from words.chinese.calls import CALLS

        return CALLS

    @property
    def care(self) -> CareWords:
        """What is said in the care of the store."""
        from words.chinese.care import CARE

        return CARE

    @property
    def dates(self) -> DatesWords:
        """Claims, dates that move, extensions."""
        from words.chinese.dates import DATES

        return DATES

    @property
    def endings(self) -> EndingWords:
        """The end of a plan, and what is kept of it."""
        from words.chinese.endings import ENDINGS

        return ENDINGS

    @property
    def history(self) -> HistoryWords:
        """What undo, redo and the log say."""
        from words.chinese.history import HISTORY

        return HISTORY

    @property
    def reports(self) -> ReportWords:
        """What units say, and who has not said anything."""
        from words.chinese.reports import REPORTS

        return REPORTS

    @property
    def timeline(self) -> TimelineWords:
        """The timeline."""
        from words.chinese.timeline import TIMELINE

        return TIMELINE

    @property
    def why(self) -> WhyWords:
        """The page that explains a light."""
        from words.chinese.why import WHY

        return WHY


def speak(lang: str, keys: Mapping[str, str] | None = None) -> Words:
    """The words of a language.

    Args:
        lang: `zh` or anything that begins so (zh_CN.UTF-8) for Chinese; anything else is English.
        keys: by action the key that the dashboard's sentences name.
    """
    return Chinese(keys) if lang.casefold().startswith("zh") else English(keys)


def say_error(words: Words, kind: str, facts: Mapping[str, object]) -> str:
    """The sentence for an error's kind and facts (store.errors.StoreError); see words.said."""
    from words.said import say_error as say

    return say(words, kind, facts)
