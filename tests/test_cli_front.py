"""The front door: which setting wins, what goes to which stream, terminals, pipes, locales, interruptions."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from commandline import Shell, bare, sentence
from conftest import RunDuban
from terminal import Terminal

DUBAN = [sys.executable, "-m", "tui"]


def settings(*args: str) -> dict[str, str]:
    """What `duban where` says is in use."""
    ran = bare(*args, "where")
    assert (ran.code, ran.err) == (0, ""), ran
    return {line[:11].strip(): line[11:].strip() for line in ran.out.splitlines()}


def configure(env: Mapping[str, str], text: str) -> None:
    """Write the user's config file."""
    file = Path(env["XDG_CONFIG_HOME"]) / "duban" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_an_option_wins_over_the_environment_that_over_the_config_file_that_over_the_default(
    clean_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "login")
    found = settings()
    assert found["store"] == str(Path(clean_env["XDG_DATA_HOME"]) / "duban" / "duban.db")
    assert (found["by"], found["language"]) == ("login", "en")
    configure(clean_env, f'store = "{tmp_path}/config.db"\nby = "config"\nlang = "zh"\ntoday = "1999-01-01"\n')
    ran = bare("where")
    assert f"{tmp_path}/config.db" in ran.out and "config" in ran.out and "zh" in ran.out
    assert "1999" not in ran.out, "the clock does not stand still in a config file"
    for name, value in (("STORE", f"{tmp_path}/env.db"), ("BY", "env"), ("LANG", "en"), ("TODAY", "2001-02-03")):
        monkeypatch.setenv(f"DUBAN_{name}", value)
    found = settings()
    assert (found["store"], found["by"], found["language"], found["today"]) == (
        f"{tmp_path}/env.db", "env", "en", "2001-02-03",
    )  # fmt: skip
    option = ("--store", f"{tmp_path}/option.db", "--by=option", "--today", "2006-09-15")
    found = settings(*option)
    assert (found["store"], found["by"], found["today"]) == (f"{tmp_path}/option.db", "option", "2006-09-15")
    assert bare(*option, "--lang", "zh", "where").out.startswith("数据库")


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "DUBAN_LANG": "zh"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "DUBAN_LANG": "en_GB"}, "en"),
    ],
    ids=str,
)
def test_the_language_follows_the_locale_unless_one_is_named(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert sentence(bare("taks"), 2).startswith("There is" if language == "en" else "没有")


def test_a_language_that_duban_does_not_speak_is_said_to_be_none(
    clean_env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(clean_env, 'lang = "klingon"\n')
    assert "lang does not take “klingon”" in sentence(bare("plans"), 2)
    monkeypatch.setenv("DUBAN_LANG", "fr")
    assert "DUBAN_LANG does not take “fr”" in sentence(bare("plans"), 2)


def test_a_relative_store_and_a_home_are_said_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings("--store", "board.db")["store"] == f"{tmp_path}/board.db"
    assert settings("--store", "~/board.db")["store"] == f"{os.environ['HOME']}/board.db"


def test_help_and_version_need_no_store_and_no_config(clean_env: dict[str, str]) -> None:
    configure(clean_env, "broken")
    for args in (["--help"], ["-h"], ["help"]):
        ran = bare(*args)
        assert ran.code == 0 and not ran.err and "duban [--store STORE]" in ran.out and "where" in ran.out
    ran = bare("--version")
    assert ran.code == 0 and re.fullmatch(r"duban( \d+\.\d+\.\d+\S*)?\n", ran.out)
    configure(clean_env, "")
    assert "用法: duban [--store STORE]" in bare("--lang", "zh", "--help").out


def test_without_a_terminal_the_overview_is_printed(demo: Path) -> None:
    duban = Shell(demo)
    assert duban("open") == duban()
    text = duban.data()
    assert text.startswith("panjin-2005  盘锦市家庭上网工程实施方案  as of 15 September 2006  (sample data)\n")
    assert "⚑ 2 overdue" in text and "= 21" in text and "市信息产业局" in text and "guangzhou-2003" in text
    assert "逾期" in duban.data(lang="zh")


def test_a_closed_pipe_ends_quietly(demo: Path, clean_env: dict[str, str]) -> None:
    for args in ("tasks --json", "log --all", "summary", "tasks"):
        line = f"{sys.executable} -m tui --store {demo} --today 2006-09-15 {args} | head -1; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", line], env=clean_env, capture_output=True, text=True, timeout=60)
        assert done.stderr == "" and done.stdout.splitlines()[-1] == "0" and len(done.stdout.splitlines()) == 2


