"""`check`, `backup`, `restore` and `where` at the command line: what is said, and with which exit code."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from boards import dashboard, said, until
from commandline import Shell, sentence
from conftest import RunDuban
from freeze import frozen
from stores import dump
from terminal import Terminal
from test_backups import damage

TABLES = ("sqlmodel", "sqlalchemy", "textual")


@pytest.fixture
def duban(demo: Path) -> Shell:
    return Shell(demo)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A store of the first version."""
    return Path(shutil.copyfile(frozen(1), tmp_path / "older.db"))


def tamper(duban: Shell, sql: str) -> None:
    with closing(sqlite3.connect(duban.store, isolation_level=None)) as connection:
        connection.execute(sql)


def test_a_store_that_is_well_is_said_to_be_with_what_was_counted(duban: Shell) -> None:
    assert duban.data("check") == "all well: 2,623 changes, 778 assignments re-derived\n"
    assert duban.data("check", lang="zh") == "数据库完好：变更记录2623条，责任事项778项已重算\n"


def test_a_total_that_was_changed_by_hand_is_named_and_exit_3_says_that_figures_are_wrong(duban: Shell) -> None:
    tamper(duban, "UPDATE assignment SET due = '2001-01-01' WHERE id = (SELECT min(id) FROM assignment)")
    before = duban.kept()
    ran = duban("check")
    assert ran.code == 3 and duban.kept() == before
    assert "panjin-2005/1 " in ran.out and "due is 2001-01-01, but what is recorded gives 200" in ran.out
    assert "1 finding of damage; nothing was changed" in ran.err and "No sound daily backup" in ran.err
    told = duban("check", lang="zh").out
    assert "按已记录内容重算应为" in told and "due" not in told


def test_a_word_that_is_not_known_is_shown_with_exit_1(duban: Shell) -> None:
    tamper(duban, "UPDATE mandate SET role = '[/]\x1b[2J' WHERE id = 1")
    ran = duban("check")
    assert ran.code == 1 and "a word that this version does not know" in ran.out and "\x1b" not in ran.out
    assert "1 finding that changes no figure; nothing was changed" in ran.err


def test_damage_is_told_with_the_newest_sound_backup(duban: Shell, demo: Path) -> None:
    duban("set", "panjin-2005/1", "blocked", "--unit", "市信息产业局")
    for ending in ("-wal", "-shm"):
        Path(f"{demo}{ending}").unlink(missing_ok=True)
    damage(str(demo))
    ran = duban("check")
    assert ran.code == 3 and "The file is damaged" in ran.out
    told = ran.err.split("duban restore ")[1].split(" keeps what it replaces")[0]
    duban.said("restore", told)
    assert duban.data("check").startswith("all well")


def test_a_backup_is_written_once_and_named(duban: Shell, tmp_path: Path) -> None:
    assert duban.said("backup", tmp_path / "b.db") == f"duban: backup written and verified: {tmp_path / 'b.db'}\n"
    assert dump(str(tmp_path / "b.db")) == duban.kept()
    assert "is there already" in duban.refused("backup", tmp_path / "b.db")
    assert "已存在" in duban.refused("backup", tmp_path / "b.db", lang="zh")
    assert "could not be written" in duban.refused("backup", tmp_path / "no" / "b.db", code=3)


FALSE = "UPDATE assignment SET status = 'done' WHERE id = (SELECT min(id) FROM assignment WHERE status = 'in_progress')"
"""A status that nobody recorded, in sound pages."""


def test_a_backup_of_a_store_that_is_not_what_was_recorded_is_kept_and_not_called_verified(
    duban: Shell, tmp_path: Path
) -> None:
    tamper(duban, FALSE)
    ran = duban("backup", tmp_path / "b.db")
    assert ran.code == 3 and dump(str(tmp_path / "b.db")) == duban.kept()
    assert "status is done, but the recorded changes say in progress" in ran.err
    assert "backup written, but not verified" in ran.err
    assert "备份已写入，但未通过核验" in duban("backup", tmp_path / "c.db", lang="zh").err


def test_a_copy_that_is_not_what_was_recorded_is_not_gone_back_to(duban: Shell, tmp_path: Path) -> None:
    duban.said("backup", tmp_path / "b.db")
    tamper(Shell(tmp_path / "b.db"), FALSE)
    before = duban.kept()
    ran = duban("restore", tmp_path / "b.db")
    assert ran.code == 3 and duban.kept() == before
    assert "status is done, but the recorded changes say in progress" in ran.err and "is not sound (" in ran.err
    assert "未通过核验" in duban("restore", tmp_path / "b.db", lang="zh").err


def test_a_backup_of_an_older_program_is_copied_and_said_to_be_unchecked(older: Path, tmp_path: Path) -> None:
    said = Shell(older).said("backup", tmp_path / "b.db")
    assert "backup written: " in said and "verified" not in said


@pytest.mark.parametrize("args", [["check"], ["backup", "b.db"]], ids=" ".join)
def test_what_looks_at_the_whole_store_does_not_say_that_it_changes_anything(args: list[str], duban: Shell) -> None:
    for given in ([*args, "--as-of", "2006-08-01"], ["--known-at", "2006-08-01", *args]):
        assert "This command takes the whole store as it is now" in duban.refused(*given, code=1)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_sentence_keeps_its_measure_whatever_the_length_of_what_it_is_about(lang: str, duban: Shell) -> None:
    long = "長" * 60_000
    for args in (("tasks", "--unit", long), ("set", long, "blocked"), ("setting", "time_zone", long)):
        assert len(duban.refused(*args, code=1, lang=lang)) < 1_000, args[0]


