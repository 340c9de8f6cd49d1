"""Why a light shows what it shows: the rule that fired with its numbers, and all that it rests on, on one page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from stores import TODAY, Kept, day, make_store, mandate, plan, task, until, who

from exchange.why_page import page, page_json, page_text
from store import document as d
from store.commands.chases import record_chase
from store.commands.claims import confirm, sendback
from store.commands.dates import ask_extension, decide_extension, set_due
from store.commands.reports import Said, record_report
from store.commands.statuses import set_status
from store.errors import Refused
from store.explained import Why
from store.queries.why import why_assignment, why_plan, why_task, why_unit
from words import Words, speak
from words.cells import cells

SPRING = d.PhaseDoc("p1", "启动阶段", "", d.Window("spring", day("3-1"), day("9-1")))
WORK = plan(
    task("1", mandate("A", "lead"), mandate("B", "support"), due="9-1"),
    task("2", "A", "B", "C", due="12-1", rule="any"),
    task("3", "A", phase="p1"),
    task("4", children=[task("4.1", "C", due="10-1")]),
    phases=(SPRING,),
)
EN, ZH = speak("en"), speak("zh")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = make_store(tmp_path / "s.db", WORK)
    yield store
    store.close()


def of(kept: Kept, ref: str, unit: str = "", as_of: date = TODAY) -> Why:
    return why_assignment(kept.reader, kept.row(ref, unit).id, as_of)


def of_task(kept: Kept, ref: str, unit: str = "", as_of: date = TODAY) -> Why:
    return why_task(kept.reader, "roads", kept.id_of("task", ref, "ref"), as_of, unit)


def told(why: Why, label: str, words: Words = EN) -> list[str]:
    """What stands under one label of the page."""
    found, under = [], ""
    for entry in page(why, words):
        under = "" if entry.head else entry.label or under
        if under == label and entry.text:
            found.append(entry.text)
    return found


def test_the_page_says_the_rule_that_fired_with_its_numbers(kept: Kept) -> None:
    why = of(kept, "1", "A")
    assert told(why, "light") == ["overdue  14 d late (due 1 September 2006)"]
    assert "due date has passed" in told(why, "rule")[0]
    assert told(why, "进度评价", ZH) == ["逾期14天（时限2006年9月1日）"], "the word is not said twice"


def test_what_stands_behind_the_rule_that_fired_is_said_too(kept: Kept) -> None:
    late = kept.row("1", "A").id
    assert told(of(kept, "1", "A"), "also true") == ["no report"]
    set_status(kept.writer, who(), [late], "blocked")
    assert told(of(kept, "1", "A"), "also true") == ["no report", "needs help"]
    record_report(kept.writer, who(), [late], Said("phone", day("9-14"), claims="no_change"), on=day("9-14"))
    assert told(of(kept, "1", "A"), "also true") == ["needs help"]


def test_an_inherited_date_says_by_name_from_where(kept: Kept) -> None:
    assert "启动阶段" in told(of(kept, "3"), "due")[0] and "its phase" in told(of(kept, "3"), "due")[0]
    assert "inherited from its task" in told(of(kept, "1", "A"), "due")[0]


def test_the_first_date_and_every_move_stand_with_who_and_why(kept: Kept) -> None:
    row = kept.row("2", "A").id
    assert told(of(kept, "2", "A"), "moves") == ["the due date has never moved"]
    set_due(kept.writer, who(), [row], until("11-1"), "minutes", "no. 3")
    set_due(kept.writer, who("li"), [row], until("12-21"), "instruction", "note 7")
    why = of(kept, "2", "A")
    assert told(why, "first date") == ["1 December 2006; now 20 days later"]
    assert told(why, "moves") == [
        "2006-09-15  2006-12-01 > 2006-11-01  minutes: no. 3  wang",
        "2006-09-15  2006-11-01 > 2006-12-21  instruction: note 7  li",
    ]


def test_an_extension_asked_too_late_says_which_days_stay_counted(kept: Kept) -> None:
    row = kept.row("1", "A").id
    ask_extension(kept.writer, who(), [row], day("10-1"), "rain", asked_on=day("9-5"))
    assert "pending" in told(of(kept, "1", "A"), "extensions")[0]
    decide_extension(kept.writer, who(), [row], True, "minutes no. 7", on=day("9-11"), by_whom="head")
    why = of(kept, "1", "A")
    (asked,) = told(why, "extensions")
    assert "asked 5 September 2006, after the due date," in asked and "rain" in asked and "head" in asked
    assert "10 days late before the extension stay counted" in " ".join(told(why, "moves"))


def test_a_claim_sent_back_stands_with_its_reason_and_every_change_of_the_status(kept: Kept) -> None:
    row = kept.row("1", "A").id
    record_report(kept.writer, who(), [row], Said("paper", day("9-10"), claims="done"), on=day("9-10"))
    assert told(of(kept, "1", "A"), "light")[0].startswith("to confirm")
    sendback(kept.writer, who("li"), [row], "no photographs")
    why = of(kept, "1", "A")
    assert told(why, "sent back") == ["2006-09-15 (claimed 2006-09-10): no photographs"]
    assert told(why, "status")[-2:] == [
        "2006-09-15  claimed (to confirm) > in progress  li",
        "2006-09-10  not started > claimed (to confirm)  wang",
    ]


def test_a_promise_is_broken_kept_or_still_to_come(kept: Kept) -> None:
    unit, row = kept.id_of("unit", "A"), kept.row("1", "A").id
    record_chase(kept.writer, who(), unit, [row], "phone", "Mr Wang", "soon", day("9-12"), day("9-8"))
    why = of(kept, "1", "A")
    assert told(why, "chases")[0] == "promised for 12 September 2006: 3 days ago, not kept"
    assert "Mr Wang" not in page_text(why, EN) + str(page_json(why)), "persons stay out of what is passed on"
    assert told(of(kept, "1", "A", day("9-10")), "chases")[0].endswith("in 2 days")
    record_chase(kept.writer, who(), unit, [kept.row("2", "A").id], "phone", "", "", day("9-12"), day("9-8"))
    record_report(
        kept.writer, who(), [kept.row("2", "A").id], Said("phone", day("9-11"), claims="no_change"), on=day("9-11")
    )
    assert "not kept" not in "".join(told(of(kept, "2", "A"), "chases")), "it was not late, and it reported"


def test_what_came_later_is_left_out_as_of_an_earlier_day(kept: Kept) -> None:
    row = kept.row("1", "A").id
    record_report(kept.writer, who(), [row], Said("phone", day("9-12"), progress="half"), on=day("9-12"))
    set_due(kept.writer, who(), [row], until("11-1"), "minutes", "no. 3")
    before = of(kept, "1", "A", day("9-11"))
    assert told(before, "reports") == ["none"] and told(before, "moves") == ["the due date has never moved"]
    assert told(of(kept, "1", "A"), "reports") == ["2006-09-12  phone  half"]


def test_a_task_says_its_closing_rule_and_why_its_worst_is_the_worst(kept: Kept) -> None:
    set_status(kept.writer, who(), [kept.row("2", "B").id], "blocked")
    why = of_task(kept, "2")
    assert told(why, "closing rule") == ["done when one lead or responsible unit is done: 0 of 3 done"]
    assert why.evidence is not None and why.evidence.detail.row.unit == "A"
    assert told(why, "parts")[0].startswith("A  responsible  no report")
    done = kept.row("2", "C").id
    set_status(kept.writer, who(), [done], "done")
    assert told(of_task(kept, "2"), "light")[0] == "done 15 September 2006"
    assert "met on 15 September 2006" in told(of_task(kept, "2"), "closing rule")[0]


def test_who_only_supports_is_counted_but_gives_no_light(kept: Kept) -> None:
    confirmed = kept.row("1", "A").id
    record_report(kept.writer, who(), [confirmed], Said("paper", day("9-1"), claims="done"), on=day("9-1"))
    confirm(kept.writer, who(), [confirmed], "")
    why = of_task(kept, "1")
    assert (why.light, why.owed, why.done) == ("done", 1, 1)
    assert told(why, "parts")[-1] == "besides 1 item in support, which make no light: overdue 1"


def test_a_task_without_units_of_its_own_shows_the_worst_of_those_under_it(kept: Kept) -> None:
    why = of_task(kept, "4")
    assert [row.task for row in why.parts] == ["4.1"]


def test_a_plan_and_a_unit_name_their_worst_and_then_all_that_it_rests_on(kept: Kept) -> None:
    whole = why_plan(kept.reader, "roads", TODAY)
    assert whole.evidence is not None and (whole.light, whole.evidence.detail.row.task) == ("overdue", "1")
    mine = why_unit(kept.reader, "A", "roads", TODAY)
    assert [row.light for row in mine.parts] == ["overdue", "overdue", "no_report"]
    assert "overdue is worse than" in " ".join(told(mine, "rule"))
    for why in (whole, mine):
        assert "the worst" in page_text(why, EN) and "最差一项" in page_text(why, ZH)


def test_a_plan_in_which_all_is_done_says_so(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "d.db", plan(task("1", "A", due="10-1")))
    set_status(kept.writer, who(), [kept.row("1").id], "done")
    assert told(why_plan(kept.reader, "roads", TODAY), "light") == [EN.why.all_done()]
    kept.close()


def test_a_task_that_nobody_owes_is_refused(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "e.db", plan(task("1"), task("2", "A")))
    with pytest.raises(Refused) as refused:
        of_task(kept, "1")
    assert refused.value.kind == "no_assignments"
    kept.close()


@pytest.mark.parametrize("words", [EN, ZH], ids=["en", "zh"])
def test_the_printed_page_keeps_to_eighty_cells_and_lets_nothing_foreign_act(kept: Kept, words: Words) -> None:
    row = kept.row("1", "A").id
    record_report(
        kept.writer, who(), [row], Said("phone", day("9-14"), progress="栏目权限\x1b[31m" * 30), on=day("9-14")
    )
    text = page_text(of(kept, "1", "A"), words)
    assert max(map(cells, text.splitlines())) <= 80
    assert "\x1b" not in text and "␛[31m" in text
