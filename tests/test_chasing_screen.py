"""Units are asked from the dashboard: the form, the text to send, and who answers for a unit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from boards import face, lines_of, until
from walks import Walk, walk

from store.called import LetterFacts, TodoItem
from store.queries.contacts import chases, contacts
from store.queries.names import unit_key
from store.reader import open_reader
from tui.letters import MOST_ITEMS, unit_letter
from tui.screens.dialog import Choose, Text
from tui.screens.form import Form

TODAY = date(2006, 9, 15)
UNIT = "市信息产业局"


async def saved(it: Walk, sentence: str) -> None:
    """Wait until it is said, and the screen has read what was written."""
    await it.saying(sentence)
    reader = open_reader(str(it.store))
    written = reader.stamp()
    reader.close()
    await until(it.pilot, lambda: it.screen.view.stamp == written)


@pytest.mark.parametrize("pane", ["due", "units"])
async def test_one_call_is_recorded_with_its_answer_and_promise(demo: Path, pane: str) -> None:
    async with walk(demo) as it:
        if pane == "units":
            await it.press("tab")
        await it.press("c")
        await it.dialog(Form)
        await it.press("tab", "tab", "tab")
        await it.write("soon")
        await it.press("tab")
        await it.write("2006-09-20")
        await it.press("enter")
        await saved(it, "promised for 20 September 2006")
    reader = open_reader(str(demo))
    (line,) = chases(reader, TODAY, unit=unit_key(reader, UNIT).id)
    assert (line.on, line.via, line.answer, line.promised) == (TODAY, "phone", "soon", date(2006, 9, 20))
    assert line.items == ("panjin-2005/2",)
    reader.close()


async def test_a_promise_that_is_refused_leaves_the_form_as_it_was_typed(demo: Path) -> None:
    async with walk(demo) as it:
        await it.press("c")
        await it.dialog(Form)
        await it.press("tab", "tab", "tab")
        await it.write("soon")
        await it.press("tab")
        await it.write("2006-09-01")
        await it.press("enter")
        await it.pilot.pause(0.3)
        form = it.pilot.app.screen
        assert isinstance(form, Form)
        assert form.values["answer"] == "soon"
        assert "nobody promises" in "\n".join(lines_of(it.pilot))


async def test_the_text_to_send_is_shown_and_in_the_clipboard(demo: Path) -> None:
    async with walk(demo) as it:
        await it.press("tab", "y")
        await it.dialog(Text)
        text = it.pilot.app.clipboard
        assert UNIT in text and "15 d late" in text and "[name, telephone]" in text
        assert "Copied" in "\n".join(lines_of(it.pilot))


async def test_a_row_is_copied_as_a_line_for_a_spreadsheet(demo: Path) -> None:
    async with walk(demo) as it:
        await it.press("y")
        await it.saying("Copied")
        assert it.pilot.app.clipboard.split("\t")[0] == "panjin-2005/2"


async def test_a_contact_is_entered_from_the_row_of_its_unit(demo: Path) -> None:
    async with walk(demo) as it:
        await it.press("tab", "E")
        await it.dialog(Choose)
        await it.press("enter")
        await it.dialog(Form)
        await it.write("Wang")
        await it.press("tab")
        await it.write("0427")
        await it.press("enter")
        await saved(it, "liaison Wang")
    reader = open_reader(str(demo))
    (line,) = contacts(reader, unit_key(reader, UNIT).id, TODAY)
    assert (line.kind, line.name, line.phone, line.since) == ("liaison", "Wang", "0427", TODAY)
    reader.close()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_long_text_says_how_much_it_leaves_out_and_nothing_in_it_acts(lang: str) -> None:
    item = TodoItem("overdue", "p", "1", "", "a\x1b]52;c;\x07b", "lead", 1, date(2006, 9, 1), 14, None)
    facts = LetterFacts(("Plan",), "", (item,) * (MOST_ITEMS + 5), (date(2006, 9, 5),))
    text = unit_letter("U", facts, face(lang), TODAY)
    assert "5" in text.split(f"{MOST_ITEMS}")[-1] and f"{MOST_ITEMS + 1}." not in text
    assert "\x1b" not in text and "\x07" not in text
    assert ("18 September 2006" if lang == "en" else "2006年9月18日") in text, "the next working day after three days"