def test_output_that_cannot_be_written_is_said(demo: Path, clean_env: dict[str, str]) -> None:
    for target in ("> /dev/full", ">&-"):
        line = f"{sys.executable} -m tui --store {demo} tasks --json {target}"
        done = subprocess.run(["bash", "-c", line], env=clean_env, capture_output=True, text=True, timeout=60)
        assert done.returncode == 3 and "the output could not be written" in done.stderr
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "locale",
    [{"LANG": "C", "LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}],
    ids=str,
)
def test_chinese_comes_out_as_utf_8_in_a_locale_without_chinese(
    locale: dict[str, str], demo: Path, run_duban: RunDuban
) -> None:
    ran = run_duban("tasks", "--plan", "panjin-2005", store=demo, lang="zh", env=locale)
    assert ran.code == 0 and "市信息产业局" in ran.out and not ran.err
    ran = run_duban("set", "panjin-2005/3", "done", store=demo, lang="en", env=locale)
    assert ran.code == 1 and "Traceback" not in ran.err and "panjin-2005/3 is laid on 7 units" in ran.err


def test_a_word_that_is_not_utf_8_is_refused_and_not_stumbled_over(demo: Path, clean_env: dict[str, str]) -> None:
    for args in (["tasks", "--unit"], ["show"], ["summary", "--number"], ["load"]):
        argv = [*map(os.fsencode, DUBAN), b"--store", os.fsencode(demo), *map(str.encode, args), "信息办".encode("gbk")]
        done = subprocess.run(argv, env=clean_env, capture_output=True, timeout=60)
        assert done.returncode == (0 if args[0] == "summary" else 1) and b"Traceback" not in done.stderr
        assert b"itself failed" not in done.stderr


def on_terminal(demo: Path, env: Mapping[str, str], *args: str, cols: int = 120) -> Terminal:
    return Terminal([*DUBAN, "--store", str(demo), "--today", "2006-09-15", *args], cols, 24, env=env)


def test_lights_are_coloured_on_a_terminal_only(demo: Path, clean_env: dict[str, str]) -> None:
    filters = ("tasks", "--plan", "panjin-2005", "--light", "overdue")
    assert "\x1b" not in Shell(demo).data(*filters)
    for env, colour in (
        (clean_env, "red"), ({**clean_env, "NO_COLOR": "1"}, "default"), ({**clean_env, "TERM": "dumb"}, "default"),
    ):  # fmt: skip
        with on_terminal(demo, env, *filters) as terminal:
            terminal.wait_for("市民政局")
            assert terminal.style("⚑").fg == colour
            terminal.close()


def test_nothing_breaks_on_a_narrow_terminal(demo: Path, clean_env: dict[str, str]) -> None:
    for args, text in (
        (["tasks", "--help"], "due-before"), (["plans"], "guangzhou-2003"), (["where"], "Asia/Shanghai"),
    ):  # fmt: skip
        pattern = re.compile(r"\s*".join(re.escape(char) for char in text))
        with on_terminal(demo, clean_env, *args, cols=20) as terminal:
            terminal.wait_for(pattern)
            terminal.close()


def test_an_interruption_is_130_and_changes_nothing(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duban = Shell(demo)
    before = duban.kept()

    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("store.commands.statuses.finish", interrupted)
    monkeypatch.setattr("store.queries.listing.lines", interrupted)
    for args in (["set", "panjin-2005/1", "blocked"], ["tasks"]):
        ran = duban(*args)
        assert (ran.code, ran.out, ran.err) == (130, "", "duban: interrupted\n")
    assert duban.kept() == before


def test_an_error_of_the_program_itself_is_written_down_and_told_in_one_sentence(
    demo: Path, clean_env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("a bolt is loose")

    monkeypatch.setattr("store.queries.listing.lines", broken)
    ran = Shell(demo)("tasks")
    log = Path(clean_env["XDG_STATE_HOME"]) / "duban" / "duban.log"
    assert ran.code == 3 and len(ran.err.splitlines()) == 1 and str(log) in ran.err
    assert "a bolt is loose" in log.read_text()


def test_the_same_command_as_a_program_says_the_same(demo: Path, run_duban: RunDuban) -> None:
    duban = Shell(demo)
    for args in (["tasks", "--json"], ["summary", "--plan", "fujian-2006"], ["set", "panjin-2005/3", "done"], ["taks"]):
        ran = run_duban(*args, store=demo, today="2006-09-15", by="wang", lang="en")
        assert ran == duban(*args)
    json.loads(duban.data("plans", "--json"))


@pytest.mark.parametrize(
    "args", [("--ascii", "demo"), ("--read-only", "demo"), ("--theme", "light", "demo"), ("--theme=light", "demo")]
)
def test_an_option_of_the_dashboard_may_stand_before_its_command_too(args: tuple[str, ...]) -> None:
    ran = bare("--lang", "en", *args, "panjin-2005")
    assert (ran.code, ran.err) == (0, ""), ran
    assert ran.out == bare("--lang", "en", "demo", "panjin-2005").out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--ascii", "tasks"), "this command does not take --ascii"),
        (("--json", "tasks"), "does not take --json before the command; what a command takes stands behind it"),
        (("--thema", "tasks"), "does not take --thema before the command"),
        (("--theme",), "--theme needs a value"),
    ],
)
def test_an_option_that_stands_in_the_wrong_place_is_told_the_right_one(args: tuple[str, ...], said: str) -> None:
    assert said in sentence(bare(*args), 2)
    assert sentence(bare("--lang", "zh", *args), 2) != sentence(bare(*args), 2)


def test_the_dashboard_without_a_command_takes_its_options(demo: Path, clean_env: dict[str, str]) -> None:
    argv = [*DUBAN, "--store", str(demo), "--today", "2006-09-15", "--lang", "en", "--ascii", "--read-only"]
    with Terminal(argv, cols=120, rows=30, env=clean_env) as terminal:
        terminal.wait_for("read-only")
        assert terminal.lines()[1].startswith(" # "), "the plain sign of what is overdue"
        terminal.close("q")
