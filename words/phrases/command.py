"""What the command line says: its help, the talk after a write, what stands in its lists.

To add a phrase: one method here, then in both languages; mypy names what is missing.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol


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

    def unknown_first(self, option: str, close: tuple[str, ...]) -> str:
        """What stands before the command and is no global option, with global options spelled like it."""

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

    def backup_newest(self, path: str, day: date, checked: bool) -> str:
        """Which backup is the newest that is sound, or whose pages are; the path as a shell takes it."""

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

    def undone(self, command: str) -> str:
        """A command was undone; what that did is said next."""

    def stopped_after(self, done: int, n: int, why: str) -> str:
        """Only some of the commands could be undone or redone, and why: a sentence of `errors`."""

    def no_more(self, done: int, n: int) -> str:
        """There were fewer commands than were asked for."""

    def redone(self, command: str) -> str:
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
        """How many need help, whatever their light; said where it is the light of none."""

    def in_all(self, n: int) -> str:
        """How many need help in all; said beside the count of those whose light says so."""

    def silent_since(self, day: date | None) -> str:
        """How long a unit has said nothing; None for ever."""

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
