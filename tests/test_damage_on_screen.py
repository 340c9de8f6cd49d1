"""The dashboard over a store that goes bad, goes away or is replaced: one screen, its keys, and never a traceback."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from boards import SMALL, until
from stores import TODAY
from terminal import Terminal
from walks import Walk, walk

from store.backups import daily
from store.errors import Unusable
from tui.messages import Trouble
from tui.rescue import rescue
from tui.screens.trouble import Sentences, TroubleScreen


def on_screen(w: Walk) -> str:
    """What the screen of trouble says; empty where it does not show."""
    screen = w.pilot.app.screen
    shown = screen.query(Sentences) if isinstance(screen, TroubleScreen) else ()
    return " ".join(text for widget in shown for text in widget.sentences)


def garble(store: Path) -> None:
    """Put something else over everything but the first bytes, as a bad disk would."""
    with open(store, "r+b") as file:
        file.seek(100)
        file.write(b"\xff" * (store.stat().st_size - 100))


def empty(store: Path) -> None:
    """Cut the file off, as a failed copy would."""
    os.truncate(store, 0)


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_a_store_that_goes_away_is_said_within_a_moment_and_comes_back_by_a_key(lang: str, demo: Path) -> None:
    async with walk(demo, lang=lang) as w:
        await w.press("j")
        here = w.screen.subject.item
        demo.rename(demo.with_name("elsewhere.db"))
        await until(w.pilot, lambda: bool(on_screen(w)))
        assert str(demo) in on_screen(w) and w.screen.face.words.screen.hint("trouble") in on_screen(w)
        await w.press("r")
        await until(w.pilot, lambda: bool(on_screen(w)))
        demo.with_name("elsewhere.db").rename(demo)
        await w.press("r")
        await until(w.pilot, lambda: not on_screen(w))
        assert w.screen.subject.item == here
        await w.press("x")
        assert here is not None
        await until(w.pilot, lambda: w.row(here.task, here.unit).status == "done")


@pytest.mark.parametrize("harm", [garble, empty])
async def test_damage_that_a_key_meets_is_one_screen_with_the_backup_to_go_back_to(
    harm: Callable[[Path], None], demo: Path, tmp_path: Path
) -> None:
    backup = daily(str(demo), str(tmp_path), TODAY)
    async with walk(demo) as w:
        w.screen.desk.backups = str(tmp_path)
        w.screen.desk.reader.rows("PRAGMA cache_size = 0")  # what it has read already would do for a while
        harm(demo)
        before = demo.read_bytes()
        w.screen.reread()
        await until(w.pilot, lambda: f"duban restore {backup}" in on_screen(w))
        await w.press("escape")
        w.screen.reread()
        await until(w.pilot, lambda: bool(on_screen(w)))
        await w.press("r")
        await until(w.pilot, lambda: bool(on_screen(w)))
        assert demo.read_bytes() == before
    assert demo.read_bytes() == before


async def test_a_backup_that_takes_long_to_find_is_looked_for_once_and_the_trouble_is_said_at_once(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, asked, found = daily(str(demo), str(tmp_path), TODAY), [], threading.Event()

    def slowly(*args: Any) -> str:
        asked.append(args)
        found.wait(60)
        return rescue(*args)

    monkeypatch.setattr("tui.app.rescue", slowly)
    async with walk(demo) as w:
        w.screen.desk.backups = str(tmp_path)
        demo.rename(demo.with_name("elsewhere.db"))
        await until(w.pilot, lambda: bool(on_screen(w)))
        for _ in range(3):  # it is met again with every look at the store
            w.screen.post_message(Trouble(Unusable("store_gone", path=str(demo))))
            await w.pilot.pause()
        found.set()
        await until(w.pilot, lambda: f"duban restore {backup}" in on_screen(w))
        assert len(asked) == 1


async def test_a_mistake_in_reading_over_a_damaged_store_is_the_damages_fault(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with walk(demo) as w:
        with closing(sqlite3.connect(demo)) as connection:
            connection.execute("UPDATE assignment SET due = '2006-99-99' WHERE id = 1")
            connection.commit()

        def stumble(_: object) -> object:
            raise TypeError("a value of another kind")

        with pytest.raises(Unusable, match="store_damaged"):
            await w.screen.desk.read(stumble)
        with pytest.raises(Unusable, match="store_damaged"):
            await w.screen.desk.write(lambda writer, reader: stumble(reader))


async def test_the_screen_of_trouble_fits_a_small_terminal_and_shows_foreign_names_as_text(tmp_path: Path) -> None:
    name = "[@click=app.quit]\x1b[2J名 " + "很长的名字" * 9 + ".db"
    store = tmp_path / name
    from seed.loader import demo_store

    demo_store(os.environ["XDG_CACHE_HOME"], str(store), ("guangzhou-2003",))
    async with walk(store, SMALL, plan="guangzhou-2003") as w:
        store.unlink()
        await until(w.pilot, lambda: bool(on_screen(w)))
        await w.pilot.pause()
        lines = [text for text, _ in w.pilot.app.screen.query_one(Sentences).lines()]
        assert len(lines) < 24 and "[@click=app.quit]␛[2J名" in "".join(lines) and "很长的名字.db" in "".join(lines)


# In a real terminal


def started(store: Path, env: dict[str, str], *args: str) -> Terminal:
    """`duban` on a store, in a terminal."""
    argv = [sys.executable, "-m", "tui", "--store", str(store), "--today", "2006-09-15", *args]
    return Terminal(argv, 100, 30, env=env)


def test_trouble_is_left_with_q_and_the_terminal_is_as_it_was(demo: Path, clean_env: dict[str, str]) -> None:
    with started(demo, clean_env) as terminal:
        terminal.wait_for("1 Overview")
        shutil.move(demo, demo.with_name("elsewhere.db"))
        terminal.wait_for("was removed, renamed or replaced")
        terminal.wait_for("r try again")
        terminal.close("q")


CRASH = """
import sys
from store.errors import Unusable
from tui.screens.plan_screen import PlanScreen
def stumble(self, *_):
    raise {error}
PlanScreen.on_resize = stumble
from tui.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ('RuntimeError("a mistake, with [/] in it")', "duban itself failed; the store keeps what was saved before"),
        ('Unusable("store_disk", path="/far/duban.db")', "The disk of /far/duban.db fails"),
    ],
)
def test_a_mistake_of_the_dashboard_is_a_sentence_and_the_rest_is_in_the_log(
    error: str, said: str, demo: Path, clean_env: dict[str, str]
) -> None:
    argv = [sys.executable, "-c", CRASH.format(error=error), "--store", str(demo), "--today", "2006-09-15"]
    with Terminal(argv, 100, 30, env=clean_env) as terminal:
        terminal.close(code=3)
        text = terminal.text()
    assert said in text.replace("\n", "") or said in text, text
    assert "Traceback" not in text and "stumble" not in text and "╭" not in text
    log = Path(clean_env["XDG_STATE_HOME"]) / "duban" / "duban.log"
    assert log.exists() == ("Runtime" in error)
    assert not log.exists() or "a mistake, with [/] in it" in log.read_text("utf-8")