def test_that_a_large_copy_is_checked_is_said_before(
    duban: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.care.THOROUGH", 1_000)
    first, second = duban.said("backup", tmp_path / "b.db").splitlines()
    assert "this may take some minutes" in first and "written and verified" in second


def test_a_restore_says_where_it_keeps_what_it_replaces(duban: Shell, tmp_path: Path) -> None:
    duban.said("backup", tmp_path / "b.db")
    before = duban.kept()
    duban.said("set", "panjin-2005/1", "blocked", "--unit", "市信息产业局")
    later = duban.kept()
    told = duban.said("restore", tmp_path / "b.db")
    kept = told.strip().split(" is kept in ")[1]
    assert duban.kept() == before and dump(kept) == later
    duban.said("restore", kept, lang="zh")
    assert duban.kept() == later


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_cannot_be_gone_back_to_changes_nothing(lang: str, duban: Shell, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("a shopping list")
    for source in (tmp_path / "none.db", tmp_path / "list.txt", duban.store, tmp_path):
        duban.refused("restore", source, lang=lang)


def test_on_a_terminal_a_restore_asks_first(demo: Path, tmp_path: Path, clean_env: dict[str, str]) -> None:
    duban, copy = Shell(demo), tmp_path / "b.db"
    duban.said("backup", copy)
    duban.said("set", "panjin-2005/1", "blocked", "--unit", "市信息产业局")
    later = duban.kept()
    argv = [sys.executable, "-m", "tui", "--store", str(demo), "restore", str(copy)]
    for answer, changes in (("n", False), ("y", True)):
        with Terminal(argv, cols=150, rows=24, env=clean_env) as terminal:
            terminal.wait_for("[y/N]")
            terminal.press(answer, "enter")
            terminal.wait_for("is now as in" if changes else "nothing was changed")
        assert (duban.kept() != later) is changes


def test_the_first_write_of_a_day_makes_a_backup_that_where_tells(duban: Shell) -> None:
    assert "(none yet)" in duban.data("where")
    duban.said("set", "panjin-2005/1", "blocked", "--unit", "市信息产业局")
    assert "(1 daily backup, the newest of " in duban.data("where")
    assert "（每日备份1份，最近为" in duban.data("where", lang="zh")


def test_a_daily_backup_that_fails_is_said_beside_what_was_saved(duban: Shell, clean_env: dict[str, str]) -> None:
    place = Path(clean_env["XDG_DATA_HOME"]) / "duban" / "backups"
    place.parent.mkdir(parents=True)
    place.write_text("no directory")
    told = duban.said("set", "panjin-2005/1", "blocked", "--unit", "市信息产业局")
    first, second = told.splitlines()
    assert "marked needs help" in first
    assert second.startswith("duban: Today's backup was not made: The copy ")
    assert duban.assignment("panjin-2005/1", "市信息产业局")["status"] == "blocked"


@pytest.fixture
def on_a_network_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "mounts").write_text("27 1 0:44 / / rw - nfs4 server:/home rw\n")
    monkeypatch.setattr("store.files.MOUNTS", str(tmp_path / "mounts"))
    yield


@pytest.mark.usefixtures("on_a_network_drive")
def test_a_network_drive_is_said_to_be_unsafe_once_where_it_matters(duban: Shell) -> None:
    for args in (("check",), ("where",), ("set", "panjin-2005/1", "blocked", "--unit", "市信息产业局")):
        ran = duban(*args)
        assert ran.code == 0 and ran.err.count("lies on a network drive (nfs4)") == 1, args
    assert "网络驱动器（nfs4）" in duban("where", lang="zh").err
    assert not duban("tasks").err


def test_the_demo_makes_no_backup(run_duban: RunDuban, clean_env: dict[str, str]) -> None:
    assert run_duban("demo", "panjin-2005").code == 0
    assert not (Path(clean_env["XDG_DATA_HOME"]) / "duban").exists()


def test_a_backup_reads_without_the_tables(demo: Path, tmp_path: Path, clean_env: dict[str, str]) -> None:
    script = f"""
import sys
from tui.__main__ import main
assert main(["--store", {str(demo)!r}, "backup", {str(tmp_path / "b.db")!r}]) == 0
print([name for name in {TABLES!r} if name in sys.modules])
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=clean_env)
    assert ran.stdout == "[]\n", ran


def test_help_says_what_the_exit_codes_of_check_mean(duban: Shell) -> None:
    assert "exit code 3 for damage, 1 for what changes no figure" in duban.data("check", "--help")
    assert "退出码为3" in duban.data("check", "--help", lang="zh")


def test_a_backup_of_a_store_in_a_read_only_place_works(demo: Path, tmp_path: Path) -> None:
    os.chmod(demo, 0o400)
    os.chmod(demo.parent, 0o500)
    try:
        Shell(demo).said("backup", tmp_path / "b.db")
        assert Shell(demo).data("check").startswith("all well")
    finally:
        os.chmod(demo.parent, 0o700)
    assert sentence(Shell(tmp_path / "none.db")("backup", tmp_path / "c.db"), 3)


async def test_the_dashboard_says_beside_what_was_saved_that_the_backup_failed(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("no directory")
    with dashboard(demo) as app:
        app.desk.backups = str(tmp_path / "b")
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("b")
            await until(pilot, lambda: "Today's backup was not made" in said(pilot))
            assert said(pilot).startswith("Saved: needs help")
