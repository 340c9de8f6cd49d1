"""A task table's bytes → the rows below its header: encodings, separators, titles and the leftovers of spreadsheets."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from store.errors import Refused

UNITS = ("lead", "responsible", "support")
"""The columns that name units, one for each role."""

HEADS: dict[str, tuple[str, ...]] = {
    "no": ("序号", "编号", "任务序号", "no", "no.", "number", "ref", "#"),
    "task": ("任务", "任务名称", "任务内容", "工作任务", "主要任务", "重点任务", "工作内容", "task", "tasks"),
    "lead": ("牵头单位", "牵头部门", "牵头", "主办单位", "主办部门", "lead", "leadunit", "leadunits"),
    "responsible": (
        "责任单位", "责任部门", "责任", "承办单位", "承办部门", "responsible", "responsibleunit", "responsibleunits",
    ),
    "support": ("配合单位", "配合部门", "配合", "协办单位", "协办部门", "support", "supportunit", "supportunits"),
    "due": ("完成时限", "完成时间", "完成日期", "完成期限", "时限", "due", "duedate", "deadline"),
    "target": ("任务数", "目标数", "目标值", "指标数", "target", "targets", "share", "shares"),
    "measure": ("计量单位", "measure"),
    "parent": ("上级任务", "所属任务", "上级序号", "parent"),
}  # fmt: skip
"""Column → the header names it may carry. 单位 alone is none of them: units that owe, or the unit of measure?"""

_COLUMNS = {name: column for column, names in HEADS.items() for name in names}
_SEPARATORS = (",", "\t", ";")
_SEARCHED = 30
"""How many rows may stand above the header, with the header."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BREAK = re.compile(r"\r\n|\r|\n")
_BRACKETS = re.compile(r"\(.*?\)")
_CELL_ENDS = re.compile(rb'[,;\t"\r\n]+')
"""Bytes that end a cell; none of them is ever part of a character, in UTF-8 or in GB18030."""
_BLANKS = " \t\r\n\v\f\u00a0\u3000\u200b\ufeff"


class Row(NamedTuple):
    """One row below the header; `cells` has every known column of the table, blank cells as empty text."""

    line: int
    cells: dict[str, str]


class Source(NamedTuple):
    """What a task table says, before anything is understood."""

    above: tuple[str, ...]
    """The texts above the header: a title, 单位：户."""
    heads: dict[str, str]
    """Known columns, and their headers as written."""
    line: int
    """Where the header stands."""
    rows: tuple[Row, ...]


class _Header(NamedTuple):
    """A row that may be the header."""

    at: int
    line: int
    columns: dict[str, int]
    cells: list[str]

    @property
    def complete(self) -> bool:
        """Whether a table can be read below it."""
        return "task" in self.columns and any(unit in self.columns for unit in UNITS)


def bad_row(path: str, line: int, problem: str, text: str = "") -> Refused:
    """The refusal of one row; `problem` is an id of the words' CSV_PROBLEMS."""
    return Refused("csv_row", path=path, line=line, problem=problem, text=text)


def read_source(data: bytes, path: str, parents: bool = False) -> Source:
    """Decode a table and find its header.

    Args:
        data: the file.
        path: its name, for messages.
        parents: whether the column of the task above is read too; only a breakdown has one.

    Raises:
        Refused: `csv_encoding`, `csv_columns`, `csv_row`.
    """
    text = decode(data, path)
    control = _CONTROL.search(text)
    if control:
        line = len(_BREAK.findall(text, 0, control.start())) + 1
        raise bad_row(path, line, "control", control.group())
    separator = _separator(text, path)
    records = list(_records(text, separator, path))
    header = _header(records)
    assert header is not None  # _separator saw it
    if not parents:
        header.columns.pop("parent", None)
    _refuse_twins(header, path)
    above = tuple(cell for _, cells in records[: header.at] for cell in cells if cell)
    heads = {column: header.cells[at] for column, at in header.columns.items()}
    return Source(above, heads, header.line, tuple(_rows(records[header.at + 1 :], header, path)))


