"""The fixed words of the domain as tables: lights, roles, statuses, names of fields and things."""

from __future__ import annotations

from typing import TypedDict


class Lights(TypedDict):
    """进度评价: the light of an assignment, a task or a plan."""

    done: str
    dropped: str
    to_confirm: str
    overdue: str
    due_soon: str
    no_report: str
    behind: str
    blocked: str
    not_yet: str
    no_date: str
    on_track: str


class Roles(TypedDict):
    """What a unit does in a task."""

    lead: str
    responsible: str
    support: str


class Statuses(TypedDict):
    """How far a unit is with its part."""

    not_started: str
    in_progress: str
    blocked: str
    claimed: str
    done: str
    dropped: str


class Bases(TypedDict):
    """What a due date rests on."""

    plan: str
    breakdown: str
    minutes: str
    instruction: str
    notice: str
    extension: str
    correction: str


class DueFrom(TypedDict):
    """Where an inherited due date comes from."""

    assignment: str
    task: str
    parent: str
    phase: str
    plan: str


class Vias(TypedDict):
    """How a report or a chase travelled."""

    phone: str
    wechat: str
    paper: str
    sheet: str
    meeting: str
    inspection: str


class Means(TypedDict):
    """What has to be true on the due date."""

    done: str
    started: str


class Decisions(TypedDict):
    """What was decided about an extension."""

    pending: str
    approved: str
    refused: str


class Doubts(TypedDict):
    """Why the reading of a dated phrase is only one of several."""

    before_or_within: str
    about: str
    which_week: str
    holidays_not_counted: str
    no_issue_date: str
    hidden_year: str
    before_issued: str


class Fields(TypedDict):
    """The fields that a change may touch (MODEL)."""

    status: str
    percent: str
    note: str
    due: str
    due_own: str
    start: str
    start_own: str
    due_first: str
    due_basis: str
    title: str
    label: str
    text: str
    role: str
    unit: str
    value: str
    choice: str
    verified: str
    share: str
    reached_on: str
    done_on: str
    claimed_on: str
    evidence: str
    returned: str
    late_kept: str
    due_was: str
    rule: str
    phase: str
    since: str
    until: str
    number: str
    issuer: str
    issued: str
    period: str
    state: str
    closed_on: str
    cycle: str
    bulletin: str
    name: str
    short: str
    rank: str
    decision: str
    due_soon_days: str
    silent_days: str
    behind_points: str
    time_zone: str
    lead_weight: str
    support_weight: str
    percent_on: str
    due_own_phrase: str
    due_phrase: str
    due_means: str
    due_own_basis: str
    due_from: str
    start_on: str
    start_phrase: str
    period_start: str
    period_phrase: str
    basis: str
    area: str
    parent: str
    is_open: str
    open_list: str
    targets: str
    origin: str
    closing: str
    year: str
    source_note: str
    sample: str
    role_text: str
    as_written: str
    duty: str
    measure: str
    comparator: str
    phrase: str
    gone: str
    made: str
    answer: str
    promised: str
    via: str
    progress: str
    problem: str
    next_step: str
    to_whom: str
    phone: str
    claims: str
    wanted: str
    decided_by: str
    decided_on: str
    due_own_note: str
    due_own_precision: str


class Tables(TypedDict):
    """The things that a change may touch (MODEL)."""

    store: str
    plan: str
    section: str
    phase: str
    body: str
    person: str
    unit: str
    alias: str
    contact: str
    membership: str
    task: str
    mandate: str
    assignment: str
    report: str
    extension: str
    chase: str
    chase_item: str
    milestone: str
    indicator: str
    step: str
    share: str
    reading: str
    bulletin: str
    command: str
    change: str


class Nouns(TypedDict):
    """The words of DOMAIN's table, and the few that its text adds."""

    plan: str
    section: str
    area: str
    task: str
    clause: str
    unit: str
    contact: str
    group: str
    member: str
    mandate: str
    assignment: str
    role: str
    status: str
    rule: str
    report: str
    cycle: str
    due: str
    start: str
    basis: str
    extension: str
    chase: str
    phase: str
    milestone: str
    indicator: str
    share: str
    figure: str
    verified: str
    body: str
    person: str
    light: str
    reason: str
    bulletin: str
    briefing: str
    ledger: str
    change: str
    as_of: str
    elapsed: str
    note: str
    sample: str
    open: str
    closed: str
