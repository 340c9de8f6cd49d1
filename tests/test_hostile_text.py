"""Hostile text through every way in and out: nothing acts on the terminal, on a spreadsheet or on a reader of JSON."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import select
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from boards import until
from commandline import Shell, bare, sentence
from rich.cells import cell_len
from stores import plan, task, who
from stores import until as by
from terminal import Pty, Terminal, key_bytes
from textual import events
from textual.widgets import Input
from walks import walk

from store import document as d
from store.commands.load import load_plan
from store.commands.reports import Said, record_report
from store.foreign import storable
from store.queries.assignments import assignments
from store.reader import open_reader
from store.shapes import AssignmentFilter
from store.writer import Writer
from tui.panes.lines import Lines
from tui.text import cut, wrap
from words.visible import visible

OWNED = "\x1b]0;OWNED\x07\x1b]52;c;T1dORUQ=\x07\x1b[38;5;213m\x1b[2J\x9b31m"
"""What would set a title, fill the clipboard, colour and clear the screen; the last is ESC [ in one character."""
BIDI = "\u202egnp.\u2066x\u200f\u061c"
MARKUP = "[@click=app.quit]go[/] [/] [b类] [$accent]\\"
HOSTILE = {
    "escapes": f"a{OWNED}b",
    "bidi": f"a{BIDI}b",
    "markup": MARKUP,
    "lines": "one\r\ntwo\ttab\v\f\x85\u2028\u2029end",
    "formula": '=HYPERLINK("http://x","y")',
    "storm": "a" + "\u0301\u0489" * 400 + "b",
    "sql": "'); DROP TABLE task; -- %_:plan",
    "format": "{0} %s {self} $HOME `id` $(id)",
    "markdown": "| a | b |\n# head\n<script>x</script> ![i](javascript:x) ```",
    "invisible": "\u200b\u2060\ufeff\u00ad\u034f",
}
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What acts on a terminal; a tab only moves on, and a line ends a line."""
RAW = (b"\x1b]0;OWNED", b"\x1b]52;c;T1d", b"\x1b[38;5;213m", b"\xc2\x9b", BIDI[:1].encode(), BIDI[5:6].encode())


def hostile_plan(text: str) -> d.PlanDoc:
    """A plan every word of which is that text."""
    first = task("1", d.MandateDoc(text, "lead", text, text), "Towns", window=by("9-1", text))
    first = first._replace(title=text, label=text, text=text, targets=(text,))
    return plan(
        first, task("2", text),
        title=text, number=text, issuer=text, area=text, source_note=text,
        units=(d.UnitDoc(text, text[:300], (text + "!",)),),
        groups=(d.GroupDoc("Towns", members=(d.MemberDoc(text + " town"),)),),
        phases=(d.PhaseDoc("p1", text, text, d.Window(text, None, first.due.end if first.due else None)),),
        milestones=(d.MilestoneDoc("m1", text, by("9-20", text)),),
        bodies=(d.BodyDoc(text, text, people=(d.PersonDoc(text, text, text, text),)),),
        indicators=(d.IndicatorDoc("i1", text, text, steps=(d.StepDoc(4.0, by("12-31", text)),)),),
        bulletin=d.BulletinDoc(text, text, text),
    )  # fmt: skip


def fill(path: Path, text: str) -> Shell:
    """A store in which plan, people, notes and reports say nothing but that text."""
    writer = Writer(str(path), durable=False)
    me = who(text, who().today, "set", text)
    load_plan(writer, me, hostile_plan(text))
    reader = open_reader(str(path))
    rows = [row.id for row in assignments(reader, AssignmentFilter(), who().today)]
    record_report(writer, me, rows, Said("phone", None, text, text, text, text, reference=text, raw=text))
    reader.close()
    writer.close()
    duban = Shell(path, by="wang")
    assert duban("set", "roads/2", "blocked", "--note", storable(text)).code == 0
    return duban


PLAIN = [
    ["plans"], ["tasks"], ["tasks", "--plan", "roads", "--text", "1"], ["show", "roads"], ["log", "--all"], ["open"],
    ["check"], ["where"], ["summary"], ["summary", "--kind", "briefing"], ["summary", "--kind", "ledger"],
]  # fmt: skip
JSON = [["tasks", "--json"], ["show", "roads", "--json"], ["log", "--json", "--all"], ["summary", "--format", "json"]]
CSV = [["tasks", "--csv"], ["summary", "--kind", "ledger", "--format", "csv"], ["summary", "--format", "csv"]]


@pytest.fixture(params=[name for name in HOSTILE])
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Shell]:
    """A kind of hostile text and a store full of it."""
    text = HOSTILE[request.param]
    return text, fill(tmp_path / "hostile.db", text)


