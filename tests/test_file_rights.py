"""Whose files the program makes, and on which disk they lie."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from stores import Kept, make_store, who
from test_backups import DAY, PLAN, names, write

from store.backups import backup
from store.commands.statuses import set_note
from store.files import network_drive
from store.writer import Writer


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = make_store(tmp_path / "s.db", PLAN)
    yield store
    store.close()


def mode(path: str | Path) -> int:
    return stat.S_IMODE(os.stat(path).st_mode)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_new_files_and_directories_are_the_users_alone(mask: int, tmp_path: Path) -> None:
    old = os.umask(mask)
    try:
        store = make_store(tmp_path / "a" / "b" / "s.db", PLAN)
        write(store.path, DAY, tmp_path / "shelf")
        backup(store.path, str(tmp_path / "a" / "copy.db"))
        found = [*(tmp_path / "a").rglob("*"), *(tmp_path / "shelf").rglob("*")]
        assert {mode(one) for one in found if one.is_file()} == {0o600}
        assert {mode(one) for one in (tmp_path / "a", *found) if one.is_dir()} == {0o700}
        store.close()
    finally:
        os.umask(old)


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_in_a_shared_directory_the_group_may_write_the_log_too(mask: int, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o2770)
    old = os.umask(mask)
    try:
        store = make_store(shared / "s.db", PLAN)
        backup(store.path, str(shared / "copy.db"))
        assert {name: mode(shared / name) for name in names(shared)} == dict.fromkeys(
            ("copy.db", "s.db", "s.db-shm", "s.db-wal"), 0o660
        )
        store.close()
    finally:
        os.umask(old)


def test_permissions_that_are_there_stay(kept: Kept) -> None:
    os.chmod(kept.path, 0o640)
    with closing(Writer(kept.path)) as writer:
        set_note(writer, who(), [1], "x")
    assert mode(kept.path) == 0o640


MOUNTS = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 27 0:40 / /srv/my\\040team rw,relatime shared:1 - nfs4 server:/team rw
41 27 0:41 / /mnt/office rw - cifs //server/office rw
42 27 0:42 / /mnt/ssh rw - fuse.sshfs me@server: rw
43 27 0:43 / /mnt/vault rw - fuse.gocryptfs /home/me/vault rw
44 40 8:1 / /srv/my\\040team/disk rw - xfs /dev/sdb1 rw
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/me/duban.db", ""), ("/srv/my team/duban.db", "nfs4"), ("/mnt/office/a/duban.db", "cifs"),
        ("/mnt/ssh/duban.db", "fuse.sshfs"), ("/mnt/vault/duban.db", ""), ("/srv/my team/disk/duban.db", ""),
        ("/mnt/officers/duban.db", ""),
    ],
)  # fmt: skip
def test_a_network_drive_is_told_from_a_disk(
    place: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mountinfo").write_text(MOUNTS)
    monkeypatch.setattr("store.files.MOUNTS", str(tmp_path / "mountinfo"))
    assert network_drive(place) == kind
