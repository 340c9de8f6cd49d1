"""The list of all units in the user's order, groups folding: as quick with a whole country as with one county."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from store.roster import Ground, Roster, Total, UnitRow
from tui.looks import Face
from tui.messages import FoldTurned
from tui.panes.assignments import pane_title
from tui.panes.loads import Columns, columns, draw_unit
from tui.panes.paged import PagedLines, Pages, pages_of
from tui.panes.subject import Subject
from tui.text import Ink, Pieces, cells, plain

PageRows = Mapping[int, Sequence[UnitRow]]


class RosterPane(PagedLines):
    """Units and groups; what is folded stays so, and only the rows in view are read."""

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(face, id)
        self.turned: frozenset[int] = frozenset()
        """Groups that are not as they are at first."""
        self._turned_found: frozenset[int] = frozenset()
        """The same while a filter is on."""
        self._text = ""
        self.filter_text = ""
        """How the title says what is filtered."""
        self.total: int | None = None
        """How many units there are; None while they are still being counted."""
        self.why_empty: Sequence[str] = (face.words.screen.say("loading"),)
        self.roster = Roster((), (), (), {})
        self._columns: tuple[int, Columns] | None = None
        self._most = 0.0

    # What is shown

    def unfolded(self, here: Ground, text: str) -> frozenset[int]:
        """The groups whose members show: at first that one beside which there is nothing else."""
        if text:
            return self._turned_found if text == self._text else frozenset()
        return self.turned ^ frozenset(here.roots if len(here.top) == 1 else ())

    def pages_in_view(self, roster: Roster) -> range:
        """The pages that would be seen with these rows."""
        cursor, top = self._place_in(roster)
        last = min(max(top + self.page, cursor + 1), len(roster.units)) - 1
        return pages_of(min(top, cursor), last) if roster.units else range(0)

    def show_roster(self, roster: Roster, pages: PageRows, text: str) -> None:
        """Show another reading. Cursor, scroll and folds stay."""
        if text != self._text:
            self._text, self._turned_found = text, frozenset()
        self.cursor, self.top = self._place_in(roster)
        self.roster, self.rows = roster, Pages(len(roster.units), pages)
        self._asked.clear()
        self._clamp()
        self._measure()
        self.repaint()

    def _place_in(self, roster: Roster) -> tuple[int, int]:
        """Where cursor and scroll are among other rows: on the unit they were on, else near it."""
        at = None
        if self.cursor < len(self.roster.units):
            at = place_of(roster, self.roster.above[self.cursor], self.roster.units[self.cursor])
        cursor = min(self.cursor if at is None else at, max(len(roster.units) - 1, 0))
        return cursor, max(min(self.top + cursor - self.cursor, len(roster.units) - self.page), 0)

    def standing(self) -> tuple[object, ...]:
        """With the units that the rows are."""
        return *super().standing(), self.roster

    def stand(self, standing: tuple[Any, ...]) -> None:
        """Be as it was, undrawn."""
        super().stand(standing)
        self.roster = standing[3]

    def fill(self, page: int, rows: Sequence[UnitRow]) -> None:
        """One more page was read."""
        super().fill(page, rows)
        self._measure()

    def show_total(self, group: int, total: Total) -> None:
        """A large group was counted."""
        if not isinstance(self.rows, Pages):
            return
        for at, row in list(self.rows.known()):
            if row.load.unit_id == group and row.opened is not None:
                self.update_row(at, counted(row, total))
        self._measure()

    def groups_to_count(self) -> list[int]:
        """The large groups whose rows were read, those around the cursor first, then from the top of the view."""
        if not isinstance(self.rows, Pages):
            return []
        near = {group: -1 for group in self._around()}
        found = {
            row.load.unit_id: near.get(row.load.unit_id, abs(at - self.top))
            for at, row in self.rows.known()
            if row.opened is not None
        }
        return sorted(found, key=lambda group: found[group])

    def _around(self) -> list[int]:
        """The group under the cursor, and those in which it stands."""
        if self.cursor >= len(self.roster.units):
            return []
        found, depth = [self.roster.units[self.cursor]], self.roster.depths[self.cursor]
        for at in range(self.cursor - 1, -1, -1):
            if self.roster.depths[at] < depth:
                found.append(self.roster.units[at])
                depth = self.roster.depths[at]
            if not depth:
                break
        return found

    def reset(self) -> None:
        """Forget everything but what is folded."""
        super().reset()
        self.roster, self.total, self._most = Roster((), (), (), {}), None, 0.0
        self._columns = None
        self.why_empty = (self.face.words.screen.say("loading"),)

    def go_to(self, unit: int, above: int) -> bool:
        """Put the cursor on a unit in its group (0: at the top); say whether it shows."""
        at = place_of(self.roster, above, unit)
        if at is not None:
            self.move_to(at)
        return at is not None

    # Folding

    def fold_here(self, open_it: bool | None = None) -> bool:
        """Open, close or (None) turn the group under the cursor; closing works from a member too. Say if it did."""
        at, roster = self.cursor, self.roster
        if at >= len(roster.units):
            return False
        opened = roster.opened.get(roster.units[at])
        if not open_it and not opened and (open_it is False or opened is None):
            at = self._above(at)
        if at < 0 or roster.opened.get(roster.units[at]) in (None, open_it):
            return False
        if self._text:
            self._turned_found ^= {self.roster.units[at]}
        else:
            self.turned ^= {self.roster.units[at]}
        if at != self.cursor:
            self.move_to(at)
        self.post_message(FoldTurned(self.id or ""))
        return True

    def _above(self, at: int) -> int:
        """The row of the group in which a row stands, or -1."""
        depth = self.roster.depths[at]
        return next((row for row in range(at - 1, -1, -1) if self.roster.depths[row] < depth), -1)

    @property
    def subject(self) -> Subject:
        """What an action would be about here."""
        row = self.current
        return Subject(unit=row.load) if isinstance(row, UnitRow) else Subject()

    # Drawing

    def repaint(self) -> None:
        """Another width: other columns."""
        if self._columns is not None and self._columns[0] != self.size.width - 2:
            self._columns = None
            self._measure()
        super().repaint()

    def _measure(self) -> None:
        """Make room for what was read; what stands on the screen keeps its place as long as it can."""
        if not isinstance(self.rows, Pages):
            return
        rows, width = [row for _, row in self.rows.known()], self.size.width - 2
        before = self._columns[1] if self._columns and self._columns[0] == width else None
        cols = columns(rows, width, self.face, before)
        most = max((row.weight for row in rows if row.opened is None), default=0.0)
        if cols != before or most > self._most:
            self._most = max(most, self._most)
            self._columns = width, cols
            super().repaint()

    def _cols(self) -> Columns:
        if self._columns is None:
            self._columns = self.size.width - 2, columns((), self.size.width - 2, self.face)
        return self._columns[1]

    def draw_title(self, width: int) -> Pieces:
        """The title with the number of units, the filter, and the heads of the columns."""
        face, cols = self.face, self._cols()
        whole = pane_title(face, face.words.screen.pane("roster"), self.total, self.active, width, self.filter_text)
        if not self.rows or self.size.height < 2:
            return whole
        left = max(width - cols.tail - 1, 0)
        if cells(plain(whole).rstrip()) > left:
            return whole
        says, ink = face.words.screen, Ink(cols.tail + 1)
        for head in says.role_heads(cols.role - 1):
            ink.put(head, "dim", width=cols.role, right=True)
        ink.put("", width=cols.lights + 4).put(says.say("load"), "dim", width=cols.load, right=True)
        ink.put("", width=cols.bar + 1 if cols.bar else 0).put("  ")
        head = says.say("last_report")
        ink.put(head if cells(head) <= cols.last else "", "dim", width=cols.last)
        if cols.call:
            head = face.words.calls.label("contacts")
            ink.put("  ").put(head if cells(head) <= cols.call else "", "dim", width=cols.call)
        title = pane_title(face, says.pane("roster"), self.total, self.active, left, self.filter_text)
        return (*title, *ink.done())

    def draw_known(self, row: UnitRow, width: int) -> Pieces:
        """One unit or group."""
        return draw_unit(row, width, self._cols(), self._most, self.face)

    def empty_lines(self) -> Sequence[str]:
        """Why there is nothing."""
        return self.why_empty


def counted(row: UnitRow, total: Total) -> UnitRow:
    """The row of a group with how it stands."""
    return row._replace(load=total.load._replace(via=row.load.via), weight=total.weight, counted=True)


def place_of(roster: Roster, above: int, unit: int) -> int | None:
    """The place of a unit in its group; None where it does not show."""
    at = -1
    while True:
        try:
            at = roster.units.index(unit, at + 1)
        except ValueError:
            return None
        if roster.above[at] == above:
            return at
