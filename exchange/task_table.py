"""A task table (csv) → `PlanDoc`: the shape in which offices keep a plan that they have broken down (任务分解表, 台账).

    序号,任务,牵头单位,责任单位,配合单位,完成时限,任务数,计量单位
    1,家庭宽带入户,市信息办,各电信运营商,市财政局,2006年6月底,40000,户
    2,开展网络安全培训,,市教育局、市民政局,,年内,,

The header may be English (no, task, lead, responsible, support, due, target, measure), in any order, with other columns
between (they are not read), under a title; 任务 and one column of units are needed. UTF-8 or GB18030; commas, tabs or
semicolons. How the rows are read:

- 序号 becomes the ref (（一） → 1) and stays as label; 2.1 stands under 2. A row with neither 序号 nor 任务, or with
  those of the row above, goes on with the task above; a row with words but no number is a clause of it.
- Units stand apart by 、 ， , ； ; or line breaks; 等 at the end makes the list open; 各…, 有关… are groups whose
  members are not known yet; 市信息办（牵头） says its own role.
- 完成时限 is a phrase; its year is --year, else the one that the title names, then what stands beside the title, the
  file's name, the phrases. Where the first of them to name a year names several, --year must say.
- 地区：某市 above the header says where the units belong; without it they are the table's own (the area is its key),
  so that 市民政局 of two cities' tables are two units.
- 任务数 with 计量单位 is an indicator; where several rows of a task carry one, each is the share of its row's unit.
- A row with only a heading (一、基础设施) begins a section; totals (合计) are left out, notes (注：…) kept as the note.
- The key is the file's name in ASCII, with eight digits of a checksum of the name where something of it was lost: the
  same name always gives the same key, so that loading the table again updates its plan.

Whatever cannot be read is refused with its line, and nothing of the table is taken in.
"""

from __future__ import annotations

import os
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from exchange.date_text import simplify
from exchange.dates import read_phrase
from exchange.plan_file_checks import check
from exchange.table_cells import is_group
from exchange.table_figures import indicators_of
from exchange.table_rows import Draft, Rows, Section
from exchange.table_source import read_source
from store.document import GroupDoc, IndicatorDoc, PlanDoc, SectionDoc, TaskDoc, UnitDoc, Window
from store.errors import Refused

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MIDNIGHT = re.compile(r"(?<=\d)[ T]0{1,2}:00(?::00(?:\.0+)?)?$")
_NO_TITLE = re.compile(
    r"附[件表]\s*\S{0,3}|(?:计量|填报|编制|制表)?(?:单位|时间|日期|部门)\s*[:：].*|[(（].*[)）]|(?:地区|area)(?:\s*[:：].*)?",
    re.S | re.I,
)
_AREA = re.compile(r"(?:地区|area)\s*(?:[:：]\s*(.*))?", re.S | re.I)
_LONGEST_KEY = 48


def read_task_table(data: bytes, *, path: str, year: int | None = None, title: str = "") -> PlanDoc:
    """Read a task table.

    Args:
        data: the file as it is.
        path: its name, for messages; the key, and where there is no other the title, come from it.
        year: for phrases without a year, and for 20xx年.
        title: the plan's title; without it the row above the header, else the file's name.

    Raises:
        Refused: `csv_encoding`, `csv_columns`, `csv_row`, `csv_date`, `duplicate_ref`, `bad_option` (the year).
    """
    if year is not None and not 1000 <= year < 9900:
        raise Refused("bad_option", option="--year", value=str(year), accepted=("1000-9899",))
    source = read_source(data, path)
    rows = Rows(source, path)
    stem = unicodedata.normalize("NFC", os.path.splitext(os.path.basename(path))[0])
    area = _area(source.above)
    titles = (" ".join(text.split()) for text in source.above if not _NO_TITLE.fullmatch(text))
    title = title or next((text for text in titles if text != area), stem)
    phrases = [draft.due for draft in rows.drafts() if draft.due]
    known = year if year is not None else _year((title,), source.above, (stem,), phrases)
    builder = _Builder(rows, known, year is not None, path)
    units = dict.fromkeys(mandate.unit for draft in rows.drafts() for mandate in draft.mandates)
    doc = PlanDoc(
        key=_key(stem),
        title=title,
        area=area or _key(stem),
        hidden_year=builder.hidden,
        year=known,
        source_note="\n".join(rows.notes),
        units=tuple(UnitDoc(name) for name in units),
        groups=tuple(GroupDoc(name, open=True) for name in units if is_group(name)),
        sections=tuple(builder.sections()),
        indicators=tuple(builder.indicators()),
    )
    check(doc)
    return doc


