"""What the lists of the timeline share: names that stand still, cells of time, and dates in words on the last line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from textual.geometry import Region
from textual.strip import Strip

from tui.looks import Face
from tui.panes.assignments import pane_title
from tui.panes.lines import Lines
from tui.panes.scale import GRAINS, SCALES, Ruler, aligned, cell_of, day_at, fitting, head_lines
from tui.text import Ink, Piece, Pieces, cells

NAMES = 23
"""The part of a line, of a hundred, that names take: on 120 cells 30 months of three cells stay."""
FEWEST = 18
"""Cells that names have at least."""


class Timespan:
    """Which days are in view; one for all lists of the timeline."""

    def __init__(self) -> None:
        self.scale = ""
        """Empty until it is chosen by what there is to show."""
        self.left = 0
        self.width = 0
        """Cells that days had when they were drawn last."""

    def ruler(self, width: int, as_of: date) -> Ruler:
        """The cells of one line; before anything is known, months with today in the middle."""
        self.width = width
        if not self.scale:
            return Ruler("month", aligned("month", cell_of("month", as_of) - width // 2), width)
        return Ruler(self.scale, self.left, width)

    def fit(self, days: Sequence[date], width: int, as_of: date) -> None:
        """Choose the finest scale that shows all these days at once; else today stays in view."""
        if not days or width < 1:
            return
        self.scale = fitting(days, width)
        self.left = aligned(self.scale, cell_of(self.scale, min(days)))
        if cell_of(self.scale, max(days)) - self.left >= width:
            self._bring(as_of, width // 3)

    def step(self, periods: int) -> None:
        """So many periods on."""
        self.left = aligned(self.scale, self.left + periods * GRAINS[self.scale].size)

    def turn(self, pages: int) -> None:
        """So many pages on; a quarter of the page stays in view."""
        self.step(pages * max(self.width * 3 // 4 // GRAINS[self.scale].size, 1))

    def rescale(self, step: int, as_of: date) -> bool:
        """Another scale; today, or else what stands in the middle, stays where it is. Say if there is one."""
        index = SCALES.index(self.scale) + step if self.scale else -1
        if not 0 <= index < len(SCALES):
            return False
        at = Ruler(self.scale, self.left, self.width).column(as_of)
        day = as_of if 0 <= at < self.width else day_at(self.scale, self.left + self.width // 2)
        self.scale, at = SCALES[index], at if day == as_of else self.width // 2
        self._bring(day, at)
        return True

    def to(self, day: date) -> None:
        """Bring a day into the middle."""
        self._bring(day, self.width // 2)

    def _bring(self, day: date, at: int) -> None:
        self.left = aligned(self.scale, cell_of(self.scale, day) - at)


class Timed(Lines):
    """A list with a cell of time for every column behind its names."""

    heads = 3
    by = ""
    """What its rows are (words.timeline.by)."""

    def __init__(self, face: Face, id: str, span: Timespan) -> None:
        super().__init__(face, id)
        self.span = span
        self.count: int | None = None
        self.filter_text = ""
        self.why_empty: Sequence[str] = (face.words.screen.say("loading"),)
        self._heads: tuple[Ruler, tuple[Pieces, Pieces]] | None = None

    # What a list says of its rows

    def draw_name(self, row: Any, ink: Ink) -> None:
        """Put what stands before the bar."""
        raise NotImplementedError

    def draw_line(self, row: Any, ruler: Ruler) -> Iterable[Piece]:
        """The bar, exactly the ruler's width."""
        raise NotImplementedError

    def words_of(self, row: Any) -> Iterable[Piece]:
        """The dates of a row in words."""
        raise NotImplementedError

    # Time

    def room(self) -> int:
        """The cells that days have."""
        return self._room(self.size.width - 2)

    def _room(self, width: int) -> int:
        return max(width - max(width * NAMES // 100, FEWEST) - 1, 1)

    def ruler(self, width: int) -> Ruler:
        """The days of a line of so many cells, its names included."""
        return self.span.ruler(self._room(width), self.face.as_of)

    def sideways(self, step: int) -> bool:
        """Go a period back (-1) or on (1)."""
        if self.span.scale:
            self.span.step(step)
            self.repaint()
        return True

    # Rows

    @property
    def page(self) -> int:
        """How many rows are shown at once: the last line says the dates of the one under the cursor."""
        return max(self.outer_size.height - self.heads - self._said, 1)

    @property
    def _said(self) -> int:
        return 1 if self.outer_size.height > self.heads + 2 else 0

    def move_to(self, index: int) -> None:
        """Put the cursor on a row; the last line says its dates."""
        before = self.cursor
        super().move_to(index)
        if self.cursor != before:
            self.refresh(Region(0, self.outer_size.height - 1, self.size.width, 1))

    def empty_lines(self) -> Sequence[str]:
        """Why there is nothing."""
        return self.why_empty

    # Drawing

    def repaint(self) -> None:
        """Other rows, days or colours."""
        self._heads = None
        super().repaint()

    def render_line(self, y: int) -> Strip:
        """One line; the last one says the dates of the row under the cursor."""
        if y == self.heads + self._page:
            return self._strip(self.draw_words(self._paints.width), "title")
        return super().render_line(y)

    def draw_words(self, width: int) -> Pieces:
        """The dates of the row under the cursor; what has no room is left out from the end."""
        ink, row = Ink(width).put("  "), self.current
        for index, piece in enumerate(self.words_of(row) if row is not None else ()):
            if index == 0:
                ink.put(*piece)
            elif not ink.put_if(piece.text, piece.tone):
                break
        return ink.done()

    def draw_title(self, width: int) -> Pieces:
        """What the rows are, how many, how fine the scale is; what the signs mean, where there is room."""
        says, screen = self.face.words.timeline, self.face.words.screen
        scale = says.scale(self.span.scale) if self.span.scale else ""
        shown = f"{self.face.key('finer')} {self.face.key('coarser')} {scale}" if scale else ""
        name = f"{screen.pane('timeline')} {says.by(self.by)}"
        pieces = pane_title(self.face, name, self.count, self.active, width, shown, self.filter_text)
        used = cells("".join(piece.text for piece in pieces).rstrip())
        ink = Ink(width)
        for piece in pieces:
            ink.put(piece.text.rstrip() if piece is pieces[-1] else piece.text, piece.tone)
        ink.put("", width=max(used - (width - ink.left), 0))
        legend = self._legend()
        size = sum(cells(piece.text) for piece in legend)
        if self.outer_size.height > 1 and used + size + 2 <= width:
            ink.put("", width=ink.left - size)
            for piece in legend:
                ink.put(*piece)
        return ink.done()

    def _legend(self) -> list[Piece]:
        """The signs of a bar with their meaning."""
        face, says = self.face, self.face.words.timeline
        signs = (
            ("done", face.pick("▰", "="), "text"), ("open", face.pick("▱", "."), "dim"),
            ("slipped", face.pick("░", "~"), "yellow"), ("late", face.pick("▬", "!"), "red"),
        )  # fmt: skip
        pairs = ((Piece(sign, tone), Piece(f" {says.sign(word)}  ", "dim")) for word, sign, tone in signs)
        return [piece for pair in pairs for piece in pair]

    def draw_head(self, index: int, width: int) -> Pieces:
        """Years or months, and the periods below them."""
        ruler = self.ruler(width - 2)
        if self._heads is None or self._heads[0] != ruler:
            self._heads = (ruler, head_lines(ruler, self.face.as_of, self.face))
        ink = Ink(width).put("", width=width - 1 - ruler.width)
        for piece in self._heads[1][index]:
            ink.put(*piece)
        return ink.done()

    def draw_row(self, row: Any, width: int) -> Pieces:
        """Name and bar of a row; one that is not read yet says so."""
        if row is None:
            return Ink(width).put("  …", "dim").done()
        ruler = self.ruler(width)
        name = Ink(width - ruler.width - 1)
        self.draw_name(row, name)
        return (*name.done(), Piece(" "), *self.draw_line(row, ruler))
