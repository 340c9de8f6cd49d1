"""The built wheel, installed apart from this folder, runs: no stylesheet, plan file or module was left at home."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

Run = Callable[..., str]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as users get it; built without network: the build backend is one of the development tools."""
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True)
    assert not done.returncode, done.stdout + done.stderr
    return next(out.glob("duban-*.whl"))


@pytest.fixture
def run_installed(wheel: Path, tmp_path: Path, clean_env: dict[str, str]) -> Run:
    """Runs a program of an environment that holds the wheel; its dependencies are lent by the running environment."""
    home = tmp_path / "installed"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    env = {name: value for name, value in clean_env.items() if name != "PYTHONPATH"}
    # A folder named in a .pth file is searched, but .pth files inside it are not read: this project's own editable
    # install is therefore not seen.
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(home / "bin" / "python"),
        "--disable-pip-version-check",
        "--quiet",
    ]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", str(wheel)], check=True, env=env)

    def run(program: str, *args: str | Path) -> str:
        argv = [str(home / "bin" / program), *map(str, args)]
        done = subprocess.run(argv, capture_output=True, encoding="utf-8", env=env, cwd=tmp_path)
        assert not done.returncode, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout

    return run


def test_the_installed_wheel_runs(run_installed: Run, tmp_path: Path) -> None:
    where = run_installed("python", "-c", "import tui, store, seed; print(tui.__file__, store.__file__, seed.__file__)")
    assert all(str(tmp_path / "installed") in path for path in where.split())
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert version in run_installed("duban", "--version")
    builtin = run_installed("duban", "plans", "--builtin")
    for file in sorted((ROOT / "seed" / "plans").glob("*.toml")):
        assert file.stem in builtin

    store = tmp_path / "board.db"
    run_installed("duban", "demo", "--headless", store)
    tasks = json.loads(run_installed("duban", "--store", store, "--today", "2006-09-15", "tasks", "--json"))
    assert {task["plan"] for task in tasks} == {file.stem for file in (ROOT / "seed" / "plans").glob("*.toml")}


def test_the_wheel_holds_every_file_of_the_rooms_and_nothing_else(wheel: Path) -> None:
    rooms = ("tui", "store", "seed", "exchange", "words")
    kinds = {".py", ".tcss", ".toml", ".csv", ".sql", ".md"}
    ours = {str(file.relative_to(ROOT)) for room in rooms for file in (ROOT / room).rglob("*") if file.suffix in kinds}
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert ours - names == set()
    assert names - ours == set()
    assert any(name.startswith("seed/plans/") for name in names)
