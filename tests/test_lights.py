"""The rule of lights: one light for every assignment, told with its numbers, the same in Python and in SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import day

from store import rounding
from store import vocabulary as v
from store.cycle import Silence, silence
from store.lights import LightFacts, Part, closed_on, days_late, further, is_behind, light_of, task_light, worst
from store.queries.clock import Clock, light_sql
from store.shapes import Reason, Settings
from words import figures

AS_OF = day("9-15")
SETTINGS = Settings()
QUIET = silence("", AS_OF, SETTINGS)
HEARD = day("9-10")
"""A report recent enough."""

FAR = day("12-31")


def light(
    status: str = "in_progress", due: date | None = FAR, start: date | None = None, met: date | None = None,
    report: date | None = HEARD, figure: float | None = None, pace: float | None = None,
) -> Reason:  # fmt: skip
    facts = LightFacts(
        status, start or day("1-1"), due, met, report, figure, AS_OF if figure is not None else None, pace
    )
    return light_of(facts, AS_OF, SETTINGS, QUIET)


@pytest.mark.parametrize(
    ("due", "wanted", "late"),
    [
        ("9-14", "overdue", 1), ("9-15", "due_soon", 0), ("9-16", "due_soon", -1), ("9-25", "due_soon", -10),
        ("9-26", "on_track", -11), ("2005-9-15", "overdue", 365),
    ],
)  # fmt: skip
def test_due_today_is_not_late_and_ten_days_before_is_soon(due: str, wanted: str, late: int) -> None:
    found = light(due=day(due))
    assert (found.light, found.days, found.due) == (wanted, late, day(due))


@pytest.mark.parametrize(
    ("status", "met", "wanted"),
    [("done", "8-20", "done"), ("dropped", "8-20", "dropped"), ("claimed", "8-20", "to_confirm")],
)
def test_what_is_finished_stops_ageing(status: str, met: str, wanted: str) -> None:
    for as_of in (AS_OF, AS_OF + timedelta(days=400)):
        facts = LightFacts(status, day("1-1"), day("8-15"), day(met))
        found = light_of(facts, as_of, SETTINGS, silence("", as_of, SETTINGS))
        assert (found.light, found.days, found.on) == (wanted, 5, day(met))


def test_days_late_are_signed_and_never_clamped() -> None:
    assert days_late(day("9-10"), None, AS_OF) == 5
    assert days_late(day("9-20"), None, AS_OF) == -5
    assert days_late(day("9-20"), day("9-1"), AS_OF) == -19
    assert days_late(None, day("9-1"), AS_OF) is None


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (light(report=None), "no_report"),
        (light(report=AS_OF - timedelta(days=30)), "on_track"),
        (light(report=AS_OF - timedelta(days=31)), "no_report"),
        (light(report=None, start=AS_OF - timedelta(days=29)), "on_track"),
        (light(report=None, start=AS_OF - timedelta(days=30)), "no_report"),
        (light(figure=49.0, pace=54.1), "behind"),
        (light(figure=49.0, pace=54.0), "on_track"),
        (light(figure=49.04, pace=54.06), "behind"),
        (light(figure=None, pace=90.0), "on_track"),
        (light(figure=90.0, pace=None), "on_track"),
        (light("blocked"), "blocked"),
        (light("blocked", report=None), "no_report"),
        (light("blocked", figure=10, pace=50), "behind"),
        (light("not_started", start=day("10-1"), report=None), "not_yet"),
        (light("blocked", start=day("10-1"), report=None), "blocked"),
        (light(due=None), "no_date"),
        (light(due=day("8-1"), met=day("7-20")), "on_track"),
        (light("blocked", due=day("8-1")), "overdue"),
        (light("a status of a newer program"), "on_track"),
    ],
)
def test_precedence_of_lights(found: Reason, wanted: str) -> None:
    assert found.light == wanted


def test_a_reason_carries_the_numbers_of_the_rule_that_fired() -> None:
    behind = light(figure=49.0, pace=55.0)
    assert (behind.figure, behind.elapsed, behind.on, behind.days) == (49.0, 55.0, AS_OF, (AS_OF - FAR).days)
    quiet = light(report=day("7-1"))
    assert (quiet.light, quiet.on) == ("no_report", day("7-1"))
    early = light(start=day("10-1"), report=None)
    assert (early.light, early.on) == ("not_yet", day("10-1"))


@pytest.mark.parametrize(
    ("report", "start", "wanted"),
    [
        ("8-8", "1-1", "on_track"), ("8-7", "1-1", "no_report"), ("", "8-31", "no_report"), ("", "9-1", "on_track"),
        ("9-14", "1-1", "on_track"),
    ],
)  # fmt: skip
def test_in_a_plan_with_a_cycle_silence_is_counted_from_the_last_closed_period(
    report: str, start: str, wanted: str
) -> None:
    facts = LightFacts("in_progress", day(start), FAR, None, day(report) if report else None)
    assert light_of(facts, AS_OF, SETTINGS, silence("monthly:5", AS_OF, SETTINGS)).light == wanted


def test_the_thresholds_are_the_stores_own() -> None:
    strict = Settings(due_soon_days=3, silent_days=2, behind_points=1.0)
    quiet = silence("", AS_OF, strict)
    facts = LightFacts("in_progress", day("1-1"), day("9-20"), None, AS_OF)
    assert light_of(facts, AS_OF, strict, quiet).light == "on_track"
    assert light_of(facts._replace(last_report=day("9-12")), AS_OF, strict, quiet).light == "no_report"
    assert light_of(facts._replace(figure=48.0, pace=50.0, figure_on=AS_OF), AS_OF, strict, quiet).light == "behind"


near = st.integers(-60, 60).map(lambda days: AS_OF + timedelta(days=days))
points = st.floats(0, 120).map(lambda number: round(number, 2))


@st.composite
def facts_of(draw: st.DrawFn) -> LightFacts:
    """Any facts that the store can hold."""
    status = draw(st.sampled_from([*v.STATUSES, "unheard_of"]))
    start, due, report = draw(st.none() | near), draw(st.none() | near), draw(st.none() | near)
    met = draw(near if status in (v.DONE, v.DROPPED, v.CLAIMED) else st.none() | near)
    figure = draw(st.none() | points)
    dated = figure is not None
    return LightFacts(
        status,
        start,
        due,
        met,
        report,
        figure,
        draw(near) if dated else None,
        draw(st.none() | points) if dated else None,
    )


quiets = st.sampled_from(["", "monthly:5", "weekly:fri", "quarterly:10", "unreadable"])


@given(facts_of(), quiets)
def test_neither_silence_nor_a_blockage_nor_a_missed_date_is_ever_green(facts: LightFacts, cycle: str) -> None:
    quiet = silence(cycle, AS_OF, SETTINGS)
    found = light_of(facts, AS_OF, SETTINGS, quiet)
    assert found.light in v.LIGHTS
    if found.light == v.ON_TRACK:
        assert facts.status not in (v.BLOCKED, v.CLAIMED, v.DONE, v.DROPPED)
        assert facts.due is not None and (facts.due >= AS_OF or facts.met_on is not None)
        heard = facts.last_report is not None and facts.last_report >= quiet.since
        assert heard or (facts.start is not None and facts.start > quiet.opened)


GREEN = (v.ON_TRACK, v.DONE)


@given(facts_of(), quiets)
def test_only_what_is_confirmed_is_done_and_the_page_says_all_that_speaks_against_the_rest(
    facts: LightFacts, cycle: str
) -> None:
    quiet = silence(cycle, AS_OF, SETTINGS)
    found, also = light_of(facts, AS_OF, SETTINGS, quiet), further(facts, AS_OF, SETTINGS, quiet)
    assert (found.light == v.DONE) == (facts.status == v.DONE)
    told = [found.light, *(reason.light for reason in also)]
    assert len(told) == len(set(told)) and told == sorted(told, key=v.LIGHTS.index), "in the order of precedence"
    if facts.status == v.BLOCKED:
        assert v.BLOCKED in told, "a call for help is never passed over"
    if found.light in GREEN:
        assert not also, "nothing stands behind a green light"


@given(st.lists(facts_of(), min_size=1, max_size=6), quiets)
def test_a_task_is_never_green_while_one_who_owes_it_is_silent_blocked_or_late(
    many: list[LightFacts], cycle: str
) -> None:
    quiet = silence(cycle, AS_OF, SETTINGS)
    reasons = [light_of(facts, AS_OF, SETTINGS, quiet) for facts in many]
    parts = [Part(v.LEAD, facts.status, facts.met_on, found) for facts, found in zip(many, reasons, strict=True)]
    shown = task_light(parts, closed_on("all", None, parts))
    assert shown is not None
    if shown[0].light in GREEN:
        assert all(found.light in (*GREEN, v.NOT_YET, v.DROPPED) for found in reasons)


COLUMNS = "id, plan, status, start, due, met_on, last_report, behind"


@pytest.fixture(scope="module")
def table() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(f"CREATE TABLE assignment ({COLUMNS})")
    yield connection
    connection.close()


@given(many=st.lists(facts_of(), min_size=1, max_size=40), cycles=st.lists(quiets, max_size=3), soon=st.integers(0, 40))
def test_the_rule_in_sql_is_the_rule_in_python(
    table: sqlite3.Connection, many: list[LightFacts], cycles: list[str], soon: int
) -> None:
    settings = SETTINGS._replace(due_soon_days=soon)
    kept = {plan: silence(cycle, AS_OF, settings) for plan, cycle in enumerate(cycles, 1)}
    clock = Clock(AS_OF, settings, silence("", AS_OF, settings), kept)
    table.execute("DELETE FROM assignment")
    for ident, f in enumerate(many):
        lag = None if f.figure is None or f.pace is None else rounding.lag(f.figure, f.pace)
        row = (ident, ident % 4, f.status, f.start, f.due, f.met_on, f.last_report)
        plain = [value.isoformat() if isinstance(value, date) else value for value in row]
        table.execute("INSERT INTO assignment VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*plain, lag))
    found = table.execute(f"SELECT {light_sql(clock)} FROM assignment a ORDER BY a.id", clock.params).fetchall()
    pure = [light_of(f, AS_OF, settings, clock.silence(ident % 4)).light for ident, f in enumerate(many)]
    assert [name for (name,) in found] == pure


def part(role: str, wanted: str, unit: str = "A", days: int | None = None, status: str = "in_progress") -> Part:
    return Part(role, status, None, Reason(wanted, days), unit)


def test_a_supporting_unit_never_reddens_its_task() -> None:
    found = task_light([part("lead", "on_track", "A"), part("support", "overdue", "B", 40)], None)
    assert found is not None and (found[0].light, found[1]) == ("on_track", "A")


@given(st.lists(st.sampled_from(v.LIGHTS), min_size=1), st.lists(st.sampled_from(v.LIGHTS)))
def test_supporting_units_change_nothing_in_the_light_of_a_task(owing: list[str], helping: list[str]) -> None:
    owed = [part("responsible", name) for name in owing]
    assert task_light([*owed, *(part("support", name, "B") for name in helping)], None) == task_light(owed, None)


def test_a_task_with_supporting_units_alone_shows_theirs() -> None:
    found = task_light([part("support", "overdue", "B", 3), part("support", "on_track", "C")], None)
    assert found is not None and (found[0].light, found[1]) == ("overdue", "B")


def test_a_task_whose_rule_is_met_is_done_whatever_is_left() -> None:
    found = task_light([part("lead", "done"), part("responsible", "overdue", "B", 9)], day("9-1"))
    assert found == (Reason("done", on=day("9-1")), "")
    assert task_light([], None) is None


@pytest.mark.parametrize(
    ("lights", "wanted"),
    [
        # tasks 3 and 5 of the worked bulletin: who lags or is late is named before who is silent
        (("on_track", "no_report", "behind"), "behind"), (("no_report", "overdue", "blocked"), "overdue"),
        (("done", "on_track", "to_confirm"), "to_confirm"), (("done", "dropped"), "done"),
        (("not_yet", "done"), "not_yet"), (("on_track", "not_yet"), "on_track"), (("no_date", "on_track"), "no_date"),
        (("a light of a newer program", "on_track"), "a light of a newer program"),
    ],
)  # fmt: skip
def test_the_worst_light_sums_up_the_rest(lights: tuple[str, ...], wanted: str) -> None:
    found = worst(Reason(name) for name in lights)
    assert found is not None and found.light == wanted


def test_among_equal_lights_the_latest_is_named() -> None:
    found = task_light([part("lead", "overdue", "A", 3), part("lead", "overdue", "B", 12)], None)
    assert found is not None and (found[0].days, found[1]) == (12, "B")
    assert worst([]) is None


def test_every_light_has_its_place_in_both_orders() -> None:
    assert sorted(v.LIGHTS) == sorted(v.WORST_FIRST) and len(set(v.LIGHTS)) == len(v.LIGHTS) == 11


def test_silence_of_thirty_days_begins_thirty_days_ago() -> None:
    assert Silence(day("8-16"), day("8-16")) == QUIET


@given(st.floats(-300, 300) | st.integers(-3000, 3000).map(lambda n: n / 20))
def test_what_is_compared_is_what_is_printed(percent: float) -> None:
    assert rounding.printed(percent) == figures.printed(percent)


@pytest.mark.parametrize(
    ("figure", "pace", "behind"), [(44.95, 50.05, True), (45.05, 50.05, False), (94.99, 99.99, False)]
)
def test_behind_is_what_a_reader_with_a_pencil_finds(figure: float, pace: float, behind: bool) -> None:
    assert (figures.difference(pace, figure) > 5) is behind
    assert is_behind(figure, pace, SETTINGS) is behind
