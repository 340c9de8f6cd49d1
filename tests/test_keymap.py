"""Keys of the user's own: read from the config file, checked before the dashboard starts, named wherever keys are."""

from __future__ import annotations

import string
import sys
from pathlib import Path

import pytest
from boards import lines_of, until
from terminal import Terminal
from textual.keys import Keys, _character_to_key
from walks import walk

from tui.keymap import CURSOR, NAMED, read_key, read_keymap
from tui.keys import ACTIONS, DEFAULT_KEYS, Keymap, key_name
from tui.screens.dialog import Text
from tui.screens.history import HistoryScreen
from tui.text import plain
from words import speak

OWN = Keymap(
    {"done": ("X", "f2"), "undo": ("ctrl+z",), "help": ("f1",), "history": ("K",), "overview": ("full_stop",),
     "plans": ("left_square_bracket",), "close": ("backspace",), "next_pane": ("N",), "close_plan": ("ctrl+x",)}
)  # fmt: skip


def read(**table: object) -> tuple[Keymap, list[tuple[str, dict[str, object]]]]:
    """A table of keys, and the kinds and facts of what is wrong with it."""
    keymap, problems = read_keymap(table, {name: f"c:{name}" for name in ("", *table)})
    return keymap, [(problem.kind, problem.facts) for problem in problems]


# Names of keys


@pytest.mark.parametrize("char", [char for char in string.printable if char.isprintable() and char != " "])
def test_what_one_character_types_is_called_as_textual_calls_it(char: str) -> None:
    assert read_key(char) == _character_to_key(char)
    assert key_name(read_key(char)) == char


def test_keys_of_the_cursor_are_those_of_textual() -> None:
    assert {str(key.value) for key in Keys} | {"space"} >= NAMED >= set(CURSOR)


@pytest.mark.parametrize(
    ("written", "key"),
    [("pgdn", "pagedown"), ("Esc", "escape"), ("←", "left"), ("CTRL+R", "ctrl+r"), ("shift+a", "A"), ("F5", "f5"),
     ("shift+tab", "shift+tab"), ("ctrl+Left", "ctrl+left"), ("question_mark", "question_mark"), ("é", "é"),
     ("ctrl+i", "tab"), ("ctrl+m", "enter"), ("ctrl+h", "backspace"), ("？", "fullwidth_question_mark")],
)  # fmt: skip
def test_a_key_is_read_as_people_write_it(written: str, key: str) -> None:
    assert read_key(written) == key


@pytest.mark.parametrize(
    "written",
    ["ctrl+enter", "ctrl+1", "alt+x", "cmd+s", "hyper", "f99", "xx", "\x1b", " ", "shift+enter", "+x"],
)
def test_what_terminals_do_not_send_is_no_key(written: str) -> None:
    assert not read_key(written)


# The table


def test_the_defaults_have_no_conflict() -> None:
    keymap, problems = read()
    assert not problems and all(keymap.of(action.id) == action.keys for action in ACTIONS)
    assert read_keymap(None, {"": "c"}) == (DEFAULT_KEYS, [])


def test_an_action_gets_all_its_keys_anew() -> None:
    _, problems = read(note=["N", ","], palette=",")
    assert [kind for kind, _ in problems] == ["keys_twice"] and problems[0][1]["key"] == ","
    keymap, problems = read(done="X, f2, X", note=["N", ","], close_plan="ctrl+x")
    assert not problems
    assert (keymap.of("done"), keymap.of("note"), keymap.of("close_plan")) == (("X", "f2"), ("N", "comma"), ("ctrl+x",))
    assert keymap.of("undo") == ("u",)


def test_two_actions_may_change_places() -> None:
    keymap, problems = read(done="i", in_progress="x")
    assert not problems and (keymap.of("done"), keymap.of("in_progress")) == (("i",), ("x",))


def test_a_key_may_mean_two_things_that_never_meet() -> None:
    keymap, problems = read(narrow="x")
    assert not problems
    assert dict(keymap.bound("history"))["x"] == "narrow" and dict(keymap.bound("overview"))["x"] == "done"
    assert dict(keymap.bound("history"))["n"] == "note", "which says there where it works"


@pytest.mark.parametrize(
    ("table", "kind", "facts"),
    [
        ({"note": "x"}, "keys_twice", {"place": "c:note", "key": "x", "one": "note", "other": "done"}),
        ({"narrow": "u"}, "keys_twice", {"place": "c:narrow", "key": "u", "one": "narrow", "other": "undo"}),
        ({"next_pane": "ctrl+m"}, "keys_twice", {"key": "enter", "one": "next_pane", "other": "open"}),
        ({"in_progres": "x"}, "keys_unknown_action", {"action": "in_progres", "close": ("in_progress",)}),
        ({"X": "done"}, "keys_turned_round", {"place": "c:X", "key": "X", "action": "done"}),
        ({"done": "ctrl+enter"}, "keys_unknown_key", {"place": "c:done", "action": "done", "key": "ctrl+enter"}),
        ({"done": ""}, "keys_none", {"place": "c:done", "action": "done"}),
        ({"done": []}, "keys_none", {"place": "c:done", "action": "done"}),
        ({"done": 5}, "keys_no_text", {"place": "c:done", "action": "done"}),
        ({"done": ["x", 5]}, "keys_no_text", {"place": "c:done", "action": "done"}),
    ],
)
def test_what_is_wrong_is_said_once(table: dict[str, object], kind: str, facts: dict[str, object]) -> None:
    assert [(found, {name: told[name] for name in facts}) for found, told in read(**table)[1]] == [(kind, facts)]


