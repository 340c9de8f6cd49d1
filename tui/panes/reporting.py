"""What a unit said, as it is written down: a draft for each of its assignments, and the list that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from store.reported import OpenItem
from tui.looks import Face, tone_of
from tui.panes.lines import Lines
from tui.text import Ink, Piece, Pieces, cells, short_day, visible

FIELDS = ("progress", "problem", "next_step", "figure", "evidence", "remark")
"""What may be said about one assignment, in the order of the form."""
TONES = {"in_progress": tone_of("on_track"), "done": tone_of("to_confirm"), "blocked": tone_of("blocked")}


class Draft(NamedTuple):
    """What was entered about one assignment."""

    item: OpenItem
    claim: str = ""
    """One of vocabulary.CLAIMS; empty where none was chosen."""
    progress: str = ""
    problem: str = ""
    next_step: str = ""
    figure: str = ""
    """For the indicator of its task; where it has none, a percent."""
    evidence: str = ""
    remark: str = ""

    @property
    def says(self) -> bool:
        """Whether anything was entered."""
        return any(self[1:])

    def with_text(self, field: str, text: str) -> Draft:
        """The same with another text in one of FIELDS."""
        texts: dict[str, Any] = {field: text}
        return self._replace(**texts)


class Call(NamedTuple):
    """What holds for everything that is said in one call, as entered."""

    via: str
    on: str
    received: str
    from_whom: str = ""
    reference: str = ""
    raw: str = ""


class Row(NamedTuple):
    """One line of the list: an assignment, its last answer, or a field that was filled."""

    at: int
    """Which draft."""
    kind: str
    """item, last, or a field."""
    draft: Draft


def rows_of(drafts: Sequence[Draft]) -> tuple[Row, ...]:
    """The lines of the list."""
    found: list[Row] = []
    for index, draft in enumerate(drafts):
        kinds = ("item", "last", *(field for field in FIELDS if getattr(draft, field)))
        found += [Row(index, kind, draft) for kind in kinds]
    return tuple(found)


def field_label(draft: Draft, field: str, face: Face) -> str:
    """What a field is called: a figure by its measure, or percent where the task has no indicator."""
    says = face.words.reports
    if field != "figure":
        return says.label(field)
    return says.figure_in(visible(draft.item.measure)) if draft.item.indicator is not None else says.label("percent")


def draw_row(row: Row, width: int, room: int, face: Face) -> Pieces:
    """One line, exactly `width` cells; the choice takes `room`."""
    ink = Ink(width)
    if row.kind == "item":
        return _item(ink, row.draft, room, face)
    ink.put("", width=room + 2)
    if row.kind == "last":
        return ink.put(last_text(row.draft.item, face), "dim").done()
    return ink.put(f"{field_label(row.draft, row.kind, face)}  ", "accent").put(getattr(row.draft, row.kind)).done()


def _item(ink: Ink, draft: Draft, room: int, face: Face) -> Pieces:
    """The choice, the task, and when it is due."""
    says, item = face.words.reports, draft.item
    chosen = says.claim(draft.claim) if draft.claim else says.say("words") if draft.says else says.say("skip")
    ink.put(chosen, TONES.get(draft.claim, "text" if draft.says else "dim"), width=room).put("  ")
    due = says.due(item.due.isoformat()) if item.due else ""
    ink.put(f"{item.label} {item.title}".strip(), "text!", width=max(ink.left - cells(due) - 2, 4)).put("  ")
    return ink.put(due, "dim").done()


def last_text(item: OpenItem, face: Face) -> str:
    """What the unit said last, and its last figure."""
    says = face.words.reports
    figure = f"{item.last_figure} {item.measure}".strip() if item.last_figure else ""
    claim = says.claim(item.last_claims) if item.last_claims else ""
    words = "  ".join(visible(part) for part in (figure, item.last_words) if part)
    if item.last_on is None:
        return "  ".join(part for part in (says.say("no_last"), words) if part)
    return says.last(short_day(item.last_on, face.as_of), claim, words)


def choice_room(face: Face) -> int:
    """The cells of the column of choices."""
    says = face.words.reports
    return max(cells(says.claim(claim)) for claim in ("in_progress", "done", "blocked", "no_change"))


def call_pieces(call: Call, today: date, face: Face) -> tuple[Pieces, Pieces]:
    """The two lines about the call, each value behind the key that changes it."""
    says, nothing = face.words.reports, face.pick("…", "..")
    raw = says.lines(len(call.raw.splitlines())) if call.raw else nothing
    shown = {
        "v": face.words.domain.via(call.via), "w": f"{says.label('from_whom')} {visible(call.from_whom) or nothing}",
        "d": f"{says.label('on')} {visible(call.on)}", "D": f"{says.label('received')} {visible(call.received)}",
        "N": f"{says.label('reference')} {visible(call.reference) or nothing}", "t": f"{says.label('raw')} {raw}",
    }  # fmt: skip
    pieces = {key: (Piece(f" {key} ", "accent"), Piece(f"{text} ")) for key, text in shown.items()}
    return (*pieces["v"], *pieces["w"], *pieces["d"]), (*pieces["D"], *pieces["N"], *pieces["t"])


class ReportRows(Lines):
    """The assignments of a report; the cursor goes from one to the next."""

    heads = 0
    paper = "pop"

    def key_of(self, row: Row) -> object:
        """Its draft and what it shows."""
        return row.at, row.kind

    def draw_row(self, row: Row, width: int) -> Pieces:
        """One line."""
        return draw_row(row, width, choice_room(self.face), self.face)

    @property
    def index(self) -> int:
        """Which draft the cursor stands on."""
        row: Row | None = self.current
        return row.at if row is not None else 0

    def move(self, step: int) -> None:
        """The next assignment, with what belongs to it in view."""
        places = [at for at, row in enumerate(self.rows) if row.kind == "item"]
        wanted = min(max(self.index + step, 0), len(places) - 1)
        last = places[wanted + 1] - 1 if wanted + 1 < len(places) else len(self.rows) - 1
        self.move_to(last)
        self.move_to(places[wanted])
