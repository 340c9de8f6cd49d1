"""The dashboard's tables of words: what each of them holds."""

from __future__ import annotations

from typing import TypedDict


class Actions(TypedDict):
    """Every action of tui.keys, in a word or two (footer, palette) or in a sentence (help, README)."""

    down: str
    up: str
    left: str
    right: str
    top: str
    bottom: str
    page_up: str
    page_down: str
    half_up: str
    half_down: str
    next_pane: str
    last_pane: str
    open: str
    close: str
    zoom: str
    overview: str
    tasks: str
    matrix: str
    timeline: str
    units: str
    history: str
    travel: str
    columns_left: str
    columns_right: str
    earlier: str
    later: str
    finer: str
    coarser: str
    to_today: str
    rows_by: str
    claims: str
    missing: str
    mark: str
    mark_range: str
    mark_all: str
    chase: str
    contacts: str
    add: str
    drop: str
    why: str
    copy: str
    status: str
    done: str
    sendback: str
    in_progress: str
    blocked: str
    not_started: str
    report: str
    percent: str
    note: str
    due: str
    close_plan: str
    reopen_plan: str
    undo: str
    redo: str
    filter: str
    narrow: str
    filters: str
    order: str
    palette: str
    plans: str
    export: str
    cycle: str
    dark: str
    light: str
    contrast: str
    help: str
    quit: str


class Kinds(TypedDict):
    """The chapters of the help."""

    move: str
    see: str
    change: str
    find: str
    program: str


class Panes(TypedDict):
    """The titles of the panes."""

    today: str
    phases: str
    due: str
    units: str
    indicators: str
    detail: str
    history: str
    tasks: str
    matrix: str
    timeline: str
    roster: str


class Empty(TypedDict):
    """Why a pane is empty, and which key fills it."""

    phases: str
    one_plan: str
    due: str
    units: str
    indicators: str
    no_claims: str
    listing: str
    filtered: str
    no_plan: str
    no_plan_then: str
    history: str
    tasks: str
    matrix: str
    timeline: str
    roster: str
    timeline_phases: str
    palette: str


class WhyNot(TypedDict):
    """Why an action cannot be done now."""

    read_only: str
    past: str
    read_only_marks: str
    past_marks: str
    not_then: str
    no_row: str
    no_assignment: str
    heading: str
    no_figure: str
    choice: str
    no_plan: str
    not_claimed: str
    one_unit: str
    nothing_open: str
    busy_writing: str
    too_many: str
    no_filter: str
    only_plan: str
    only_matrix: str
    only_timeline: str
    only_history: str
    only_overview: str


class Dialogs(TypedDict):
    """Titles of dialogs."""

    status: str
    group: str
    note: str
    percent: str
    figure: str
    year: str
    due: str
    export: str
    plans: str
    palette: str
    help: str
    builtin: str
    travel: str
    narrow: str
    filters: str
    order: str
    forget_filter: str


class Labels(TypedDict):
    """What the fields of dialogs are called."""

    note: str
    percent: str
    figure: str
    unit: str
    due: str
    basis: str
    kind: str
    format: str
    year: str
    file: str
    verified: str
    as_of: str
    known_at: str
    plan: str
    task: str
    person: str
    since: str
    until: str
    light: str
    status: str
    role: str
    save_as: str
    compared: str


class Hints(TypedDict):
    """The keys of a dialog, on its last line."""

    trouble: str
    choose: str
    confirm: str
    form: str
    travel: str
    help: str
    search: str


class Misc(TypedDict):
    """Single words and short sentences."""

    milestones: str
    last_report: str
    whole_plan: str
    today: str
    not_reported: str
    no_reports: str
    source: str
    inferred: str
    undone_mark: str
    nothing: str
    sample_data: str
    demo: str
    read_only: str
    all_plans: str
    overview: str
    tasks: str
    timeline: str
    units: str
    matrix: str
    owed: str
    not_laid: str
    load: str
    also_called: str
    in_groups: str
    nothing_asked: str
    nothing_changed: str
    past_only: str
    undoes: str
    loading: str
    yes: str
    no: str
    everything: str
    other_filter: str
    forget_filter: str
    any: str
    by_due: str
    by_light: str
    by_unit: str
    by_task: str
    any_unit: str
    exists: str
    optional: str
    saving: str
    travel_about: str
    history: str
