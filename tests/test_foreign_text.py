"""Text from documents and telephones: kept as it is, with a visible sign for what a store cannot keep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import TODAY, Kept, make_store, mandate, plan, task, who

from store import document as d
from store.commands.dates import ask_extension, decide_extension, set_due
from store.commands.load import load_plan
from store.commands.members import set_member
from store.commands.reports import Said, record_report
from store.commands.statuses import set_note, set_status
from store.commands.undo import undo
from store.foreign import storable
from store.queries.assignments import assignments
from store.queries.detail import detail
from store.queries.document import document
from store.queries.history import log
from store.shapes import AssignmentFilter, Who

HOSTILE = {
    "markup": "[/] [x] done [@click=app.quit]b[/] [b类] \\",
    "escape sequences": "\x1b[31mred\x1b[0m\x07\r\n\ttab",
    "bidi overrides": "abc\u202edef\u2066ghi\u200f",
    "nul": "before\0after",
    "half a character": "before\ud83dafter",
    "half the other way": "\udce5\udcb8\udc82",
    "combining storm": "a" + "\u0301" * 500,
    "wide and rare": "𠮷野家 𣏾 👩‍👩‍👧‍👦 ﷽",
    "sql": "'; DROP TABLE task; -- % _ ! :plan ?",
    "a megabyte": "督办" * 170_000,
}


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = make_store(tmp_path / "s.db", plan(task("1", "A"), task("2", "Towns")))
    yield store
    store.close()


def test_a_nul_and_half_a_character_get_a_visible_sign() -> None:
    assert storable("before\0after") == "before␀after"
    assert storable("before\ud83dafter") == "before\ufffdafter"
    assert storable("𠮷 👩‍👧 ordinary") == "𠮷 👩‍👧 ordinary"


@given(st.text(st.characters(codec=None)))
def test_any_text_becomes_one_that_can_be_kept_and_only_once(text: str) -> None:
    clean = storable(text)
    assert (clean.encode() and "\0" not in clean) or clean == ""
    assert storable(clean) == clean and len(clean) == len(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_people_type_is_read_back(kept: Kept, name: str) -> None:
    text, wanted = HOSTILE[name], storable(HOSTILE[name])
    row, me = kept.row("1").id, Who(text, TODAY, who().at, words=("set", text))
    set_note(kept.writer, me, [row], text)
    set_status(kept.writer, me, [row], "blocked", note=text + "!")
    set_due(kept.writer, me, [row], d.Window(text, None, TODAY), "minutes")
    record_report(kept.writer, me, [row], Said("phone", None, text, text, text, text, reference=text, raw=text))
    ask_extension(kept.writer, me, [row], TODAY.replace(month=12), text)
    decide_extension(kept.writer, me, [row], True, text)
    found = detail(kept.reader, row, TODAY)
    assert (found.row.note, found.extensions[0].reason, found.extensions[0].decided_by) == (
        wanted + "!",
        wanted,
        wanted,
    )
    said = found.reports[0]
    assert {said.from_whom, said.progress, said.problem, said.next_step, said.reference, said.by} == {wanted}
    assert all(line.by == wanted and line.words == ("set", wanted) for line in found.history)
    set_note(kept.writer, me, [row], text)
    before = kept.row("1").version
    assert set_note(kept.writer, me, [row], text).command == 0 and kept.row("1").version == before
    (undone,) = undo(kept.writer, me)
    assert undone.words == ("set", wanted)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_documents_say_is_read_back_and_loading_it_again_is_nothing(tmp_path: Path, name: str) -> None:
    text = HOSTILE[name]
    doc = plan(
        task("1", d.MandateDoc("A", "lead", text, text), due="9-1")._replace(title=text, text=text, label=text),
        title=text, issuer=text, source_note=text, area=text, units=(d.UnitDoc("A", text, (text + "'",)),),
        bodies=(d.BodyDoc(text, people=(d.PersonDoc(text, text),)),),
    )  # fmt: skip
    kept = make_store(tmp_path / "s.db", doc)
    found = document(kept.reader, "roads")
    wanted = storable(text)
    assert (found.title, found.sections[0].tasks[0].text, found.units[0].short) == (wanted, wanted, wanted)
    assert load_plan(kept.writer, who(), doc).command == 0
    kept.close()


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "a megabyte"])
def test_a_unit_may_be_called_anything_and_is_found_by_it(kept: Kept, name: str) -> None:
    text = HOSTILE[name]
    set_member(kept.writer, who(), kept.id_of("unit", "Towns"), text)
    again = set_member(kept.writer, who(), kept.id_of("unit", "Towns"), text)
    assert again.command == 0, "the same name is the same unit"
    for chosen in (AssignmentFilter(units=(text,)), AssignmentFilter(text=text)):
        assert [row.unit for row in assignments(kept.reader, chosen, TODAY)] == [storable(text)]


def test_wildcards_in_a_search_stand_for_themselves(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "A"), task("2", mandate("100% _B!", "lead"))))
    for text, units in (("%", ["100% _B!"]), ("_", ["100% _B!"]), ("!", ["100% _B!"]), ("0%_", [])):
        found = assignments(kept.reader, AssignmentFilter(text=text), TODAY)
        assert [row.unit for row in found] == units
    assert len(log(kept.reader)) == 0
    kept.close()