def strings(value: object) -> Iterator[str]:
    """Every text in a tree of JSON."""
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(one)


# Ways out


def test_nothing_that_a_store_holds_acts_on_a_terminal_or_a_spreadsheet(hostile: tuple[str, Shell]) -> None:
    text, duban = hostile
    for lang in ("en", "zh"):
        for args in PLAIN:
            ran = duban(*args, lang=lang)
            assert ran.code == 0 and not ACTS.search(ran.out + ran.err), (args, ran)
    for args in JSON:
        ran = duban(*args)
        assert not ran.code and not ran.err and not ACTS.search(ran.out), args
        assert storable(text) in {*strings(json.loads(ran.out))}, "what was written comes back as it was"
    for args in CSV:
        ran = duban(*args)
        assert not ran.code and not ACTS.search(ran.out), args
        rows = list(csv.reader(io.StringIO(ran.out)))
        assert len({len(row) for row in rows if row}) <= 3, "no cell broke out of its row"
        for cell in (cell for row in rows for cell in row):
            assert "\n" not in cell and (cell[:1] not in ("=", "+", "@", "-") or re.fullmatch(r"-?[\d.]+", cell)), cell


def test_what_is_said_of_hostile_text_is_one_line_of_visible_words(hostile: tuple[str, Shell]) -> None:
    text, duban = hostile
    for args in (
        ["set", "roads/2", "done", "--note", text], ["undo"], ["redo"], ["set", f"roads/{text}", "done"],
        ["set", "roads/2", text], ["set", "roads/2", "done", "--unit", text + "?"], ["due", "roads/2", text, "--basis",
        "minutes"], ["member", "Towns", text + "2"], ["member", text, text], ["show", text], ["load", text],
        ["tasks", "--light", text], ["log", "--person", text], ["backup", "/none/" + text],
        ["restore", "/none/" + text], [text], ["tasks", "--" + text], ["summary", "-o", "/none/" + text],
        ["reading", "roads/" + text, "1", "--unit", text],
    ):  # fmt: skip
        ran = duban(*args, by=text if text.strip() else "x")
        assert ran.code in (0, 1, 2, 3), (args, ran)
        assert not ACTS.search(ran.out + ran.err) and "itself failed" not in ran.err, (args, ran)
        assert ran.err.startswith("duban: ") or not ran.code, (args, ran)


async def test_the_dashboard_draws_hostile_text_in_its_cells(hostile: tuple[str, Shell]) -> None:
    _, duban = hostile
    async with walk(Path(duban.store), plan="roads") as w:
        for key in ("tab", "tab", "tab", "enter", "escape", "w", "escape", "6", "1", "question_mark"):
            await w.press(key)
            await w.pilot.pause()
            assert not ACTS.search(w.text().replace("\n", ""))
            for pane in w.pilot.app.screen.query(Lines):
                if pane.display and pane.size.width:
                    for y in range(pane.size.height):
                        strip = pane.render_line(y)
                        drawn = "".join(segment.text for segment in strip)
                        assert strip.cell_length == cell_len(drawn) == pane.size.width, (pane, y, drawn)


# A real terminal: the bytes themselves


def drawn_until(pty: Pty, *marks: str, seconds: float = 40.0) -> bytes:
    """The raw bytes that a program writes until all marks were among them."""
    raw, end = b"", time.monotonic() + seconds
    while not all(mark.encode() in raw for mark in marks):
        left = end - time.monotonic()
        assert left > 0 and pty.exit_code is None, (marks, raw[-2000:])
        raw += pty.read(left)
    while select.select([pty.fd], [], [], 0.3)[0] and (more := pty.read(0.1)):
        raw += more
    return raw


