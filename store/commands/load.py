"""Loading a plan: made once, and brought up to date when it is loaded again (MODEL, point 7).

Nodes are matched by their natural key. A field that the file did not change since the last load keeps the user's value;
a field changed on both sides keeps the user's and is listed; what left the file ends, and its assignments are dropped.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from store import models
from store.commands.breakdown import follow_parents, refuse_taken_refs
from store.commands.derive import derive
from store.commands.expand import drop_mandate, expand, refuse_cycles, revive_mandate
from store.commands.plan_rows import KINDS, Fields, Rows, lay_out
from store.commands.targets import open_plan
from store.document import PlanDoc
from store.engine import worded
from store.foreign import storable
from store.models import Alias, Assignment, Mandate, Plan, Unit
from store.shapes import Loaded, LoadedField, Who
from store.writer import Transaction, Writer, plain, typed

MODELS: dict[str, Any] = {
    "unit": models.Unit, "alias": models.Alias, "membership": models.Membership, "section": models.Section,
    "phase": models.Phase, "body": models.Body, "person": models.Person, "task": models.Task,
    "mandate": models.Mandate, "milestone": models.Milestone, "indicator": models.Indicator, "step": models.Step,
    "share": models.Share,
}  # fmt: skip

REFERENCES = {
    "unit": "unit", "group_unit": "unit", "over_unit": "unit", "section": "section", "phase": "phase", "body": "body",
    "task": "task", "indicator": "indicator",
}  # fmt: skip
"""Fields that hold another row's natural key, with that row's kind; `parent` is a row of the same kind."""

SHARED = ("unit", "alias", "membership")
"""Kinds that belong to an area, not to one plan: other plans may need them, so they do not end with a plan's file."""


class _DryRun(Exception):
    """Ends the transaction of a dry run without keeping it."""


def load_plan(writer: Writer, who: Who, doc: PlanDoc, dry_run: bool = False) -> Loaded:
    """Load one plan, in one transaction.

    Args:
        doc: the plan as written.
        dry_run: only say what would change.

    Raises:
        Refused: the plan is closed, its groups contain each other, or it gives a new task the ref of one that the
            office added.
    """
    return load_plans(writer, who, [doc], dry_run)[0]


def load_plans(writer: Writer, who: Who, docs: Sequence[PlanDoc], dry_run: bool = False) -> tuple[Loaded, ...]:
    """Load several plans: all of them, or none. A plan loaded for the first time counts from its date of issue.

    Raises:
        Refused: see `load_plan`; then no plan was loaded.
    """
    days = _first_days(writer, who, docs)
    results: list[Loaded] = []
    try:
        with writer.transaction(who, days[0] if len(docs) == 1 else None) as t:
            for doc, day in zip(docs, days, strict=True):
                t.day = day or who.today
                results.append(_Loader(t, doc).load())
            if dry_run or not (t.changes or any(r.new or r.made for r in results)):
                raise _DryRun
    except _DryRun:
        results = [result._replace(command=0) for result in results]
    return tuple(results)


def _first_days(writer: Writer, who: Who, docs: Sequence[PlanDoc]) -> list[date | None]:
    """The day that each load counts for: issue date (or period start) of a new plan; None, today, of a known one."""
    with worded(writer.path), Session(writer.engine) as session:
        known = set(session.exec(select(Plan.key)))
    begins = [doc.issued or (doc.period.start if doc.period else None) for doc in docs]
    return [
        min(begin, who.today) if begin and storable(doc.key) not in known else None
        for doc, begin in zip(docs, begins, strict=True)
    ]


