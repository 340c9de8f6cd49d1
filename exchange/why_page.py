"""The page that says why a light shows what it shows: entries for the screen, plain text to print, JSON.

It is printed and passed on: the persons of a unit whom one called, or who reported, are not named.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from exchange.assignment_json import assignment_json, iso
from store import vocabulary as v
from store.explained import Evidence, Why
from store.facts import Reason
from store.shapes import Assignment, ReportLine
from words import Words
from words.cells import cells, lines

WIDTH = 80
"""Cells of a printed line."""
MOST_NAMED = 12
"""How many of a task's parts are named; the others are counted."""
GAP = 2
"""Cells between the label of an entry and its text."""


class Entry(NamedTuple):
    """One entry of the page: what it is, and its text; empty for what goes on under the same label."""

    label: str
    text: str
    light: str = ""
    """The light that the entry is about, for whoever draws it in colour."""
    head: bool = False
    """True for the line above a new subject."""


def page(why: Why, words: Words) -> tuple[Entry, ...]:
    """The whole page, in the order in which a coordinator asks."""
    says, domain = words.why, words.domain
    unit = f"  {why.unit}" if why.kind in ("assignment", "task") and why.unit else ""
    found = [Entry("", f"{says.headline(why.name, why.title)}{unit}", head=True), Entry("", says.as_of(why.as_of))]
    if why.reason is None:
        text = says.all_done() if why.kind == "plan" or why.parts else says.owes_nothing()
        return (*found, Entry(domain.word("light"), text, why.light))
    if why.kind != "assignment":
        found += _summed_up(why, words)
    if why.evidence is not None:
        if why.kind != "assignment":
            found += [Entry("", ""), _worst_head(why.evidence.detail.row, words)]
        found += _evidence(why, why.evidence, words)
    return tuple(found)


def _summed_up(why: Why, words: Words) -> Iterator[Entry]:
    """The light of a task, a unit or a plan: its rule, its parts, and why the first of them is the worst."""
    says, domain = words.why, words.domain
    reason = why.reason or Reason(why.light)
    yield Entry(domain.word("light"), _light(reason, words), why.light)
    if why.kind == "task":
        yield Entry(says.label("closing"), says.closing(why.rule, why.done, why.owed, why.closed_on))
    if why.counts:
        yield Entry(says.label("counts"), domain.list(tuple(says.counted(one.light, one.n) for one in why.counts)))
    yield Entry(says.label("rule"), says.worst(why.kind))
    here = [one.light for one in why.counts]
    better = tuple(light for light in v.WORST_FIRST[_place(why.light) + 1 :] if light in here)
    if better and why.light in here:
        yield Entry("", says.worst_order(why.light, better))
    named, others = _named(why)
    for index, row in enumerate(named):
        yield _part(why, row, words)._replace(label="" if index else says.label("parts"))
    if others:
        supporting = [row.light for row in others]
        counted = tuple(says.counted(light, supporting.count(light)) for light in v.WORST_FIRST if light in supporting)
        yield Entry("", says.supports(len(others), domain.list(counted)))
    owed = sum(one.n for one in why.counts if why.kind != "plan" or one.light == why.light) - len(others)
    if owed > len(named) and why.kind != "plan":
        yield Entry("", says.more(owed - len(named)))


def _named(why: Why) -> tuple[tuple[Assignment, ...], tuple[Assignment, ...]]:
    """The parts that a page names, and those that only support a task others owe."""
    if why.kind != "task":
        return why.parts, ()
    owed = tuple(row for row in why.parts if row.role != v.SUPPORT)
    return (owed or why.parts)[:MOST_NAMED], tuple(row for row in why.parts if owed and row.role == v.SUPPORT)


def _part(why: Why, row: Assignment, words: Words) -> Entry:
    """One part: its light, whose it is, and the reason."""
    domain = words.domain
    place = "" if why.kind == "task" else f"{row.plan}/{row.task}  {_title(row)}  "
    unit = "" if why.kind == "unit" and row.unit == why.unit else f"{row.unit}  "
    return Entry("", f"{place}{unit}{domain.role(row.role)}  {_light(row.reason, words)}", row.light)


def _light(reason: Reason, words: Words) -> str:
    """A light with its reason; a reason that begins with the light's word says both."""
    light, text = words.domain.light(reason.light), words.domain.reason(*reason)
    return text if text.startswith(light) else f"{light}  {text}"


def _title(row: Assignment) -> str:
    """Label and title of a task."""
    return f"{row.label} {row.title}".strip()


def _place(light: str) -> int:
    """Where a light stands from the worst to the best."""
    return v.WORST_FIRST.index(light) if light in v.WORST_FIRST else len(v.WORST_FIRST)


