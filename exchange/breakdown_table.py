"""A table of added tasks (csv), and the units and shares that people type: 分解任务.

    上级任务,任务,责任单位,完成时限,任务数
    3,完成入户接入,市电信公司,2006年10月底,20000
    ,,市移动公司,,12000
    3,开展入户宣传,市民政局、团市委（配合）,年内,

The columns are those of a task table (`exchange.task_table`) with 上级任务 (parent), the number of the task in the plan
under which a row stands; blank means that of the row above. 序号 becomes the label. A row with neither 任务 nor
完成时限, or with those of the row above, goes on with it. 任务数 (share) is its unit's part of the target above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from exchange.table_cells import filled, read_amount, read_units
from exchange.table_source import UNITS, Row, bad_row, read_source
from store.document import MandateDoc, ShareDoc, Window
from store.errors import Refused
from store.vocabulary import RESPONSIBLE, SUPPORT


class Line(NamedTuple):
    """One task of the table."""

    line: int
    parent: str
    """As written: 3, （三）, 3.1."""
    title: str
    label: str
    due_text: str
    due: Window | None
    mandates: tuple[MandateDoc, ...]
    shares: tuple[ShareDoc, ...]
    measure: str


def read_breakdown(data: bytes, path: str, read: Callable[[str], Window]) -> tuple[Line, ...]:
    """Read a table.

    Args:
        data: the file as it is, UTF-8 or GB18030.
        path: its name, for messages.
        read: how its dates are read.

    Raises:
        Refused: `csv_encoding`, `csv_columns`, `csv_row`, `csv_date`.
    """
    source = read_source(data, path, parents=True)
    if "parent" not in source.heads:
        raise Refused("csv_columns", path=path, missing=("parent",), found=tuple(source.heads.values()))
    lines = list(_lines(source.rows, source.heads, path, read))
    if not lines:
        raise bad_row(path, source.line, "no_tasks")
    for line in lines:
        if not line.mandates:
            raise bad_row(path, line.line, "no_unit", line.title)
    return tuple(lines)


def _lines(
    rows: tuple[Row, ...], heads: dict[str, str], path: str, read: Callable[[str], Window]
) -> Iterator[Line]:  # fmt: skip
    """The tasks in their order; one is given out when the next one begins."""
    last: Line | None = None
    for row in rows:
        mandates = _mandates(row, heads)
        shares, measure = _share(row, mandates, path)
        parent, title = filled(row.cells["parent"]), " ".join(row.cells["task"].split())
        due = filled(row.cells.get("due", ""))
        if last is not None and _continues(last, parent, title, due):
            known = {(one.unit, one.role) for one in last.mandates}
            more = tuple(one for one in mandates if (one.unit, one.role) not in known)
            twice = {one.unit for one in last.shares} & {one.unit for one in shares}
            if twice:
                raise bad_row(path, row.line, "share_twice", twice.pop())
            measure = measure or last.measure
            last = last._replace(mandates=last.mandates + more, shares=last.shares + shares, measure=measure)
            continue
        if last is not None:
            yield last
        parent = parent or (last.parent if last else "")
        if not parent:
            raise bad_row(path, row.line, "no_parent", title)
        if not title:
            raise bad_row(path, row.line, "no_task")
        window = _window(due, path, row.line, read)
        label = row.cells.get("no", "")
        last = Line(row.line, parent, title, label, due, window, mandates, shares, measure)
    if last is not None:
        yield last


def _continues(last: Line, parent: str, title: str, due: str) -> bool:
    """Whether a row goes on with the task above."""
    return parent in ("", last.parent) and title in ("", last.title) and due in ("", last.due_text)


def _window(text: str, path: str, line: int, read: Callable[[str], Window]) -> Window | None:
    """The date of a task; None where it has none of its own."""
    if not text:
        return None
    try:
        return read(text)
    except Refused as why:
        raise Refused("csv_date", path=path, line=line, text=text, why=str(why.facts["why"])) from None


def _mandates(row: Row, heads: dict[str, str]) -> tuple[MandateDoc, ...]:
    """The units of a row."""
    return tuple(
        MandateDoc(named.name, named.role or column, named.word or heads[column])
        for column in UNITS
        for named in read_units(row.cells.get(column, ""))[0]
    )


def _share(row: Row, mandates: tuple[MandateDoc, ...], path: str) -> tuple[tuple[ShareDoc, ...], str]:
    """The share of the row's unit, and its measure."""
    target, measure = filled(row.cells.get("target", "")), filled(row.cells.get("measure", ""))
    if not target:
        return (), ""
    amount = read_amount(target, measure)
    if amount is None:
        raise bad_row(path, row.line, "bad_number", f"{target} {measure}".strip())
    owners = _owing(mandates)
    if len(owners) != 1:
        raise bad_row(path, row.line, "share_of_many", target)
    return (ShareDoc(owners[0], amount.value),), amount.measure


def _owing(mandates: tuple[MandateDoc, ...]) -> list[str]:
    """Whose figure a share can be: the units that do not only support."""
    return list(dict.fromkeys(one.unit for one in mandates if one.role != SUPPORT))


def read_owners(text: str, role_from: Callable[[str], str | None]) -> tuple[MandateDoc, ...]:
    """Units as typed: 市信息办（牵头）、市财政局=配合; one without a word is responsible.

    Args:
        text: names with 、 ， , ； ; between them.
        role_from: the role that a word means, in either language.

    Raises:
        Refused: a word behind `=` that is no role.
    """
    found = []
    for named in read_units(text)[0]:
        name, _, word = (part.strip() for part in named.name.replace("＝", "=").partition("="))
        role = role_from(word) if word else named.role or RESPONSIBLE
        if role is None:
            raise Refused("unknown_role", name=word, close=(), accepted=("lead", "responsible", "support"))
        found.append(MandateDoc(name, role, word or named.word))
    return tuple(found)


def read_shares(text: str, mandates: tuple[MandateDoc, ...]) -> tuple[ShareDoc, ...]:
    """Shares as typed: 2000 where one unit owes, else 市电信公司=2000、市移动公司=1200.

    Raises:
        Refused: `bad_share`.
    """
    found = []
    owners = _owing(mandates)
    for named in read_units(text)[0]:
        name, equals, figure = (part.strip() for part in named.name.replace("＝", "=").rpartition("="))
        amount = read_amount(figure, "")
        if amount is None or (not equals and len(owners) != 1):
            raise Refused("bad_share", text=named.name)
        found.append(ShareDoc(name if equals else owners[0], amount.value))
    return tuple(found)
