"""A plan ends on a basis, from a day on, with what is open left open; it can be opened again, and all of it undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from stores import TODAY, Kept, day, make_store, plan, state, task, who

from store.check import check
from store.commands.load import load_plan
from store.commands.members import set_member
from store.commands.plans import close_plan, reopen_plan
from store.commands.statuses import set_status
from store.commands.undo import redo, undo
from store.document import BodyDoc, GroupDoc
from store.errors import Refused
from store.past import travel
from store.queries.board import board
from store.queries.ending import ending
from store.queries.left_open import still_open

Step = Callable[[Kept], None]

BASIS = "Order no. 40"
MEETING = BodyDoc("Joint meeting", "Office", ends_with_plan=True)
LASTING = BodyDoc("Leading group", "Office")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    doc = plan(
        task("1", "A", due="9-1"), task("2", "B"), task("3", "Towns"), groups=(GroupDoc("Towns", open=True),),
        bodies=(MEETING, LASTING),
    )  # fmt: skip
    store = make_store(tmp_path / "s.db", doc)
    yield store
    assert not check(store.path, TODAY).findings
    store.close()


def end(kept: Kept, on: str = "", basis: str = BASIS) -> None:
    close_plan(kept.writer, who(), 1, basis, day(on) if on else None)


def begin(kept: Kept, on: str = "", basis: str = "Order no. 41") -> None:
    reopen_plan(kept.writer, who(), 1, basis, day(on) if on else None)


def test_a_closed_plan_says_since_when_on_what_basis_and_which_body_ended_with_it(kept: Kept) -> None:
    end(kept, "9-10", f"  {BASIS} ")
    assert board(kept.reader, "roads", TODAY).ending == (day("9-10"), BASIS, ("Joint meeting",))


def test_what_is_open_is_told_before(kept: Kept) -> None:
    set_status(kept.writer, who(), [kept.row("1").id], "done")
    left = still_open(kept.reader, "roads", TODAY)
    assert [(row.task, row.unit) for row in left.rows] == [("2", "B"), ("3", "Towns")]


def test_until_its_last_day_the_plan_was_open(kept: Kept) -> None:
    end(kept, "9-10")
    for on, ended in (("9-9", False), ("9-10", True), ("9-11", True)):
        past = travel(kept.path, day(on))
        assert (ending(past, 1) is not None) is ended
        past.close()


def test_closing_is_undone_and_done_again(kept: Kept) -> None:
    before = state(kept.path)
    end(kept)
    after = state(kept.path)
    undo(kept.writer, who())
    assert state(kept.path) == before
    redo(kept.writer, who())
    assert state(kept.path) == after


def test_what_was_done_before_the_end_is_not_undone_after_it(kept: Kept) -> None:
    set_status(kept.writer, who("li"), [kept.row("1").id], "done")
    end(kept)
    with pytest.raises(Refused, match="closed_plan"):
        undo(kept.writer, who("li"))
    undo(kept.writer, who())
    undo(kept.writer, who("li"))
    assert kept.row("1").status == "not_started"


@pytest.mark.parametrize(
    ("first", "then", "kind"),
    [
        ([], lambda kept: end(kept, basis="  "), "end_needs_basis"),
        ([], lambda kept: begin(kept), "not_closed"),
        ([end], lambda kept: begin(kept, basis=""), "end_needs_basis"),
        ([end], end, "closed_already"),
        ([lambda kept: end(kept, "9-10")], lambda kept: begin(kept, "9-9"), "end_before_turn"),
        ([lambda kept: end(kept, "9-1"), lambda kept: begin(kept, "9-10")], lambda kept: end(kept, "9-9"),
         "end_before_turn"),
        ([], lambda kept: end(kept, "9-16"), "future_date"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(kept: Kept, first: Sequence[Step], then: Step, kind: str) -> None:
    for step in first:
        step(kept)
    before = state(kept.path)
    with pytest.raises(Refused, match=kind):
        then(kept)
    assert state(kept.path) == before


@pytest.mark.parametrize("back", ["reopened", "undone"])
def test_members_that_came_while_the_plan_was_closed_owe_their_part_once_it_is_open(kept: Kept, back: str) -> None:
    towns = kept.id_of("unit", "Towns")
    set_member(kept.writer, who(), towns, "East", since=day("9-1"))
    end(kept, "9-5")
    with pytest.raises(Refused, match="closed_plan"):
        set_member(kept.writer, who(), towns, "West", since=day("9-8"))
    load_plan(kept.writer, who("li"), plan(task("1", "Towns"), key="rivers"))
    set_member(kept.writer, who("li"), towns, "West", since=day("9-8"))
    owing = [row.unit for row in kept.rows("roads") if row.task == "3"]
    assert owing == ["East"]
    begin(kept) if back == "reopened" else undo(kept.writer, who())
    assert [row.unit for row in kept.rows("roads") if row.task == "3"] == ["East", "West"]
