"""The tables of the command line: the help of every command and option, the heads of its tables, the places of `where`.

A phrase is added here, then in both languages; mypy names what is missing.
"""

from __future__ import annotations

from typing import TypedDict


class Commands(TypedDict):
    """One line of help for each command."""

    open: str
    demo: str
    plans: str
    show: str
    load: str
    tasks: str
    set: str
    report: str
    confirm: str
    sendback: str
    due: str
    breakdown: str
    extend: str
    chase: str
    contact: str
    todo: str
    reading: str
    reach: str
    member: str
    close: str
    reopen: str
    bulletins: str
    archive: str
    assess: str
    why: str
    undo: str
    redo: str
    log: str
    summary: str
    slips: str
    collect: str
    read: str
    check: str
    backup: str
    restore: str
    cycle: str
    setting: str
    where: str


class Options(TypedDict):
    """One line of help for each option and argument, by its name without dashes."""

    store: str
    today: str
    by: str
    lang: str
    version: str
    help: str
    theme: str
    ascii: str
    read_only: str
    json: str
    csv: str
    headless: str
    builtin: str
    year: str
    dry_run: str
    plan: str
    plans: str
    load: str
    unit: str
    units: str
    role: str
    status: str
    light: str
    due_before: str
    text: str
    task: str
    note: str
    percent: str
    on: str
    basis: str
    date: str
    indicator: str
    value: str
    verified: str
    milestone: str
    group: str
    since: str
    until: str
    n: str
    kind: str
    as_of: str
    known_at: str
    figures_on: str
    issued: str
    number: str
    summary_since: str
    rank: str
    format: str
    output: str
    backup: str
    restore: str
    all: str
    all_changes: str
    log_task: str
    person: str
    log_from: str
    log_until: str
    limit: str
    command: str
    confirm_evidence: str
    end_plan: str
    end_basis: str
    end_on: str
    end_yes: str
    issue: str
    contacts: str
    archive_dir: str
    assess_from: str
    assess_to: str
    rules: str
    sendback_reason: str
    extend_to: str
    extend_reason: str
    asked: str
    approve: str
    refuse: str
    by_whom: str
    decision_note: str
    decision_on: str
    cycle_plan: str
    cycle_text: str
    cycle_on: str
    setting: str
    setting_value: str
    report_unit: str
    report_tasks: str
    via: str
    report_from: str
    report_on: str
    report_received: str
    report_progress: str
    report_problem: str
    report_next: str
    report_value: str
    report_indicator: str
    report_remark: str
    report_in_progress: str
    report_done: str
    report_blocked: str
    report_no_change: str
    report_evidence: str
    report_ref: str
    report_raw: str
    setting_on: str
    contact_until: str
    contact_since: str
    contact_phone: str
    contact_name: str
    contact_kind: str
    contact_unit: str
    promised: str
    answer: str
    chase_to: str
    chase_via: str
    chase_tasks: str
    why_what: str
    breakdown_place: str
    breakdown_what: str
    breakdown_unit: str
    breakdown_due: str
    breakdown_share: str
    breakdown_indicator: str
    breakdown_ref: str
    breakdown_label: str
    new_unit: str
    breakdown_year: str
    chase_unit: str


class Headings(TypedDict):
    """Heads of the columns of the command line's tables."""

    plan: str
    title: str
    number: str
    issued: str
    period: str
    tasks: str
    assignments: str
    units: str
    task: str
    unit: str
    role: str
    status: str
    light: str
    due: str
    late: str
    last_report: str
    id: str
    recorded: str
    on: str
    by: str
    what: str
    change: str
    note: str
    setting: str
    value: str
    since: str
    meaning: str


class Places(TypedDict):
    """What `duban where` lists."""

    store: str
    config: str
    log: str
    cache: str
    backups: str
    today: str
    as_of: str
    known_at: str
    time_zone: str
    by: str
    language: str
