"""The matrix drawn: cells by role and light, names downwards, which columns have room; and what it reads."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from boards import TODAY, face
from stores import Kept, make_store, mandate, plan, task, who

from store.commands.statuses import set_status
from store.matrix import ColumnHead, MatrixCells, with_group
from store.queries.matrix import counts_of, group_cells, matrix_cells, matrix_tasks, owing, tasks_named
from store.queries.roster import ground, lay_out
from store.queries.tree import tree
from store.reader import open_reader
from store.roster import Roster
from store.shapes import AssignmentFilter, Count
from tui.panes import crossing
from tui.panes.crossing import Widths, cell, downwards, first_with, head_lines, in_view, total
from tui.panes.matrix import MatrixPane
from tui.text import cells

UNITS = Roster(tuple(range(10)), (0,) * 10, (0,) * 10, {3: False})
COLS = Widths(20, 8, 7)
ALL = AssignmentFilter(plan="roads")


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Two tasks on three units, one of them leading, one supporting."""
    return make_store(
        tmp_path / "s.db",
        plan(task("1", mandate("A", "lead"), "B", mandate("C", "support"), due="9-1"), task("2", "B", due="12-1")),
    )


# Drawing


@pytest.mark.parametrize(("role", "shown"), [("lead", "[⚑]"), ("responsible", " ⚑ "), ("support", "(⚑)")])
def test_the_form_of_a_cell_says_the_role_and_its_sign_the_light(kept: Kept, role: str, shown: str) -> None:
    item = kept.rows()[0]._replace(role=role, light="overdue")
    assert cell((item,), face()).text == shown
    assert cell((item,), face(), marked=True).text[0] == "*"
    assert cells(cell((item, item._replace(id=99)), face()).text) == crossing.UNIT
    assert cell((), face()).text == " " * crossing.UNIT


def test_of_several_ways_in_which_a_unit_owes_a_task_the_worst_shows(kept: Kept) -> None:
    item = kept.rows()[0]
    done, late = item._replace(light="done"), item._replace(light="overdue")
    assert cell((done, late), face()).text[1] == face().sign("overdue") and cell((done, late), face()).text[2] == "+"


def test_what_is_written_to_a_unit_in_two_roles_at_once_shows_in_both(kept: Kept) -> None:
    lead = kept.rows()[0]
    support = lead._replace(id=99, role="support")
    pane, at = MatrixPane(face(), "matrix"), (lead.task_id, lead.unit_id)
    pane.chunks = {0: MatrixCells((), {at: (lead, support)}, {})}
    pane.update_items([lead._replace(light="done"), support._replace(light="done")])
    assert [item.light for item in pane.chunks[0].assignments[at]] == ["done", "done"]


@pytest.mark.parametrize(
    ("name", "lines", "shown"),
    [
        ("市妇联", 3, ["市 ", "妇 ", "联 "]),
        ("市妇联", 5, ["   ", "   ", "市 ", "妇 ", "联 "]),
        ("市信息产业局", 4, ["市 ", "信 ", "息 ", " … "]),
        ("IT 局", 3, [" I ", " T ", "局 "]),
    ],
)
def test_a_name_is_written_downwards_and_says_that_it_goes_on(name: str, lines: int, shown: list[str]) -> None:
    assert downwards(name, lines, face()) == shown


def test_a_unit_in_its_group_is_not_called_by_the_group_again() -> None:
    head = ColumnHead(1, "石桥县双庄镇", "石桥县", None, ())
    assert "".join(head_lines(head, 3, 3, face())).replace(" ", "") == "双庄镇"
    assert crossing.short_name(head._replace(name="石桥县")) == "石桥县"


def test_a_group_is_named_in_words_with_the_sign_of_its_fold() -> None:
    head = ColumnHead(3, "各县（市、区）人民政府", "", False, ())
    lines = head_lines(head, 9, 3, face())
    assert all(cells(line) == 9 for line in lines) and "".join(lines).replace(" ", "").startswith("›各县（市")
    assert lines[-1].rstrip().endswith("…") or "政府" in "".join(lines)


def test_columns_have_room_one_after_the_other_and_the_last_one_is_whole() -> None:
    assert in_view(UNITS, 0, 9, COLS) == [0, 1, 2]
    assert in_view(UNITS, 2, 13, COLS) == [2, 3, 4]
    assert in_view(UNITS, 3, 1, COLS) == [3]
    for last in range(10):
        first = first_with(UNITS, last, 13, COLS)
        assert last in in_view(UNITS, first, 13, COLS)
        assert not first or last not in in_view(UNITS, first - 1, 13, COLS)


@pytest.mark.parametrize(
    ("counts", "text", "tone"),
    [
        ((Count("overdue", 2), Count("done", 5)), " 2 ", "red"),
        ((Count("overdue", 1), Count("on_track", 3)), " 4 ", "red"),
        ((Count("on_track", 3), Count("done", 5)), " 3 ", "text"),
        ((Count("done", 5),), " 0 ", "dim"),
        ((Count("overdue", 120),), " … ", "red"),
    ],
)
def test_the_total_of_a_column_is_what_is_still_owed_red_where_something_is_overdue(
    counts: tuple[Count, ...], text: str, tone: str
) -> None:
    assert tuple(total(counts, 3, face()))[:2] == (text, tone)


