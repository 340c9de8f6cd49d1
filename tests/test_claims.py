"""What a unit says is done waits until the coordinator confirms it or sends it back; the clock follows that answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from stores import TODAY, Kept, day, make_store, plan, task, who

from store.check import check
from store.commands.claims import confirm, sendback
from store.commands.reports import Said, record_report
from store.commands.statuses import set_status
from store.commands.undo import redo, undo
from store.errors import Refused
from store.past import travel
from store.queries.assignments import of_ids
from store.queries.detail import detail

Step = Callable[[Kept, int], object]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = make_store(tmp_path / "s.db", plan(task("1", "A", due="9-1"), task("2", "A", "B")))
    yield store
    assert not check(store.path, TODAY).findings
    store.close()


def claim(on: str) -> Step:
    return lambda kept, row: record_report(kept.writer, who(), [row], Said("phone", claims="done"), on=day(on))


def confirmed(on: str, evidence: str = "") -> Step:
    return lambda kept, row: confirm(kept.writer, who(), [row], evidence, on=day(on))


def back(on: str, reason: str = "no stamp") -> Step:
    return lambda kept, row: sendback(kept.writer, who(), [row], reason, on=day(on))


def status(word: str, on: str) -> Step:
    return lambda kept, row: set_status(kept.writer, who(), [row], word, on=day(on))


@pytest.mark.parametrize(
    ("steps", "light", "days", "done_on"),
    [
        ([claim("8-31"), confirmed("9-10")], "done", -1, "8-31"),
        ([claim("9-1"), confirmed("9-10")], "done", 0, "9-1"),
        ([claim("9-2"), confirmed("9-10")], "done", 1, "9-2"),
        ([claim("8-31")], "to_confirm", -1, ""),
        ([claim("8-31"), back("9-5")], "overdue", 14, ""),
        ([claim("8-31"), back("9-5"), claim("9-8"), confirmed("9-12")], "done", 7, "9-8"),
        ([claim("8-31"), claim("9-3"), confirmed("9-12")], "done", -1, "8-31"),
        ([claim("8-31"), back("9-5"), claim("9-5"), confirmed("9-5")], "done", 4, "9-5"),
        ([status("in_progress", "8-1"), claim("8-31"), status("done", "9-10")], "done", -1, "8-31"),
    ],
)  # fmt: skip
def test_days_late_stop_at_the_claim_that_is_confirmed_and_run_on_where_it_is_sent_back(
    kept: Kept, steps: list[Step], light: str, days: int, done_on: str
) -> None:
    ident = kept.row("1").id
    for step in steps:
        step(kept, ident)
    row = kept.row("1")
    assert (row.light, row.days_late, row.done_on) == (light, days, day(done_on) if done_on else None)


@pytest.mark.parametrize("word", ["not_started", "in_progress", "blocked", "done"])
@pytest.mark.parametrize("answer", [confirmed("9-10"), back("9-10")], ids=["confirm", "sendback"])
def test_what_was_not_claimed_is_neither_confirmed_nor_sent_back(kept: Kept, word: str, answer: Step) -> None:
    ident = kept.row("1").id
    if word != "not_started":
        status(word, "9-5")(kept, ident)
    with pytest.raises(Refused) as refused:
        answer(kept, ident)
    assert (refused.value.kind, refused.value.facts["status"]) == ("not_claimed", word)


def test_a_claim_is_not_confirmed_for_a_day_before_it_was_made(kept: Kept) -> None:
    ident = kept.row("1").id
    claim("9-8")(kept, ident)
    with pytest.raises(Refused, match="not_claimed"):
        confirmed("9-7")(kept, ident)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_claim_goes_back_only_with_a_reason(kept: Kept, reason: str) -> None:
    ident = kept.row("1").id
    claim("9-8")(kept, ident)
    with pytest.raises(Refused, match="sendback_needs_reason"):
        back("9-9", reason)(kept, ident)
    assert kept.row("1").light == "to_confirm"


def test_one_claim_that_is_none_stops_the_answer_to_all(kept: Kept) -> None:
    first, second = kept.row("2", "A").id, kept.row("2", "B").id
    claim("9-8")(kept, first)
    with pytest.raises(Refused, match="not_claimed"):
        confirm(kept.writer, who(), [first, second])
    assert kept.row("2", "A").light == "to_confirm"


def test_a_claim_that_moved_on_since_it_was_seen_is_not_answered(kept: Kept) -> None:
    row = kept.row("1")
    claim("9-8")(kept, row.id)
    with pytest.raises(Refused, match="stale"):
        confirm(kept.writer, who(), [row.id], seen={row.id: row.version})


def test_evidence_is_kept_and_the_next_confirmation_takes_its_place(kept: Kept) -> None:
    ident = kept.row("1").id
    for on, evidence in (("9-2", "photo"), ("9-6", "")):
        claim(on)(kept, ident)
        confirmed(on, evidence)(kept, ident)
        assert detail(kept.reader, ident, TODAY).evidence == evidence
        status("in_progress", on)(kept, ident)


def test_every_sending_back_is_counted_with_its_reason_even_where_it_is_the_same(kept: Kept) -> None:
    ident = kept.row("1").id
    rounds = (("9-2", "9-3", "no stamp"), ("9-5", "9-6", "no stamp"), ("9-8", "9-9", "old year"))
    for made, answered, reason in rounds:
        claim(made)(kept, ident)
        back(answered, reason)(kept, ident)
    found = detail(kept.reader, ident, TODAY).returned
    assert [(one.claimed_on, one.on, one.reason) for one in found] == [
        (day(made), day(answered), reason) for made, answered, reason in rounds
    ]
    undo(kept.writer, who())
    assert [one.on for one in detail(kept.reader, ident, TODAY).returned] == [day("9-3"), day("9-6")]


def test_each_step_is_undone_and_done_again(kept: Kept) -> None:
    ident = kept.row("1").id
    seen = [kept.row("1")]
    for step in (claim("8-30"), back("9-3"), claim("9-5"), confirmed("9-9", "photo")):
        step(kept, ident)
        seen.append(kept.row("1"))
    for before in reversed(seen[:-1]):
        undo(kept.writer, who())
        assert told(kept.row("1")) == told(before)
    for after in seen[1:]:
        redo(kept.writer, who())
        assert told(kept.row("1")) == told(after)


def told(row: object) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in ("status", "light", "days_late", "done_on", "claimed_on"))


@pytest.mark.parametrize(
    ("as_of", "light", "days"),
    [("8-29", "due_soon", -3), ("8-31", "to_confirm", -2), ("9-4", "overdue", 3), ("9-6", "to_confirm", 4),
     ("9-9", "done", 4)],
)  # fmt: skip
def test_a_past_date_shows_the_claim_as_it_stood(kept: Kept, as_of: str, light: str, days: int) -> None:
    ident = kept.row("1").id
    for step in (claim("8-30"), back("9-3"), claim("9-5"), confirmed("9-9")):
        step(kept, ident)
    when: date = day(as_of)
    reader = travel(kept.path, when)
    (row,) = of_ids(reader, [ident], when)
    reader.close()
    assert (row.light, row.days_late) == (light, days)
