"""Files that go out: whole or not at all, and cells that no spreadsheet runs."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.files import FORMULA_SIGNS, harmless_cell, write_whole
from store.errors import Refused, StoreError


def left(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(os.listdir(folder))


def test_a_file_is_written_and_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "通报.md"
    write_whole(str(path), "一".encode())
    write_whole(str(path), "二".encode())
    assert path.read_text("utf-8") == "二"
    assert left(tmp_path) == ["通报.md"]


def test_permissions_of_a_replaced_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(str(path), b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_keeps_pointing(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_whole(str(link), b"new")
    assert link.is_symlink() and real.read_bytes() == b"new"


@pytest.mark.parametrize(("number", "kind"), [(28, "disk_full"), (122, "disk_full"), (5, "unwritable_file")])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_no_half_one(
    step: str, number: int, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.md"
    path.write_bytes(b"old")

    def failed(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, step, failed)
    with pytest.raises(StoreError, match=kind) as refused:
        write_whole(str(path), b"new")
    assert refused.value.facts["path"] == str(path)
    assert path.read_bytes() == b"old"
    assert left(tmp_path) == ["out.md"]


def test_an_interruption_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(str(tmp_path / "out.md"), b"new")
    assert left(tmp_path) == []


@pytest.mark.parametrize("where", ["", "missing/out.md", "file/out.md", "nul\x00.md"])
def test_a_place_that_takes_no_file_is_refused(where: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"a file")
    with pytest.raises(Refused):
        write_whole(str(tmp_path / where), b"new")
    assert left(tmp_path) == ["file"]


def test_what_is_no_regular_file_is_written_straight() -> None:
    write_whole(os.devnull, b"gone")
    assert not stat.S_ISREG(os.stat(os.devnull).st_mode)


@given(st.text())
def test_no_cell_begins_as_a_formula(text: str) -> None:
    cell = harmless_cell(text)
    assert not cell.lstrip(" \u3000").startswith(FORMULA_SIGNS)
    assert "\n" not in cell and "\t" not in cell and "\x1b" not in cell


def test_cells_stay_readable() -> None:
    assert harmless_cell("=cmd|' /C calc'!A0") == "'=cmd|' /C calc'!A0"
    assert harmless_cell(" @SUM(A1)") == "' @SUM(A1)"
    assert harmless_cell("市民政局：3项") == "市民政局：3项"
    assert harmless_cell("") == ""
    assert harmless_cell("a;=1+1; -2；=3;b") == "a;'=1+1; '-2；=3;b"  # a cell of its own where ; separates
