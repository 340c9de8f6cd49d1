"""The phrases of the dashboard. Days come as text (`09-15`, `2006-09-15`): columns have fixed widths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class ScreenWords(Protocol):
    """What the dashboard says."""

    lang: str

    def with_keys(self, keys: Mapping[str, str]) -> ScreenWords:
        """The same words, naming these keys, by the action that each of them does."""

    def action(self, word: str) -> str:
        """An action in a word or two."""

    def action_help(self, word: str) -> str:
        """An action in a sentence."""

    def kind(self, word: str) -> str:
        """A chapter of the help."""

    def pane(self, word: str) -> str:
        """The title of a pane."""

    def empty(self, word: str) -> str:
        """Why a pane is empty."""

    def why_not(self, word: str) -> str:
        """Why an action cannot be done now."""

    def dialog(self, word: str) -> str:
        """The title of a dialog."""

    def label(self, word: str) -> str:
        """The name of a field in a dialog."""

    def hint(self, word: str) -> str:
        """The keys of a dialog."""

    def say(self, word: str) -> str:
        """One of Misc."""

    def role(self, word: str) -> str:
        """A role in at most five cells."""

    def role_heads(self, width: int) -> tuple[str, str, str]:
        """Lead, responsible, support as heads of columns of so many cells."""

    def days(self, n: int) -> str:
        """A number of days in a column: `15 d`; 0 is today."""

    def never_reported(self, short: bool) -> str:
        """A unit that owes a report and never gave one."""

    def silent_after(self, day: str) -> str:
        """The last report of a unit from which another is due by now; the day stands first, in line with the others."""

    def chosen(self, n: int, of: int) -> str:
        """How many units made their choice."""

    def reaching(self, met: int, reported: int, target: str) -> str:
        """How many of those who reported reach the target."""

    def value_of(self, value: str, target: str) -> str:
        """30 of 60."""

    def figure_heads(self) -> tuple[str, str, str, str, str]:
        """The heads of the columns of an indicator: percent, elapsed time, at which date, how far behind, reported."""

    def points(self, n: str) -> str:
        """5.6 points, under the head that says behind."""

    def reported_of(self, n: int, of: int) -> str:
        """How many units reported, under the head that says so."""

    def ended(self, day: str, done: int, total: int) -> str:
        """A phase that is over; `total` 0 where no task is laid into it."""

    def running(self, done: int, total: int, end: str) -> str:
        """A phase that runs."""

    def opens(self, day: str) -> str:
        """A phase to come."""

    def elapsed(self, percent: str) -> str:
        """Elapsed time."""

    def extension(self, asked: str, wanted: str, decision: str) -> str:
        """An extension: asked when, until when, what became of it."""

    def quoted(self, text: str) -> str:
        """Words of a document."""

    def inherited(self, source: str) -> str:
        """A due date that is inherited."""

    def by_basis(self, basis: str) -> str:
        """What a due date rests on."""

    def first_due(self, day: str) -> str:
        """The first due date, where it has moved."""

    def due_moved(self, old: str, new: str) -> str:
        """A due date was set, moved or taken away; empty where there was, or is, none of its own."""

    def claims(self, word: str) -> str:
        """What a report says: done, blocked, no_change."""

    def as_of(self, day: str) -> str:
        """The date of the screen."""

    def past(self, day: str, known_at: str) -> str:
        """A past date in the header, which is read only; `known_at` is empty for what is known now."""

    def past_read(self, day: str, known_at: str, to_come: bool) -> str:
        """How a typed date, and the moment whose knowledge counts, were read."""

    def saving(self, waited: int | None, changes: int) -> str:
        """A change takes long to be written, and can be called off.

        It has waited so many seconds for another program (None: for none); so many changes are recorded.
        """

    def going(self, day: str) -> str:
        """A past date is being gone to."""

    def arrived(self, past: str) -> str:
        """A past date is shown, and how to leave it."""

    def today_again(self, day: str) -> str:
        """Today is shown again."""

    def not_there(self, plan: str, day: str) -> str:
        """The plan was not there yet: all plans are shown instead."""

    def mode(self, word: str) -> str:
        """The name of a mode."""

    def need_help(self, n: int) -> str:
        """How many assignments need help, whatever their light; said where it is the light of none."""

    def in_all(self, n: int) -> str:
        """How many assignments need help in all; said beside the count of those whose light says so."""

    def reporting(self, month: str, on_time: int, late: int, missing: int) -> str:
        """How the last period was reported."""

    def listing(self, name: str) -> str:
        """The title of the list of one unit's, task's or group's assignments."""

    def choose_one(self, key: str) -> str:
        """A status key on a unit opens its assignments: choose one, then press the key again."""

    def ask_group(self, n: int, status: str) -> str:
        """Whether a status is meant for so many assignments."""

    def saved(self, what: str, where: str) -> str:
        """One sentence: what was saved and how to undo it."""

    def saved_many(self, what: str, n: int) -> str:
        """The same for several assignments."""

    def what_note(self) -> str:
        """The note, as what was saved."""

    def what_percent(self, percent: str) -> str:
        """A percent, as what was saved."""

    def what_due(self, day: str) -> str:
        """A due date, as what was saved."""

    def what_figure(self, value: str) -> str:
        """A figure, as what was saved."""

    def undone(self, what: str, more: int, redo: bool) -> str:
        """What an undo (or redo) did; `more` further changes of the same command."""

    def ask_undo(self, command: int, by: str) -> str:
        """Whether a command of somebody, or one that is not the last, shall be undone; what that does stands below."""

    def ask_redo(self, command: int, by: str) -> str:
        """Whether a command that somebody gave, or undid, shall be done again."""

    def undone_by(self, by: str) -> str:
        """Behind a command of the history that was undone."""

    def given(self, words: tuple[str, ...]) -> str:
        """A command that changed no field, by its words: verb and arguments."""

    def assignments(self, n: int) -> str:
        """How many assignments a command changed alike."""

    def changes(self, n: int) -> str:
        """How many fields a command changed."""

    def filter_count(self, n: int, of: int) -> str:
        """How many rows a filter leaves."""

    def filtered_by(self, text: str) -> str:
        """The filter in the title of a pane."""

    def due_read(self, first: str, last: str) -> str:
        """How a typed date was read; `first` is empty where only the last day counts."""

    def due_none(self) -> str:
        """A phrase that sets no date (长期)."""

    def written(self, path: str, size: int) -> str:
        """A file was written: its bytes."""

    def will_write(self, path: str) -> str:
        """Where a file will be written."""

    def loaded(self, name: str) -> str:
        """A plan was loaded."""

    def marked(self, n: int) -> str:
        """How many rows are marked."""

    def first_rows(self, n: int, narrow: bool) -> str:
        """A list too long to be read whole: so many rows of it; `narrow` where the filter would shorten it."""

    def theme_is(self, theme: str) -> str:
        """The theme that was switched to."""

    def ask_replace(self, name: str) -> str:
        """Whether a saved filter of that name shall be replaced."""

    def ask_forget(self, name: str) -> str:
        """Whether a saved filter shall be deleted."""

    def forgotten(self, name: str) -> str:
        """A saved filter was deleted."""

    def slip(self, n: int, of: int) -> str:
        """How many of a unit's assignments its next return slip asks about."""

    def plan_line(self, tasks: int, assignments: int, units: int) -> str:
        """How large a plan is."""