def _worst_head(row: Assignment, words: Words) -> Entry:
    """Whose evidence follows."""
    name = f"{row.plan}/{row.task}  {_title(row)}  {row.unit}"
    return Entry("", f"{words.why.label('worst')}  {name}", row.light, True)


def _evidence(why: Why, it: Evidence, words: Words) -> Iterator[Entry]:
    """One assignment: the rule with its numbers, dates and moves, what was said, asked and recorded."""
    row, says, domain = it.detail.row, words.why, words.domain
    yield Entry(domain.word("light"), _light(row.reason, words), row.light)
    known = (why.settings.due_soon_days, it.quiet.since, why.settings.behind_points)
    yield Entry(says.label("rule"), says.rule(row.light, *known))
    label = says.label("also")
    for reason in it.also:
        yield Entry(label, _light(reason, words), reason.light)
        label = ""
    if it.met_on and row.status not in (v.DONE, v.DROPPED, v.CLAIMED):
        yield Entry("", says.begun(it.met_on))
    via = f" ({row.via})" if row.via else ""
    yield Entry(domain.word("unit"), f"{row.unit}{via}  {domain.role(row.role)}")
    percent = f"  {domain.percent(row.percent)}" if row.percent is not None else ""
    yield Entry(domain.word("status"), f"{domain.status(row.status)}{percent}")
    if it.detail.evidence:
        yield Entry(words.dates.label("evidence"), it.detail.evidence)
    if row.note:
        yield Entry(domain.word("note"), row.note)
    yield from _dates(it, words)
    yield from _said(why, it, words)


def _dates(it: Evidence, words: Words) -> Iterator[Entry]:
    """Due date with phrase, source and basis; the first one; every move; extensions."""
    row, says, domain = it.detail.row, words.why, words.domain
    due = [domain.date(row.due) if row.due else domain.light(v.NO_DATE)]
    due += [words.screen.quoted(row.due_text)] if row.due_text else []
    due += [says.inherited(row.due_from, it.source)] if row.due_from and row.due_from != "assignment" else []
    due += [words.screen.by_basis(domain.basis(row.due_basis))] if row.due_basis else []
    yield Entry(domain.word("due"), "  ".join(due))
    if row.due_doubt:
        yield Entry("", f"? {domain.doubt(row.due_doubt)}")
    yield Entry(says.label("window"), says.window(row.start, row.due))
    if row.due_first is not None:
        moved = (row.due - row.due_first).days if row.due else 0
        yield Entry(says.label("first"), says.first(row.due_first, row.due, moved))
    moves = [says.move(one.on, one.old, one.new, one.basis, one.note, one.by) for one in it.detail.moves]
    yield from _under(says.label("moves"), moves or [says.never_moved()])
    if row.late_kept:
        yield Entry("", words.dates.late_kept(row.late_kept))
    asked = [
        words.dates.annex_extension(one.asked_on, one.wanted, one.decision, one.asked_late, one.late_kept)
        + "".join(f"  {text}" for text in (one.reason, _decided(one.decided_on, one.decided_by, words), one.basis)
                  if text)
        for one in it.detail.extensions
    ]  # fmt: skip
    yield from _under(says.label("extensions"), asked or [says.label("none")])


def _decided(on: date | None, by: str, words: Words) -> str:
    return words.dates.decided_by(on, by) if on else ""


def _said(why: Why, it: Evidence, words: Words) -> Iterator[Entry]:
    """What the unit said, how it was asked, and every change of the status, the newest first."""
    row, says = it.detail.row, words.why
    back = [words.dates.sent_back_on(one.on, one.claimed_on, one.reason) for one in it.detail.returned]
    yield from _under(says.label("claims"), back)
    reports = [_report(one, words) for one in it.detail.reports]
    yield from _under(says.label("reports"), reports or [says.label("none")])
    asked = [words.calls.detail(one.on, one.via, "", one.answer, one.promised) for one in it.chases]
    promise = promised(it, why.as_of)
    first = [says.promise(promise, (why.as_of - promise).days)] if promise else []
    yield from _under(says.label("chases"), first + asked or [says.label("none")])
    changes = [
        says.status(one.on, str(one.old), str(one.new), one.note, one.by)
        for one in it.detail.history
        if one.what == "assignment" and one.field == "status"
    ]
    history = changes or [words.domain.status(row.status)]
    yield from _under(says.label("history"), history)


