"""`duban demo` at the command line, and the README: what it tells people to type works as written."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest
from commandline import Shell, bare, sentence
from conftest import ROOT
from stores import dump
from terminal import Terminal

from seed.plans import builtin_keys
from tui.keys import DEFAULT_KEYS, readme_keys
from words import speak

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def cached(demo_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user who has seen the demo before."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(demo_cache))
    return demo_cache


def test_headless_only_writes_the_store(cached: Path, tmp_path: Path) -> None:
    store = tmp_path / "demo.db"
    ran = bare("demo", "--headless", str(store))
    assert (ran.code, ran.out) == (0, "") and ran.err == f"duban: demo store written to {store} (sample data)\n"
    duban = Shell(store)
    assert [plan["plan"] for plan in duban.json("plans", "--json")] == list(builtin_keys())
    assert all(plan["sample"] for plan in duban.json("plans", "--json"))
    assert max(line["on"] for line in duban.log()) <= "2006-09-15"


def test_the_second_demo_is_a_copy_of_the_first(cached: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def built(*args: object) -> None:
        raise AssertionError("it stands in the cache already")

    monkeypatch.setattr("seed.loader.build_demo", built)
    for name in ("one.db", "two.db"):
        assert bare("demo", "--headless", str(tmp_path / name)).code == 0
    assert dump(str(tmp_path / "one.db")) == dump(str(tmp_path / "two.db"))


def test_the_first_demo_says_on_a_terminal_what_is_waited_for(clean_env: dict[str, str], tmp_path: Path) -> None:
    for name, says in (("one.db", True), ("two.db", False)):
        argv = [sys.executable, "-m", "tui", "demo", "panjin-2005", "--headless", str(tmp_path / name)]
        with Terminal(argv, 120, 24, env=clean_env) as terminal:
            terminal.wait_for("demo store written")
            assert ("building the demo" in terminal.text()) is says
            terminal.close()


def test_a_demo_overwrites_nothing(cached: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.db"
    mine.write_text("mine")
    (tmp_path / "folder").mkdir()
    for place in (mine, tmp_path / "folder"):
        said = sentence(bare("demo", "--headless", str(place)), 3)
        assert f"{place} is there already and was left as it is" in said
    assert mine.read_text() == "mine" and not list((tmp_path / "folder").iterdir())
    assert "cannot be used" in sentence(bare("demo", "--headless", str(tmp_path / "none" / "x.db")), 3)
    assert not (tmp_path / "none").exists()


def test_without_a_terminal_the_demo_prints_the_overview_of_its_day(cached: Path, clean_env: dict[str, str]) -> None:
    ran = bare("demo")
    assert (ran.code, ran.err) == (0, "")
    assert "as of 15 September 2006  (sample data)" in ran.out and "⚑ 2 overdue" in ran.out
    assert all(key in ran.out for key in builtin_keys())
    assert not Path(clean_env["XDG_DATA_HOME"]).exists(), "the demo leaves the user's own store alone"
    assert "as of 20 September 2006" in bare("--today", "2006-09-20", "demo").out
    assert "截至2006年9月15日" in bare("--lang", "zh", "demo").out


def block(title: str) -> list[list[str]]:
    """The commands of the README's indented block below a heading, comments left out."""
    chapter = README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    lines = [line for line in chapter.splitlines() if line.startswith("    duban")]
    assert lines
    return [shlex.split(line, comments=True)[1:] for line in lines]


def test_the_commands_of_the_readme_work_as_written(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    duban = Shell(demo)
    for args in block("At the command line"):
        ran = duban(*args)
        assert ran.code == 0, (args, ran.err)
    assert (tmp_path / "bulletin.md").read_text(encoding="utf-8")
    assert duban.assignment("panjin-2005/3", "市妇联")["status"] == "done"
    assert duban.assignment("panjin-2005/4", "团市委")["due"] == "2006-09-22"


def test_the_filters_that_the_readme_names_are_those_of_tasks(demo: Path) -> None:
    help = Shell(demo).data("tasks", "--help")
    named = "--" + README.partition("# also --")[2].partition("\n")[0]
    assert set(re.findall(r"--[a-z-]+", named)) | {"--plan", "--light", "--help"} == set(re.findall(r"--[a-z-]+", help))


def test_the_first_plan_of_the_readme_works_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    duban = Shell(tmp_path / "duban.db", today="2026-03-01")
    for args in block("Your first plan"):
        duban.said(*args)
    (tmp_path / "plan.toml").write_text(re.findall(r"```toml\n(.*?)```", README, re.S)[0], encoding="utf-8")
    rows = [
        line.strip("|").split("|") for line in README.partition("## Your first plan")[2].splitlines() if "|" in line
    ]
    table = [[cell.strip() for cell in row] for row in rows if not set("".join(row)) <= set("-")]
    (tmp_path / "plan.csv").write_text("".join(",".join(row) + "\n" for row in table[:3]), encoding="gb18030")
    duban.said("load", "plan.toml")
    duban.said("load", "plan.csv")
    assert {row["unit"] for row in duban.tasks("--plan", "my-plan")} == {"市信息办", "东县", "西县", "南区"}
    assert {row["due"] for row in duban.tasks("--plan", "my-plan")} == {"2026-06-30"}
    assert "plan" in [plan["plan"] for plan in duban.json("plans", "--json")]


def test_the_readme_lists_the_keys_as_the_program_has_them() -> None:
    listed = README.partition("<!-- keys -->\n")[2].partition("<!-- /keys -->")[0]
    assert listed == readme_keys(speak("en", DEFAULT_KEYS.names(True)).screen)


def test_the_readme_names_the_settings_and_the_exit_codes() -> None:
    for text in ("DUBAN_STORE", "DUBAN_TODAY", "DUBAN_BY", "DUBAN_LANG", "config.toml", "130 interrupted"):
        assert text in README