def test_no_byte_of_hostile_text_reaches_the_terminal_as_a_command(tmp_path: Path, clean_env: dict[str, str]) -> None:
    text = f"X{OWNED}{BIDI}{MARKUP}Y"
    duban = fill(tmp_path / "h.db", text)
    argv = [sys.executable, "-m", "tui", "--store", duban.store, "--today", "2006-09-15", "--by", f"li{OWNED[:12]}"]
    pty = Pty(argv, 120, 40, clean_env)
    try:
        raw = drawn_until(pty, "Overview", "␛]0;OWNED")
        for key in ("enter", "w", "escape", "n", "escape", "d", "escape", "s", "escape", ":", "escape", "P", "escape",
                    "x", "u", "6", "1", "e", "escape", "/", "X", "escape", "?", "escape"):  # fmt: skip
            pty.write(key_bytes(key))
            raw += pty.read(0.4)
            while select.select([pty.fd], [], [], 0.15)[0] and (more := pty.read(0.05)):
                raw += more
        pty.write(b"\x1b[<0;60;8M\x1b[<0;60;8m")  # a click on the text that would quit
        pty.write(b"\x1b[200~" + (text * 3).replace("\x9b", "").encode() + b"\x1b[201~")  # and a paste onto the board
        raw += pty.read(1.0)
        assert pty.exit_code is None, "still there"
    finally:
        pty.end()
    for command in RAW:
        assert command not in raw, command


def test_a_file_of_a_hostile_name_is_a_store_like_any_other(tmp_path: Path, clean_env: dict[str, str]) -> None:
    for name in (f"a{OWNED}.db", "b?mode=memory&x=#%41.db", "\udcff\udcfe.db", "c\n名 字'\".db", "-x.db"):
        store = tmp_path / name
        duban = Shell(store)
        said = duban.said("load", "guangzhou-2003")
        assert os.path.exists(os.fsencode(store)) and not ACTS.search(said)
        for args in (["tasks"], ["where"], ["check"], ["backup", str(store) + ".copy"], ["open"]):
            ran = duban(*args)
            assert ran.code == 0 and not ACTS.search(ran.out + ran.err), (name, args, ran)
        store.write_bytes(b"x" * 5000)
        assert not ACTS.search(sentence(duban("tasks"), 3))
        assert duban("restore", str(store) + ".copy").code == 0 and duban("plans").out


# Ways in


def test_environment_and_config_file_are_foreign_text_too(
    tmp_path: Path, clean_env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "duban.db"
    Shell(store).said("load", "guangzhou-2003")
    config = Path(clean_env["XDG_CONFIG_HOME"]) / "duban" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f"store = {json.dumps(str(store))}\nby = {json.dumps('li' + OWNED + BIDI)}\n", "utf-8")
    first = json.loads(bare("tasks", "--json").out)[0]
    ran = bare("set", f"guangzhou-2003/{first['task']}", "blocked", "--unit", first["unit"])
    assert ran.code == 0 and not ACTS.search(ran.err)
    assert json.loads(bare("log", "--json").out)[0]["by"] == storable("li" + OWNED + BIDI)
    for name in ("DUBAN_BY", "DUBAN_LANG", "DUBAN_TODAY", "DUBAN_STORE", "TZ", "LANG", "COLUMNS", "HOME"):
        with monkeypatch.context() as one:
            one.setenv(name, f"x{OWNED}{BIDI}\udcff")
            for args in (["tasks"], ["where"], ["undo"]):
                ran = bare(*args)
                assert ran.code in (0, 1, 2, 3) and not ACTS.search(ran.err), (name, args, ran)
                assert "itself failed" not in ran.err and (args == ["where"] or not ACTS.search(ran.out)), (name, ran)
    config.write_text('store = "a\\u0000b"\n', "utf-8")
    assert "cannot be used" in sentence(bare("tasks"), 3)
    for broken in (b"\xff\xfe\x00", b"store = [" * 5000, b"by = 'x\x1b[2J'", b"\x00" * 100):
        config.write_bytes(broken)
        assert not ACTS.search(sentence(bare("tasks"), 1))


FILES = {
    "empty": b"",
    "NUL": b"\x00" * 3000,
    "another encoding": b"\xff\xfe" + "任务".encode("utf-16-le"),
    "escapes": b"\x1b[2J" * 500,
    "nested": b"[" * 100_000,
    "a megabyte": b'a = "' + b"x" * 10**6,
    "many headers": "序号,任务\n".encode() * 20_000,
    "formulas": b"=cmd," * 3000,
    "quotes": b'"' * 9999,
    "hostile cells": "序号,任务,责任单位\n1,\x1b[2J,\u202e\n".encode(),
}