def _year(*places: Iterable[str]) -> int | None:
    """The year that the first place with a year names; where it names several (2006—2008年), none is the plan's."""
    for texts in places:
        years = {int(found) for text in texts for found in _YEAR.findall(simplify(text))}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _area(above: Sequence[str]) -> str:
    """What a line above the header names as the area, in one cell or in the one beside it; empty where none does."""
    for text, beside in zip_longest(above, above[1:], fillvalue=""):
        found = _AREA.fullmatch(text)
        if found:
            return " ".join((found[1] or beside).split())
    return ""


def _key(stem: str) -> str:
    """The plan's key: what is ASCII in the file's name, and a checksum of the name where that is not all of it."""
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    if slug and stem.isascii() and len(slug) <= _LONGEST_KEY:
        return slug
    return f"{slug[:_LONGEST_KEY].strip('-') or 'plan'}-{zlib.crc32(stem.encode('utf-8', 'surrogatepass')):08x}"


class _Builder:
    """Drafts → documents."""

    def __init__(self, rows: Rows, year: int | None, given: bool, path: str) -> None:
        self._rows, self._year, self._given, self._path = rows, year, given, path
        self._dues = {draft.ref: self._due(draft) for draft in rows.drafts()}
        self._parents = {draft.ref: section.parent(draft) for section in rows.sections for draft in section.drafts}
        self._figures = {d.ref: tuple(indicators_of(d, self._by(d), path)) for d in rows.drafts()}
        self.hidden = any(due.hidden_year for due in self._dues.values() if due)

    def _due(self, draft: Draft) -> Window | None:
        """The date of a task.

        Raises:
            Refused: `csv_date`; 20xx年 needs a --year, for a year found elsewhere need not be the one it hides.
        """
        if not draft.due:
            return None
        text = _MIDNIGHT.sub("", " ".join(draft.due.split()))
        try:
            window = read_phrase(text, year=self._year)
        except Refused as why:
            raise self._bad_date(draft, str(why.facts["why"])) from None
        if window.hidden_year and not self._given:
            raise self._bad_date(draft, "hidden_year")
        return window

    def _bad_date(self, draft: Draft, why: str) -> Refused:
        return Refused("csv_date", path=self._path, line=draft.line, text=draft.due, why=why)

    def sections(self) -> Iterator[SectionDoc]:
        """The sections; the unnamed first one only where it holds something."""
        for section in self._rows.sections:
            if section.drafts or section.line:
                tops = [draft for draft in section.drafts if self._parents[draft.ref] is None]
                yield SectionDoc(section.label, section.title, tuple(self._task(draft, section) for draft in tops))

    def _task(self, draft: Draft, section: Section) -> TaskDoc:
        """A task with its sub-items and its clauses."""
        items = [self._task(item, section) for item in section.drafts if self._parents[item.ref] is draft]
        children = (*items, *(self._task(clause, section) for clause in draft.clauses))
        due = self._dues[draft.ref]
        return TaskDoc(
            ref=draft.ref,
            label=draft.label,
            title=draft.title,
            text=draft.text if draft.text != draft.title else "",
            kind="clause" if draft.parent else "item",
            open_list=draft.open_list,
            due=due,
            targets=tuple(figure.phrase for figure in self._figures[draft.ref] if figure.phrase),
            mandates=tuple(draft.mandates),
            children=children,
            heading=bool(children) and not draft.mandates and due is None,
        )

    def indicators(self) -> Iterator[IndicatorDoc]:
        """The indicators i1, i2, … in the order of their tasks."""
        n = 0
        for indicator in (figure for figures in self._figures.values() for figure in figures):
            n += 1
            while f"i{n}" in self._dues:  # a task of the table may be called so
                n += 1
            yield indicator._replace(ref=f"i{n}")

    def _by(self, draft: Draft) -> Window:
        """When a task falls due: its own date, else that of the task it stands under."""
        above = draft.parent or self._parents[draft.ref]
        return self._dues[draft.ref] or (self._by(above) if above else Window("", precision="none"))
