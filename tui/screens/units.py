"""Mode 5: every unit with what it owes, said and promised; opened, what its next return slip would ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult

from store.queries.names import plan_id, units_named
from store.queries.roster import everybody, ground, group_total, lay_out, named, page_rows
from store.queries.unit_sheet import unit_sheet
from store.reader import Reader
from store.roster import Ground, Roster, Total, UnitRow, UnitSheet
from store.shapes import Assignment, Board
from tui.messages import FoldTurned
from tui.panes.assignments import AssignmentsPane
from tui.panes.paged import PAGE
from tui.panes.roster import PageRows, RosterPane, counted
from tui.panes.unit_sheet import UnitSheetPane
from tui.screens.finding_units import find_unit
from tui.screens.mode import ModeScreen, ModeView
from tui.view import Ask, Listing


class Content(NamedTuple):
    """One reading of the list, with the pages that are in view."""

    ground: Ground
    roster: Roster
    pages: PageRows
    sheet: UnitSheet | None
    found: int | None
    """How many a filter found."""


class UnitsScreen(ModeScreen):
    """The units of one plan, or of all."""

    mode = "units"
    tabs = ("roster",)
    main = "roster"

    _ground: Ground | None = None
    _everybody: tuple[Ground, frozenset[int]] | None = None
    _large: frozenset[int] = frozenset()
    """Groups that are too large to be counted with their page."""
    _totals: tuple[tuple[object, ...], dict[int, Total]] = ((), {})
    """How large groups stand, and for which plan and date; after a write that of before, until counted anew."""
    _fresh: tuple[Ground | None, frozenset[int]] = (None, frozenset())
    """Which of them were counted since the last write."""
    _counting: Ground | None = None

    def compose_panes(self) -> ComposeResult:
        """The list."""
        yield RosterPane(self.face, "roster")

    def make_listing(self) -> AssignmentsPane:
        """What was opened, of a unit with its sheet."""
        return UnitSheetPane(self.face, "listing", lambda: self.ask.listing)

    @property
    def roster(self) -> RosterPane:
        """The list."""
        return self.get_widget_by_id("roster", RosterPane)

    @property
    def sheet(self) -> UnitSheetPane:
        """The pane of what was opened."""
        return self.get_widget_by_id("listing", UnitSheetPane)

    # Reading

    def read_content(self, reader: Reader, ask: Ask, head: Board) -> Content:
        """Who there is, and what of it will be seen."""
        here = self._ground
        if here is None or (here.stamp, here.plan, here.as_of) != (reader.stamp(), ask.plan, ask.as_of):
            here = self._ground = ground(reader, ask.plan, ask.as_of)
        found = named(reader, ask.text, self._among(reader, here), ask.as_of) if ask.text.strip() else None
        top = here.top if found is None else found
        roster = lay_out(reader, here, top, self.roster.unfolded(here, ask.text))
        pages = {page: self._page(reader, here, roster, page) for page in self.roster.pages_in_view(roster)}
        sheet = read_sheet(reader, ask.listing, ask) if ask.listing else None
        return Content(here, roster, pages, sheet, None if found is None else len(found))

    def _among(self, reader: Reader, here: Ground) -> frozenset[int]:
        """Everybody, read once."""
        if self._everybody is None or self._everybody[0] is not here:
            self._everybody = here, everybody(reader, here)
        return self._everybody[1]

    def _page(self, reader: Reader, here: Ground, roster: Roster, page: int) -> tuple[UnitRow, ...]:
        """One page; large groups as they were counted last."""
        rows = page_rows(reader, here, roster, page * PAGE, PAGE)
        self._large |= {row.load.unit_id for row in rows if not row.counted}
        kept = self._totals[1] if self._totals[0] == (here.plan, here.as_of) else {}
        late = {row.load.unit_id for row in rows if not row.counted} & kept.keys()
        return tuple(counted(row, kept[row.load.unit_id]) if row.load.unit_id in late else row for row in rows)

    def read_page(self, reader: Reader, view: ModeView, pane: str, page: int) -> tuple[UnitRow, ...]:
        """The rows of one page."""
        assert isinstance(view.content, Content)
        return self._page(reader, view.content.ground, view.content.roster, page)

    kinds = ("unit",)

    async def reach(self, kind: str, plan: str, name: str) -> bool:
        """Unfold the groups around a unit, and go there."""
        here = self._ground
        found = await self.desk.read(lambda reader: find_unit(reader, here, plan, name)) if here else None
        if found is None or here is None or self.ask.text:
            return False
        unit, around = found
        self.roster.turned ^= frozenset(around) - self.roster.unfolded(here, "")
        await self._read_list()
        return self.roster.go_to(unit, around[-1] if around else 0)

    # Drawing

    def draw_content(self, view: ModeView) -> None:
        """Show another reading; cursor, scroll and folds stay."""
        words, text, pane, content = self.face.words.screen, view.ask.text, self.roster, view.content
        assert isinstance(content, Content)
        nothing = "no_plan_then" if self.face.past else "no_plan"
        why = "filtered" if text else "roster" if view.board.plan or view.board.total else nothing
        pane.why_empty = (words.empty(why),)
        pane.total = len(content.ground.top) if content.found is None else content.found
        pane.filter_text = words.filtered_by(text) if text else ""
        pane.show_roster(content.roster, content.pages, text)
        self.sheet.show_sheet(content.sheet)
        self._count(content.ground)

    def filter_by(self, text: str) -> None:
        """Another filter: of what is shown only the list is read; the next key makes that void."""
        if self._renewing or self.view.ask._replace(text=text) != self.ask._replace(text=text):
            super().filter_by(text)
            return
        self.ask = self.ask._replace(text=text)
        self._relay()

    @on(FoldTurned)
    def _fold_turned(self) -> None:
        self._relay()

    def _relay(self) -> None:
        """Read the list anew, and nothing else."""
        self.do(self._read_list(), "read", exclusive=True)

    async def _read_list(self) -> None:
        ask, head = self.ask, self.view.board
        content = await self.desk.read(lambda reader: self.read_content(reader, ask, head))
        self.show(self.view._replace(ask=ask, content=content))

    # Large groups

    def _count(self, here: Ground) -> None:
        """Count the large groups that are read, after everything else."""
        if self._totals[0] != (here.plan, here.as_of):
            self._totals = (here.plan, here.as_of), {}
        if self._fresh[0] is not here:
            self._fresh = here, frozenset()
        if self._counting is not here and self._next_group() is not None:
            self.do(self._count_all(here), "totals", exclusive=True)

    def _next_group(self) -> int | None:
        fresh = self._fresh[1]
        wanted = (group for group in self.roster.groups_to_count() if group in self._large and group not in fresh)
        return next(wanted, None)

    async def _count_all(self, here: Ground) -> None:
        self._counting = here
        try:
            while self._fresh[0] is here and (group := self._next_group()) is not None:
                await self._count_one(here, group)
        finally:
            if self._counting is here:
                self._counting = None

    async def _count_one(self, here: Ground, group: int) -> None:
        total = await self.desk.read_later(lambda reader: group_total(reader, here, group))
        if self._fresh[0] is here:
            self._fresh = here, self._fresh[1] | {group}
            self._totals[1][group] = total
            self.roster.show_total(group, total)

    def why_not(self, action: str) -> str:
        """A filter of assignments narrows no list of units."""
        return "no_filter" if action == "filters" else super().why_not(action)

    # What was opened

    def open_extra(self, name: str) -> None:
        """Show the list or the detail; of a unit what is known of it follows at once."""
        super().open_extra(name)
        if name == "listing" and self.ask.listing is not None and self.sheet.of_unit:
            self.do(self._read_sheet(self.ask.listing), "sheet", exclusive=True)

    async def _read_sheet(self, listing: Listing) -> None:
        ask = self.ask
        sheet = await self.desk.read(lambda reader: read_sheet(reader, listing, ask))
        if self.ask.listing is listing:
            self.sheet.show_sheet(sheet)

    def update_items(self, rows: Sequence[Assignment]) -> None:
        """Show what was just written, in place."""
        super().update_items(rows)


def read_sheet(reader: Reader, listing: Listing, ask: Ask) -> UnitSheet | None:
    """What is known of the unit whose list is open; None where that is no unit's."""
    if not listing.unit or listing.task or listing.status:
        return None
    plan = listing.plan or ask.plan
    found = units_named(reader, listing.unit, plan_id(reader, plan) if plan else None)
    return unit_sheet(reader, found[0].id, plan, ask.as_of)
