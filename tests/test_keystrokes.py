"""How many keys the commonest jobs take, with the cursor on their row; the words that are typed do not count."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from boards import until
from test_report_form import at_mobile
from walks import PANJIN, Walk, walk

from tui.screens.dialog import Dialog


class Words(str):
    """What is typed into a field."""

    __slots__ = ()


class Job(NamedTuple):
    """Something that a coordinator does many times a day."""

    name: str
    most: int
    """How many keys it may take."""
    row: str
    """Where the cursor stands: a pane, `mobile` (a unit), `claims` (the list of claims)."""
    script: tuple[str, ...]
    """Keys, and words between them."""
    saved: str
    """What is said when it is done."""
    plan: str = PANJIN


W = Words
JOBS = (
    Job(
        "a phone call about three items", 8, "mobile",
        ("r", "i", W("cables laid"), "enter", "b", W("no money"), "enter", "x", W("signed off"), "enter", "enter"),
        "u undoes",
    ),
    Job("nothing new on all three", 5, "mobile", ("r", "=", "=", "=", "enter"), "u undoes"),
    Job("a chase with a promise", 6, "due",
        ("c", "tab", "tab", "tab", W("next week"), "tab", W("2006-09-20"), "enter"), "was chased"),
    Job("a claim is confirmed", 2, "claims", ("x", "enter"), "Saved: done", "fujian-2006"),
    Job("a claim is sent back", 2, "claims", ("R", W("no stamp"), "enter"), "Saved: sent back", "fujian-2006"),
    Job("an extension is approved", 3, "due", ("d", "e", "enter"), "approved"),
    Job("a date is instructed", 4, "due",
        ("d", "i", W("2006-10-31"), "tab", W("No. 7"), "enter"), "Saved"),
    Job("a status", 1, "due", ("b",), "Saved: needs help"),
    Job("a figure", 2, "indicators", ("p", W("17800"), "enter"), "17"),
    Job("a task is broken down", 4, "due",
        ("a", W("Dig"), "tab", W("团市委"), "tab", W("2006-10-31"), "enter"), "Added"),
    Job("a note", 2, "due", ("n", W("waits"), "enter"), "Saved"),
    Job("the last one taken back", 1, "due", ("u",), "ndo"),
)  # fmt: skip


async def at_row(w: Walk, job: Job) -> None:
    if job.row == "mobile":
        await at_mobile(w)
    elif job.row == "claims":
        await w.press("C")
        await until(w.pilot, lambda: w.screen.active == "listing")
        await w.press(*["j"] * (w.screen.subject.item is None))
    else:
        w.screen.activate(job.row)
    if job.name == "the last one taken back":
        await w.press("b")
        await w.saying("Saved")


OPENS = frozenset("rcxRdpan")
"""Keys that open a dialog from the overview; `e` and `i` go on from that of the due date."""


async def play(w: Walk, script: tuple[str, ...]) -> int:
    """Press and type, waiting for each dialog that a key opens; how many keys were pressed."""
    keys = 0
    for step in script:
        if isinstance(step, Words):
            await w.write(step)
            continue
        opens = step in OPENS and not isinstance(w.pilot.app.screen, Dialog)
        await w.press(step)
        keys += 1
        if opens:
            await until(w.pilot, lambda: isinstance(w.pilot.app.screen, Dialog))
        await w.pilot.pause()
    return keys


@pytest.mark.parametrize("job", JOBS, ids=[job.name for job in JOBS])
async def test_a_job_takes_few_keys(demo: Path, job: Job) -> None:
    async with walk(demo, plan=job.plan) as w:
        await at_row(w, job)
        assert await play(w, job.script) == job.most
        await w.saying(job.saved)
        assert len(w.pilot.app.screen_stack) == 1


def test_a_phone_call_about_three_items_takes_at_most_twelve_keys() -> None:
    (call,) = (job for job in JOBS if job.name == "a phone call about three items")
    assert call.most <= 12 and len(JOBS) >= 10
