"""--ascii: whatever draws it, no sign of the program's own is beyond ASCII, in any mode, dialog or form."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from boards import LARGE, SMALL, dashboard, lines_of, overview, until
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot

from tui.filters import plain_signs
from tui.screens.base import BaseScreen

MODES = "123456"
DIALOGS = (
    "question_mark",
    "colon",
    "s",
    "n",
    "r",
    "c",
    "d",
    "p",
    "w",
    "m",
    "e",
    "t",
    "f",
    "E",
    "a",
    "D",
    "P",
    "O",
    "C",
    "y",
    "slash",
)


def make_plain(store: Path) -> None:
    """Every text in the store becomes ASCII: what is left beyond it is the program's own."""
    with closing(sqlite3.connect(store)) as raw:
        raw.create_function("plain", 1, lambda text: "".join(c if c.isascii() else chr(97 + ord(c) % 26) for c in text))
        raw.execute("PRAGMA foreign_keys = off")
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for _, column, kind, *_ in raw.execute(f'PRAGMA table_info("{table}")').fetchall():
                if kind.upper().startswith(("TEXT", "VARCHAR")):
                    where = f"\"{column}\" GLOB '*[^ -~]*'"
                    raw.execute(f'UPDATE OR IGNORE "{table}" SET "{column}" = plain("{column}") WHERE {where}')
        raw.commit()


def beyond(pilot: Pilot[int]) -> str:
    """What stands on the screen that is not ASCII."""
    return "".join(sorted({char for line in lines_of(pilot) for char in line if not char.isascii()}))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_no_sign_beyond_ascii_is_drawn_in_any_mode_or_dialog(demo: Path, size: tuple[int, int]) -> None:
    make_plain(demo)
    seen: dict[str, str] = {}
    with dashboard(demo, ascii_only=True) as app:
        async with app.run_test(size=size, notifications=True) as pilot:
            await until(pilot, lambda: bool(overview(app).handlers))
            for mode in MODES:
                await pilot.press(mode)
                await until(pilot, lambda: isinstance(app.screen, BaseScreen))
                await pilot.pause(0.2)
                seen[mode] = beyond(pilot)
                for key in ("l", "enter", "j", "escape", *(DIALOGS if mode == "1" and size == LARGE else DIALOGS[:2])):
                    await pilot.press(key)
                    await pilot.pause(0.05)
                    seen[f"{mode} {key}"] = beyond(pilot)
                    await pilot.press("escape")
                    await pilot.pause(0.02)
                    while len(app.screen_stack) > (1 if mode == "1" else 2):
                        await pilot.press("escape")
                        await pilot.pause(0.02)
    assert not {where: signs for where, signs in seen.items() if signs}


@given(st.text(st.characters(codec="utf-8"), max_size=40) | st.text("a …“”–→二", max_size=40))
def test_a_line_in_plain_signs_is_as_wide_as_it_was(text: str) -> None:
    assert cell_len(plain_signs(text)) == cell_len(text)


def test_what_was_cut_and_what_goes_on_are_told_apart_in_plain_signs() -> None:
    assert plain_signs("Comprehensive websi…") == "Comprehensive websi~"
    assert plain_signs("reading …") == "reading.." and plain_signs("“综合”") == '"综合"'
