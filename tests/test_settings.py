"""Settings belong to the store: they count from a day on, are recorded and undone, and move no earlier day's light."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from commandline import Shell
from stores import TODAY, Kept, day, make_store, plan, state, task, who

from store.commands.settings import change_setting
from store.commands.undo import redo, undo
from store.errors import Refused
from store.facts import Settings
from store.past import travel
from store.queries.assignments import assignments
from store.queries.clock import settings
from store.queries.settings import valued
from store.shapes import AssignmentFilter
from tui.cli.context import Context
from words import speak

SOON, SILENT, BEHIND, ZONE, *_ = Settings._fields


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    """Due in fifteen days: on time by the ten days that a store begins with."""
    store = make_store(tmp_path / "s.db", plan(task("1", "A", due="9-30")))
    yield store
    store.close()


def recorded(kept: Kept, name: str) -> list[tuple[str, object, object]]:
    """(day, old, new) of what was recorded of a setting."""
    with closing(sqlite3.connect(kept.path)) as connection:
        rows = connection.execute(
            "SELECT on_date, old, new FROM change WHERE tbl = 'store' AND row_id = ? AND field = 'value' ORDER BY id",
            (name,),
        )
        return [(on, json.loads(json.loads(old)), json.loads(json.loads(new))) for on, old, new in rows]


def test_a_store_begins_with_the_thresholds_of_the_domain(kept: Kept) -> None:
    assert settings(kept.reader) == Settings(10, 30, 5.0, "Asia/Shanghai")
    assert all(one.since is None for found in valued(kept.reader).values() for one in found)


def test_a_threshold_changes_the_light_and_is_recorded_with_its_old_value(kept: Kept) -> None:
    assert kept.row("1").reason.light == "no_report"
    done = change_setting(kept.writer, who(), SOON, "15")
    assert done.changes == 1 and kept.row("1").reason.light == "due_soon"
    assert recorded(kept, SOON) == [("2006-09-15", 10, 15)]
    (line,) = kept.changes(done.command)
    assert (line.what, line.field, line.old, line.new, line.on) == ("store", SOON, 10, 15, TODAY)


def test_an_earlier_day_keeps_the_lights_of_its_own_thresholds(kept: Kept) -> None:
    change_setting(kept.writer, who(today=day("9-14")), SOON, "20", on=day("9-12"))
    for on, soon in (("9-11", 10), ("9-12", 20), ("9-15", 20)):
        with closing(travel(kept.path, day(on))) as past:
            assert settings(past).due_soon_days == soon
            (row,) = assignments(past, AssignmentFilter(), day(on))
            assert (row.reason.light == "due_soon") == (soon == 20)
            assert valued(past)[SOON][-1].value == soon


def test_an_entry_for_an_earlier_day_gives_way_to_a_later_one(kept: Kept) -> None:
    change_setting(kept.writer, who("wang"), SOON, "15")
    late = change_setting(kept.writer, who("li"), SOON, "12", on=day("8-1"))
    assert late.past_only and settings(kept.reader).due_soon_days == 15
    assert [(one.value, one.since, one.by) for one in valued(kept.reader)[SOON]] == [
        (10, None, ""), (12, day("8-1"), "li"), (15, TODAY, "wang"),
    ]  # fmt: skip


def test_what_was_changed_is_taken_back_and_done_again(kept: Kept) -> None:
    before = state(kept.path)
    change_setting(kept.writer, who(), BEHIND, "7.5")
    change_setting(kept.writer, who(), ZONE, "UTC")
    after = state(kept.path)
    undo(kept.writer, who(), 2)
    assert state(kept.path) == before and valued(kept.reader)[BEHIND][-1].since is None
    redo(kept.writer, who(), 2)
    assert state(kept.path) == after and settings(kept.reader).behind_points == 7.5


def test_nobody_takes_back_a_setting_that_somebody_changed_since(kept: Kept) -> None:
    change_setting(kept.writer, who("wang"), SOON, "15")
    change_setting(kept.writer, who("li"), SOON, "20")
    with pytest.raises(Refused, match="undo_conflict"):
        undo(kept.writer, who("wang"))
    assert settings(kept.reader).due_soon_days == 20


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (SOON, "10"),
        (SOON, " 10 "),
        (SOON, "10.0"),
        (SOON, "１０"),
        (BEHIND, "5"),
        (ZONE, "asia/shanghai"),
        (ZONE, "Asia/Shanghai"),
    ],
)
def test_the_same_value_again_records_nothing(kept: Kept, name: str, text: str) -> None:
    assert not change_setting(kept.writer, who(), name, text).command
    assert not recorded(kept, name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *((name, text) for name in (SOON, SILENT) for text in ("-1", "7.5", "367", "1e9", "ten", "", "nan", "1_0")),
        *((BEHIND, text) for text in ("-0.1", "100.1", "5.55", "inf", "five", "", "9" * 5000)),
        (SILENT, "0"),
    ],
)
def test_a_threshold_that_means_nothing_is_refused(kept: Kept, name: str, text: str) -> None:
    before = state(kept.path)
    with pytest.raises(Refused, match="bad_setting") as refused:
        change_setting(kept.writer, who(), name, text)
    assert state(kept.path) == before and refused.value.facts["high"]


@pytest.mark.parametrize("text", ["Shangai", "", "../etc/passwd", "localtime", "+08:00", "Asia", "\x00"])
def test_a_time_zone_must_be_one_of_the_list(kept: Kept, text: str) -> None:
    with pytest.raises(Refused, match="unknown_time_zone") as refused:
        change_setting(kept.writer, who(), ZONE, text)
    assert text != "Shangai" or "Asia/Shanghai" in str(refused.value.facts["close"])


@pytest.mark.parametrize(("name", "least", "most"), [(SOON, "0", "366"), (SILENT, "1", "366"), (BEHIND, "0", "100")])
def test_the_bounds_themselves_are_accepted_and_the_board_can_be_read(
    kept: Kept, name: str, least: str, most: str
) -> None:
    for text in (least, most):
        change_setting(kept.writer, who(), name, text)
        assert getattr(settings(kept.reader), name) == float(text) and kept.row("1").reason.light


def test_a_setting_of_tomorrow_is_refused(kept: Kept) -> None:
    with pytest.raises(Refused, match="future_date"):
        change_setting(kept.writer, who(), SOON, "15", on=date(2006, 9, 16))


def test_a_store_that_never_kept_a_setting_goes_by_the_programs_own_and_then_by_its_own(kept: Kept) -> None:
    with closing(sqlite3.connect(kept.path)) as connection, connection:
        connection.execute("DELETE FROM store WHERE key = ?", (SOON,))
    change_setting(kept.writer, who(), SOON, "15")
    assert settings(kept.reader).due_soon_days == 15 and recorded(kept, SOON) == [("2006-09-15", 10, 15)]


def test_the_settings_are_listed_with_their_days(demo: Path) -> None:
    duban = Shell(demo)
    assert [line.split()[0] for line in duban.data("setting").splitlines()[1:]] == list(Settings._fields)
    said = duban.said("setting", "due_soon_days", "15", "--on", "2006-09-01")
    assert "15 days from 1 September 2006 on" in said and "duban undo" in said
    assert duban.json("setting", "--json")[0] == {
        "name": "due_soon_days", "value": 15, "since": "2006-09-01", "by": "wang",
    }  # fmt: skip
    assert [one["value"] for one in duban.json("setting", "due_soon_days", "--json")] == [10, 15]
    assert "days that count as due soon: 10 days → 15 days" in duban("log").out.splitlines()[1]
    undone = duban.said("undo")
    assert "settings: days that count as due soon is 10 days again (was 15 days)" in undone


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", Settings._fields)
def test_each_setting_has_a_name_in_both_languages_by_which_it_is_found(demo: Path, name: str, lang: str) -> None:
    said = speak(lang).domain.field(name)
    assert Shell(demo, lang=lang).json("setting", said, "--json")[0]["name"] == name


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("due_soon_days", "-1"), "Accepted: a whole number from 0 to 366"),
        (("behind_points", "5.55"), "Accepted: a number from 0 to 100"),
        (("support_weight", "11"), "Accepted: a number from 0 to 10, with one decimal at most"),
        (("time_zone", "Asia/Shangai"), "Asia/Shanghai"),
        (("status", "3"), "Accepted: due_soon_days, silent_days, behind_points, time_zone, lead_weight, support"),
    ],
)
def test_what_is_refused_says_what_would_be_accepted(demo: Path, args: tuple[str, ...], said: str) -> None:
    assert said in Shell(demo).refused("setting", *args)


@pytest.mark.parametrize(("lang", "line"), [("en", "days that count as due soon  15 days"), ("zh", "临期天数  15天")])
def test_where_says_what_the_lights_compare_with(demo: Path, lang: str, line: str) -> None:
    duban = Shell(demo, lang=lang)
    duban.said("setting", "due_soon_days", "15")
    assert line.split() in [row.split() for row in duban.data("where").splitlines()]


def test_a_day_without_a_value_is_no_usage(demo: Path) -> None:
    assert "value is missing" in Shell(demo).refused("setting", "due_soon_days", "--on", "2006-09-01", code=2)


def test_a_setting_makes_no_store(tmp_path: Path) -> None:
    assert Shell(tmp_path / "no.db")("setting", "due_soon_days", "15").code == 3
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_today_is_the_day_of_the_stores_own_zone_from_the_change_on(demo: Path, zone: str) -> None:
    duban = Shell(demo, today="")
    said = duban.said("setting", "time_zone", zone)
    there = {datetime.now(ZoneInfo(zone)).date()}
    context = Context({"DUBAN_STORE": str(demo), "HOME": "/", "TZ": "UTC"})
    found = context.today
    there.add(datetime.now(ZoneInfo(zone)).date())  # midnight may have passed meanwhile
    assert found in there
    assert any(speak("en").domain.date(one) in said for one in there) and "there" in said
    assert duban.data("where").count(zone) == 1


def test_the_two_ends_of_the_world_are_never_on_the_same_day(demo: Path) -> None:
    duban, found = Shell(demo, today=""), []
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):  # 26 hours apart
        duban.said("setting", "time_zone", zone)
        found.append(Context({"DUBAN_STORE": str(demo), "HOME": "/", "TZ": "UTC"}).today)
    assert found[0] > found[1]


def test_a_given_today_wins_over_every_zone(demo: Path) -> None:
    Shell(demo).said("setting", "time_zone", "Pacific/Kiritimati")
    assert Context({"DUBAN_STORE": str(demo), "DUBAN_TODAY": "2006-09-15", "HOME": "/"}).today == TODAY


def test_the_moment_of_recording_stays_utc_whatever_the_zone(demo: Path) -> None:
    duban = Shell(demo, today="")
    duban.said("setting", "time_zone", "Pacific/Kiritimati")
    before = datetime.now(UTC)
    duban.said("setting", "due_soon_days", "15")
    at = datetime.fromisoformat(duban.log()[0]["at"])
    assert before <= at <= datetime.now(UTC)
