"""When a task counts as done: its closing rule, asked of those who owe it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import TODAY, day, make_store, mandate, plan, task, who

from store import vocabulary as v
from store.commands.members import set_member
from store.commands.statuses import set_status
from store.lights import Part, closed_on, task_light, worst
from store.queries.assignments import due_list
from store.queries.board import board, plans
from store.shapes import Assignment, AssignmentFilter, Reason


def parts(text: str) -> list[Part]:
    """`lead:done@9-1 responsible:claimed …` as parts."""
    found = []
    for word in text.split():
        role, _, rest = word.partition(":")
        status, _, on = rest.partition("@")
        found.append(Part(role, status, day(on) if on else None, Reason(status)))
    return found


@pytest.mark.parametrize(
    ("rule", "n", "who_owes", "closed"),
    [
        ("all", None, "lead:done@9-1 responsible:done@9-5", "9-5"),
        ("all", None, "lead:done@9-1 responsible:in_progress", ""),
        ("all", None, "lead:done@9-1 responsible:claimed", ""),
        ("all", None, "lead:done@9-1 support:in_progress", "9-1"),
        ("all", None, "lead:done@9-1 responsible:dropped", "9-1"),
        ("all", None, "lead:dropped responsible:dropped", ""),
        ("all", None, "", ""),
        ("all", None, "support:done@9-1 support:in_progress", ""),
        ("all", None, "support:done@9-1 support:done@9-2", "9-2"),
        ("any", None, "responsible:in_progress responsible:done@9-5 responsible:done@9-1", "9-1"),
        ("any", None, "responsible:claimed responsible:blocked", ""),
        ("any", None, "lead:in_progress support:done@9-1", ""),
        ("lead", None, "lead:done@9-1 responsible:in_progress", "9-1"),
        ("lead", None, "lead:done@9-1 lead:in_progress responsible:done@9-1", ""),
        ("lead", None, "responsible:done@9-1 responsible:done@9-2", "9-2"),
        ("count", 2, "responsible:done@9-3 responsible:done@9-1 responsible:in_progress", "9-3"),
        ("count", 2, "responsible:done@9-3 responsible:claimed responsible:dropped", ""),
        ("count", None, "responsible:done@9-3 responsible:in_progress", "9-3"),
        ("unheard_of", None, "responsible:done@9-3 responsible:in_progress", ""),
    ],
)
def test_closing_rules(rule: str, n: int | None, who_owes: str, closed: str) -> None:
    assert closed_on(rule, n, parts(who_owes)) == (day(closed) if closed else None)


def test_what_is_left_open_keeps_its_light_but_leaves_the_list_of_due_dates(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "A", "B", due="9-1", rule="any")))
    assert [row.light for row in kept.rows()] == ["overdue", "overdue"]
    set_status(kept.writer, who(), [kept.row("1", "A").id], v.DONE, on=day("9-10"))
    left = kept.row("1", "B")
    assert (left.light, left.task_done, left.days_late) == ("overdue", True, 14)
    assert due_list(kept.reader, AssignmentFilter(), TODAY) == ()
    assert [row.unit for row in kept.rows()] == ["A", "B"]
    assert plans(kept.reader, TODAY)[0].light == "done"
    kept.close()


def test_a_claim_closes_nothing_until_it_is_confirmed(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "A", due="9-1")))
    row = kept.row("1")
    set_status(kept.writer, who(), [row.id], v.CLAIMED, on=day("8-30"))
    assert not kept.row("1").task_done and plans(kept.reader, TODAY)[0].light == "to_confirm"
    set_status(kept.writer, who(), [row.id], v.DONE)
    found = kept.row("1")
    assert found.task_done and (found.done_on, found.days_late) == (day("8-30"), -2)
    set_status(kept.writer, who(), [row.id], v.IN_PROGRESS)
    assert not kept.row("1").task_done
    kept.close()


def test_the_plans_rule_holds_where_the_task_has_none(tmp_path: Path) -> None:
    doc = plan(task("1", "A", "B", "C"), task("2", "A", "B", rule="all"), closing="count:2")
    kept = make_store(tmp_path / "s.db", doc)
    for ref, unit in (("1", "A"), ("1", "B"), ("2", "A")):
        set_status(kept.writer, who(), [kept.row(ref, unit).id], v.DONE)
    assert {row.task: row.task_done for row in kept.rows()} == {"1": True, "2": False}
    kept.close()


def test_a_task_that_is_only_supported_is_closed_by_its_supporters_and_can_redden_its_plan(tmp_path: Path) -> None:
    doc = plan(task("1", mandate("A", "support"), mandate("B", "support"), due="9-1"), task("2", "C"))
    kept = make_store(tmp_path / "s.db", doc)
    line = plans(kept.reader, TODAY)[0]
    assert line.light == "overdue" and line.worst is not None and line.worst.unit == "A"
    for unit in "AB":
        set_status(kept.writer, who(), [kept.row("1", unit).id], v.DONE, on=day("9-2"))
    assert kept.row("1", "A").task_done and plans(kept.reader, TODAY)[0].light == "no_report"
    kept.close()


def test_a_late_supporting_unit_shows_and_reddens_neither_task_nor_plan(tmp_path: Path) -> None:
    doc = plan(task("1", mandate("A", "lead"), mandate("B", "support"), due="9-1"))
    kept = make_store(tmp_path / "s.db", doc)
    set_status(kept.writer, who(), [kept.row("1", "A").id], v.CLAIMED, on=day("9-1"))
    assert kept.row("1", "B").light == "overdue"
    assert plans(kept.reader, TODAY)[0].light == "to_confirm"
    kept.close()


def test_a_plan_of_done_and_dropped_tasks_is_done(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "A"), task("2", "B")))
    set_status(kept.writer, who(), [kept.row("1").id], v.DROPPED, note="minutes no. 3")
    set_status(kept.writer, who(), [kept.row("2").id], v.DONE)
    assert board(kept.reader, "roads", TODAY).plan is not None
    assert plans(kept.reader, TODAY)[0].light == "done"
    kept.close()


@pytest.mark.parametrize(("leaves", "closed"), [("2006-12-31", False), ("2006-09-15", True)])
def test_a_member_is_asked_until_the_day_it_leaves(tmp_path: Path, leaves: str, closed: bool) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "Towns")))
    group = kept.id_of("unit", "Towns")
    for name in ("East", "West"):
        set_member(kept.writer, who(), group, name, since=day("1-1"))
    set_status(kept.writer, who(), [kept.row("1", "East").id], v.DONE)
    set_member(kept.writer, who(), group, "West", until=date.fromisoformat(leaves))
    assert kept.row("1", "East").task_done is closed
    kept.close()


@settings(max_examples=25)
@given(st.lists(st.sampled_from(v.STATUSES), min_size=6, max_size=6), st.sampled_from(["all", "any", "lead"]))
def test_the_worst_of_a_plan_in_sql_is_the_worst_of_its_tasks_by_the_rule(statuses: list[str], rule: str) -> None:
    owed = (mandate("A", "lead"), mandate("B"), mandate("C", "support"))
    helped = (mandate("A", "support"), mandate("B", "support"))
    doc = plan(task("1", *owed, due="9-1", rule=rule), task("2", *helped, due="9-20"), task("3", "C"))
    with TemporaryDirectory() as place:
        kept = make_store(Path(place) / "s.db", doc)
        for row, status in zip(kept.rows(), statuses, strict=True):
            set_status(kept.writer, who(), [row.id], status, on=day("9-10"), note="minutes")
        by_task: dict[str, list[Assignment]] = {}
        for row in kept.rows():
            by_task.setdefault(row.task, []).append(row)
        found = [
            task_light([Part(r.role, r.status, r.done_on, r.reason, r.unit) for r in rows], TODAY if closed else None)
            for rows in by_task.values()
            for closed in [any(r.task_done for r in rows)]
        ]
        wanted = worst(light[0] for light in found if light is not None)
        line = plans(kept.reader, TODAY)[0]
        kept.close()
    assert wanted is not None and line.light == wanted.light
