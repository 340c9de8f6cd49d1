"""Due dates that move: the first one is never forgotten, every move says from where, to where and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from stores import TODAY, Kept, day, make_store, plan, task, until, who

from store import document as d
from store.commands.dates import ask_extension, decide_extension, set_due, set_task_due
from store.commands.load import load_plan
from store.commands.undo import undo
from store.queries.board import phases
from store.queries.detail import detail
from store.queries.document import document

SPRING = d.PhaseDoc("p1", "first", "First phase", d.Window("spring", day("3-1"), day("5-31")))
INHERITED = plan(task("1", "A"), task("2", "A", phase="p1"), task("3", "A", due="9-1"), phases=(SPRING,))
END, MAY = day("12-31"), day("5-31")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = make_store(tmp_path / "s.db", INHERITED)
    yield store
    store.close()


def moved(kept: Kept, ref: str) -> list[tuple[date | None, date | None, str, str]]:
    found = detail(kept.reader, kept.row(ref).id, TODAY).moves
    return [(move.old, move.new, move.basis, move.note) for move in found]


def give(kept: Kept, ref: str, to: str, basis: str, note: str = "", of_task: bool = False) -> None:
    if of_task:
        set_task_due(kept.writer, who(), kept.id_of("task", ref, "ref"), until(to), basis, note)
    else:
        set_due(kept.writer, who(), [kept.row(ref).id], until(to), basis, note)


@pytest.mark.parametrize("of_task", [False, True])
@pytest.mark.parametrize(
    ("ref", "given", "first"),
    [
        ("1", ("instruction:10-31",), END), ("2", ("minutes:10-31",), MAY), ("3", ("notice:10-31",), day("9-1")),
        ("1", ("breakdown:10-31",), day("10-31")), ("2", ("correction:10-31", "minutes:11-30"), day("10-31")),
        ("3", ("breakdown:8-1",), day("9-1")), ("1", ("notice:11-30", "breakdown:10-31"), END),
    ],
)  # fmt: skip
def test_the_first_date_is_the_plans_or_the_breakdowns_or_the_one_before_the_move(
    kept: Kept, ref: str, given: tuple[str, ...], first: date, of_task: bool
) -> None:
    for one in given:
        basis, _, to = one.partition(":")
        give(kept, ref, to, basis, of_task=of_task)
    assert kept.row(ref).due_first == first


def test_an_approved_extension_of_an_inherited_date_keeps_the_inherited_one(kept: Kept) -> None:
    row = kept.row("2")
    ask_extension(kept.writer, who(), [row.id], day("11-1"), "rain", asked_on=day("6-5"))
    decide_extension(kept.writer, who(), [row.id], True)
    assert (kept.row("2").due, kept.row("2").due_first) == (day("11-1"), MAY)
    assert moved(kept, "2") == [(MAY, day("11-1"), "extension", "rain")]


def test_an_edition_that_moves_phase_or_plan_leaves_the_first_date(kept: Kept) -> None:
    summer = SPRING._replace(window=d.Window("summer", day("3-1"), day("8-31")))
    longer = d.Window("2007", day("1-1"), date(2007, 12, 31), "year")
    load_plan(kept.writer, who(), INHERITED._replace(phases=(summer,), period=longer))
    assert [(kept.row(ref).due, kept.row(ref).due_first) for ref in "12"] == [
        (date(2007, 12, 31), END), (day("8-31"), MAY),
    ]  # fmt: skip
    assert moved(kept, "2") == [(MAY, day("8-31"), "plan", "")]
    undo(kept.writer, who())
    assert kept.row("2").due_first == MAY and not moved(kept, "2")


def test_every_move_says_its_basis_and_note_even_where_they_are_those_of_the_last(kept: Kept) -> None:
    give(kept, "1", "10-1", "minutes", "no. 3", of_task=True)
    give(kept, "1", "11-1", "minutes", "no. 3", of_task=True)
    give(kept, "1", "11-20", "notice")
    assert moved(kept, "1") == [
        (END, day("10-1"), "minutes", "no. 3"), (day("10-1"), day("11-1"), "minutes", "no. 3"),
        (day("11-1"), day("11-20"), "notice", ""),
    ]  # fmt: skip
    undo(kept.writer, who(), 2)
    assert moved(kept, "1") == [(END, day("10-1"), "minutes", "no. 3")]


@pytest.mark.parametrize("basis", ["notice", "plan"])
def test_what_an_office_gives_a_task_leaves_the_plans_words(tmp_path: Path, basis: str) -> None:
    window = d.Window("10月份启动", day("10-1"), day("10-31"), "month", "before_or_within", True)
    doc = plan(task("1", "A", window=window), task("2", "A", start=d.Window("July", day("7-1"))))
    kept = make_store(tmp_path / "s.db", doc)
    for ref in "12":
        give(kept, ref, "11-30", basis, of_task=True)
    assert document(kept.reader, "roads").sections == doc.sections
    assert [(kept.row(ref).start, kept.row(ref).due, kept.row(ref).due_basis) for ref in "12"] == [
        (day("10-1"), day("11-30"), basis), (day("7-1"), day("11-30"), basis),
    ]  # fmt: skip
    kept.close()


def test_a_phase_says_how_far_its_work_has_slipped(kept: Kept) -> None:
    def slipped() -> object:
        return phases(kept.reader, "roads", TODAY)[0].slipped

    assert slipped() is None
    give(kept, "2", "5-1", "minutes")
    assert slipped() is None, "earlier is no slip"
    give(kept, "2", "8-15", "notice")
    assert slipped() == (MAY, day("8-15"))
