"""What the import contracts cannot see: imports made late or through others, and files that grow past reading.

import-linter reads import statements; here each module is imported for real, and each reading command run for real.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

SCREEN = frozenset({"textual", "rich"})
TABLES = frozenset({"sqlmodel", "sqlalchemy", "pydantic"})
SLOW = frozenset(
    {"pathlib", "tomllib", "importlib.metadata", "platformdirs", "dataclasses", "inspect", "asyncio", "dateutil"}
)
"""5 to 20 ms each: a reading command that answers in 30 ms has no room for them."""

FORBIDDEN: dict[str, frozenset[str]] = {
    "words": SCREEN | TABLES,
    "exchange": SCREEN | TABLES,
    "store": SCREEN | TABLES,
    "store.commands": SCREEN,
    "store.engine": SCREEN,
    "store.held": SCREEN,
    "store.migrations": SCREEN,
    "store.models": SCREEN,
    "store.spelled": SCREEN,
    "store.writer": SCREEN,
    "seed": SCREEN,
    "seed.plans": SCREEN | TABLES,
    "tui.cli": SCREEN | TABLES,
    "tui.__main__": SCREEN | TABLES | SLOW,
}
"""Room → what importing one of its modules must not bring along; the longest name that fits is the one that counts."""

READING = [
    ["plans"],
    ["tasks"],
    ["tasks", "--json"],
    ["tasks", "--as-of", "2006-07-01", "--known-at", "2100-01-01"],
    ["show", "panjin-2005", "--json"],
    ["log"],
    ["setting"],
    ["todo"],
    ["why", "panjin-2005/2"],
    ["where"],
]
"""Commands that only read, as they are typed hundreds of times a day."""

FILE_LINES = 400
DECLARATION_LINES = 500
FUNCTION_LINES = 60
"""Generous: HOUSE aims at 300 and 40. Past these a file has two subjects and a function two steps: split, do not raise.
A file without functions (tables, shapes) is looked things up in rather than read, and may be longer."""


def modules() -> list[str]:
    """Every module of the five rooms, by name."""
    files = [file for room in ("words", "exchange", "store", "seed", "tui") for file in (ROOT / room).rglob("*.py")]
    names = (".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files)
    return sorted(names)


def forbidden_for(module: str) -> frozenset[str]:
    """What the room of `module` forbids; nothing where no room of the table fits."""
    rooms = [room for room in FORBIDDEN if module == room or module.startswith(room + ".")]
    return FORBIDDEN[max(rooms, key=len)] if rooms else frozenset()


ROOMS = {
    forbidden: [m for m in modules() if forbidden_for(m) == forbidden]
    for forbidden in dict.fromkeys(FORBIDDEN.values())
}
"""The modules that may bring along the same."""

IMPORTING = """
import importlib, sys
modules, forbidden = sys.argv[1].split(","), set(sys.argv[2].split(","))
for module in modules:
    importlib.import_module(module)
    brought = sorted(forbidden & set(sys.modules))
    if brought:
        sys.exit(f"importing {module} also imports {', '.join(brought)}")
"""


@pytest.mark.parametrize("forbidden", ROOMS, ids=lambda forbidden: "+".join(sorted(forbidden)))
def test_a_module_brings_along_only_what_its_room_allows(forbidden: frozenset[str]) -> None:
    modules = ",".join(ROOMS[forbidden])
    argv = [sys.executable, "-c", IMPORTING, modules, ",".join(forbidden)]
    done = subprocess.run(argv, capture_output=True, text=True, cwd=ROOT)
    assert not done.returncode, done.stderr


@pytest.fixture(scope="module")
def python_alone() -> set[str]:
    """What this Python imports for the parts of its library that a reading command is made of."""
    return imported(
        [sys.executable, "-X", "importtime", "-c", "import runpy, argparse, sqlite3, json, datetime, typing"]
    )


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_reading_command_loads_neither_screens_nor_tables(
    command: list[str], demo: Path, python_alone: set[str]
) -> None:
    argv = [sys.executable, "-X", "importtime", "-m", "tui", "--store", str(demo), *command]
    heavy = sorted((imported(argv) - python_alone) & (SCREEN | TABLES | SLOW))
    assert not heavy, f"duban {' '.join(command)} imports {', '.join(heavy)}"


def imported(argv: list[str]) -> set[str]:
    """The modules that a Python run with `-X importtime` says it imported."""
    done = subprocess.run(argv, capture_output=True, text=True)
    assert not done.returncode, "\n".join(line for line in done.stderr.splitlines() if "import time:" not in line)
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


def sources() -> list[Path]:
    """Every Python file of the project."""
    rooms = ("tui", "store", "seed", "exchange", "words", "tests", "benchmarks")
    return sorted(file for room in rooms for file in (ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(ROOT)))
def test_files_and_functions_can_be_read_in_one_go(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    limit = FILE_LINES if functions else DECLARATION_LINES
    assert len(text.splitlines()) <= limit, f"{file.name} is longer than {limit} lines: it has two subjects"
    for function in functions:
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        assert lines <= FUNCTION_LINES, f"{function.name} takes {lines} lines: more than {FUNCTION_LINES} are two steps"
