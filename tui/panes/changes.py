"""The history: a line for each command, when recorded, by whom, for which day, what, old > new; those of many fold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import NamedTuple

from store.shapes import ChangeLine, CommandLine
from tui.looks import Face
from tui.messages import RowMoved
from tui.moments import recorded
from tui.panes.assignments import pane_title, short_plan
from tui.panes.detail import change_values, worth_saying
from tui.panes.lines import Lines
from tui.text import Ink, Pieces, cells, visible

Children = dict[int, tuple[ChangeLine, ...]]
TITLED = 18
"""Cells from which the column of the task has room for its title."""
LEAST = 8
"""Cells of what was done that stay beside the longest name of a unit."""


class CommandRow(NamedTuple):
    """One command, undo or redo."""

    line: CommandLine
    told: tuple[ChangeLine, ...]
    """Its changes without those that only go with another."""
    unfolded: bool = False

    @property
    def many(self) -> bool:
        """True where one line cannot tell all of it."""
        return len(self.told) > 1


class ChangeRow(NamedTuple):
    """One change under the row of its command."""

    line: CommandLine
    change: ChangeLine


class MoreRow(NamedTuple):
    """How many changes of a command are not listed."""

    line: CommandLine
    n: int


Row = CommandRow | ChangeRow | MoreRow


class Columns(NamedTuple):
    """The widths of the columns, the same for all rows."""

    at: int
    by: int
    on: int
    unit: int
    where: int


def told(changes: Sequence[ChangeLine]) -> tuple[ChangeLine, ...]:
    """The changes that are worth a line; of a command that made nothing else, all of them."""
    return tuple(change for change in changes if worth_saying(change)) or tuple(changes)


def rows_of(lines: Sequence[CommandLine], unfolded: Children) -> tuple[Row, ...]:
    """Rows for the list: a command, and under it its changes where it is unfolded."""
    rows: list[Row] = []
    for line in lines:
        below = unfolded.get(line.id)
        rows.append(CommandRow(line, told(line.changes), below is not None))
        rows += (ChangeRow(line, change) for change in told(below or ()))
        if below is not None and line.size > len(below):
            rows.append(MoreRow(line, line.size - len(below)))
    return tuple(rows)


def row_key(row: Row) -> object:
    """What a row is known by."""
    return (row.line.id, row.change.id if isinstance(row, ChangeRow) else isinstance(row, MoreRow))


def columns(rows: Sequence[Row], width: int, face: Face, many_plans: bool) -> Columns:
    """Column widths: when and by whom stay narrow, what was changed takes the rest."""
    lines = [row.line for row in rows[:400] if isinstance(row, CommandRow)]
    changes = [change for line in lines for change in line.changes[:1]]
    wide, heading = width >= 100, face.words.command.heading
    by = _widest([heading("by"), *(line.by for line in lines)], 12)
    unit = _widest([heading("unit"), *(change.unit for change in changes)], width // 5)
    places = (place_text(change, 0, many_plans) for change in changes)
    where = width * 3 // 16 if wide else _widest([heading("task"), *places], 14)
    same_year = all(line.on.year == face.as_of.year for line in lines)
    return Columns(16 if wide else 11, by, 10 if wide else 5 if same_year else 8, unit, where)


def _widest(texts: Sequence[str], most: int) -> int:
    """The cells of the widest text, up to so many."""
    return min(max(cells(visible(text[:most])) for text in texts), most)


def at_text(line: CommandLine, zone: tzinfo | None, width: int, face: Face) -> str:
    """When a command was recorded: to the minute where there is room, without the year where it is this one."""
    text = recorded(line.at, zone)
    if width >= 16:
        return text
    return text[5:] if text.startswith(f"{face.as_of.year}-") else text[:10]


def on_text(line: CommandLine, width: int) -> str:
    """The day that it counts for."""
    return line.on.isoformat() if width >= 10 else line.on.strftime("%m-%d" if width < 8 else "%y-%m-%d")


def place_text(change: ChangeLine, width: int, many_plans: bool) -> str:
    """The task (with its title where there is room), or the plan among others, that a change belongs to."""
    plan, slash, ref = change.ref.partition("/")
    if not slash:
        return short_plan(plan) if many_plans else ""
    name = f"{short_plan(plan)}/{ref}" if many_plans else ref
    return f"{name} {change.title.removeprefix(ref).strip()}".strip() if width >= TITLED else name


def shared(changes: Sequence[ChangeLine]) -> ChangeLine:
    """The first of some changes, with only those facts left that hold for all of them."""
    first = changes[0]
    if len({change.unit for change in changes}) > 1:
        first = first._replace(unit="")
    if len({change.ref for change in changes}) > 1:
        plans = {change.ref.partition("/")[0] for change in changes}
        first = first._replace(ref=plans.pop() if len(plans) == 1 else "", title="")
    return first


def what_pieces(row: Row, face: Face) -> Pieces:
    """What was done: field, old > new and note; of many changes how many, and what they have in common."""
    says, domain, line = face.words.screen, face.words.domain, row.line
    ink = Ink(4000)
    if line.kind != "do":
        ink.put(f"{says.action(line.kind)}: ", "accent")
    if isinstance(row, MoreRow):
        return ink.put(domain.more(row.n), "dim").done()
    changes = row.told if isinstance(row, CommandRow) else (row.change,)
    if not changes:
        return ink.put(says.given(tuple(visible(word) for word in line.words))).done()
    lead = changes[0]
    count = _count(row, face) if isinstance(row, CommandRow) and row.many else ""
    ink.put(f"{count}  " if count else "", "accent").put(f"{domain.field(lead.field)} ", "dim")
    old, new = change_values(lead, face)
    if line.kind == "undo":
        old, new = new, old
    common = len({str(change.new) for change in changes if change.field == lead.field}) == 1
    ink.put(f"{old} > " if not count else "> ", "dim").put(new if common else "…")
    if lead.note and "note" not in lead.field and common:
        ink.put(f"  {says.quoted(visible(lead.note))}", "dim")
    return ink.done()


def _count(row: CommandRow, face: Face) -> str:
    """`16 assignments` where each has one leading change; else how many changes."""
    line, first = row.line, row.told[0]
    leads = [change for change in row.told if (change.what, change.field) == (first.what, first.field)]
    whole = line.size <= len(line.changes)
    if whole and len(leads) > 1 and first.what == "assignment":
        return face.words.screen.assignments(len(leads))
    if whole and len({(change.ref, change.unit) for change in row.told}) == 1:
        return face.words.screen.changes(len(row.told))
    return face.words.screen.changes(len(row.told) if whole else line.size)


def draw_row(row: Row, width: int, cols: Columns, face: Face, zone: tzinfo | None, many_plans: bool) -> Pieces:
    """One row, exactly `width` cells; what is undone is dim and marked."""
    line, ink = row.line, Ink(width)
    gone = bool(line.undone_by)
    tone = "dim" if gone or line.kind != "do" else "text"
    if isinstance(row, CommandRow):
        fold = face.pick("⌄ " if row.unfolded else "› ", "- " if row.unfolded else "+ ") if row.many else "  "
        ink.put(fold, "accent").put(face.pick("✗", "x") if gone else " ", "yellow!").put(" ")
        ink.put(at_text(line, zone, cols.at, face), "dim", width=cols.at).put(" ")
        ink.put(line.by, tone, width=cols.by).put(" ")
        ink.put(on_text(line, cols.on), tone, width=cols.on).put("  ")
    else:
        ink.put("", width=cols.at + cols.by + cols.on + 8)
    undone = f"  {face.words.screen.undone_by(visible(line.undone_by))}" if gone and isinstance(row, CommandRow) else ""
    what, wanted = what_pieces(row, face), cells(undone)
    wanted += sum(cells(piece.text) for piece in what) - _blank(what)
    changes = () if isinstance(row, MoreRow) else row.told if isinstance(row, CommandRow) else (row.change,)
    if changes:
        one = shared(changes)
        where = place_text(one, cols.where, many_plans)
        unit, place = _sides(ink.left, wanted, one.unit, where, cols)
        ink.put(one.unit, tone, width=unit).put(" ").put(where, "dim", width=place).put(" ")
    room = max(ink.left - cells(undone), min(ink.left, 8))
    said = Ink(room)
    for piece in what:
        said.put(piece.text.rstrip() if piece.text.isspace() else piece.text, "dim" if gone else piece.tone)
    for piece in said.done():
        ink.put(*piece)
    return ink.put(undone, "yellow").done()


def _blank(pieces: Pieces) -> int:
    """The cells at the end of some pieces that only fill."""
    return len(pieces[-1].text) if pieces and pieces[-1].text.isspace() else 0


def _sides(left: int, wanted: int, unit: str, where: str, cols: Columns) -> tuple[int, int]:
    """The widths of unit and task in one row, of which at most one part is cut.

    What was done gives way where it does not fit; then unit and task stand whole, were they wider than their columns.

    Args:
        left: cells for them and for what was done.
        wanted: cells of what was done.
        unit, where: what stands in the columns.
        cols: the columns.
    """
    named, placed = cells(visible(unit)), cells(visible(where))
    if cols.unit + cols.where + 2 + wanted <= left or (named <= cols.unit and placed <= cols.where):
        return cols.unit, cols.where
    place = cols.where if cols.where >= TITLED else placed  # as narrow as it can be: each cell is wanted
    return max(cols.unit, min(named, left - place - 2 - LEAST)), place


class ChangesPane(Lines):
    """The list of commands; it asks for more as its end comes near."""

    heads = 2

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(face, id)
        self.lines: tuple[CommandLine, ...] = ()
        self.children_of: Children = {}
        self.zone: tzinfo | None = None
        self.many_plans = False
        self.whole = True
        self.filter_text = ""
        self.why_empty: Sequence[str] = ()
        self._columns: tuple[int, Columns] | None = None

    def show(self, lines: tuple[CommandLine, ...], whole: bool) -> None:
        """Show these commands; `whole` where there are no more below. At the top of the list what is new is seen."""
        self.lines, self.whole, at_top = lines, whole, self.top == 0
        known = {line.id for line in lines}
        self.children_of = {ident: changes for ident, changes in self.children_of.items() if ident in known}
        self.set_rows(rows_of(lines, self.children_of))
        if at_top:
            self.top = 0
            self._clamp()

    def unfold(self, command: int, changes: tuple[ChangeLine, ...] | None) -> None:
        """List the changes of a command under it, or (None) no longer."""
        self.children_of.pop(command, None)
        if changes is not None:
            self.children_of[command] = changes
        at = next((i for i, row in enumerate(self.rows) if row_key(row) == (command, False)), self.cursor)
        self.cursor = at
        self.set_rows(rows_of(self.lines, self.children_of))

    @property
    def near_the_end(self) -> bool:
        """True where the next page should be read."""
        return not self.whole and max(self.cursor, self.top + self.page) + self.page >= len(self.rows)

    def repaint(self) -> None:
        """Other rows or another width: other columns."""
        self._columns = None
        super().repaint()

    def key_of(self, row: Row) -> object:
        """The numbers of command and change."""
        return row_key(row)

    def draw_title(self, width: int) -> Pieces:
        """How many commands are listed, and by what they are filtered."""
        ink, name = Ink(width), self.face.words.screen.pane("history")
        more = "" if self.whole else "+"
        for piece in pane_title(
            self.face, f"{name}  {len(self.lines)}{more}", None, self.active, width, self.filter_text
        ):
            ink.put(*piece)
        return ink.done()

    def draw_head(self, index: int, width: int) -> Pieces:
        """The heads of the columns."""
        cols, heading = self._widths(max(width - 2, 1)), self.face.words.command.heading
        ink = Ink(width).put("     ").put(heading("recorded"), "dim", width=cols.at).put(" ")
        ink.put(heading("by"), "dim", width=cols.by).put(" ").put(heading("on"), "dim", width=cols.on).put("  ")
        ink.put(heading("unit"), "dim", width=cols.unit).put(" ").put(heading("task"), "dim", width=cols.where)
        return ink.put(" ").put(heading("change"), "dim").done()

    def draw_row(self, row: Row, width: int) -> Pieces:
        """One command or change."""
        return draw_row(row, width, self._widths(width), self.face, self.zone, self.many_plans)

    def _widths(self, width: int) -> Columns:
        if self._columns is None or self._columns[0] != width:
            self._columns = (width, columns(self.rows, width, self.face, self.many_plans))
        return self._columns[1]

    def empty_lines(self) -> Sequence[str]:
        """Why there is nothing."""
        return self.why_empty

    def on_mouse_scroll_down(self) -> None:
        """Three rows on; the next page may be wanted."""
        super().on_mouse_scroll_down()
        self.post_message(RowMoved(self.id or ""))

    def on_resize(self) -> None:
        """Another width; a taller pane may want the next page."""
        super().on_resize()
        self.post_message(RowMoved(self.id or ""))
