"""The half of the domain's words that is only looked up: the same code over each language's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.figures import point_digits, say

if TYPE_CHECKING:
    from words.phrases.domain_tables import (
        Bases,
        Decisions,
        Doubts,
        DueFrom,
        Fields,
        Lights,
        Means,
        Nouns,
        Roles,
        Statuses,
        Tables,
        Vias,
    )


class Lookups:
    """Looks ids up in the tables that a language hands in; an unknown id is said as it is."""

    def __init__(
        self,
        *,
        lights: Lights,
        roles: Roles,
        statuses: Statuses,
        bases: Bases,
        due_from: DueFrom,
        vias: Vias,
        means: Means,
        doubts: Doubts,
        decisions: Decisions,
        fields: Fields,
        tables: Tables,
        nouns: Nouns,
        measures: dict[str, str],
    ) -> None:
        self._lights, self._roles, self._statuses, self._bases = lights, roles, statuses, bases
        self._due_from, self._vias, self._means, self._doubts = due_from, vias, means, doubts
        self._decisions, self._fields, self._tables, self._nouns = decisions, fields, tables, nouns
        self._measures = measures

    def light(self, word: str) -> str:
        """A light of vocabulary.LIGHTS."""
        return say(self._lights, word)

    def role(self, word: str) -> str:
        """A role of vocabulary.ROLES."""
        return say(self._roles, word)

    def status(self, word: str) -> str:
        """A status of vocabulary.STATUSES."""
        return say(self._statuses, word)

    def basis(self, word: str) -> str:
        """A basis of vocabulary.BASES."""
        return say(self._bases, word)

    def due_from(self, word: str) -> str:
        """Where an inherited date comes from."""
        return say(self._due_from, word)

    def via(self, word: str) -> str:
        """A way of vocabulary.VIAS."""
        return say(self._vias, word)

    def means(self, word: str) -> str:
        """What the due date means."""
        return say(self._means, word)

    def doubt(self, word: str) -> str:
        """Why a date is read in one of several ways."""
        return say(self._doubts, word)

    def decision(self, word: str) -> str:
        """What became of an extension."""
        return say(self._decisions, word)

    def field(self, word: str) -> str:
        """The name of a changed field."""
        return say(self._fields, word)

    def table(self, word: str) -> str:
        """The name of a changed thing."""
        return say(self._tables, word)

    def word(self, word: str) -> str:
        """A noun of DOMAIN's table."""
        return say(self._nouns, word)

    def measure(self, measure: str) -> str:
        """The unit of an indicator."""
        return say(self._measures, measure)

    def points(self, points: float) -> str:
        """Signed percentage points, with a real minus."""
        return point_digits(points)

    def light_from(self, text: str) -> str | None:
        """The light that a user means, by id or by name in either language."""
        from words.understood import lights

        return lights(text)

    def role_from(self, text: str) -> str | None:
        """The role that a user means."""
        from words.understood import roles

        return roles(text)

    def status_from(self, text: str) -> str | None:
        """The status that a user means."""
        from words.understood import statuses

        return statuses(text)

    def basis_from(self, text: str) -> str | None:
        """The basis that a user means."""
        from words.understood import bases

        return bases(text)

    def setting_from(self, text: str) -> str | None:
        """The setting that a user means."""
        from words.understood import settings

        return settings(text)

    def via_from(self, text: str) -> str | None:
        """The way that a user means."""
        from words.understood import vias

        return vias(text)
