"""English sentences for what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english.breakdown_errors import EnglishBreakdownErrors
from words.english.call_errors import EnglishCallErrors
from words.english.domain import DOMAIN
from words.english.ending_errors import EnglishEndingErrors
from words.english.file_errors import DATE_PROBLEMS, SAFE, accepts, listed, perhaps
from words.english.key_errors import EnglishKeyErrors
from words.english.report_errors import EnglishReportErrors

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.errors import ErrorsWords

Names = tuple[str, ...]


def _unknown(what: str, name: str, close: Names, accepted: Names = ()) -> str:
    return f"“{name}” is not {what}. {SAFE}{perhaps(close)}{accepts(accepted)}"


def _value(field: str, value: object) -> str:
    """A value as its field says it."""
    return DOMAIN.status(str(value)) if field == "status" else str(value)


class EnglishErrors(
    EnglishReportErrors, EnglishCallErrors, EnglishBreakdownErrors, EnglishEndingErrors, EnglishKeyErrors
):  # fmt: skip
    """What happened, what is safe, what would be accepted."""

    lang = "en"

    def unknown_plan(self, *, name: str, close: Names = (), known: Names = ()) -> str:
        """No plan of that key."""
        known_text = f" Plans here: {listed(known)}." if known and not close else ""
        return f"There is no plan “{name}”. {SAFE}{perhaps(close)}{known_text}"

    def unknown_task(self, *, name: str, close: Names = ()) -> str:
        """No task PLAN/REF."""
        return f"There is no task “{name}”. {SAFE}{perhaps(close)} A task is named PLAN/REF, such as panjin-2005/3."

    def unknown_unit(self, *, name: str, close: Names = ()) -> str:
        """No unit of that name, short name or alias."""
        return f"There is no unit “{name}”. {SAFE}{perhaps(close)}"

    def unknown_person(self, *, name: str, close: Names = ()) -> str:
        """Nobody of that name ever gave a command."""
        return f"Nobody called “{name}” has changed anything. {SAFE}{perhaps(close)}"

    def unknown_indicator(self, *, name: str, close: Names = ()) -> str:
        """No indicator PLAN/REF."""
        return f"There is no indicator “{name}”. {SAFE}{perhaps(close)} An indicator is named PLAN/i1."

    def unknown_milestone(self, *, name: str, close: Names = ()) -> str:
        """No milestone PLAN/REF."""
        return f"There is no milestone “{name}”. {SAFE}{perhaps(close)} A milestone is named PLAN/m1."

    def unknown_phase(self, *, name: str, close: Names = ()) -> str:
        """No phase of that ref."""
        return f"There is no phase “{name}”. {SAFE}{perhaps(close)}"

    def unknown_section(self, *, name: str, close: Names = ()) -> str:
        """No such section."""
        return f"There is no section “{name}”. {SAFE}{perhaps(close)}"

    def unknown_status(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a status."""
        return _unknown("a status", name, close, accepted)

    def unknown_role(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a role."""
        return _unknown("a role", name, close, accepted)

    def unknown_light(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a light."""
        return _unknown("a light", name, close, accepted)

    def basis_of_plan(self, *, accepted: Names = ()) -> str:
        """A date by hand that is said to be the plan's own."""
        how = "mend it there and load it again, or set the date as a correction"
        return f"A date of the plan comes from its plan file: {how}. {SAFE} Accepted: {', '.join(accepted)}."

    def unknown_basis(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a basis of a due date."""
        return _unknown("a basis", name, close, accepted)

    def unknown_setting(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a setting of the store."""
        return _unknown("a setting", name, close, accepted)

    def unknown_time_zone(self, *, name: str, close: Names = ()) -> str:
        """Not a time zone of the IANA list."""
        return f"There is no time zone “{name}”. {SAFE}{perhaps(close)} A zone is named like Asia/Shanghai or UTC."

    def unknown_via(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a way of reporting."""
        return _unknown("a way of reporting", name, close, accepted)

    def unknown_rule(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a closing rule."""
        return _unknown("a closing rule", name, close, accepted)

    def unknown_kind(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a kind of summary."""
        return _unknown("a kind of summary", name, close, accepted)

    def unknown_format(self, *, name: str, close: Names = (), known: Names = ()) -> str:
        """Not a format of summary."""
        return _unknown("a format", name, close, known)

    def unknown_command(self, *, name: str, close: Names = ()) -> str:
        """Not a command."""
        return f"There is no command “{name}”.{perhaps(close)} “duban --help” lists them."

    def ambiguous_unit(self, *, name: str, plans: Names = ()) -> str:
        """Units of several areas carry the name."""
        return f"Several units are called “{name}”. {SAFE} Say which plan is meant with --plan: {listed(plans)}."

    def ambiguous_task_units(self, *, task: str, units: Names) -> str:
        """The task has several assignments and no --unit says which."""
        return f"{task} is laid on {len(units)} units. {SAFE} Say which with --unit: {listed(units, 30)}."

    def no_assignment(self, *, task: str, unit: str, units: Names = ()) -> str:
        """The unit has no part in the task."""
        who = f" It is laid on: {listed(units, 30)}." if units else ""
        return f"{unit} has no part in {task}. {SAFE}{who}"

    def no_assignments(self, *, task: str) -> str:
        """Nobody has a part in the task."""
        return f"{task} is laid on no unit, so it has no status of its own. {SAFE} Name one of its sub-items."

    def gone_assignment(self) -> str:
        """The assignment ended while it was on screen."""
        return f"This assignment has ended since it was shown. {SAFE}"

    def not_a_group(self, *, name: str) -> str:
        """A member is to be entered into something that is no group."""
        return f"“{name}” is a unit, not a group, so it has no members. {SAFE}"

    def cyclic_group(self, *, names: Names, path: str = "") -> str:
        """A group would contain itself."""
        return f"{f'{path}: a' if path else 'A'} group cannot contain itself: {' → '.join(names)}. {SAFE}"

    def leaves_before_joining(self, *, name: str, since: date, until: date) -> str:
        """A membership would end before it begins."""
        return f"{name} cannot leave on {DOMAIN.date(until)}, before it joined on {DOMAIN.date(since)}. {SAFE}"

    def not_a_member(self, *, group: str, unit: str) -> str:
        """The unit is not in the group."""
        return f"{unit} is not a member of {group}. {SAFE}"

    def bad_date(self, *, text: str, why: str = "") -> str:
        """A date that is none."""
        problem = DATE_PROBLEMS.get(why, why) or DATE_PROBLEMS["unreadable"]
        return f"“{text}” cannot be used as a date: {problem}. {SAFE} Accepted: 2006-10-31, 10月底, next friday."

    def bad_percent(self, *, text: str) -> str:
        """A percentage that is none."""
        return f"“{text}” is not a percentage. {SAFE} Accepted: a number from 0, such as 45."

    def bad_number(self, *, text: str) -> str:
        """A number that is none."""
        return f"“{text}” is not a number. {SAFE} Accepted: 17770, 44.5, 1.7万."

    def bad_setting(self, *, name: str, text: str, low: object, high: object) -> str:
        """A threshold that is no number, or out of bounds."""
        kind = "a number" if name.endswith(("_points", "_weight")) else "a whole number"
        ends = ", with one decimal at most" if name.endswith(("_points", "_weight")) else ""
        return f"{name} cannot be “{text}”. {SAFE} Accepted: {kind} from {low} to {high}{ends}."

    def bad_option(self, *, option: str, value: str = "", accepted: Names = ()) -> str:
        """An option with a value it does not take."""
        said = f" does not take “{value}”" if value else " needs a value"
        return f"{option}{said}. {SAFE}{accepts(accepted)}"

    def future_date(self, *, on: date, today: date) -> str:
        """Something is said to have happened after today."""
        return f"{DOMAIN.date(on)} is after today, {DOMAIN.date(today)}. {SAFE} Only what has happened is recorded."

    def empty_text(self, *, what: str = "") -> str:
        """Something that must say something is empty."""
        return f"{what or 'The text'} is empty. {SAFE}"

    def plan_exists(self, *, plan: str) -> str:
        """A plan of that key is already there."""
        return f"There is already a plan “{plan}”. {SAFE}"

    def closed_plan(self, *, plan: str, on: date | None = None) -> str:
        """The plan is closed."""
        since = f" since {DOMAIN.date(on)}" if on else ""
        return f"The plan “{plan}” is closed{since}. {SAFE} “duban reopen {plan}” opens it again."

    def stale(self, *, task: str, unit: str, field: str = "", shown: object = None, now: object = None) -> str:
        """The row changed since it was shown."""
        what = f": {DOMAIN.field(field)} was {_value(field, shown)}, is now {_value(field, now)}" if field else ""
        return f"{task}, {unit} has changed since it was shown{what}. {SAFE} Look again, then repeat."

    def extension_not_later(self, *, task: str, unit: str, due: date) -> str:
        """An extension to a date that is not after the present due date."""
        return f"{task}, {unit} is due on {DOMAIN.date(due)}: an extension must go beyond that day. {SAFE}"

    def nothing_pending(self, *, task: str, unit: str) -> str:
        """No extension waits for a decision."""
        return f"No extension of {task}, {unit} waits for a decision. {SAFE}"

    def extension_needs_reason(self) -> str:
        """An extension without a reason."""
        return f"An extension needs the reason that the unit gives. {SAFE}"

    def extension_no_due(self, *, task: str, unit: str) -> str:
        """An extension of work that has no due date."""
        return f"{task}, {unit} has no due date that could be extended. {SAFE}"

    def extension_closed(self, *, task: str, unit: str, status: str) -> str:
        """An extension asked for work that was done or dropped by then."""
        return f"{task}, {unit} was {DOMAIN.status(status)} by then: nothing is left to extend. {SAFE}"

    def extension_pending(self, *, task: str, unit: str, asked: date, wanted: date) -> str:
        """A second extension beside one that waits for its decision."""
        waiting = f"asked on {DOMAIN.date(asked)}, until {DOMAIN.date(wanted)}"
        return f"An extension of {task}, {unit} waits for its decision ({waiting}). {SAFE} Decide that one first."

    def decided_before_asked(self, *, task: str, unit: str, on: date, asked: date) -> str:
        """A decision dated before the asking."""
        asking = f"The extension of {task}, {unit} was asked on {DOMAIN.date(asked)}"
        return f"{asking}: it cannot be decided on {DOMAIN.date(on)}. {SAFE}"

    def not_claimed(self, *, task: str, unit: str, status: str, on: date) -> str:
        """Something to be confirmed or sent back that its unit did not claim."""
        return f"{task}, {unit} was not claimed to be done on {DOMAIN.date(on)}, but {DOMAIN.status(status)}. {SAFE}"

    def sendback_needs_reason(self) -> str:
        """A claim sent back without a reason."""
        return f"A claim is sent back with a reason: what is missing. {SAFE}"

    def nothing_to_undo(self, *, by: str) -> str:
        """This person has nothing to undo."""
        return f"There is nothing of {by} to undo. {SAFE}"

    def nothing_to_redo(self, *, by: str) -> str:
        """This person has nothing to redo."""
        return f"There is nothing of {by} to redo. {SAFE}"

    def undo_conflict(self, *, by: str, task: str = "", unit: str = "", field: str = "", value: object = None) -> str:
        """Somebody changed the same field later."""
        place = ", ".join(part for part in (task, unit, DOMAIN.field(field) if field else "") if part)
        now = f" to {_value(field, value)}" if value is not None else ""
        return f"{by} has since changed {place or 'the same'}{now}, and that would be lost. {SAFE}"

    def no_such_command(self, *, command: int) -> str:
        """No command of the log has that number."""
        return f"The log has no command {command}. {SAFE}"

    def is_an_undo(self, *, command: int, target: int) -> str:
        """Redo what it is about."""
        return f"Command {command} is itself an undo, of command {target}: redo that one. {SAFE}"

    def is_a_redo(self, *, command: int, target: int) -> str:
        """Undo what it is about."""
        return f"Command {command} is itself a redo, of command {target}: undo that one. {SAFE}"

    def already_undone(self, *, command: int, by: str, on: date) -> str:
        """Who undid it."""
        return f"Command {command} is undone already: {by} undid it on {DOMAIN.date(on)}. {SAFE}"

    def not_undone(self, *, command: int) -> str:
        """It is in force."""
        return f"Command {command} is not undone, so there is nothing to redo. {SAFE}"

    def not_a_choice(self, *, value: str, choices: Names) -> str:
        """The indicator takes one of some words."""
        return f"“{value}” is not one of the choices. {SAFE}{accepts(choices)}"

    def dropped_needs_basis(self, *, task: str = "") -> str:
        """A dropped assignment needs the basis of its end."""
        return f"{task or 'An assignment'} can be dropped only with its basis. {SAFE} Say on what it rests with --note."

    def needs_note(self, *, what: str) -> str:
        """The command needs a note."""
        return f"{what} needs a note. {SAFE} Say why with --note."

    def bad_moment(self, *, text: str) -> str:
        """Not a moment."""
        how = "2006-08-01 (the end of that day), 2006-08-01T17:30, 2006-08-01T09:30Z"
        return f"“{text}” is not a moment. {SAFE} Accepted: {how}."

    def present_only(self) -> str:
        """The whole store is looked at."""
        return f"This command takes the whole store as it is now. {SAFE} Leave out --as-of and --known-at."

    def called_off(self) -> str:
        """Rolled back whole."""
        return f"Called off. {SAFE}"

    def past_read_only(self) -> str:
        """The past is not changed."""
        return f"A past date is for reading only. {SAFE} Changes are made without --as-of and --known-at."

    def since_not_earlier(self, *, since: date, as_of: date) -> str:
        """Nothing lies between."""
        return f"Changes since {since} cannot be told as of {as_of}: it is no earlier day. {SAFE}"

    def format_later(self, *, name: str) -> str:
        """A format of a later version."""
        return f"The format “{name}” is not in this version. Accepted: md, json, csv."

    def command_later(self, *, name: str) -> str:
        """A command of a later version."""
        return f"“duban {name}” is not in this version. {SAFE}"

    def fallback(self, *, kind: str, facts: tuple[tuple[str, str], ...]) -> str:
        """A kind that has no sentence of its own."""
        told = "; ".join(f"{key}: {value}" for key, value in facts)
        return f"Refused ({kind.replace('_', ' ')}){f': {told}' if told else ''}. {SAFE}"


ERRORS: ErrorsWords = EnglishErrors()