# Reading


def test_a_cell_holds_what_the_unit_owes_in_the_task(kept: Kept) -> None:
    here = ground(kept.reader, "roads", TODAY)
    roster, found = lay_out(kept.reader, here, here.top, ()), tree(kept.reader, ALL, TODAY)
    tasks = matrix_tasks(found)
    assert [row.ref for row in tasks] == ["1", "2"]
    read = matrix_cells(kept.reader, here, roster, found, ALL, [row.id for row in tasks], 0, 32)
    assert [head.name for head in read.heads] == ["A", "B", "C"]
    assert sorted((item.task, item.unit) for items in read.assignments.values() for item in items) == [
        ("1", "A"), ("1", "B"), ("1", "C"), ("2", "B"),
    ]  # fmt: skip
    assert sum(count.n for count in read.heads[1].counts) == 2
    some = matrix_cells(kept.reader, here, roster, found, ALL, [tasks[1].id], 1, 1)
    assert [head.name for head in some.heads] == ["B"] and len(some.assignments) == 1


def test_rows_and_cells_keep_to_what_is_chosen(kept: Kept) -> None:
    first = kept.rows()[0]
    set_status(kept.writer, who(), [first.id], "blocked")
    chosen = ALL._replace(statuses=("blocked",))
    here = ground(kept.reader, "roads", TODAY)
    found = tree(kept.reader, chosen, TODAY)
    tasks = matrix_tasks(found)
    assert [row.ref for row in tasks] == [first.task]
    roster = lay_out(kept.reader, here, here.top, (), partial(owing, kept.reader, here, found, chosen))
    read = matrix_cells(kept.reader, here, roster, found, chosen, [row.id for row in tasks], 0, 32)
    assert [item.id for items in read.assignments.values() for item in items] == [first.id]
    assert [head.name for head in read.heads] == [first.unit]


def test_with_some_columns_alone_a_row_counts_what_stands_in_them(kept: Kept) -> None:
    here, found = ground(kept.reader, "roads", TODAY), tree(kept.reader, ALL, TODAY)
    only = [row.unit_id for row in kept.rows() if row.unit == "A"][:1]
    rows = matrix_tasks(found, None, counts_of(kept.reader, here, found, ALL, only))
    assert [(row.ref, sum(count.n for count in row.counts)) for row in rows] == [("1", 1)]
    everyone = matrix_tasks(found, None, counts_of(kept.reader, here, found, ALL, here.top))
    assert everyone == matrix_tasks(found)


def test_groups_with_nothing_that_a_filter_lets_through_have_no_column(demo: Path) -> None:
    with closing(open_reader(str(demo))) as reader:
        for key in ("panjin-2005", "hengshui-2002", "fujian-2006"):
            here = ground(reader, key, TODAY)
            for light in ("overdue", "done", "no_report"):
                chosen = AssignmentFilter(plan=key, lights=(light,))
                found = tree(reader, chosen, TODAY)
                ids = [row.id for row in matrix_tasks(found)]
                roster = lay_out(reader, here, here.top, here.roots, partial(owing, reader, here, found, chosen))
                whole = lay_out(reader, here, here.top, here.roots)
                read = matrix_cells(reader, here, whole, found, chosen, ids, 0, 500)
                full = {unit for _, unit in read.assignments}
                assert full == set(roster.units) - set(roster.opened)
                assert {unit for (_, unit), counts in read.groups.items() if counts} <= set(roster.units)


def test_tasks_are_found_by_what_they_are_called(kept: Kept) -> None:
    found = tree(kept.reader, ALL, TODAY)
    assert [row.ref for row in matrix_tasks(found, tasks_named(kept.reader, " task 2 "))] == ["2"]
    assert not matrix_tasks(found, tasks_named(kept.reader, "nothing"))


def test_a_group_is_the_sum_of_its_members_whether_counted_at_once_or_afterwards(demo: Path) -> None:
    with closing(open_reader(str(demo))) as reader:
        checked = 0
        for key in ("panjin-2005", "hengshui-2002", "fujian-2006"):
            chosen = AssignmentFilter(plan=key)
            here, found = ground(reader, key, TODAY), tree(reader, chosen, TODAY)
            ids = [row.id for row in matrix_tasks(found)]
            roster = lay_out(reader, here, here.top, here.roots)
            read = matrix_cells(reader, here, roster, found, chosen, ids, 0, 500)
            for root in here.roots:
                members = {unit for unit, above in zip(roster.units, roster.above, strict=True) if above == root}
                for ident in ids:
                    inside = [len(read.assignments.get((ident, unit), ())) for unit in members - set(roster.opened)]
                    if members & set(roster.opened):
                        continue
                    assert sum(count.n for count in read.groups.get((ident, root), ())) == sum(inside)
                    checked += sum(inside) > 0
                later = with_group(read._replace(uncounted=(root,)), root, group_cells(reader, here, chosen, ids, root))
                assert later.groups == read.groups and not later.uncounted
        assert checked
