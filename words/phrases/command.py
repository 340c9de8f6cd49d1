"""What the command line says: the help of every command and option, the talk after a write, the heads of its tables.

To add a phrase: one key in a TypedDict or one method here, then in both languages; mypy names what is missing.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypedDict


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
    extend: str
    chase: str
    contact: str
    todo: str
    reading: str
    reach: str
    member: str
    close: str
    reopen: str
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
    sendback_reason: str
    extend_to: str
    extend_reason: str
    asked: str
    approve: str
    refuse: str
    by_whom: str
    decision_note: str
    decision_on: str
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


class CommandWords(Protocol):
    """Talk goes to stderr, data to stdout; each sentence here is one or the other."""

    lang: str

    def help(self, command: str) -> str:
        """One line for a command."""

    def option(self, name: str) -> str:
        """One line for an option or argument."""

    def heading(self, column: str) -> str:
        """The head of a column."""

    def place(self, name: str) -> str:
        """A line of `duban where`."""

    def about(self) -> str:
        """What the program is, in one sentence."""

    def usage(self) -> str:
        """`usage` before the synopsis."""

    def commands_title(self) -> str:
        """The head of the list of commands."""

    def options_title(self) -> str:
        """The head of the list of options."""

    def arguments_title(self) -> str:
        """The head of the list of arguments."""

    def command_help(self) -> str:
        """How to get the help of one command."""

    def wrong_usage(self, problem: str) -> str:
        """A command line that cannot be read."""

    def missing_arguments(self, names: str) -> str:
        """What the command cannot do without."""

    def unknown_arguments(self, names: str, close: tuple[str, ...]) -> str:
        """What the command does not know."""

    def needs_value(self, option: str) -> str:
        """An option without its value."""

    def takes_no_value(self, option: str) -> str:
        """A switch with a value."""

    def not_together(self, one: str, other: str) -> str:
        """Two options that exclude each other."""

    def whole_number(self, option: str, value: str) -> str:
        """Not a whole number, or one out of range."""

    def global_first(self, option: str) -> str:
        """A global option behind the command."""

    def cannot_write(self, why: str) -> str:
        """The output could not be written (a full disk behind a redirection)."""

    def unexpected(self, path: str) -> str:
        """An error of the program itself; what it was stands in a file."""

    def backup_newest(self, path: str, day: date) -> str:
        """Which backup is the newest that is sound; the path as a shell takes it."""

    def no_backup(self) -> str:
        """There is no sound backup of a store that is lost."""

    def marked(self, task: str, unit: str, status: str) -> str:
        """A status was set; `status` is its id."""

    def marked_many(self, n: int, status: str) -> str:
        """Several statuses were set at once."""

    def due_set(self, task: str, unit: str, due: date | None, basis: str) -> str:
        """A due date was set."""

    def reading_set(self, indicator: str, unit: str, value: str, on: date) -> str:
        """A figure was recorded."""

    def reported(self, unit: str, tasks: tuple[str, ...], claim: str | None, on: date) -> str:
        """A report was recorded; `claim` is one of vocabulary.CLAIMS, or None for words alone."""

    def reached(self, milestone: str, on: date) -> str:
        """A milestone was reached."""

    def member_added(self, group: str, unit: str, since: date | None, n: int) -> str:
        """A unit is a member now; `n` assignments began."""

    def member_ended(self, group: str, unit: str, until: date, n: int) -> str:
        """A unit is a member no more; `n` assignments ended."""

    def setting_value(self, name: str, value: object) -> str:
        """The value of a setting with its measure."""

    def setting_set(self, name: str, value: str, on: date) -> str:
        """A setting counts from a day on."""

    def today_there(self, today: date) -> str:
        """What today is in a time zone that was just chosen."""

    def from_start(self) -> str:
        """Since when the value counts that a store began with."""

    def upgraded(self, path: str, copy: str) -> str:
        """A store of an older program was brought up to date."""

    def joined(self, *parts: str) -> str:
        """Several half-sentences as one sentence."""

    def undo_hint(self) -> str:
        """How to take the last command back."""

    def past_only(self) -> str:
        """The entry changed only the past."""

    def nothing_changed(self) -> str:
        """Everything stood so already."""

    def undone(self, command: str, n: int) -> str:
        """A command was undone; `n` fields went back."""

    def stopped_after(self, done: int, n: int) -> str:
        """Only some of the commands could be undone or redone; why is said next."""

    def redone(self, command: str, n: int) -> str:
        """A command was done again."""

    def was(self, place: str, field: str, value: str, other: str) -> str:
        """One field of an undo: it is `value` again and no longer `other`."""

    def loaded(self, plan: str, title: str, tasks: int, assignments: int) -> str:
        """A plan was loaded for the first time."""

    def loaded_again(self, plan: str, added: int, changed: int, dropped: int, kept: int) -> str:
        """A plan was loaded again; every status, note and user-made date stayed."""

    def would_load(self, plan: str, added: int, changed: int, dropped: int) -> str:
        """What a dry run found."""

    def no_plans(self) -> str:
        """The store is empty."""

    def nothing_then(self, as_of: date, known_at: date | None) -> str:
        """No plan was there as of a day, as far as was known on another (None: now)."""

    def others(self) -> str:
        """Behind a list of units that is not closed: 等."""

    def inferred(self) -> str:
        """What the ? behind a unit means."""

    def no_rows(self) -> str:
        """No assignment matches."""

    def no_log(self) -> str:
        """Nothing was recorded yet."""

    def counted(self, shown: int, total: int) -> str:
        """How many rows were shown of how many."""

    def builtin_title(self) -> str:
        """The head of the list of plans that ship with the program."""

    def waiting(self, seconds: float) -> str:
        """Another program is writing: it is waited for, so many seconds at most."""

    def demo_building(self) -> str:
        """What is waited for when the demo is opened for the first time."""

    def demo_built(self, path: str) -> str:
        """The demo store was written."""

    def sample(self) -> str:
        """The data is sample data."""

    def as_of(self, day: date) -> str:
        """The date a view is computed for."""

    def written(self, path: str) -> str:
        """A file was written."""

    def plan_line(self, tasks: int, assignments: int, units: int) -> str:
        """The size of a plan."""

    def plan_ends(self, start: str, end: str) -> str:
        """The period of a plan."""

    def needs_help(self, n: int) -> str:
        """How many need help, whatever their light."""

    def silent_since(self, day: date | None) -> str:
        """How long a unit has said nothing; None for ever."""

    def undone_mark(self) -> str:
        """Behind a line of the log whose command was undone."""

    def no_changes(self) -> str:
        """No recorded change matches."""

    def with_note(self, note: str) -> str:
        """The note that was given with a change."""

    def newest_only(self, n: int) -> str:
        """The log was cut."""

    def log_line(self, field: str, old: str, new: str) -> str:
        """One change: the field, its old and its new value."""

    def interrupted(self) -> str:
        """Ctrl-C."""

    def yes_no(self, value: bool) -> str:
        """Yes or no."""

    def none(self) -> str:
        """An empty value."""
