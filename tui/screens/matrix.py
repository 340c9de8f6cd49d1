"""Mode 3: tasks against units, a sign where they meet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult

from store.matrix import Groups, MatrixCells, with_group
from store.queries.matrix import counts_of, group_cells, matrix_cells, matrix_tasks, owing, tasks_named
from store.queries.roster import everybody, ground, lay_out, named
from store.queries.tree import tree
from store.reader import Reader
from store.roster import Ground, Roster
from store.shapes import Assignment, AssignmentFilter, Board
from store.tree import Tree
from store.workload import Tally, add_up
from tui.messages import FoldTurned
from tui.narrowed import narrowing_name
from tui.panes.matrix import MatrixPane
from tui.panes.roster import place_of
from tui.panes.sheet import CHUNK, Sheet
from tui.screens.base import Handler
from tui.screens.finding_units import find_unit
from tui.screens.mode import ModeScreen, ModeView
from tui.view import Ask


class MatrixScreen(ModeScreen):
    """The matrix of one plan."""

    mode = "matrix"
    tabs = ("matrix",)
    main = "matrix"

    _ground: Ground | None = None
    _totals: tuple[object, dict[int, Groups]] = (None, {})
    """Large groups that were counted, and of which reading."""
    _tree: Tree | None = None
    """What the columns that are shown were counted by."""

    def compose_panes(self) -> ComposeResult:
        """The matrix."""
        yield MatrixPane(self.face, "matrix")

    @property
    def matrix(self) -> MatrixPane:
        """The matrix."""
        return self.get_widget_by_id("matrix", MatrixPane)

    def make_handlers(self) -> dict[str, Handler]:
        """The actions of every mode, and the pages of columns."""
        return {
            **super().make_handlers(),
            "columns_left": lambda: self.matrix.turn(-1),
            "columns_right": lambda: self.matrix.turn(1),
        }

    kinds = ("task", "unit")
    all_plans = False

    async def reach(self, kind: str, plan: str, name: str) -> bool:
        """Go to the row of a task, or to the column of a unit once the groups around it are open."""
        if kind == "task":
            at = next((index for index, task in enumerate(self.matrix.rows) if task.ref == name), None)
            if at is not None:
                self.matrix.move_to(at)
            return at is not None
        here = self._ground
        found = await self.desk.read(lambda reader: find_unit(reader, here, plan, name)) if here else None
        if found is None or here is None:
            return False
        unit, around = found
        self.matrix.turned ^= frozenset(around) - self.matrix.unfolded(here)
        await self._read_matrix()
        at = place_of(self.matrix.sheet.roster, around[-1] if around else 0, unit)
        if at is not None:
            self.matrix.sideways(at - self.matrix.column)
        return at is not None

    # Reading

    def read_content(self, reader: Reader, ask: Ask, head: Board) -> Sheet | None:
        """Rows and columns, and the cells that will be seen; None for all plans."""
        if ask.plan is None:
            return None
        here = self._ground
        if here is None or (here.stamp, here.plan, here.as_of) != (reader.stamp(), ask.plan, ask.as_of):
            here = self._ground = ground(reader, ask.plan, ask.as_of)
        chosen = ask.listed.chosen._replace(text="")
        found = self._tree = tree(reader, chosen, ask.as_of)
        top, among, owed = here.top, None, None
        if ask.text.strip():
            units = named(reader, ask.text, everybody(reader, here), ask.as_of)
            among = tasks_named(reader, ask.text)
            tasks = matrix_tasks(found, among)
            top = tuple(units) if units or not tasks else here.top
            among = among if tasks else None if units else frozenset()
            owed = counts_of(reader, here, found, chosen, units) if units else None
        tasks = matrix_tasks(found, among, owed)
        is_narrowed = chosen != AssignmentFilter(plan=chosen.plan)
        keep = partial(owing, reader, here, found, chosen) if is_narrowed else lambda units: units
        roster = lay_out(reader, here, top, self.matrix.unfolded(here), keep)
        chunks = {
            chunk: self._read_chunk(reader, here, roster, found, tuple(task.id for task in tasks), ask, chunk)
            for chunk in self.matrix.chunks_in_view(roster)
        }
        through: dict[tuple[int, int], int] = {}
        for case in found.cases:
            through[case.task, case.via] = through.get((case.task, case.via), 0) + case.n
        return Sheet(
            tasks, roster, {(node.task, node.via): node for node in found.groups}, chunks,
            add_up(Tally(0, None, "", count.light, count.n, 0, None) for task in tasks for count in task.counts),
            max((sum(count.n for count in task.counts) for task in tasks), default=0),
            max((n for (_, via), n in through.items() if via), default=0),
        )  # fmt: skip

    def _read_chunk(
        self, reader: Reader, here: Ground, roster: Roster, found: Tree, tasks: tuple[int, ...], ask: Ask, chunk: int
    ) -> MatrixCells:
        chosen = ask.listed.chosen._replace(text="")
        cells = matrix_cells(reader, here, roster, found, chosen, tasks, chunk * CHUNK, CHUNK)
        known = self._totals[1] if self._totals[0] == (here, chosen, tasks) else {}
        for group in cells.uncounted:
            if group in known:
                cells = with_group(cells, group, known[group])
        return cells

    def read_page(self, reader: Reader, view: ModeView, pane: str, page: int) -> MatrixCells:
        """Some more columns."""
        sheet, here, found = view.content, self._ground, self._tree
        assert isinstance(sheet, Sheet) and here is not None and found is not None
        ids = tuple(task.id for task in sheet.tasks)
        return self._read_chunk(reader, here, sheet.roster, found, ids, view.ask, page)

    # Drawing

    def draw_content(self, view: ModeView) -> None:
        """Show another reading; cursor and folds stay."""
        words, pane, sheet, text = self.face.words.screen, self.matrix, view.content, view.ask.text
        nothing = "no_plan_then" if self.face.past else "no_plan" if not view.board.total else "one_plan"
        narrowed = view.ask.listed.is_on
        pane.why_empty = (words.empty("filtered" if narrowed else "matrix" if view.board.plan else nothing),)
        said = (narrowing_name(view.ask.narrowed, self.face), words.filtered_by(text) if text else "")
        pane.filter_text = "  ".join(filter(None, said))
        if isinstance(sheet, Sheet):
            pane.show_sheet(sheet)
            self._count(view.ask, sheet)
        else:
            why = pane.why_empty
            pane.reset()
            pane.why_empty = why
            pane.repaint()

    def _count(self, ask: Ask, sheet: Sheet) -> None:
        """Count large groups one by one, after everything else."""
        here, chosen = self._ground, ask.listed.chosen._replace(text="")
        if here is None or self.matrix.group_to_count() is None:
            return
        key = here, chosen, tuple(task.id for task in sheet.tasks)
        if self._totals[0] != key:
            self._totals = key, {}
        self.do(self._count_all(here, chosen, key[2]), "totals", exclusive=True)

    async def _count_all(self, here: Ground, chosen: AssignmentFilter, tasks: tuple[int, ...]) -> None:
        key, known = self._totals
        while self._totals[0] is key and (group := self.matrix.group_to_count()) is not None:
            wanted = group
            known[wanted] = await self.desk.read_later(
                lambda reader, wanted=wanted: group_cells(reader, here, chosen, tasks, wanted)  # type: ignore[misc]
            )
            if self._totals[0] is key:
                self.matrix.show_group(wanted, known[wanted])

    async def _read_page(self, pane: str, page: int) -> None:
        await super()._read_page(pane, page)
        if isinstance(self.view.content, Sheet):
            self._count(self.view.ask, self.view.content)

    def filter_by(self, text: str) -> None:
        """Another filter: of what is shown only the matrix is read; the next key makes that void."""
        if self._renewing or self.view.ask._replace(text=text) != self.ask._replace(text=text):
            super().filter_by(text)
            return
        self.ask = self.ask._replace(text=text)
        self._relay()

    @on(FoldTurned)
    def _fold_turned(self) -> None:
        self._relay()

    def _relay(self) -> None:
        """Read the matrix anew, and nothing else."""
        self.do(self._read_matrix(), "read", exclusive=True)

    async def _read_matrix(self) -> None:
        ask, head = self.ask, self.view.board
        content = await self.desk.read(lambda reader: self.read_content(reader, ask, head))
        self.show(self.view._replace(ask=ask, content=content))

    @property
    def chosen(self) -> AssignmentFilter:
        """What its cells count: a text narrows rows and columns, not what stands in them."""
        return super().chosen._replace(text="")

    def update_items(self, rows: Sequence[Assignment]) -> None:
        """Show what was just written, in place."""
        self.matrix.update_items(rows)
        super().update_items(rows)