def decode(data: bytes, path: str) -> str:
    """The text of UTF-8 (with or without a byte order mark) or of GB18030.

    Raises:
        Refused: `csv_encoding`, also where one file holds both.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise Refused("csv_encoding", path=path) from None
    # Most UTF-8 is also valid GB18030, as other characters (任务 → 浠诲姟): one such cell would be taken in garbled.
    if any(_is_utf8(cell) for cell in _CELL_ENDS.split(data)):
        raise Refused("csv_encoding", path=path)
    return text.removeprefix("\ufeff")


def _is_utf8(cell: bytes) -> bool:
    """Whether a cell of a GB18030 file is UTF-8: two or more East Asian characters that could hardly be chance."""
    try:
        wide = [char for char in cell.decode("utf-8") if not char.isascii()]
    except UnicodeDecodeError:
        return False
    return len(wide) >= 2 and all(char >= "\u2000" for char in wide)


def _separator(text: str, path: str) -> str:
    """The separator under which most columns are known.

    Raises:
        Refused: none makes a header (`csv_columns`), or the quotation marks are broken (`csv_row`).
    """
    found: dict[str, _Header] = {}
    broken: Refused | None = None
    for separator in _SEPARATORS:
        try:
            header = _header(list(_first(text, separator, path)))
        except Refused as why:
            broken = broken or why
            continue
        if header:
            found[separator] = header
    best = max(found, key=lambda separator: len(found[separator].columns), default=None)
    if best is not None and found[best].complete:
        return best
    if broken:
        raise broken
    columns = found[best].columns if best is not None else {}
    missing = [] if "task" in columns else ["task"]
    missing += [] if any(unit in columns for unit in UNITS) else ["units"]
    cells = tuple(cell for cell in found[best].cells if cell.strip(",;\t")) if best is not None else ()
    raise Refused("csv_columns", path=path, missing=tuple(missing), found=cells)


def _first(text: str, separator: str, path: str) -> Iterator[tuple[int, list[str]]]:
    for _, record in zip(range(_SEARCHED), _records(text, separator, path), strict=False):
        yield record


def _records(text: str, separator: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank with the line it begins on.

    Raises:
        Refused: `csv_row` where quotation marks do not close.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            clean = [_BREAK.sub("\n", cell.strip(_BLANKS)) for cell in cells]
            if any(clean):
                yield line, clean
            line = reader.line_num + 1
    except csv.Error as why:
        raise bad_row(path, line, "too_long" if "limit" in str(why) else "quotes") from None


def _header(records: list[tuple[int, list[str]]]) -> _Header | None:
    """The first complete header, else the row that comes nearest to one; None where there is no row."""
    nearest: _Header | None = None
    for at, (line, cells) in enumerate(records[:_SEARCHED]):
        columns: dict[str, int] = {}
        for place, cell in enumerate(cells):
            column = _column(cell)
            if column:
                columns.setdefault(column, place)
        header = _Header(at, line, columns, cells)
        if header.complete:
            return header
        if nearest is None or len(columns) > len(nearest.columns):
            nearest = header
    return nearest


def _column(head: str) -> str | None:
    """The column that a header means; 任务数（户） and 任务 数 are 任务数."""
    plain = "".join(unicodedata.normalize("NFKC", head).split()).casefold().replace("_", "")
    return _COLUMNS.get(_BRACKETS.sub("", plain))


def _refuse_twins(header: _Header, path: str) -> None:
    """Two columns of one meaning: which of them counts is not for us to say."""
    for at, cell in enumerate(header.cells):
        column = _column(cell)
        if column and header.columns.get(column, at) != at:
            raise bad_row(path, header.line, "column_twice", cell)


def _rows(records: list[tuple[int, list[str]]], header: _Header, path: str) -> Iterator[Row]:
    """The rows with something in a known column; a header repeated on each printed page is left out.

    Raises:
        Refused: `csv_row` for a row that goes beyond the header: a separator in it was not quoted.
    """
    width = max(at for at, cell in enumerate(header.cells) if cell) + 1
    for line, cells in records:
        beyond = [cell for cell in cells[width:] if cell]
        if beyond:
            raise bad_row(path, line, "more_cells", beyond[0])
        known = {column: cells[at] if at < len(cells) else "" for column, at in header.columns.items()}
        if any(known.values()) and known != {column: header.cells[at] for column, at in header.columns.items()}:
            yield Row(line, known)
