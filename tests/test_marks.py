"""Marks: rows, ranges and whole lists, and one command for all of them, which can be called off while it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from boards import lines_of, said, until
from stores import Kept, make_store, plan, task, who
from walks import Walk, walk

from store.commands.statuses import set_status
from store.errors import Refused
from store.queries.history import log
from tui.panes.assignments import GroupRow, TaskRow
from tui.screens.dialog import Choose
from tui.screens.form import Form
from tui.screens.tasks import TasksScreen


def footer(w: Walk) -> str:
    """The last line of the screen."""
    return lines_of(w.pilot)[-1].strip()


async def opened(w: Walk) -> None:
    """The list of everything that one unit owes, one assignment a row."""
    await w.press("tab", "enter")
    await until(w.pilot, lambda: w.screen.active == "listing" and len(w.screen.listing.rows) > 2)
    await w.press("g")


def here(w: Walk) -> list[int]:
    """The assignments in the open list."""
    return [row.item.id for row in w.screen.listing.rows if isinstance(row, TaskRow)]


async def test_a_mark_moves_on_and_a_key_then_writes_to_all_marked_in_one_command(demo: Path) -> None:
    async with walk(demo) as w:
        await opened(w)
        first, second = here(w)[:2]
        before = w.rows()
        await w.press("space", "space")
        assert set(w.screen.marks) == {first, second} and footer(w).startswith("2 marked")
        assert [line[w.screen.listing.region.x] for line in lines_of(w.pilot)].count("*") >= 2
        await w.press("b")
        await w.dialog(Choose)
        assert "2 assignments: needs help?" in w.text()
        await w.press("n")
        assert w.rows() == before and len(w.screen.marks) == 2
        await w.press("b")
        await w.dialog(Choose)
        await w.press("y")
        await w.saying("2 assignments")
        assert {row.id for row in w.rows() if row.status == "blocked"} >= {first, second}
        assert not w.screen.marks and "marked" not in footer(w)
        await w.press("u")
        await w.saying("Undone")
        assert [(row.id, row.status) for row in w.rows()] == [(row.id, row.status) for row in before]


async def test_a_second_press_takes_the_mark_away_and_esc_all_of_them(demo: Path) -> None:
    async with walk(demo) as w:
        await opened(w)
        await w.press("space", "k", "space")
        assert not w.screen.marks
        await w.press("space", "space", "escape")
        assert not w.screen.marks and w.screen.active == "listing"


async def test_a_range_reaches_from_the_last_mark_and_everything_is_marked_at_once(demo: Path) -> None:
    async with walk(demo) as w:
        await opened(w)
        all_of_them = here(w)
        await w.press("j", "space", "j", "v")
        assert set(w.screen.marks) == set(all_of_them[1:4])
        await w.press("V")
        assert set(w.screen.marks) == set(all_of_them)
        assert footer(w).startswith(f"{len(all_of_them)} marked")


async def test_everything_also_means_what_was_not_read(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with walk(demo) as w:
        every = {item.id for item in w.screen.view.due}
        monkeypatch.setattr("tui.view.WINDOW", 3)
        w.screen.reread()
        await until(w.pilot, lambda: len(w.screen.view.due) == 3)
        await w.press("V")
        await w.saying(f"{len(every)} marked")
        assert set(w.screen.marks) == every


async def test_a_group_is_marked_by_its_members_in_the_list(demo: Path) -> None:
    async with walk(demo) as w:
        at = next(i for i, row in enumerate(w.screen.due.rows) if hasattr(row, "group"))
        await w.press(*["j"] * at, "space")
        assert set(w.screen.marks) == {item.id for item in w.screen.due.rows[at].items}


async def test_marks_do_not_go_along_to_another_plan_or_another_day(demo: Path) -> None:
    async with walk(demo) as w:
        await w.press("space")
        assert w.screen.marks
        w.screen.switch("hengshui-2002")
        await until(w.pilot, lambda: w.screen.view.ask.plan == "hengshui-2002")
        assert not w.screen.marks
        await w.press("space")
        assert w.screen.marks
        w.screen.act("travel")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, Form))
        await w.write("2006-08-01")
        await w.press("enter")
        await until(w.pilot, lambda: bool(w.screen.face.past))
        assert not w.screen.marks


async def test_a_report_takes_all_marked_assignments_of_one_unit_and_refuses_several_units(demo: Path) -> None:
    async with walk(demo) as w:
        await opened(w)
        await w.press("space", "space", "r")
        await until(w.pilot, lambda: w.pilot.app.screen is not w.screen)
        await w.press("escape")
        await until(w.pilot, lambda: w.pilot.app.screen is w.screen)
        w.screen.set_marks({row.id: row for row in w.rows()[:40]})
        assert len({row.unit for row in w.screen.marks.values()}) > 1
        await w.press("r")
        await w.saying("A report is one unit's")
        assert w.pilot.app.screen is w.screen


async def test_where_nothing_can_be_marked_the_key_says_so(demo: Path) -> None:
    async with walk(demo, start="units") as w:
        await w.press("space")
        await until(w.pilot, lambda: bool(said(w.pilot)))
        assert not w.screen.marks


# Calling off


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Forty assignments."""
    return make_store(tmp_path / "s.db", plan(task("1", *(f"Unit {n}" for n in range(40)))))


