"""The table of actions: complete, without conflicts, said in both languages, and the one source of README's list."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import ROOT

from tui.keys import ACTIONS, BY_ID, DEFAULT_KEYS, KINDS, footer_actions, key_name, readme_keys, works_in
from tui.panes.strips import MODES
from words import speak


def test_ids_and_keys_are_given_once() -> None:
    assert len(BY_ID) == len(ACTIONS)
    for mode in MODES:
        keys = [key for action in ACTIONS if works_in(action, mode) for key in action.keys]
        assert len(keys) == len(set(keys)), mode


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_action_has_a_label_and_a_sentence(lang: str) -> None:
    says = speak(lang).screen
    for action in ACTIONS:
        assert says.action(action.id) != action.id or lang == "en"
        assert says.action_help(action.id) != action.id
        assert action.kind in KINDS


def test_nothing_lives_only_on_keys_that_terminals_swallow() -> None:
    swallowed = {"ctrl+enter", "ctrl+i", "ctrl+m", "ctrl+h", *(f"f{n}" for n in range(1, 25))}
    for action in ACTIONS:
        assert not action.keys or set(action.keys) - swallowed, action.id


def test_readme_lists_every_key() -> None:
    table = readme_keys(speak("en", DEFAULT_KEYS.names(True)).screen)
    for action in ACTIONS:
        for key in action.keys:
            assert f"`{key_name(key, True)}`" in table
    assert table.count("\n") == len(ACTIONS) + 2 and all(f"`{action.id}`" in table for action in ACTIONS)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [line for line in table.splitlines() if line not in readme] == []


def test_the_footer_names_each_place_once() -> None:
    for mode in ("overview", "history"):
        places = [action.footer for action in footer_actions(mode)]
        assert places == sorted(set(places))


def test_the_footer_of_a_mode_offers_only_what_works_there() -> None:
    offered = {mode: {action.id for action in footer_actions(mode)} for mode in ("overview", "history")}
    assert "done" in offered["overview"] - offered["history"] and "narrow" in offered["history"] - offered["overview"]
    assert {"open", "undo", "filter", "help", "quit"} <= offered["overview"] & offered["history"]


def test_the_table_needs_no_textual() -> None:
    code = "import sys, tui.keys; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
