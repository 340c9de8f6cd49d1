"""Workload per unit: by role, by light, members under their group (DOMAIN, rules 1 and 2)."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from store import vocabulary as v
from store.workload import Tally, UnitName, add_up, loads

UNITS = [
    UnitName(1, "市信息办", 1, False, False),
    UnitName(2, "各县区", 2, True, False),
    UnitName(3, "东县", 3, False, True),
    UnitName(4, "西县", 4, False, True),
    UnitName(5, "市财政局", 5, False, False),
]


def tally(
    unit: int, light: str, n: int = 1, role: str = v.RESPONSIBLE, via: int | None = None, heard: date | None = None
) -> Tally:
    return Tally(unit, via, role, light, n, 0, heard)


def test_roles_are_counted_apart() -> None:
    row = loads(UNITS, [tally(1, "done", 2, v.LEAD), tally(1, "overdue", 3, v.SUPPORT)])[0]
    assert (row.lead, row.responsible, row.support) == (2, 0, 3)


def test_a_group_carries_what_its_members_carry_and_they_follow_it() -> None:
    rows = loads(UNITS, [tally(3, "done", via=2), tally(4, "overdue", via=2), tally(5, "on_track")])
    assert [(row.unit, row.via, row.members) for row in rows] == [
        ("各县区", None, 2),
        ("东县", "各县区", 0),
        ("西县", "各县区", 0),
        ("市财政局", None, 0),
    ]
    assert dict(rows[0].counts) == {"done": 1, "overdue": 1}


def test_a_member_with_work_of_its_own_stands_alone() -> None:
    rows = loads(UNITS, [tally(3, "done", via=2), tally(3, "overdue"), tally(4, "done", via=2)])
    assert [(row.unit, row.via) for row in rows] == [("各县区", None), ("西县", "各县区"), ("东县", None)]


def test_units_stand_in_the_users_order_never_by_lateness() -> None:
    rows = loads(UNITS, [tally(5, "overdue", 9), tally(1, "done")])
    assert [row.unit for row in rows] == ["市信息办", "市财政局"]


def test_a_group_is_silent_only_when_all_its_members_are() -> None:
    one_speaks = loads(UNITS, [tally(3, "no_report", via=2), tally(4, "on_track", via=2, heard=date(2006, 8, 31))])
    assert [row.silent for row in one_speaks] == [False, True, False]
    assert one_speaks[0].last_report == date(2006, 8, 31)
    nobody = loads(UNITS, [tally(3, "no_report", via=2), tally(4, "no_report", via=2)])
    assert nobody[0].silent


@given(
    st.lists(
        st.builds(
            tally,
            unit=st.sampled_from([1, 3, 4, 5]),
            light=st.sampled_from([*v.LIGHTS, "a_newer_light"]),
            n=st.integers(1, 50),
            role=st.sampled_from(v.ROLES),
            via=st.sampled_from([None, 2]),
        )
    )
)
def test_rows_that_are_not_under_a_group_add_up_to_the_total(tallies: list[Tally]) -> None:
    rows = [row for row in loads(UNITS, tallies) if row.via is None]
    assert sum(count.n for row in rows for count in row.counts) == sum(t.n for t in tallies)
    assert sum(row.lead + row.responsible + row.support for row in rows) == sum(t.n for t in tallies)


def test_an_unknown_light_is_counted_last_and_kept() -> None:
    assert [count.light for count in add_up([tally(1, "a_newer_light"), tally(1, "done")])] == ["done", "a_newer_light"]