class _Loader:
    """One plan being loaded."""

    def __init__(self, t: Transaction, doc: PlanDoc) -> None:
        self.t = t
        self.doc = doc._replace(key=storable(doc.key), area=storable(doc.area))
        self.changed: list[LoadedField] = []
        self.kept: list[LoadedField] = []
        self.gone: list[tuple[str, str]] = []
        self.made: dict[str, int] = {}
        self.ids: dict[tuple[str, str], int] = {}
        self.touched: list[int] = []
        self.last: Rows = {}
        self.plan_id = 0
        self.before = t.changes

    def load(self) -> Loaded:
        """Do it."""
        canonical = self._canonical()
        rows = lay_out(self.doc, canonical)
        plan = self.t.session.exec(select(Plan).where(Plan.key == self.doc.key)).first()
        new = plan is None
        if plan is None:
            plan = Plan(key=self.doc.key, title="", made=self.t.id)
            self._set(plan, rows["plan"][""])
            self.t.make(plan)
            self.t.session.flush()
        else:
            self.plan_id = plan.id or 0
            open_plan(self.t, self.plan_id)
            new = plan.gone is not None
            self._revive(plan)
            self.last = json.loads(plan.loaded_text or "{}")
            self._compare("plan", "", plan, rows["plan"][""])
        self.plan_id = plan.id or 0
        refuse_taken_refs(self.t, self.plan_id, self.doc.key, rows["task"])
        for kind in KINDS:
            self._load_kind(kind, rows[kind])
        follow_parents(self.t, self.plan_id)
        refuse_cycles(self.t)
        self._end_missing(rows)
        self.touched += expand(self.t, self.plan_id)
        if self.t.changes > self.before or new or self.made:
            self.touched += self._all_assignments()
            text = json.dumps(rows, ensure_ascii=False)
            if plan.made == self.t.id:
                plan.loaded_text = text
            else:  # recorded, so that undoing this load takes back what the next one compares with
                self.t.update(plan, "loaded_text", text, plan=self.plan_id)
        derive(self.t, self.touched)
        return Loaded(
            key=self.doc.key, title=self.doc.title, new=new, tasks=len(rows["task"]),
            assignments=len(self._all_assignments()), made=tuple(self.made.items()), changed=tuple(self.changed),
            kept=tuple(self.kept), gone=tuple(self.gone), command=self.t.id,
        )  # fmt: skip

    def _canonical(self) -> Callable[[str], str]:
        """From any way of writing a unit to its name: by this file's aliases, then by those known in the area."""
        area = self.doc.area
        rows = self.t.session.exec(
            select(Alias.name, Unit.name).where(Alias.area == area, Alias.unit == Unit.id, col(Alias.gone).is_(None))
        )
        names = dict(rows.all())
        names |= {name: name for name in self.t.session.exec(select(Unit.name).where(Unit.area == area))}
        names |= {alias: unit.name for unit in self.doc.units for alias in (*unit.aliases, unit.name)}
        return lambda name: names.get(name, name)

    def _load_kind(self, kind: str, wanted: dict[str, Fields]) -> None:
        """Make what is new, compare what is there."""
        existing = self._existing(kind)
        self.ids.update({(kind, key): row.id for key, row in existing.items()})
        fresh = {key: self._make(kind, key, fields) for key, fields in wanted.items() if key not in existing}
        for key, row in fresh.items():  # a unit may be named before the one it belongs to
            if wanted[key].get("parent") is not None:
                row.parent = self._resolved(kind, "parent", wanted[key]["parent"])
        for key, row in existing.items():
            if key in wanted:
                self._revive(row)
                self._compare(kind, key, row, wanted[key])

    def _revive(self, row: Any) -> None:
        """Bring back a row that had ended: a key is never given twice."""
        if row.gone is None:
            return
        if isinstance(row, Mandate):
            self.touched += revive_mandate(self.t, row, row.gone)
        self.t.update(row, "gone", None, plan=self.plan_id or None)

    def _make(self, kind: str, key: str, fields: Fields) -> Any:
        """Make one row."""
        row = MODELS[kind](made=self.t.id)
        if "plan" in MODELS[kind].model_fields:
            row.plan = self.plan_id
        if kind in ("unit", "alias"):
            row.area, row.name = self.doc.area, key
        if kind == "unit":
            row.rank = self._next_rank()
        self._set(row, {field: self._resolved(kind, field, value) for field, value in fields.items()})
        self.t.make(row)
        self.t.session.flush()
        self.made[kind] = self.made.get(kind, 0) + 1
        self.ids[kind, key] = row.id
        return row

    def _next_rank(self) -> int:
        """The place after the last unit."""
        return (self.t.session.exec(select(func.max(Unit.rank))).one() or 0) + 1

    def _resolved(self, kind: str, field: str, value: object) -> object:
        """A natural key as the id it means."""
        target = kind if field == "parent" else REFERENCES.get(field)
        if target is None or value is None or (kind, field) == ("person", "unit"):
            return value
        return self.ids.get((target, str(value)))

    def _set(self, row: Any, fields: Fields) -> None:
        """Write plain values onto a row, ISO text as dates where the column holds dates."""
        for field, value in fields.items():
            setattr(row, field, typed(type(row), field, value))

    def _compare(self, kind: str, key: str, row: Any, fields: Fields) -> None:
        """Update the fields that the file changed since the last load, unless a user changed them too."""
        before = self.last.get(kind, {}).get(key)
        for field, value in fields.items():
            wanted = self._resolved(kind, field, value)
            now = plain(getattr(row, field))
            if wanted == now or (before is not None and before.get(field) == value):
                continue
            line = LoadedField(kind, key, field, now, wanted)
            if before is None and kind in SHARED and not _adds(kind, field, now, wanted):
                continue
            if before is not None and self._resolved(kind, field, before.get(field)) != now:
                self.kept.append(line)
                continue
            place = {"plan": self.plan_id} if kind not in SHARED else {}
            self.t.update(row, field, typed(type(row), field, wanted), task=row.id if kind == "task" else None, **place)
            if (kind, field) == ("task", "due") and (row.due_own or row.due_own_phrase):  # the office's stays in force
                self.kept.append(line._replace(old=plain(row.due_own)))
            else:
                self.changed.append(line)

    def _end_missing(self, rows: Rows) -> None:
        """End what the last load had and this file has no more."""
        for kind in reversed(KINDS):
            for key in self.last.get(kind, {}):
                if key in rows[kind] or (kind in SHARED and (kind != "membership" or self._elsewhere(key))):
                    continue
                row = self._existing(kind).get(key)
                if row is None or row.gone is not None:
                    continue
                self.gone.append((kind, key))
                if kind == "mandate":
                    self.touched += drop_mandate(self.t, row, self.doc.title)
                self.t.end(row)

    def _elsewhere(self, membership: str) -> bool:
        """Whether the file of another plan in this area has a membership too."""
        others = select(Plan.loaded_text).where(
            Plan.area == self.doc.area, Plan.id != self.plan_id, col(Plan.gone).is_(None)
        )
        return any(membership in json.loads(text or "{}").get("membership", {}) for text in self.t.session.exec(others))

    def _all_assignments(self) -> list[int]:
        rows = self.t.session.exec(
            select(Assignment.id).where(Assignment.plan == self.plan_id, col(Assignment.gone).is_(None))
        )
        return [ident for ident in rows if ident is not None]

    def _existing(self, kind: str) -> dict[str, Any]:
        """The rows of one kind that are there, by natural key."""
        return {key: row for key, row in _keyed(self.t.session, kind, self.plan_id, self.doc.area, self.ids)}


