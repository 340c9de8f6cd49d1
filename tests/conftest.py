"""What every test gets: an environment without the user, the command line, a demo store of its own, golden files."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
"""The project's folder."""

# Textual reads this once, when it is imported: a fixture would come too late for apps that run in this process.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

# The same examples on every run: a red test is red for everybody. DUBAN_EXAMPLES=2000 digs deeper now and then.
settings.register_profile(
    "house", deadline=None, derandomize=True, max_examples=int(os.environ.get("DUBAN_EXAMPLES", "100")), database=None
)
settings.load_profile("house")


class Ran(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


class RunDuban(Protocol):
    """Runs `duban ARGS` in a process of its own; global options as keywords, the rest as on the command line."""

    def __call__(
        self,
        *args: str | Path,
        store: str | Path | None = None,
        today: str | None = None,
        by: str | None = None,
        lang: str | None = None,
        env: Mapping[str, str] | None = None,
        input: str | bytes | None = None,
        timeout: float = 120,
    ) -> Ran:
        """Return the exit code and both streams, read as UTF-8."""


class Golden(Protocol):
    """Compares text or bytes with a file of the tree; `make pictures` writes the file instead."""

    def __call__(self, path: str | Path, content: str | bytes) -> None:
        """Fail when the file at `path` (from the project's folder) holds anything but `content`."""


@pytest.fixture(autouse=True)
def clean_env(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Nothing of the user's: a home, data, cache and config of this test's own, UTC, no locale but UTF-8.

    Yields the environment as a dict, to be passed to programs (`Terminal(..., env=clean_env)`).
    """
    home = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name.startswith(("DUBAN_", "XDG_", "LC_")) or name in ("NO_COLOR", "LANGUAGE", "COLUMNS", "LINES"):
            monkeypatch.delenv(name)
    fresh = {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "ESCDELAY": "20",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    for name, value in fresh.items():
        monkeypatch.setenv(name, value)
    yield dict(os.environ)


@pytest.fixture
def run_duban(clean_env: dict[str, str], tmp_path: Path) -> RunDuban:
    """`duban …` as a subprocess without a terminal, in the test's own folder."""

    def run(
        *args: str | Path,
        store: str | Path | None = None,
        today: str | None = None,
        by: str | None = None,
        lang: str | None = None,
        env: Mapping[str, str] | None = None,
        input: str | bytes | None = None,
        timeout: float = 120,
    ) -> Ran:
        options = {"--store": store, "--today": today, "--by": by, "--lang": lang}
        given = [str(part) for name, value in options.items() if value is not None for part in (name, value)]
        done = subprocess.run(
            [sys.executable, "-m", "tui", *given, *map(str, args)],
            input=input.encode() if isinstance(input, str) else input or b"",
            capture_output=True,
            env={**clean_env, **(env or {})},
            cwd=tmp_path,
            timeout=timeout,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture(scope="session")
def demo_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An XDG_CACHE_HOME in which the demo is built already: once for all processes of a run."""
    from seed.loader import demo_store

    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with open(shared / "demo.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        demo_store(str(shared / "cache" / "duban"), str(own / "demo.db"))
    return shared / "cache"


@pytest.fixture
def demo(demo_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo store of this test's own."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    shutil.copyfile(next((demo_cache / "duban").glob("demo-*.duban")), path)
    return path


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Files that are kept in the tree and looked at by people: a bulletin, the README's picture and list of keys."""
    accept = bool(request.config.getoption("--snapshot-update", default=False))

    def compare(path: str | Path, content: str | bytes) -> None:
        file = ROOT / path
        new = content.encode() if isinstance(content, str) else content
        if accept:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(new)
        assert file.exists(), f"{path} is missing: `make pictures` writes it"
        old = file.read_bytes()
        if isinstance(content, str):  # as text, so that pytest shows the lines that differ
            assert content == old.decode(), f"{path} differs: look at it, then accept it with `make pictures`"
        assert new == old, f"{path} differs: look at it, then accept it with `make pictures`"

    return compare


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that compares with a kept file, so that `make pictures` runs these alone."""
    for item in items:
        if {"snap_compare", "snapshot", "golden"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.pictures)