@pytest.mark.parametrize("ending", [".toml", ".csv", ".txt", ""])
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_plan_file_is_refused_in_a_sentence_or_taken_in_as_text(
    name: str, ending: str, tmp_path: Path
) -> None:
    file, duban = tmp_path / f"plan{ending}", Shell(tmp_path / "duban.db")
    file.write_bytes(FILES[name])
    began = time.monotonic()
    ran = duban("load", file)
    assert ran.code in (0, 1, 2) and not ACTS.search(ran.out + ran.err) and "itself failed" not in ran.err, ran
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("name", HOSTILE)
async def test_what_is_pasted_into_a_form_is_kept_as_it_is_and_shown_as_text(name: str, demo: Path) -> None:
    text = HOSTILE[name]
    async with walk(demo) as w:
        item = w.screen.subject.item
        assert item is not None
        await w.press("n")
        await until(w.pilot, lambda: bool(w.pilot.app.screen.query(Input)))
        field = w.pilot.app.screen.query(Input).first()
        field.post_message(events.Paste(text))
        await w.pilot.pause()
        pasted = field.value
        assert not ACTS.search(w.text().replace("\n", ""))
        await w.press("enter")
        await until(w.pilot, lambda: len(w.pilot.app.screen_stack) == 1)
        assert pasted == visible(text).strip()[: len(pasted)] and pasted
        await until(w.pilot, lambda: bool(w.row(item.task, item.unit).note))
        assert w.row(item.task, item.unit).note == pasted
        await until(w.pilot, lambda: any(row.note == pasted for row in w.screen.view.due))
        await w.pilot.pause(0.1)
        assert not ACTS.search(w.text().replace("\n", ""))


# A megabyte


def test_a_megabyte_of_one_title_is_read_and_drawn_in_a_moment(tmp_path: Path, clean_env: dict[str, str]) -> None:
    text = ("督办\u0301" + OWNED) * 40_000
    assert len(text.encode()) > 2**20
    writer = Writer(str(tmp_path / "m.db"), durable=False)
    doc = plan(task("1", "A", due="9-1")._replace(title=text, text=text), task("2", "A"), title=text)
    load_plan(writer, who(), doc)
    writer.close()
    duban = Shell(tmp_path / "m.db")
    for args in [*PLAIN, *JSON, *CSV, ["set", "roads/1", "done"], ["undo"], ["set", text, "done"]]:
        began = time.process_time()
        ran = duban(*args)
        assert ran.code in (0, 1) and not ACTS.search(ran.err), args
        assert time.process_time() - began < 5, args
    argv = [sys.executable, "-m", "tui", "--store", duban.store, "--today", "2006-09-15"]
    with Terminal(argv, 100, 30, env=clean_env) as terminal:
        terminal.wait_for("督办")
        terminal.press("enter", "w", "escape", "j")
        terminal.wait_for("督办")
        terminal.close("q")


def test_cutting_and_wrapping_a_megabyte_take_no_time() -> None:
    began = time.process_time()
    for text in ("督" * 10**6, "a" * 10**6, "\u0301" * 10**6, OWNED * 30_000, "a " * 500_000):
        assert cell_len(cut(text, 40)) <= 40
    assert time.process_time() - began < 5
    assert all(cell_len(line) <= 40 for line in wrap("督办a " * 20_000, 40))
    assert time.process_time() - began < 5


async def test_a_note_that_is_not_touched_in_its_form_stays_as_it_was(tmp_path: Path) -> None:
    duban = fill(tmp_path / "n.db", "plain")
    duban.said("set", "roads/2", "blocked", "--note", OWNED)
    async with walk(Path(duban.store), plan="roads") as w:
        w.screen.handlers["plans"]  # the keys work
        await w.press("tab", "enter")
        await until(w.pilot, lambda: w.screen.active == "listing" and w.screen.subject.item is not None)
        while (item := w.screen.subject.item) is not None and item.task != "2":
            await w.press("j")
        await w.press("n")
        await until(w.pilot, lambda: bool(w.pilot.app.screen.query(Input)))
        assert not ACTS.search(w.text().replace("\n", "")) and "␛]0;OWNED" in w.text()
        await w.press("enter")
        await until(w.pilot, lambda: len(w.pilot.app.screen_stack) == 1)
        assert [row.note for row in w.rows("roads") if row.task == "2"] == [OWNED]