Off = Callable[[Kept, pytest.MonkeyPatch], None]


def between_changes(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """The call comes while changes are recorded."""
    monkeypatch.setattr("store.writer.LOOK", 10)
    recorded = kept.writer.progress.recorded

    def called(changes: int) -> None:
        if changes == 20:
            kept.writer.progress.call_off()
        recorded(changes)

    monkeypatch.setattr(kept.writer.progress, "recorded", called)


def inside_a_statement(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """The call comes while SQLite works: it looks after every instruction."""
    monkeypatch.setattr("store.progress.STEPS", 1)
    begin = kept.writer.progress.begin

    def called() -> None:
        begin()
        kept.writer.progress.call_off()

    monkeypatch.setattr(kept.writer.progress, "begin", called)


def before_the_commit(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """The call comes after the last statement."""
    monkeypatch.setattr("store.writer.spell_names", lambda t, everything: kept.writer.progress.call_off())


@pytest.mark.parametrize("call_off", [between_changes, inside_a_statement, before_the_commit])
def test_what_is_called_off_leaves_nothing(kept: Kept, call_off: Off, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [row.id for row in kept.rows()]
    before, commands = kept.rows(), len(log(kept.reader))
    with monkeypatch.context() as patched:
        call_off(kept, patched)
        with pytest.raises(Refused, match="called_off"):
            set_status(kept.writer, who(), ids, "blocked")
    assert kept.rows() == before and len(log(kept.reader)) == commands
    assert set_status(kept.writer, who(), ids, "blocked").changes == len(ids)
    assert {row.status for row in kept.rows()} == {"blocked"}


async def test_esc_calls_off_a_write_that_was_said_to_be_slow(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with walk(demo) as w:
        monkeypatch.setattr("tui.desk.SLOW_SECONDS", 0.001)
        item = w.screen.subject.item
        assert item is not None
        monkeypatch.setattr("store.writer.spell_names", lambda t, everything: wait_for_call(w))
        await w.press("b")
        await until(w.pilot, lambda: w.screen.desk.is_slow and "calls it off" in said(w.pilot))
        await w.press("escape")
        await w.saying("Called off. Nothing was changed.")
        monkeypatch.undo()
        assert w.row(item.task, item.unit).status == item.status
        await until(w.pilot, lambda: w.screen.subject.item == item)


def wait_for_call(w: Walk) -> None:
    """A write that lasts until it is called off."""
    assert w.screen.desk._writer is not None
    while not w.screen.desk._writer.progress._off:
        pass


# In the tree


async def test_everything_open_in_the_tree_is_marked_whether_it_is_folded_or_not(demo: Path) -> None:
    async with walk(demo, (120, 14), plan="hengshui-2002") as w:
        await w.press("2")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, TasksScreen))
        screen = w.pilot.app.screen
        assert isinstance(screen, TasksScreen)
        await until(w.pilot, lambda: bool(screen._handlers) and bool(screen.tasks.rows))
        await w.press("V")
        opened = {row.id for row in w.rows("hengshui-2002") if row.status not in ("done", "dropped")}
        await until(w.pilot, lambda: bool(screen.marks))
        assert set(screen.marks) <= opened and len(screen.marks) > len(list(screen.tasks.rows))
        await w.press("escape", "slash")
        await w.write(next(row.unit for row in w.rows("hengshui-2002") if not row.via))
        await w.press("enter", "V")
        await until(w.pilot, lambda: 0 < len(screen.marks) < len(opened))


# What is not seen


async def test_a_mark_that_a_filter_hides_is_named_before_anything_is_written_to_it(demo: Path) -> None:
    async with walk(demo) as w:
        item = next(row.item for row in w.screen.due.rows if isinstance(row, TaskRow))
        at = next(i for i, row in enumerate(w.screen.due.rows) if isinstance(row, TaskRow) and row.item.id == item.id)
        await w.press(*"j" * at, "space")
        assert set(w.screen.marks) == {item.id}
        other = next(
            row.item.unit for row in w.screen.due.rows if isinstance(row, TaskRow) and row.item.unit != item.unit
        )
        await w.press("slash")
        await w.write(other)
        await w.press("enter")
        await until(w.pilot, lambda: w.screen.view.ask.text == other)
        before = w.rows()
        await w.press("x")
        await w.dialog(Choose)
        assert item.unit in w.text() and w.rows() == before
        await w.press("n")
        assert w.rows() == before


async def test_a_group_in_the_list_of_one_unit_stands_for_that_unit_alone(demo: Path) -> None:
    async with walk(demo) as w:
        unit = next(row.unit for row in w.rows() if row.via and row.status not in ("done", "dropped"))
        await w.press("colon")
        await until(w.pilot, lambda: w.pilot.app.screen is not w.screen)
        await w.write(unit)
        await w.pilot.pause()
        await w.press("enter")
        await until(w.pilot, lambda: w.screen.active == "listing" and len(w.screen.listing.rows) > 1)
        at = next(i for i, row in enumerate(w.screen.listing.rows) if isinstance(row, GroupRow))
        before = {row.id: row.status for row in w.rows()}
        await w.press("g", *"j" * at, "b")
        await w.dialog(Choose)
        await w.press("y")
        await w.saying("Saved: needs help")
        changed = {row.id for row in w.rows() if row.status != before[row.id]}
        assert changed and {row.unit for row in w.rows() if row.id in changed} == {unit}


async def test_a_group_of_more_than_a_list_reads_is_written_to_whole(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with walk(demo) as w:
        at = next(i for i, row in enumerate(w.screen.due.rows) if isinstance(row, GroupRow))
        group = w.screen.due.rows[at]
        owed = [row for row in w.rows() if (row.via, row.task) == (group.group, group.worst.task)]
        left = [row.id for row in owed if row.status not in ("done", "dropped")]
        assert len(left) > 2
        monkeypatch.setattr("tui.view.WINDOW", 2)
        await w.press(*"j" * at, "b")
        await w.dialog(Choose)
        assert f"{len(left)} assignments: needs help?" in w.text()
        await w.press("y")
        await w.saying("Saved: needs help")
        assert {row.status for row in w.rows() if row.id in left} == {"blocked"}


async def test_a_task_or_a_folded_group_in_the_tree_stands_for_what_of_it_is_open(demo: Path) -> None:
    async with walk(demo) as w:
        await w.press("2")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, TasksScreen))
        screen = w.pilot.app.screen
        assert isinstance(screen, TasksScreen)
        await until(w.pilot, lambda: bool(screen._handlers) and bool(screen.tasks.rows))
        while screen.subject.task is None:
            await w.press("j")
        _, ref = screen.subject.task
        opened = {row.id for row in w.rows() if row.status not in ("done", "dropped")}
        owed = {row.id for row in w.rows() if row.task == ref} & opened
        await w.press("space")
        await until(w.pilot, lambda: set(screen.marks) == owed)
        while screen.subject.group is None:
            await w.press("l", "j")
        group = screen.subject.group
        through = opened & {row.id for row in w.rows() if (row.via, row.task) == (group.group, group.worst.task)}
        await w.press("space")
        await until(w.pilot, lambda: through <= set(screen.marks))
        await w.press("k", "space")
        await until(w.pilot, lambda: not through & set(screen.marks))


async def test_escape_closes_the_detail_before_it_takes_marks_away(demo: Path) -> None:
    async with walk(demo) as w:
        await w.press("space", "enter")
        await until(w.pilot, w.opened("detail"))
        assert w.screen.marks
        await w.press("escape")
        assert w.screen.extra != "detail" and w.screen.marks
        await w.press("escape")
        assert not w.screen.marks
