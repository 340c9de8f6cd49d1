"""An old bulletin can be made again byte for byte, whatever was recorded since (issue 3, point 2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from commandline import Shell
from conftest import ROOT

ISSUED = "2006-08-18"
AS_OF = "2006-08-15"
EDITS = [
    ("panjin-2005", '{ post = "人员", unit = "团市委", duty = "成员" },', ""),
    ("fujian-2006", 'due = "上半年"', 'due = "6月上旬"'),
]
"""What is edited in a plan file before it is loaded again, besides titles."""
KINDS = ["bulletin", "briefing", "ledger"]
FORMATS = ["md", "json", "csv"]


def papers(duban: Shell, folder: Path, *past: str) -> dict[str, bytes]:
    """Every kind of paper in every format and both languages, of one plan and of all, as files."""
    folder.mkdir()
    for lang in ("en", "zh"):
        for kind in KINDS:
            for format in FORMATS:
                for plan in ([], ["--plan", "panjin-2005"]):
                    file = folder / f"{lang}-{kind}-{len(plan)}.{format}"
                    duban.said(
                        "summary", *plan, "--kind", kind, "--number", "3", "--issued", ISSUED, "--as-of", AS_OF,
                        "--figures-on", "2006-07-31", *past, "-o", file, lang=lang,
                    )  # fmt: skip
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def a_month_of_changes(duban: Shell, folder: Path) -> None:
    """What an office does in a month, much of it for days before the bulletin's date."""
    said: Callable[..., str] = duban.said
    said("set", "panjin-2005/2", "done", "--unit", "市信息产业局", "--on", "2006-08-10", "--note", "late entry")
    said("set", "panjin-2005/1", "blocked", "--on", "2006-09-10")
    said("due", "panjin-2005/4", "2006-08-01", "--unit", "市民政局", "--basis", "correction", "--note", "wrong date")
    said("due", "panjin-2005/5", "2006-11-30", "--basis", "instruction")
    said("undo")
    said("redo")
    said("reading", "panjin-2005/i1", "9999", "--unit", "网通公司", "--on", "2006-07-31", "--verified")
    said("reading", "panjin-2005/i1", "20000", "--unit", "网通公司", "--on", "2006-09-10")
    said("member", "各电信运营商", "长城宽带", "--from", "2006-08-01", "--plan", "panjin-2005")
    said("member", "各电信运营商", "铁通公司", "--until", "2006-08-05", "--plan", "panjin-2005")
    said("setting", "due_soon_days", "60", "--on", "2006-08-01")
    said("setting", "behind_points", "1", "--on", "2006-08-01")
    said("setting", "silent_days", "2")
    changed = folder / "changed.csv"
    changed.write_text("序号,任务,责任单位,完成时限\n1,新任务,市新单位,2006年8月底\n", encoding="utf-8")
    said("load", changed)
    for plan, old, new in EDITS:
        edited = folder / f"{plan}.toml"
        text = (ROOT / "seed" / "plans" / f"{plan}.toml").read_text(encoding="utf-8")
        edited.write_text(text.replace(old, new).replace('title = "', 'title = "修订：', 3), encoding="utf-8")
        assert "changed" in said("load", edited)
    said("undo", today="2006-09-16")
    said("set", "fujian-2006/5.2", "in_progress", *units_of(duban, "fujian-2006", "5.2"), "--on", "2006-08-02")


def units_of(duban: Shell, plan: str, task: str) -> list[str]:
    """The `--unit` options for all units of a task."""
    units = {row["unit"] for row in duban.tasks("--plan", plan) if row["task"] == task}
    return [part for unit in sorted(units) for part in ("--unit", unit)]


def test_a_bulletin_made_again_after_a_month_of_changes_has_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    duban = Shell(demo)
    first = papers(duban, tmp_path / "first")
    moment = datetime.now(UTC).isoformat()
    a_month_of_changes(duban, tmp_path)
    later = Shell(demo, today="2006-10-20")
    again = papers(later, tmp_path / "again", "--known-at", moment)
    assert [name for name in first if again[name] != first[name]] == []
    known_now = papers(later, tmp_path / "now")
    assert {name for name in first if known_now[name] == first[name]} == set()


@pytest.mark.parametrize("format", FORMATS)
def test_a_bulletin_of_a_day_stays_as_it_is_while_only_later_days_are_recorded(
    demo: Path, tmp_path: Path, format: str
) -> None:
    duban, paper = Shell(demo), ("summary", "--as-of", AS_OF, "--issued", ISSUED, "--format", format)
    first = duban.data(*paper)
    for unit in ("网通公司", "移动公司"):
        duban.said("reading", "panjin-2005/i1", "20000", "--unit", unit, "--on", "2006-09-10")
    duban.said("set", "panjin-2005/1", "blocked")
    duban.said("due", "panjin-2005/5", "2006-11-30", "--basis", "instruction")
    duban.said("member", "各电信运营商", "长城宽带", "--from", "2006-09-01", "--plan", "panjin-2005")
    duban.said("member", "各电信运营商", "铁通公司", "--until", "2006-09-05", "--plan", "panjin-2005")
    duban.said("setting", "due_soon_days", "60")
    assert duban.data(*paper) == first and duban.data(*paper, today="2006-12-01") == first