def promised(it: Evidence, as_of: date) -> date | None:
    """The promise that is in force: of the last chase, while the work is open; a report keeps it where it is not late.

    Args:
        it: what an assignment's light rests on.
        as_of: the date that is looked from.
    """
    row, last = it.detail.row, it.chases[0] if it.chases else None
    if last is None or last.promised is None or it.met_on is not None or row.status in (v.DONE, v.DROPPED, v.CLAIMED):
        return None
    late = row.due is not None and row.due < as_of
    kept = row.last_report is not None and row.last_report >= last.on
    return None if last.promised < as_of and kept and not late else last.promised


def _report(report: ReportLine, words: Words) -> str:
    """One report as said."""
    domain = words.domain
    parts = [report.on.isoformat(), domain.via(report.via)]
    parts += [words.screen.claims(report.claims)] if report.claims else []
    parts += [domain.percent(report.percent)] if report.percent is not None else []
    parts += [report.progress, report.problem, report.next_step, report.reference]
    parts += [domain.word("sample")] if report.sample else []
    return "  ".join(part for part in parts if part)


def _under(label: str, texts: list[str]) -> Iterator[Entry]:
    """Several texts under one label."""
    for index, text in enumerate(texts):
        yield Entry("" if index else label, text)


def label_width(entries: tuple[Entry, ...]) -> int:
    """Cells of the column of labels."""
    return max((cells(entry.label) for entry in entries), default=0)


def page_text(why: Why, words: Words, width: int = WIDTH) -> str:
    """The page as plain text in lines of at most `width` cells, to print or to keep."""
    entries = page(why, words)
    room, printed = label_width(entries), []
    for entry in entries:
        if entry.head or not (entry.label or entry.text):
            printed += lines(entry.text, width)
            continue
        label = entry.label + " " * (room + GAP - cells(entry.label))
        if not printed or (entry.label == "" and len(printed) < 3):
            label = ""
        for line in lines(entry.text, width - cells(label)):
            printed.append(f"{label}{line}")
            label = " " * cells(label)
    return "".join(f"{line.rstrip()}\n" for line in printed)


def page_json(why: Why) -> dict[str, object]:
    """The page as an object: the light, what it rests on, the parts."""
    it = why.evidence
    return {
        "kind": why.kind, "plan": why.plan or None, "name": why.name, "title": why.title, "unit": why.unit or None,
        "as_of": iso(why.as_of), "light": why.light or None, "reason": _reason(why.reason),
        "rule": why.rule or None, "done": why.done, "owed": why.owed, "closed_on": iso(why.closed_on),
        "counts": {one.light: one.n for one in why.counts},
        "settings": {
            "due_soon_days": why.settings.due_soon_days, "silent_days": why.settings.silent_days,
            "behind_points": why.settings.behind_points,
        },
        "parts": [assignment_json(row) for row in why.parts],
        "because": None if it is None else _because(it, why.as_of),
    }  # fmt: skip


def _reason(reason: Reason | None) -> dict[str, object] | None:
    if reason is None:
        return None
    return {
        "light": reason.light, "days": reason.days, "due": iso(reason.due), "on": iso(reason.on),
        "figure": reason.figure, "elapsed": reason.elapsed,
    }  # fmt: skip


def _because(it: Evidence, as_of: date) -> dict[str, object]:
    """What one assignment's light rests on."""
    found = it.detail
    return {
        "assignment": assignment_json(found.row), "reason": _reason(found.row.reason),
        "also": [_reason(one) for one in it.also], "silent_since": iso(it.quiet.since), "met_on": iso(it.met_on),
        "due_source": it.source or None, "due_doubt": found.row.due_doubt or None,
        "evidence": found.evidence or None, "promised": iso(promised(it, as_of)),
        "moves": [
            {"on": iso(one.on), "old": iso(one.old), "new": iso(one.new), "basis": one.basis, "note": one.note,
             "by": one.by} for one in found.moves
        ],
        "extensions": [
            {"asked_on": iso(one.asked_on), "wanted": iso(one.wanted), "reason": one.reason, "decision": one.decision,
             "decided_on": iso(one.decided_on), "decided_by": one.decided_by, "due_was": iso(one.due_was),
             "late_kept": one.late_kept} for one in found.extensions
        ],
        "returned": [
            {"on": iso(one.on), "claimed_on": iso(one.claimed_on), "reason": one.reason, "by": one.by}
            for one in found.returned
        ],
        "reports": [
            {"on": iso(one.on), "via": one.via, "claims": one.claims, "percent": one.percent,
             "progress": one.progress, "problem": one.problem, "next": one.next_step} for one in found.reports
        ],
        "chases": [
            {"on": iso(one.on), "via": one.via, "answer": one.answer, "promised": iso(one.promised)}
            for one in it.chases
        ],
        "history": [
            {"on": iso(one.on), "field": one.field, "old": one.old, "new": one.new, "by": one.by}
            for one in found.history
        ],
    }  # fmt: skip
