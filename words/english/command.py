"""What the command line says in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english import command_tables as tables
from words.english.domain import DOMAIN
from words.english.file_errors import SAFE
from words.english.tables import CLAIMS
from words.figures import say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.command import CommandWords


def _n(n: int, one: str, many: str = "") -> str:
    return f"{DOMAIN.number(n)} {one if n == 1 else many or one + 's'}"


class EnglishCommand:
    """Talk after a write, heads of tables, help."""

    lang = "en"

    def help(self, command: str) -> str:
        """One line for a command."""
        return say(tables.COMMANDS, command)

    def option(self, name: str) -> str:
        """One line for an option or argument."""
        return say(tables.OPTIONS, name)

    def heading(self, column: str) -> str:
        """The head of a column."""
        return say(tables.HEADINGS, column)

    def place(self, name: str) -> str:
        """A line of `duban where`."""
        return say(tables.PLACES, name)

    def about(self) -> str:
        """What the program is."""
        return "duban (督办) keeps track of what a plan lays on many units, and of what they answer."

    def usage(self) -> str:
        """Before the synopsis."""
        return "usage"

    def commands_title(self) -> str:
        """The head of the list of commands."""
        return "commands"

    def options_title(self) -> str:
        """The head of the list of options."""
        return "options"

    def arguments_title(self) -> str:
        """The head of the list of arguments."""
        return "arguments"

    def command_help(self) -> str:
        """How to get the help of one command."""
        return "“duban COMMAND --help” explains one command."

    def wrong_usage(self, problem: str) -> str:
        """A command line that cannot be read."""
        return f"wrong usage: {problem}"

    def missing_arguments(self, names: str) -> str:
        """What the command cannot do without."""
        return f"{names} is missing" if "," not in names else f"these are missing: {names}"

    def unknown_arguments(self, names: str, close: tuple[str, ...]) -> str:
        """What the command does not know."""
        near = f"; did you mean {', '.join(close)}?" if close else ""
        return f"this command does not take {names}{near}"

    def unknown_first(self, option: str, close: tuple[str, ...]) -> str:
        """What stands before the command and is not known there."""
        near = f"; did you mean {', '.join(close)}?" if close else ""
        return f"duban does not take {option} before the command; what a command takes stands behind it{near}"

    def needs_value(self, option: str) -> str:
        """An option without its value."""
        return f"{option} needs a value"

    def takes_no_value(self, option: str) -> str:
        """A switch with a value."""
        return f"{option} takes no value"

    def not_together(self, one: str, other: str) -> str:
        """Two options that exclude each other."""
        return f"{one} and {other} exclude each other"

    def whole_number(self, option: str, value: str) -> str:
        """Not a whole number, or one out of range."""
        return f"{option} takes a whole number, such as {2006 if 'year' in option else 1}, not “{value}”"

    def global_first(self, option: str) -> str:
        """A global option behind the command."""
        return f"{option} stands before the command: duban {option} … COMMAND"

    def cannot_write(self, why: str) -> str:
        """The output could not be written."""
        return f"the output could not be written: {why}; the store is as it was left by the command"

    def unexpected(self, path: str) -> str:
        """An error of the program itself."""
        return f"duban itself failed; the store keeps what was saved before. What happened is written in {path}"

    def backup_newest(self, path: str, day: date, checked: bool) -> str:
        """Which backup is the newest that is sound."""
        which = "sound backup" if checked else "backup whose pages are whole (what it says was not checked)"
        return (
            f"The newest {which} is of {DOMAIN.date(day)}. To go back to it, keeping what is there now: "
            f"duban restore {path}"
        )

    def no_backup(self) -> str:
        """There is no sound backup of a store that is lost."""
        return "No sound automatic backup of it was found."

    def marked(self, task: str, unit: str, status: str) -> str:
        """A status was set."""
        return f"{task} {unit} marked {DOMAIN.status(status)}"

    def marked_many(self, n: int, status: str) -> str:
        """Several statuses were set at once."""
        return f"{_n(n, 'assignment')} marked {DOMAIN.status(status)}"

    def due_set(self, task: str, unit: str, due: date | None, basis: str) -> str:
        """A due date was set."""
        when = f"due {DOMAIN.date(due)}" if due else "without a due date"
        return f"{task}{f' {unit}' if unit else ''} now {when} ({DOMAIN.basis(basis)})"

    def reading_set(self, indicator: str, unit: str, value: str, on: date) -> str:
        """A figure was recorded."""
        return f"{indicator} {unit}: {value} at {DOMAIN.date(on)}"

    def reported(self, unit: str, tasks: tuple[str, ...], claim: str | None, on: date) -> str:
        """A report was recorded."""
        said = f": {CLAIMS[claim]}" if claim else ""
        return f"{unit} reported for {DOMAIN.date(on)} on {DOMAIN.list(tasks)}{said}"

    def reached(self, milestone: str, on: date) -> str:
        """A milestone was reached."""
        return f"{milestone} reached on {DOMAIN.date(on)}"

    def member_added(self, group: str, unit: str, since: date | None, n: int) -> str:
        """A unit is a member now."""
        when = f" since {DOMAIN.date(since)}" if since else ""
        return f"{unit} is a member of {group}{when}; {_n(n, 'assignment')} began"

    def member_ended(self, group: str, unit: str, until: date, n: int) -> str:
        """A unit is a member no more."""
        return f"{unit} left {group} on {DOMAIN.date(until)}; {_n(n, 'assignment')} ended"

    def setting_value(self, name: str, value: object) -> str:
        """The value of a setting with its measure."""
        if name == "behind_points" and isinstance(value, int | float):
            return f"{DOMAIN.number(value)} {'point' if value == 1 else 'points'}"
        if name.endswith("_weight") and isinstance(value, int | float):
            return DOMAIN.number(value)
        return _n(value, "day") if isinstance(value, int) else str(value)

    def setting_set(self, name: str, value: str, on: date) -> str:
        """A setting counts from a day on."""
        return f"{DOMAIN.field(name)}: {value} from {DOMAIN.date(on)} on"

    def today_there(self, today: date) -> str:
        """What today is in a time zone that was just chosen."""
        return f"today is {DOMAIN.date(today)} there"

    def from_start(self) -> str:
        """Since when the value counts that a store began with."""
        return "the start"

    def upgraded(self, path: str, copy: str) -> str:
        """A store of an older program was brought up to date."""
        return f"{path} was brought up to date for this version; as it was, it stays in {copy}"

    def joined(self, *parts: str) -> str:
        """Several half-sentences as one sentence."""
        return "; ".join(parts)

    def undo_hint(self) -> str:
        """How to take the last command back."""
        return "“duban undo” takes it back"

    def past_only(self) -> str:
        """The entry changed only the past."""
        return "a later entry already counts, so only the past has changed"

    def nothing_changed(self) -> str:
        """Everything stood so already."""
        return "nothing to change: it stands so already"

    def undone(self, command: str) -> str:
        """A command was undone."""
        return f"undone: {command}"

    def stopped_after(self, done: int, n: int, why: str) -> str:
        """Only some of the commands could be undone or redone."""
        return f"stopped after {done} of {_n(n, 'command')}: {why.replace(f' {SAFE}', '')}"

    def no_more(self, done: int, n: int) -> str:
        """There were fewer commands than were asked for."""
        return f"{done} of {_n(n, 'command')}: there were no more"

    def redone(self, command: str) -> str:
        """A command was done again."""
        return f"done again: {command}"

    def was(self, place: str, field: str, value: str, other: str) -> str:
        """One field of an undo."""
        now, before = (text if text != self.none() else "empty" for text in (value, other))
        return f"{place}: {DOMAIN.field(field)} is {now} again (was {before})"

    def loaded(self, plan: str, title: str, tasks: int, assignments: int) -> str:
        """A plan was loaded for the first time."""
        return f"loaded {plan} “{title}”: {_n(tasks, 'task')}, {_n(assignments, 'assignment')}"

    def loaded_again(self, plan: str, added: int, changed: int, dropped: int, kept: int) -> str:
        """A plan was loaded again."""
        keeps = f"; {_n(kept, 'value')} of yours kept" if kept else ""
        if not added + changed + dropped:
            return f"{plan} is as it was loaded before{keeps}"
        return f"{plan} loaded again: {added} added, {changed} changed, {dropped} dropped{keeps}"

    def would_load(self, plan: str, added: int, changed: int, dropped: int) -> str:
        """What a dry run found."""
        return f"{plan}: would add {added}, change {changed}, drop {dropped}; nothing was written"

    def no_plans(self) -> str:
        """The store is empty."""
        return "no plans yet; “duban plans --builtin” lists those that ship with duban, “duban load PLAN” takes one in"

    def nothing_then(self, as_of: date, known_at: date | None) -> str:
        """No plan was there on that day."""
        known = f", as far as was recorded by {DOMAIN.date(known_at)}" if known_at else ""
        return f"as of {DOMAIN.date(as_of)} there was no plan yet{known}"

    def others(self) -> str:
        """Behind a list that is not closed."""
        return "and others"

    def inferred(self) -> str:
        """What the ? behind a unit means."""
        return "? read from the context: the document does not name it so"

    def no_rows(self) -> str:
        """No assignment matches."""
        return "no assignment matches"

    def no_log(self) -> str:
        """Nothing was recorded yet."""
        return "nothing recorded yet"

    def counted(self, shown: int, total: int) -> str:
        """How many rows were shown of how many."""
        return f"{shown} of {_n(total, 'assignment')}" if shown != total else _n(total, "assignment")

    def builtin_title(self) -> str:
        """The head of the list of plans that ship with the program."""
        return "plans that ship with duban"

    def waiting(self, seconds: float) -> str:
        """What is waited for."""
        return f"another program is writing; waiting for it, {seconds:g} s at most …"

    def demo_building(self) -> str:
        """What is waited for."""
        return "building the demo, some seconds, once …"

    def demo_built(self, path: str) -> str:
        """The demo store was written."""
        return f"demo store written to {path} (sample data)"

    def sample(self) -> str:
        """The data is sample data."""
        return "sample data"

    def as_of(self, day: date) -> str:
        """The date a view is computed for."""
        return f"as of {DOMAIN.date(day)}"

    def written(self, path: str) -> str:
        """A file was written."""
        return f"written: {path}"

    def plan_line(self, tasks: int, assignments: int, units: int) -> str:
        """The size of a plan."""
        return f"{_n(tasks, 'task')}, {_n(assignments, 'assignment')}, {_n(units, 'unit')}"

    def plan_ends(self, start: str, end: str) -> str:
        """The period of a plan."""
        return f"{start or '…'} to {end or '…'}" if start or end else ""

    def needs_help(self, n: int) -> str:
        """How many need help."""
        return f"{n} needs help" if n == 1 else f"{n} need help"

    def in_all(self, n: int) -> str:
        """How many in all."""
        return f"({n} in all)"

    def silent_since(self, day: date | None) -> str:
        """How long a unit has said nothing."""
        return f"silent since {DOMAIN.date(day)}" if day else "no report yet"

    def no_changes(self) -> str:
        """No recorded change matches."""
        return "no recorded change matches"

    def with_note(self, note: str) -> str:
        """In quotation marks."""
        return f"“{note}”"

    def newest_only(self, n: int) -> str:
        """The log was cut."""
        return f"only the newest {_n(n, 'change')}; --all shows every one"

    def log_line(self, field: str, old: str, new: str) -> str:
        """One change."""
        return f"{DOMAIN.field(field)}: {old} → {new}"

    def interrupted(self) -> str:
        """Ctrl-C."""
        return "interrupted"

    def yes_no(self, value: bool) -> str:
        """Yes or no."""
        return "yes" if value else "no"

    def none(self) -> str:
        """An empty value."""
        return "—"


COMMAND: CommandWords = EnglishCommand()
