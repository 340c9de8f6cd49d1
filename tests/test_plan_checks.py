"""What must hold between the rows of a plan file."""

from __future__ import annotations

import pytest
from test_plan_file import SMALL, refusal

from exchange.plan_file import read_plan


def test_a_body_or_a_section_that_stands_twice_is_refused() -> None:
    body = '\n[[body]]\nname = "联席会议"\n'
    assert read_plan(SMALL + body).bodies[0].name == "联席会议"
    refused = refusal(SMALL + body * 2)
    assert (refused.kind, refused.facts["what"], refused.facts["name"]) == ("file_duplicate", "body", "联席会议")
    refused = refusal(SMALL.replace("[[indicator]]", '[[section]]\nlabel = "一"\n\n[[indicator]]'))
    assert (refused.kind, refused.facts["what"], refused.facts["name"]) == ("file_duplicate", "section", "一")
    assert read_plan(SMALL.replace("[[indicator]]", '[[section]]\nlabel = "一"\ntitle = "续"\n\n[[indicator]]'))


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("", "", False),
        ("until = 2006-02-01", "since = 2006-03-01", True),
        ("until = 2006-03-01", "since = 2006-03-01", True),
        ("until = 2006-03-02", "since = 2006-03-01", False),
        ("since = 2006-03-01", "until = 2006-02-01", True),
        ("since = 2006-01-01", "since = 2006-03-01", False),
    ],
)
def test_a_member_is_in_its_group_once_at_a_time(first: str, second: str, kept: bool) -> None:
    rows = ", ".join(
        f'{{ name = "{name}"{", " if dates else ""}{dates} }}' for name, dates in (("甲", first), ("甲局", second))
    )
    text = SMALL.replace('members = ["东县"', f'members = ["东县", {rows}')
    if kept:
        assert len(read_plan(text).groups[0].members) == 4
    else:
        refused = refusal(text)
        assert (refused.kind, refused.facts["name"], refused.facts["place"]) == (
            "file_duplicate",
            "甲局",
            "group[各县]",
        )


def test_a_share_under_two_names_of_one_unit_is_refused() -> None:
    refused = refusal(SMALL.replace('shares = { "甲局" = 40.5 }', 'shares = { "甲局" = 40.5, "甲" = 1 }'))
    assert (refused.kind, refused.facts["place"]) == ("file_duplicate", "indicator[i1].shares")