def test_a_word_where_the_table_belongs_is_refused() -> None:
    assert [one.kind for one in read_keymap("x", {"": "c:1"})[1]] == ["keys_no_table"]


# The dashboard


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_sentence_of_the_dashboard_names_a_key_of_its_own(lang: str) -> None:
    keys = {action.id: f"<{action.id}>" for action in ACTIONS}
    here, there = speak(lang, keys).screen, speak(lang, dict.fromkeys(keys, "<>")).screen
    told = [here.why_not("past"), here.empty("no_plan"), here.action_help("claims"), here.saved("a", "b"),
            here.undone("a", 0, False), here.undone("a", 0, True), here.arrived("x"), here.not_there("p", "d"),
            here.first_rows(5, True)]  # fmt: skip
    assert all("<" in text and "{" not in text for text in told)
    assert here.why_not("past") != there.why_not("past")


async def test_the_dashboard_has_the_keys_that_were_given(demo: Path) -> None:
    async with walk(demo, keys=OWN) as w:
        await w.press("x")
        await w.press("X")
        assert "; ctrl+z undoes." in await w.saying("Saved: done")
        await w.counts("done", 3)
        await w.press("u", "ctrl+z")
        assert "ctrl+r does it again" in await w.saying("Undone: ")
        await w.counts("done", 2)
        await w.press("f2")
        await w.saying("Saved: done")
        screen = w.pilot.app.screen
        footer = lines_of(w.pilot)[-1]
        assert "X done" in footer and "f1 help" in footer and "? help" not in footer
        assert "1 Over" not in lines_of(w.pilot)[0] and ". Overview" in lines_of(w.pilot)[0]
        await w.press("6", "question_mark")
        assert w.pilot.app.screen is screen
        await w.press("K")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, HistoryScreen))
        await w.press("full_stop", "f1")
        await w.dialog(Text)
        dialog = w.pilot.app.screen
        assert isinstance(dialog, Text)
        helped = " ".join(" ".join(plain(line.pieces) for line in dialog.options).split())
        assert "X f2 done; confirms what a unit claimed, with its evidence" in helped
        assert "C what units claim to be done: X confirms, R sends back" in helped


async def test_a_folded_pane_and_an_empty_one_name_the_key_of_the_user(demo: Path) -> None:
    async with walk(demo, size=(80, 24), keys=OWN) as w:
        assert any(line.rstrip().endswith(" N") for line in lines_of(w.pilot))
        await w.press("slash")
        await w.write("zzzz")
        await until(w.pilot, lambda: "backspace clears" in "\n".join(lines_of(w.pilot)))


# The program


def _config(environ: dict[str, str], text: str) -> Path:
    path = Path(environ["XDG_CONFIG_HOME"]) / "duban" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def _argv(demo: Path, lang: str = "en") -> list[str]:
    return [sys.executable, "-m", "tui", "--store", str(demo), "--today", "2006-09-15", "--lang", lang]


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", [":3: i would do both done and in_progress", ':4: “w” is a key; the action comes first, as in why = "w"']),
     ("zh", [":3：i 同时对应 done 和 in_progress 两个操作", ":4：“w”是按键，应先写操作名"])],
)  # fmt: skip
def test_wrong_keys_are_said_with_their_lines_and_nothing_opens(
    demo: Path, clean_env: dict[str, str], lang: str, said: list[str]
) -> None:
    path = _config(clean_env, 'by = "li"\n[keys]\ndone = "i"  # mine\n"w" = "why"\n')
    with Terminal(_argv(demo, lang), cols=160, rows=24, env=clean_env) as terminal:
        terminal.wait_for(lambda text: all(f"{path}{one}" in text.replace("\n", "") for one in said))
        terminal.close(code=1)


def test_a_person_works_with_keys_of_their_own(demo: Path, clean_env: dict[str, str]) -> None:
    _config(clean_env, '[keys]\ndone = "X"\nquit = ["Q"]\n')
    with Terminal(_argv(demo), cols=120, rows=40, env=clean_env) as terminal:
        terminal.wait_for("X done")
        terminal.press("X")
        terminal.wait_for("Saved: done")
        terminal.press("q")
        terminal.close("Q")


def test_whom_to_call_today_is_listed_with_the_keys_of_the_user(demo: Path, clean_env: dict[str, str]) -> None:
    from commandline import Shell

    _config(clean_env, '[keys]\nchase = "K"\n')
    assert " K chase " in Shell(demo, by="li")("todo").out
