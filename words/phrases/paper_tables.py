"""Headings, slots and columns of the papers as tables."""

from __future__ import annotations

from typing import TypedDict


class Sections(TypedDict):
    """The headings of a bulletin."""

    overall: str
    indicators: str
    since: str
    problems: str
    required: str
    overdue: str
    blocked: str
    plans: str


class Slots(TypedDict):
    """What only a person can fill in."""

    number: str
    issued: str
    salutation: str
    addressed: str
    leader: str
    office: str
    by_when: str
    contact: str
    telephone: str
    more: str
    cause: str
    chase: str
    advice: str
    problem: str
    who: str


class Columns(TypedDict):
    """The heads of the tables of indicators, of units, of red items and of plans."""

    ordinal: str
    indicator: str
    unit: str
    share: str
    value: str
    percent: str
    points: str
    assessment: str
    figure_on: str
    total: str
    on_track: str
    last_report: str
    item: str
    leader: str
    due_first: str
    days_late: str
    cause: str
    chase: str
    advice: str
    plan: str
    tasks: str
    light: str


class LedgerColumns(TypedDict):
    """The columns of the ledger of assignments 责任事项台账 (PAPERS, section 3), where this version has the fact."""

    ordinal: str
    plan: str
    task: str
    section: str
    title: str
    text: str
    role: str
    unit: str
    group: str
    leads: str
    supports: str
    due_text: str
    due: str
    due_basis: str
    status: str
    light: str
    reason: str
    share: str
    value: str
    measure: str
    percent: str
    elapsed: str
    points: str
    progress: str
    problem: str
    next_step: str
    last_report: str
    via: str
    chases: str
    due_first: str
    extensions: str
    late_kept: str
    claimed_on: str
    done_on: str
    days_late: str
    evidence: str
    in_charge: str
    leader: str
    liaison: str
    phone: str
    note: str
    data: str
    changes: str
    light_then: str
    due_then: str
