"""Odd command lines: whatever is typed ends in one of the exit codes, with words, and never in a traceback."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from commandline import Shell
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tui.cli.commands import COMMANDS, LATER

CODES = (0, 1, 2, 3, 130)
TEXT = st.text(st.characters(exclude_characters="\x00"), max_size=8)
"""No NUL: no command line can carry one. Half characters come from words that are not UTF-8."""
KNOWN = st.sampled_from(
    [
        "panjin-2005", "panjin-2005/3", "panjin-2005/1", "fujian-2006/5.2", "panjin-2005/i1", "panjin-2005/m1", "/",
        "3",
        "panjin-2005/", "//", "done", "已办结", "blocked", "dropped", "lead", "overdue", "minutes", "市妇联",
        "各电信运营商", "省直有关部门", "2006-09-10", "2006-02-30", "0001-01-01", "9999-12-31", "10月底", "next friday",
        "长期", "100", "-1", "1e400", "nan", "4万", "٣", "１２", "md", "json", "csv", "html", "bulletin", "ledger",
        "", " ", "-", "--", "=", "%", "_", "'", '"', ";", "\n", "\x1b[2J", "\u202e", "\ud800", "{0}", "%s", "[/]", "~",
    ]
)  # fmt: skip
OPTIONS = st.sampled_from(
    [
        "--plan", "--unit", "--role", "--status", "--light", "--due-before", "--text", "--json", "--csv", "--note",
        "--percent", "--on", "--basis", "--verified", "--from", "--until", "--kind", "--as-of", "--figures-on",
        "--issued", "--number", "--rank", "--format", "--all", "--builtin", "--year", "--dry-run", "--help", "-h",
        "--since", "--bogus", "-x", "-", "--store", "--lang", "--version",
    ]
)  # fmt: skip
WORD = st.one_of(KNOWN, OPTIONS, TEXT, st.tuples(OPTIONS, KNOWN).map("=".join))
COMMAND = st.one_of(st.sampled_from([name for name in COMMANDS if name != "demo"]), st.sampled_from(LATER), KNOWN, TEXT)
GLOBAL = st.lists(
    st.one_of(
        st.sampled_from(
            ["--lang=zh", "--lang=en", "--lang=", "--today=2006-09-15", "--today=9999-12-31", "--by=zhang"]
        ),
        st.tuples(st.sampled_from(["--today=", "--by=", "--lang=", "--"]), TEXT).map("".join),
    ),
    max_size=2,
)


@pytest.fixture(scope="module")
def template(demo_cache: Path) -> Path:
    return next((demo_cache / "duban").glob("demo-*.duban"))


@pytest.fixture
def duban(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """A shell in an empty folder; an error of the program itself would leave a log."""
    store = tmp_path / "demo.db"
    shutil.copyfile(template, store)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    yield Shell(store)
    assert not (Path(os.environ["XDG_STATE_HOME"]) / "duban" / "duban.log").exists()


def ends_well(duban: Shell, args: list[str]) -> None:
    """Run a command line and look at how it ended."""
    ran = duban(*args)
    assert ran.code in CODES, ran
    assert "Traceback" not in ran.err and "itself failed" not in ran.err and "程序出错" not in ran.err, (args, ran.err)
    assert "\x1b" not in ran.out + ran.err and "\u202e" not in ran.out + ran.err
    if ran.code in (1, 2, 3):
        assert not ran.out and ran.err.startswith("duban: "), (args, ran)


FUZZ = settings(
    max_examples=max(300, settings().max_examples), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FUZZ
@given(before=GLOBAL, command=COMMAND, words=st.lists(WORD, max_size=6))
@example(before=[], command="summary", words=["--number", "\udcd0\udcc5", "-o", "a.csv"])
@example(before=["--by=\udcd0"], command="set", words=["panjin-2005/1", "done"])
@example(before=["--today=0001-01-01"], command="tasks", words=[])
@example(before=["--today=9999-12-31"], command="open", words=[])
def test_any_words_end_in_an_exit_code(duban: Shell, before: list[str], command: str, words: list[str]) -> None:
    ends_well(duban, [*before, command, *words])


PLACE = st.one_of(st.sampled_from(["panjin-2005/1", "panjin-2005/3", "fujian-2006/5.2", "panjin-2005/i1"]), KNOWN, TEXT)
SHAPES = st.one_of(
    st.tuples(st.just("set"), PLACE, KNOWN, st.just("--unit"), KNOWN, st.just("--percent"), KNOWN),
    st.tuples(st.just("set"), PLACE, st.sampled_from(["done", "dropped"]), st.just("--note"), TEXT),
    st.tuples(st.just("set"), PLACE, st.just("blocked"), st.just("--on"), KNOWN),
    st.tuples(st.just("due"), PLACE, st.one_of(KNOWN, TEXT), st.just("--basis"), st.sampled_from(["minutes", "x"])),
    st.tuples(st.just("reading"), PLACE, st.one_of(KNOWN, TEXT), st.just("--unit"), KNOWN),
    st.tuples(st.just("reach"), st.one_of(st.just("panjin-2005/m3"), PLACE), st.just("--on"), KNOWN),
    st.tuples(st.just("member"), KNOWN, st.one_of(KNOWN, TEXT), st.just("--until"), KNOWN),
    st.tuples(st.just("tasks"), st.just("--text"), TEXT, st.sampled_from(["--json", "--csv"])),
    st.tuples(st.just("summary"), st.just("--as-of"), KNOWN, st.just("--figures-on"), KNOWN),
    st.tuples(st.just("summary"), st.just("--plan=panjin-2005"), st.just("--number"), TEXT, st.just("--issued"), KNOWN),
    st.tuples(st.just("load"), st.one_of(st.just("county-home-internet"), KNOWN), st.just("--year"), KNOWN),
    st.tuples(st.sampled_from(["undo", "redo"]), KNOWN),
)  # fmt: skip


@FUZZ
@given(words=SHAPES)
def test_commands_of_the_right_shape_with_odd_words_end_in_an_exit_code(duban: Shell, words: tuple[str, ...]) -> None:
    ends_well(duban, list(words))
