"""The command line in this process: what `python -m tui` would print, without the start of a Python each time."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from conftest import Ran
from stores import Dump, dump

from tui.__main__ import main

TODAY = "2006-09-15"
"""The day on which the demo plays."""


class Shell:
    """`duban` on one store, on one day, for one person."""

    def __init__(self, store: str | Path, today: str = TODAY, by: str = "wang", lang: str = "en") -> None:
        self.store = str(store)
        self.options = {"store": self.store, "today": today, "by": by, "lang": lang}

    def __call__(self, *args: str | Path, **options: str) -> Ran:
        """Run a command; options as keywords stand before it and win over the shell's own."""
        given = {**self.options, **options}
        words = [part for name, value in given.items() if value for part in (f"--{name}", value)]
        return bare(*words, *map(str, args))

    def data(self, *args: str | Path, **options: str) -> str:
        """What a command that must succeed prints; nothing is said beside it."""
        ran = self(*args, **options)
        assert (ran.code, ran.err) == (0, ""), ran
        return ran.out

    def said(self, *args: str | Path, **options: str) -> str:
        """What a command that must succeed says; it prints nothing."""
        ran = self(*args, **options)
        assert (ran.code, ran.out) == (0, ""), ran
        return ran.err

    def json(self, *args: str | Path, **options: str) -> Any:
        """What a command prints as JSON."""
        return json.loads(self.data(*args, **options))

    def tasks(self, *args: str) -> list[dict[str, Any]]:
        """The assignments that `duban tasks` lists."""
        found: list[dict[str, Any]] = self.json("tasks", *args, "--json")
        return found

    def assignment(self, task: str, unit: str = "") -> dict[str, Any]:
        """The one assignment of PLAN/REF, or that of a unit in it."""
        plan, _, ref = task.partition("/")
        found = [row for row in self.tasks("--plan", plan) if row["task"] == ref and unit in ("", row["unit"])]
        assert len(found) == 1, [(row["task"], row["unit"]) for row in found]
        return found[0]

    def log(self) -> list[dict[str, Any]]:
        """Every recorded change, the newest first."""
        found: list[dict[str, Any]] = self.json("log", "--json")
        return found

    def kept(self) -> Dump:
        """Everything that the store holds."""
        return dump(self.store)

    def refused(self, *args: str | Path, code: int = 1, **options: str) -> str:
        """The sentence with which a command is refused: nothing is printed, nothing is changed, nothing breaks."""
        before = self.kept()
        ran = self(*args, **options)
        assert self.kept() == before
        return sentence(ran, code)


def sentence(ran: Ran, code: int) -> str:
    """What a failed command said."""
    assert ran.code == code, ran
    assert not ran.out and ran.err.startswith("duban: ") and ran.err.endswith("\n"), ran
    assert "Traceback" not in ran.err and "duban itself failed" not in ran.err and "程序出错" not in ran.err, ran
    return ran.err.removeprefix("duban: ").rstrip("\n")


def bare(*args: str) -> Ran:
    """Run `duban` with exactly these words."""
    with streams() as (out, err):
        code = main(list(args))
    return Ran(code, out.getvalue().decode(), err.getvalue().decode())


@contextmanager
def streams() -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Standard output and error as bytes; standard input is no terminal."""
    out, err = io.BytesIO(), io.BytesIO()
    kept = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = io.StringIO()
    sys.stdout = io.TextIOWrapper(out, encoding="utf-8", newline="")
    sys.stderr = io.TextIOWrapper(err, encoding="utf-8", newline="", errors="backslashreplace")
    opened = sys.stdout, sys.stderr
    try:
        yield out, err
    finally:
        for stream in opened:
            stream.flush()
            stream.detach()
        sys.stdin, sys.stdout, sys.stderr = kept