def _adds(kind: str, field: str, now: object, wanted: object) -> bool:
    """Whether a file adds to a unit that another plan's file knows too; where both say something the first stands."""
    if field == "sample":
        return bool(now) and not wanted
    return kind == "unit" and not now and bool(wanted)


def _keyed(session: Session, kind: str, plan: int, area: str, ids: dict[tuple[str, str], int]) -> list[tuple[str, Any]]:
    """(natural key, row) of one kind, in this plan or area."""
    model = MODELS[kind]
    names = {ident: key for (_, key), ident in ids.items() if _ == "unit"}
    refs = {(k, ident): key for (k, key), ident in ids.items()}
    chosen = select(model)
    if kind in ("unit", "alias"):
        return [(row.name, row) for row in session.exec(chosen.where(model.area == area))]
    if kind == "membership":
        rows = session.exec(chosen.where(model.group_unit.in_(list(names))).order_by(model.id))
        spells: Counter[str] = Counter()  # a member may come, leave and come again: its spells are counted
        found = []
        for row in rows:
            stem = f"{names[row.group_unit]}|{names.get(row.unit, '')}"
            spells[stem] += 1
            found.append((f"{stem}|{spells[stem]}", row))
        return found
    if "plan" in model.model_fields:
        rows = session.exec(chosen.where(model.plan == plan))
        if kind == "section":
            return [(f"{row.label}|{row.title}", row) for row in rows]
        return [(row.name if kind == "body" else row.ref, row) for row in rows]
    owner = {"person": "body", "mandate": "task", "step": "indicator", "share": "indicator"}[kind]
    owners = {ident: key for (k, ident), key in refs.items() if k == owner}
    rows = session.exec(chosen.where(getattr(model, owner).in_(list(owners))))
    found = []
    for row in rows:
        stem = owners[getattr(row, owner)]
        tail = {"person": "pos", "step": "pos"}.get(kind)
        rest = str(getattr(row, tail)) if tail else names.get(row.unit, "")
        found.append((f"{stem}|{rest}|{row.role}" if kind == "mandate" else f"{stem}|{rest}", row))
    return found
