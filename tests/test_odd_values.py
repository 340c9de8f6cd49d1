"""What comes back from damaged pages is shown as it stands or told as damage, and never breaks the program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from commandline import Shell, sentence

from store.damage import behind
from store.reader import as_json, as_names


def test_json_that_is_none_is_shown_as_it_stands() -> None:
    assert as_json('{"a": 1}') == {"a": 1} and as_json("") is None and as_json(None) is None
    assert as_json('{"a') == '{"a' and as_json("[" * 100_000) == "[" * 100_000
    assert as_names('["a", 2]') == ("a", "2") and as_names("7") == ("7",) and as_names("") == ()


VALUES = {
    "a date that is none": "UPDATE assignment SET due = '2006-13-45'",
    "a date that is a number": "UPDATE task SET due = 7",
    "a word for a number": "UPDATE assignment SET percent = 'much'",
    "bytes for text": "UPDATE unit SET name = x'ff00fe' WHERE id IN (SELECT min(unit) FROM assignment)",
    "text that is no UTF-8": "UPDATE unit SET short = CAST(x'ff80fe' AS TEXT)",
    "JSON that is none in the log": "UPDATE change SET old = '{', new = '[[' WHERE id % 2",
    "JSON that is none in the words": "UPDATE command SET words = '{\"'",
    "JSON that is none in the settings": "UPDATE store SET value = '{' WHERE key = 'silent_days'",
    "a threshold beyond all days": "UPDATE store SET value = '99999999999999999999' WHERE key = 'due_soon_days'",
    "a number beyond all numbers": "UPDATE assignment SET percent = 9e999",
    "a task that is its own parent": "UPDATE task SET parent = id",
    "tasks that are each other's parents": "UPDATE task SET parent = CASE id % 2 WHEN 0 THEN id - 1 ELSE id + 1 END",
    "a group that is its own member": "UPDATE membership SET unit = group_unit",
    "a plan that is gone": "DELETE FROM plan WHERE id % 2",
    "units that are gone": "DELETE FROM unit WHERE id % 3 = 0",
    "commands that are gone": "DELETE FROM command WHERE id % 2",
    "bulletin settings of another shape": "UPDATE plan SET bulletin = '[1, 2]'",
}
READING = [
    ["plans"], ["tasks", "--json"], ["show", "panjin-2005"], ["show", "fujian-2006", "--json"], ["log", "--all"],
    ["log", "--json"], ["summary"], ["summary", "--format", "json"], ["open"], ["where"],
]  # fmt: skip
WRITING = [
    ["set", "panjin-2005/1", "blocked"],
    ["due", "panjin-2005/1", "10月底", "--basis", "minutes"], ["member", "各电信运营商", "甲公司"],
    ["load", "panjin-2005"], ["undo"],
]  # fmt: skip


@pytest.mark.parametrize("odd", VALUES)
def test_an_odd_value_is_shown_or_told_and_never_breaks_the_program(odd: str, demo: Path) -> None:
    with closing(sqlite3.connect(demo, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(VALUES[odd])
    duban = Shell(demo)
    for args in [*READING, *WRITING]:
        ran = duban(*args)
        if ran.code:
            sentence(ran, ran.code)
        assert ran.code in (0, 1, 3), (args, ran)


def test_an_unexpected_error_over_a_sound_store_is_the_programs_own(demo: Path) -> None:
    assert behind(str(demo)) is None and behind(str(demo) + ".none") is None
    with closing(sqlite3.connect(demo)) as connection:
        connection.execute("UPDATE assignment SET due = '2006-99-99' WHERE id = 1")
        connection.commit()
    error = behind(str(demo))
    assert error is not None and error.facts["why"] == "assignment panjin-2005/1 市信息产业局 due 2006-99-99"
