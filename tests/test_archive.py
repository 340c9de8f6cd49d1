"""A plan's archive: plan file, ledger, what was issued, log; whole or not at all, the same for the same store."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sqlite3
from pathlib import Path

import pytest
from commandline import Shell

from exchange.plan_file import read_plan_bytes

PANJIN = ("--plan", "panjin-2005")


@pytest.fixture
def duban(demo: Path) -> Shell:
    return Shell(demo, lang="zh")


def issue(duban: Shell, folder: Path, number: str, *options: str, lang: str = "zh") -> bytes:
    """Issue a bulletin; its bytes."""
    file = folder / "issued.md"
    duban.said("summary", *PANJIN, "--number", number, "--issue", "-o", file, *options, lang=lang)
    return file.read_bytes()


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its name."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_an_archive_holds_everything_and_its_list_of_contents_is_true(duban: Shell, tmp_path: Path) -> None:
    second = issue(duban, tmp_path, "2", "--as-of", "2006-08-15")
    third = issue(duban, tmp_path, "3", lang="en")
    duban.said("chase", "移动公司", "panjin-2005/5", "--via", "phone", "--to", "张三", "--answer", "=明天")
    said = duban.said("archive", "panjin-2005", tmp_path / "kept")
    found = files(tmp_path / "kept")
    assert set(found) == {
        "SHA256SUMS", "contents.json", "log.json", "panjin-2005.toml", "ledger/assignments.csv", "ledger/reports.csv",
        "ledger/dates.csv", "ledger/chases.csv", "issued/bulletin-2006-08-15-2.md", "issued/bulletin-2006-09-15-3.md",
    }  # fmt: skip
    assert f"共{len(found)}个文件" in said
    listed = [line.split("  ") for line in found.pop("SHA256SUMS").decode().splitlines()]
    sums = {name: digest for digest, name in listed}
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}
    assert (found["issued/bulletin-2006-08-15-2.md"], found["issued/bulletin-2006-09-15-3.md"]) == (second, third)
    chases = found["ledger/chases.csv"].decode("utf-8-sig")
    assert "移动公司" in chases and "'=明天" in chases and "张三" not in chases
    assert found["ledger/reports.csv"].decode("utf-8-sig").splitlines()[6].startswith("移动公司")
    log = json.loads(found["log.json"])
    assert log and log == duban.json("log", *PANJIN, "--json")[::-1]
    doc = read_plan_bytes(found["panjin-2005.toml"], path="p.toml")
    assert doc.title == "盘锦市家庭上网工程实施方案"


def test_the_same_store_makes_the_same_archive(duban: Shell, tmp_path: Path) -> None:
    issue(duban, tmp_path, "2", "--as-of", "2006-08-15")
    for name in ("one", "two"):
        duban.said("archive", "panjin-2005", tmp_path / name)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_closed_plan_is_archived_with_its_end(duban: Shell, tmp_path: Path) -> None:
    duban.said("close", "panjin-2005", "--basis", "盘政发〔2006〕9号", "--yes")
    duban.said("archive", "panjin-2005", tmp_path / "kept")
    log = json.loads((tmp_path / "kept" / "log.json").read_bytes())
    assert ("state", "closed") in {(line["field"], line["new"]) for line in log}


def test_what_is_made_otherwise_today_is_said(duban: Shell, tmp_path: Path) -> None:
    issue(duban, tmp_path, "2", "--as-of", "2006-08-15")
    with sqlite3.connect(duban.store) as connection:
        connection.execute("UPDATE bulletin SET digest = ?", ("0" * 64,))
    connection.close()
    assert "通报第2期重新生成的文本与印发时不一致" in duban.said("archive", "panjin-2005", tmp_path / "kept")
    (told,) = json.loads((tmp_path / "kept" / "contents.json").read_bytes())["issued"]
    assert (told["same_bytes"], told["file"]) == (False, "issued/bulletin-2006-08-15-2.md")


@pytest.mark.parametrize("digest", ["", "—"])
def test_what_was_recorded_without_its_hash_cannot_be_compared(duban: Shell, tmp_path: Path, digest: str) -> None:
    issue(duban, tmp_path, "2", "--as-of", "2006-08-15")
    with sqlite3.connect(duban.store) as connection:
        connection.execute("UPDATE bulletin SET digest = ?", (digest,))
    connection.close()
    said = duban.said("archive", "panjin-2005", tmp_path / "kept")
    assert "通报第2期印发时未记录SHA-256校验值，无法核对" in said and "不一致" not in said
    (told,) = json.loads((tmp_path / "kept" / "contents.json").read_bytes())["issued"]
    assert (told["same_bytes"], told["digest"]) == (None, digest)


@pytest.mark.parametrize("number", ["../../evil", "a/b", "盘〔2006〕3号", "..", "x\n\x1b[31m", "/etc/passwd"])
def test_a_number_leads_to_no_other_place(duban: Shell, tmp_path: Path, number: str) -> None:
    issue(duban, tmp_path, number)
    duban.said("archive", "panjin-2005", tmp_path / "kept")
    (name,) = os.listdir(tmp_path / "kept" / "issued")
    assert name.startswith("bulletin-2006-09-15-") and "\n" not in name and "\x1b" not in name


@pytest.mark.parametrize("there", ["directory", "file", "link"])
def test_what_stands_there_is_never_touched(duban: Shell, tmp_path: Path, there: str) -> None:
    place = tmp_path / "kept"
    if there == "link":
        place.symlink_to("nowhere")
    else:
        place.mkdir() if there == "directory" else place.touch()
    assert "已存在" in duban.refused("archive", "panjin-2005", place)
    assert os.listdir(tmp_path) == ["kept"]


@pytest.mark.parametrize("nth", [1, 3, 6])
def test_a_full_disk_leaves_nothing(duban: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    done = []

    def full(handle: int) -> None:
        done.append(handle)
        if len(done) == nth:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    (tmp_path / "here").mkdir()
    assert duban.refused("archive", "panjin-2005", tmp_path / "here" / "kept", code=3)
    assert os.listdir(tmp_path / "here") == []


def test_an_archive_of_no_plan_leaves_nothing(duban: Shell, tmp_path: Path) -> None:
    duban.refused("archive", "nothing", tmp_path / "kept")
    duban.refused("archive", "panjin-2005", tmp_path / "no" / "where")
    assert os.listdir(tmp_path) == []
