"""`PlanDoc` → plan file (TOML). Nothing is lost: reading what was written gives the same plan (`read_plan`).

Written by hand rather than with a library, because no library knows which tables read better on one line, and because
every string must survive: control characters are escaped, lone surrogates (which TOML cannot hold) become U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from exchange.plan_file_dates import Context, date_row, date_value
from store.document import (
    BodyDoc,
    GroupDoc,
    IndicatorDoc,
    MandateDoc,
    MemberDoc,
    PlanDoc,
    ShareDoc,
    StepDoc,
    TaskDoc,
    Window,
)

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]')
Row = dict[str, object]


def write_plan(doc: PlanDoc) -> str:
    """The plan file of a plan; a bound hidden year is written as Y again.

    Args:
        doc: a plan; its texts may hold any characters.
    """
    context = _context(doc)
    out: list[str] = []
    _table(out, "[plan]", _head(doc, context))
    _table(out, "[plan.bulletin]", doc.bulletin._asdict())
    for unit in doc.units:
        _table(out, "[[unit]]", unit._asdict(), force=True)
    for group in doc.groups:
        _table(out, "[[group]]", _group(group), force=True)
    for phase in doc.phases:
        named: Row = {"ref": phase.ref, "name": phase.name, "title": phase.title}
        _table(out, "[[phase]]", named | _phase(phase.window, context))
    for milestone in doc.milestones:
        row: Row = {**milestone._asdict(), "due": date_value(milestone.due, context)}
        _table(out, "[[milestone]]", _without(row, means="done"))
    for body in doc.bodies:
        _table(out, "[[body]]", _body(body))
    for section in doc.sections:
        _table(out, "[[section]]", {"label": section.label, "title": section.title}, force=True)
        for task in section.tasks:
            _task(out, "section.task", task, "item", context)
    for indicator in doc.indicators:
        _table(out, "[[indicator]]", _indicator(indicator, context))
    return "\n".join(out).strip("\n") + "\n"


def _context(doc: PlanDoc) -> Context:
    """The same as the reader's: the year given or bound, else that of issue, else the one the period begins in."""
    year = doc.year if doc.year is not None else doc.issued.year if doc.issued else None
    if year is None and doc.period:
        day = doc.period.start or doc.period.end
        year = day.year if day else None
    return Context(year, doc.issued, doc.hidden_year)


def _head(doc: PlanDoc, context: Context) -> Row:
    row: Row = {key: value for key, value in doc._asdict().items() if key in _PLAN}
    if doc.period:
        own = context._replace(year=doc.year if doc.year is not None else doc.issued.year if doc.issued else None)
        row["period"] = date_value(doc.period, own)
    if doc.hidden_year:
        row["year"] = None
    return _without(row, closing="all")


_PLAN = (
    "key", "title", "number", "issuer", "issued", "area", "period", "hidden_year", "year", "source_note", "cycle",
    "closing",
)  # fmt: skip


def _group(group: GroupDoc) -> Row:
    members: list[object] = [m.name if m == MemberDoc(m.name) else _filled({**m._asdict()}) for m in group.members]
    return {"name": group.name, "open": group.open, "members": members}


def _phase(window: Window, context: Context) -> Row:
    value = date_value(window, context)
    return {"phrase": value} if isinstance(value, str) else date_row(window, context)


def _body(body: BodyDoc) -> Row:
    return {**body._asdict(), "people": [_filled(person._asdict()) for person in body.people]}


def _task(out: list[str], path: str, task: TaskDoc, kind: str, context: Context) -> None:
    """One task with what hangs below it; clauses and items of one parent keep their order."""
    row: Row = {"ref": task.ref, "label": task.label, "title": task.title, "text": task.text}
    if task.kind != kind:
        row["kind"] = task.kind
    row |= {"heading": task.heading, "phase": task.phase, "rule": task.rule, "open_list": task.open_list}
    for key, window in (("start", task.start), ("due", task.due)):
        if window:
            row[key] = date_value(window, context)
    if task.means != "done":
        row["means"] = task.means
    row |= {"targets": list(task.targets), "units": [_mandate(m) for m in task.mandates]}
    _table(out, f"[[{path}]]", row)
    # Children of both kinds stand in one list, each saying what it is: two lists would lose their order.
    name = "clause" if task.children and all(child.kind == "clause" for child in task.children) else "task"
    for child in task.children:
        _task(out, f"{path}.{name}", child, "clause" if name == "clause" else "item", context)


def _mandate(mandate: MandateDoc) -> Row:
    row: Row = {"name": mandate.unit, "role": mandate.role}
    return row | _filled({"role_text": mandate.role_text, "duty": mandate.duty, "inferred": mandate.inferred})


def _indicator(indicator: IndicatorDoc, context: Context) -> Row:
    row: Row = {
        **indicator._asdict(),
        "choices": list(indicator.choices),
        "steps": [_step(step, context) for step in indicator.steps],
        "shares": _shares(indicator.shares),
    }
    return _without(row, kind="number", combine="sum", comparator=">=")


def _step(step: StepDoc, context: Context) -> Row:
    """One rung; a threshold without a date has no `by`."""
    if step.by == Window("", precision="none"):
        return {"value": step.value}
    return {"value": step.value, "by": date_value(step.by, context)}


def _shares(shares: Sequence[ShareDoc]) -> object:
    if any(share.sample for share in shares):
        return [_filled(share._asdict(), "value") for share in shares]
    return {share.unit: share.value for share in shares}


def _filled(row: Mapping[str, object], *always: str) -> Row:
    """The row without what is empty, except the keys that are always written."""
    return {k: v for k, v in row.items() if k in always or v not in ("", False, None, ())}


def _without(row: Row, **defaults: object) -> Row:
    """The row without the values that the reader supplies."""
    return {k: v for k, v in row.items() if v != defaults.get(k, _NOTHING)}


_NOTHING = object()


def _table(out: list[str], header: str, row: Mapping[str, object], *, force: bool = False) -> None:
    """One table with a blank line before it; nothing at all where it has no content, unless forced."""
    lines = [f"{_key(k)} = {_top(v)}" for k, v in row.items() if v not in ("", False, None, (), [], {})]
    if lines or force:
        out.extend(("", header, *lines))


def _top(value: object) -> str:
    """A value behind a key: lists of tables on a line each, texts with line breaks as paragraphs."""
    if isinstance(value, (list, tuple)) and value and (isinstance(value[0], dict) or len(value) > 6):
        return "[\n" + "".join(f"  {_value(item)},\n" for item in value) + "]"
    if isinstance(value, str) and "\n" in value:
        return '"""\n' + "\n".join(_string(line)[1:-1] for line in value.split("\n")) + '"""'
    return _value(value)


def _value(value: object) -> str:
    """One TOML value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(str(k))} = {_value(v)}" for k, v in value.items()) + " }" if value else "{}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return _string(str(value))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _string(key)


def _string(text: str) -> str:
    """A basic string; what cannot be seen is escaped, what TOML cannot hold is replaced."""
    return '"' + _SPECIAL.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    if char in _ESCAPES:
        return _ESCAPES[char]
    return "\ufffd" if "\ud800" <= char <= "\udfff" else f"\\u{ord(char):04x}"
