"""One sentence for each kind of error (store.errors.StoreError.kind); its facts are the keyword arguments.

To add a kind: one method here, one in each language; mypy names the language that lacks it. A kind without a method is
still said, by `fallback`.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from words.phrases.breakdown_errors import BreakdownErrors
from words.phrases.call_errors import CallErrors
from words.phrases.ending_errors import EndingErrors
from words.phrases.file_errors import FileErrors
from words.phrases.key_errors import KeyErrors
from words.phrases.report_errors import ReportErrors

Names = tuple[str, ...]


class NameErrors(Protocol):
    """Names that nothing carries."""

    def unknown_plan(self, *, name: str, close: Names = (), known: Names = ()) -> str:
        """No plan of that key."""

    def unknown_task(self, *, name: str, close: Names = ()) -> str:
        """No task PLAN/REF."""

    def unknown_unit(self, *, name: str, close: Names = ()) -> str:
        """No unit of that name, short name or alias."""

    def unknown_person(self, *, name: str, close: Names = ()) -> str:
        """Nobody of that name ever gave a command."""

    def unknown_indicator(self, *, name: str, close: Names = ()) -> str:
        """No indicator PLAN/REF."""

    def unknown_milestone(self, *, name: str, close: Names = ()) -> str:
        """No milestone PLAN/REF."""

    def unknown_phase(self, *, name: str, close: Names = ()) -> str:
        """No phase of that ref."""

    def unknown_section(self, *, name: str, close: Names = ()) -> str:
        """No such section."""

    def unknown_status(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a status."""

    def unknown_role(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a role."""

    def unknown_light(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a light."""

    def basis_of_plan(self, *, accepted: Names = ()) -> str:
        """A date by hand that is said to be the plan's own."""

    def unknown_basis(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a basis of a due date."""

    def unknown_setting(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a setting of the store."""

    def unknown_time_zone(self, *, name: str, close: Names = ()) -> str:
        """Not a time zone of the IANA list."""

    def unknown_via(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a way of reporting."""

    def unknown_rule(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a closing rule."""

    def unknown_kind(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a kind of summary."""

    def unknown_format(self, *, name: str, close: Names = (), known: Names = ()) -> str:
        """Not a format of summary."""

    def unknown_command(self, *, name: str, close: Names = ()) -> str:
        """Not a command."""

    def ambiguous_unit(self, *, name: str, plans: Names = ()) -> str:
        """Units of several areas carry the name."""

    def ambiguous_task_units(self, *, task: str, units: Names) -> str:
        """The task has several assignments and no --unit says which."""

    def no_assignment(self, *, task: str, unit: str, units: Names = ()) -> str:
        """The unit has no part in the task."""

    def no_assignments(self, *, task: str) -> str:
        """Nobody has a part in the task."""

    def gone_assignment(self) -> str:
        """The assignment ended (a member left, or a reload dropped it) while it was on screen."""

    def not_a_group(self, *, name: str) -> str:
        """A member is to be entered into something that is no group."""

    def cyclic_group(self, *, names: Names, path: str = "") -> str:
        """A group would contain itself."""

    def leaves_before_joining(self, *, name: str, since: date, until: date) -> str:
        """A membership would end before it begins."""

    def not_a_member(self, *, group: str, unit: str) -> str:
        """The unit is not in the group."""


class RuleErrors(Protocol):
    """Values and rules that refuse a write."""

    def bad_date(self, *, text: str, why: str = "") -> str:
        """A date that is none; `why` is an id: unreadable, no_such_day, no_day, hidden_year, not_a_day."""

    def bad_percent(self, *, text: str) -> str:
        """A percentage that is none."""

    def bad_number(self, *, text: str) -> str:
        """A number that is none."""

    def bad_setting(self, *, name: str, text: str, low: object, high: object) -> str:
        """A threshold that is no number, or out of bounds."""

    def bad_option(self, *, option: str, value: str = "", accepted: Names = ()) -> str:
        """An option with a value it does not take."""

    def future_date(self, *, on: date, today: date) -> str:
        """Something is said to have happened after today."""

    def empty_text(self, *, what: str = "") -> str:
        """Something that must say something is empty."""

    def plan_exists(self, *, plan: str) -> str:
        """A plan of that key is already there."""

    def closed_plan(self, *, plan: str, on: date | None = None) -> str:
        """The plan is closed."""

    def stale(self, *, task: str, unit: str, field: str = "", shown: object = None, now: object = None) -> str:
        """The row changed since it was shown."""

    def extension_not_later(self, *, task: str, unit: str, due: date) -> str:
        """An extension to a date that is not after the present due date."""

    def nothing_pending(self, *, task: str, unit: str) -> str:
        """No extension waits for a decision."""

    def extension_needs_reason(self) -> str:
        """An extension without a reason."""

    def extension_no_due(self, *, task: str, unit: str) -> str:
        """An extension of work that has no due date."""

    def extension_closed(self, *, task: str, unit: str, status: str) -> str:
        """An extension asked for work that was done or dropped by then."""

    def extension_pending(self, *, task: str, unit: str, asked: date, wanted: date) -> str:
        """A second extension beside one that waits for its decision."""

    def decided_before_asked(self, *, task: str, unit: str, on: date, asked: date) -> str:
        """A decision dated before the asking."""

    def not_claimed(self, *, task: str, unit: str, status: str, on: date) -> str:
        """Something to be confirmed or sent back that its unit did not claim."""

    def sendback_needs_reason(self) -> str:
        """A claim sent back without a reason."""

    def nothing_to_undo(self, *, by: str) -> str:
        """This person has nothing to undo."""

    def nothing_to_redo(self, *, by: str) -> str:
        """This person has nothing to redo."""

    def undo_conflict(self, *, by: str, task: str = "", unit: str = "", field: str = "", value: object = None) -> str:
        """Somebody changed the same field later."""

    def no_such_command(self, *, command: int) -> str:
        """No command of the log has that number."""

    def is_an_undo(self, *, command: int, target: int) -> str:
        """An undo is not undone: what it is about is redone."""

    def is_a_redo(self, *, command: int, target: int) -> str:
        """A redo is not undone: what it is about is undone."""

    def already_undone(self, *, command: int, by: str, on: date) -> str:
        """The command is undone; who did that, and on which day."""

    def not_undone(self, *, command: int) -> str:
        """The command is in force: there is nothing to redo."""

    def not_a_choice(self, *, value: str, choices: Names) -> str:
        """The indicator takes one of some words."""

    def dropped_needs_basis(self, *, task: str = "") -> str:
        """A dropped assignment needs the basis of its end."""

    def needs_note(self, *, what: str) -> str:
        """The command needs a note."""

    def bad_moment(self, *, text: str) -> str:
        """A --known-at that is no moment."""

    def present_only(self) -> str:
        """A past date for a command that takes the store as it is."""

    def called_off(self) -> str:
        """A command was called off while it was being written."""

    def past_read_only(self) -> str:
        """Something was to be changed while a past date is looked at."""

    def since_not_earlier(self, *, since: date, as_of: date) -> str:
        """A --since that does not lie before the date the summary is computed for."""

    def format_later(self, *, name: str) -> str:
        """A format of a later version (exit 2)."""

    def command_later(self, *, name: str) -> str:
        """A command of a later version (exit 2)."""

    def fallback(self, *, kind: str, facts: tuple[tuple[str, str], ...]) -> str:
        """A kind that has no sentence of its own: its name and facts, readable."""


class ErrorsWords(
    NameErrors, RuleErrors, ReportErrors, CallErrors, BreakdownErrors, EndingErrors, FileErrors, KeyErrors, Protocol
):  # fmt: skip
    """Everything that can be refused, each in one sentence or two: what, what is safe, what would be accepted."""

    lang: str
