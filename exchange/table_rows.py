"""The rows of a task table → sections and draft tasks: what continues what, what is a heading, what is left over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.table_cells import Amount, Named, filled, read_amount, read_ref, read_units
from exchange.table_source import UNITS, Row, Source, bad_row
from store.document import MandateDoc
from store.errors import Refused

_NUMERAL = "[一二三四五六七八九十百]+"
_SECTION_NUMBER = re.compile(rf"[(（]?{_NUMERAL}[)）]?[、.．]?|第{_NUMERAL}[章节部篇](?:分)?|[IVX]+[、.．]?")
_SECTION = re.compile(
    rf"(?P<label>{_NUMERAL}(?=[、.．])|[(（]{_NUMERAL}[)）]|第{_NUMERAL}(?:部分|[章节篇]))[、.．\s]*(?P<title>\S.*)",
    re.S,
)
_TOTAL = re.compile(r"(?:合|总|小|共)计|total", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:注|备注|说明|填表\S{0,2}|填报\S{0,3}|制表\S{0,2}|审核\S{0,1}|联系\S{1,2}|notes?)\s*\d?\s*[:：]", re.I
)


class Part:
    """What one row adds to its task: units, and perhaps a figure."""

    def __init__(self, line: int, units: tuple[tuple[str, str], ...], amount: Amount | None) -> None:
        """Keep a row.

        Args:
            line: where it begins.
            units: names with their roles.
            amount: its figure.
        """
        self.line, self.units, self.amount = line, units, amount


class Draft:
    """A task while its rows are being read."""

    def __init__(self, ref: str, row: Row, parent: Draft | None = None) -> None:
        """Begin a task at its first row; with a parent it is a clause of it."""
        self.ref, self.line, self.parent = ref, row.line, parent
        self.label = "" if parent else row.cells.get("no", "")
        self.text: str = row.cells["task"] or (parent.text if parent else "")
        self.due = filled(row.cells.get("due", ""))
        self.open_list = False
        self.mandates: list[MandateDoc] = []
        self.parts: list[Part] = []
        self.clauses: list[Draft] = []

    @property
    def title(self) -> str:
        """The first sentence; the whole text stays beside it."""
        return re.split(r"[。；;\n]", self.text, maxsplit=1)[0].strip() or self.text


class Section:
    """A heading row with the tasks below it."""

    def __init__(self, label: str = "", title: str = "", line: int = 0) -> None:
        """Begin a section."""
        self.label, self.title, self.line = label, title, line
        self.drafts: list[Draft] = []

    def parent(self, draft: Draft) -> Draft | None:
        """The task that a nested number stands under: 2 for 2.1, also for 2.1.1 where there is no 2.1."""
        refs = {other.ref: other for other in self.drafts}
        ref = draft.ref
        while "." in ref:
            ref = ref.rpartition(".")[0]
            if ref in refs:
                return refs[ref]
        return None


class Rows:
    """Walks down a table; `sections` and `notes` are what it found."""

    def __init__(self, source: Source, path: str) -> None:
        """Read every row.

        Raises:
            Refused: `csv_row`, `duplicate_ref`.
        """
        self.path, self.source = path, source
        self.sections: list[Section] = [Section()]
        self.notes: list[str] = []
        self._section = self.sections[0]
        self._refs: set[str] = set()
        self._items = 0
        self._current: Draft | None = None
        self._item: Draft | None = None
        self._measure = _measure(source)
        owing = [row for row in source.rows if any(row.cells.get(unit) for unit in UNITS)]
        self._numbered = any(row.cells.get("no") for row in source.rows)
        self._item_styles = {_style(row.cells.get("no", "")) for row in owing if row.cells.get("no")}
        self._written = {read_ref(row.cells.get("no", "")) for row in source.rows}
        for row in source.rows:
            self._row(row)
        self._refuse_empty()

    def drafts(self) -> Iterator[Draft]:
        """Every task in the order of the table, clauses behind their item."""
        for section in self.sections:
            for draft in section.drafts:
                yield draft
                yield from draft.clauses

    def _row(self, row: Row) -> None:
        """Take in one row."""
        no, task = row.cells.get("no", ""), row.cells["task"]
        named = {column for column, cell in row.cells.items() if cell}
        if self._leftover(row, named):
            return
        heading = self._heading(no, task) if named <= {"no", "task"} else None
        if heading:
            self._begin_section(*heading, row.line)
        elif self._continues(no, task):
            self._continue(row)
        elif not task:
            raise bad_row(self.path, row.line, "no_task")
        elif self._numbered and not no:
            if self._item is None:
                raise bad_row(self.path, row.line, "no_number", task)
            self._begin_clause(row, self._item)
        else:
            self._begin_item(row, no)

    def _leftover(self, row: Row, named: set[str]) -> bool:
        """Totals, notes below the table (kept as notes), and numbers laid out for tasks that were never written."""
        no, task = row.cells.get("no", ""), row.cells["task"]
        if not named & set(UNITS) and any(_TOTAL.fullmatch("".join(cell.split())) for cell in (no, task)):
            return True
        if len(named) == 1 and _NOTE.match(no or task):
            self.notes.append(no or task)
            return True
        return named == {"no"} and _is_number(no)

    def _heading(self, no: str, task: str) -> tuple[str, str] | None:
        """Label and title of a row that is a heading: a section number and words, or words across the whole row."""
        if no and task:
            section = _SECTION_NUMBER.fullmatch(no) and _style(no) not in self._item_styles
            return (no.rstrip("、.．"), task) if section else None
        found = _SECTION.fullmatch(no or task)
        if found:
            return found["label"], found["title"]
        return ("", no) if no and not _is_number(no) else None

    def _begin_section(self, label: str, title: str, line: int) -> None:
        """A heading met again (一、… 续 on the next page) goes on with its section."""
        title = " ".join(title.split())
        known = [section for section in self.sections if (section.label, section.title) == (label, title)]
        self._section = known[0] if known else Section(label, title, line)
        if not known:
            self.sections.append(self._section)
        self._current = self._item = None

    def _continues(self, no: str, task: str) -> bool:
        """Whether a row goes on with the task above: both cells blank, or repeated as they are."""
        if not no and not task:
            return True
        current = self._current
        if current is None or (task and task != current.text):
            return False
        return no in ("", (current.parent or current).label)

    def _continue(self, row: Row) -> None:
        """More units for the task above; a date of their own makes them a clause of it."""
        current, due = self._current, filled(row.cells.get("due", ""))
        if current is None:
            raise bad_row(self.path, row.line, "no_task")
        if due and due != current.due:
            if not any(filled(row.cells.get(unit, "")) for unit in UNITS):
                raise bad_row(self.path, row.line, "second_date", due)
            self._begin_clause(row, current.parent or current)
        else:
            self._fill(current, row)

    def _begin_item(self, row: Row, no: str) -> None:
        """A numbered task; in a table without numbers they are counted."""
        self._items += 1
        ref = read_ref(no) if self._numbered else str(self._items)
        if ref is None:
            raise bad_row(self.path, row.line, "bad_ref", no)
        if ref in self._refs:
            raise Refused("duplicate_ref", ref=ref, path=self.path, line=row.line)
        self._refs.add(ref)
        self._item = self._current = Draft(ref, row)
        self._section.drafts.append(self._item)
        self._fill(self._item, row)

    def _begin_clause(self, row: Row, item: Draft) -> None:
        """A clause: words of their own under the same number, or units with a date of their own."""
        n = 1
        while f"{item.ref}.{n}" in self._refs or f"{item.ref}.{n}" in self._written:
            n += 1
        clause = Draft(f"{item.ref}.{n}", row, item)
        self._refs.add(clause.ref)
        item.clauses.append(clause)
        self._current = clause
        self._fill(clause, row)

    def _fill(self, draft: Draft, row: Row) -> None:
        """Add the units and the figure of a row; a unit that is named again in its role is the same mandate."""
        units: list[tuple[str, str]] = []
        known = {(mandate.unit, mandate.role) for mandate in draft.mandates}
        for column in UNITS:
            names, others = read_units(row.cells.get(column, ""))
            draft.open_list |= others
            for named in names:
                mandate = self._mandate(named, column)
                units.append((mandate.unit, mandate.role))
                if units[-1] not in known:
                    known.add(units[-1])
                    draft.mandates.append(mandate)
        draft.parts.append(Part(row.line, tuple(units), self._amount(draft, row)))

    def _mandate(self, named: Named, column: str) -> MandateDoc:
        return MandateDoc(named.name, named.role or column, named.word or self.source.heads[column])

    def _amount(self, draft: Draft, row: Row) -> Amount | None:
        """The figure of a row; a blank measure is that of the rows above, else that of the table."""
        target = filled(row.cells.get("target", ""))
        if not target:
            return None
        measure = filled(row.cells.get("measure", ""))
        amount = read_amount(target, measure)
        if amount is None:
            raise bad_row(self.path, row.line, "bad_number", f"{target} {measure}".strip())
        if not amount.measure:
            before = [part.amount.measure for part in draft.parts if part.amount]
            measure = before[-1] if before else self._measure
            amount = amount._replace(measure=measure, phrase=f"{target}{measure}")
        return amount

    def _refuse_empty(self) -> None:
        """Refuse a task that lays nothing on anybody, and a heading that may be a task whose units were forgotten."""
        parents = {id(section.parent(draft)) for section in self.sections for draft in section.drafts}
        for draft in self.drafts():
            if not draft.mandates and not draft.clauses and id(draft) not in parents:
                raise bad_row(self.path, draft.line, "no_unit", draft.title)
        for section, after in zip(self.sections, [*self.sections[1:], None], strict=True):
            nested = after is not None and _style(after.label) != _style(section.label)
            if section.line and not section.drafts and not nested:
                raise bad_row(self.path, section.line, "no_unit", section.title)
        if not self._refs:
            raise bad_row(self.path, self.source.line, "no_tasks")


def _is_number(no: str) -> bool:
    """Whether a cell is a number and nothing else: 5, 2.1, （一）, A3."""
    return re.fullmatch(r"[A-Za-z]{0,2}\d[\d.-]*", read_ref(no) or "") is not None


def _style(label: str) -> str:
    """The way a number is written, whatever it counts: 一 and 十二 alike, （一） otherwise."""
    return re.sub(r"\d+", "1", re.sub(_NUMERAL, "一", label.rstrip("、.．"))).replace("(", "（").replace(")", "）")


def _measure(source: Source) -> str:
    """The measure of a whole table: 任务数（户） in its header, or 单位：户 above it."""
    head = re.search(r"[(（](.+?)[)）]", source.heads.get("target", ""))
    if head:
        return head[1].strip()
    # 单位：市信息办 says who filled the table in; measures are short.
    for text in source.above:
        found = re.fullmatch(r"[(（]?(?:计量)?单位\s*[:：]\s*(\S{1,3}?)[)）]?", text)
        if found and found[1][-1] not in "局办委厅部院":
            return found[1]
    return ""
