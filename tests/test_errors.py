"""Every refusal is a sentence: in both languages, for every kind that the program raises."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from words import say_error, speak
from words.phrases.errors import ErrorsWords

ROOT = Path(__file__).resolve().parent.parent
RAISED = ("Refused", "Unusable", "Busy")
FACTS: dict[str, object] = {
    "on": date(2006, 9, 16), "today": date(2006, 9, 15), "as_of": date(2006, 9, 1), "last": date(2006, 9, 15),
    "due": date(2006, 9, 15), "since": date(2006, 1, 1), "until": date(2005, 1, 1), "found": 9, "known": 1,
    "seconds": 5.0, "line": 3, "sentence": "A sentence.",
}  # fmt: skip


def kinds() -> list[str]:
    """Every method of the protocol but the fallback."""
    return [name for name in dir(ErrorsWords) if not name.startswith("_") and name not in ("lang", "fallback")]


def facts_of(kind: str) -> dict[str, object]:
    """Facts for every argument, by its kind."""
    facts: dict[str, object] = {}
    for name, parameter in inspect.signature(getattr(ErrorsWords, kind)).parameters.items():
        if name == "self":
            continue
        names = "Names" in str(parameter.annotation)
        facts[name] = ("one", "two") if names else FACTS.get(name, f"a {name}")
    return facts


def raised() -> Iterator[tuple[str, str, set[str]]]:
    """Each refusal in the code: place, kind, names of its facts."""
    for room in ("store", "exchange", "seed", "tui"):
        for file in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in RAISED:
                    first = node.args[0] if node.args else None
                    if isinstance(first, ast.Constant) and all(keyword.arg for keyword in node.keywords):
                        names = {keyword.arg or "" for keyword in node.keywords}
                        yield f"{file.relative_to(ROOT)}:{node.lineno}", str(first.value), names


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", kinds())
def test_each_kind_is_one_clear_sentence(kind: str, lang: str) -> None:
    words = speak(lang)
    text = say_error(words, kind, facts_of(kind))
    assert text.endswith((".", "。", "？", "?", "…"))
    assert "None" not in text and "datetime" not in text and "('" not in text
    assert text != words.errors.fallback(kind=kind, facts=())


@pytest.mark.parametrize(("place", "kind", "names"), list(raised()))
def test_every_refusal_in_the_code_has_its_sentence(place: str, kind: str, names: set[str]) -> None:
    method = getattr(ErrorsWords, kind, None)
    assert method is not None, f"{place}: no sentence for {kind}"
    parameters = inspect.signature(method).parameters
    needed = {name for name, p in parameters.items() if p.default is p.empty and name != "self"}
    assert needed <= names, f"{place}: {kind} needs {needed - names}"


def test_foreign_text_in_a_sentence_is_made_visible() -> None:
    said = say_error(speak("en"), "unknown_plan", {"name": "x\x1b[2J", "close": ["a\u202eb"]})
    assert "\x1b" not in said and "\u202e" not in said and "␛[2J" in said


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_unknown_kind_is_told_with_its_facts(lang: str) -> None:
    said = say_error(speak(lang), "brand_new", {"path": "/x", "names": ("a", "b"), "on": date(2006, 9, 15)})
    assert "brand new" in said and "/x" in said and "2006" in said


def test_missing_or_strange_facts_never_become_a_traceback() -> None:
    for kind in kinds():
        assert say_error(speak("zh"), kind, {})
        assert say_error(speak("en"), kind, {name: object() for name in facts_of(kind)})


def test_facts_that_a_sentence_does_not_use_are_left_out() -> None:
    assert "lost" not in say_error(speak("en"), "store_busy", {"seconds": 5.0, "path": "/x", "extra": "lost"})


def test_both_languages_say_that_nothing_was_changed() -> None:
    facts = facts_of("unknown_task")
    assert "Nothing was changed" in say_error(speak("en"), "unknown_task", facts)
    assert "未作任何改动" in say_error(speak("zh"), "unknown_task", facts)
