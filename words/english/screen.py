"""The phrases of the dashboard in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english import screen_tables as tables
from words.english.tables import CLAIMS
from words.sayings import Sayings

if TYPE_CHECKING:
    from words.phrases.screen import ScreenWords


def _s(n: int) -> str:
    return "" if n == 1 else "s"


class EnglishScreen(Sayings):
    """What the dashboard says."""

    lang = "en"

    def role(self, word: str) -> str:
        """Four cells."""
        return {"lead": "lead", "responsible": "resp", "support": "supp"}.get(word, word)

    def role_heads(self, width: int) -> tuple[str, str, str]:
        """Words where they fit, else letters."""
        return ("lead", "resp", "supp") if width >= 4 else ("L", "R", "S")

    def days(self, n: int) -> str:
        """15 d."""
        return f"{n} d" if n else "today"

    def never_reported(self, short: bool) -> str:
        """Never."""
        return "never" if short else "never reported"

    def silent_after(self, day: str) -> str:
        """06-30, silent."""
        return f"{day} silent"

    def chosen(self, n: int, of: int) -> str:
        """2 of 11 chose."""
        return f"{n} of {of} chose"

    def reaching(self, met: int, reported: int, target: str) -> str:
        """3 of 10 reach ≥60%."""
        return f"{met} of {reported} reach {target}"

    def value_of(self, value: str, target: str) -> str:
        """17,770 of 40,000."""
        return f"{value} of {target}"

    def figure_heads(self) -> tuple[str, str, str, str, str]:
        """Percent, time, day, gap, who reported."""
        return "reached", "time", "at", "behind", "reported"

    def points(self, n: str) -> str:
        """5.6 points."""
        return f"{n} points"

    def reported_of(self, n: int, of: int) -> str:
        """3 of 4."""
        return f"{n} of {of}"

    def ended(self, day: str, done: int, total: int) -> str:
        """Ended 2005-07-20."""
        return f"ended {day}" + (f"  done {done} of {total}" if total else "")

    def running(self, done: int, total: int, end: str) -> str:
        """Done 2 of 21  to 2007-09-30."""
        return "  ".join(
            part for part in (f"done {done} of {total}" if total else "", f"to {end}" if end else "") if part
        )

    def opens(self, day: str) -> str:
        """Opens 2007-10-01."""
        return f"opens {day}"

    def elapsed(self, percent: str) -> str:
        """Elapsed 52 %."""
        return f"elapsed {percent}"

    def extension(self, asked: str, wanted: str, decision: str) -> str:
        """Asked 2006-08-30 until 2006-10-31: approved."""
        return f"asked {asked} until {wanted}: {decision}"

    def quoted(self, text: str) -> str:
        """In quotation marks."""
        return f'"{text}"'

    def inherited(self, source: str) -> str:
        """Inherited from the phase."""
        return f"inherited from {source}"

    def by_basis(self, basis: str) -> str:
        """Basis: breakdown."""
        return f"basis: {basis}"

    def first_due(self, day: str) -> str:
        """First due 2006-08-31."""
        return f"first due {day}"

    def due_moved(self, old: str, new: str) -> str:
        """Moved from 2006-08-31 to 2006-10-31."""
        if old and new:
            return f"moved from {old} to {new}"
        return f"set to {new} (no date of its own before)" if new else f"taken away (was {old})"

    def claims(self, word: str) -> str:
        """What a report says."""
        return CLAIMS.get(word, word)

    def as_of(self, day: str) -> str:
        """Today 2006-09-15."""
        return f"today {day}"

    def past(self, day: str, known_at: str) -> str:
        """As of 2006-07-01, read only."""
        return f"as of {day}, {f'known {known_at}, ' if known_at else ''}read only"

    def past_read(self, day: str, known_at: str, to_come: bool) -> str:
        """Read as: as of 2006-07-01."""
        known = f", as known at {known_at}" if known_at else ""
        return f"shows the store as of {day}{known}" + (", a day to come, with what is known now" if to_come else "")

    def saving(self, waited: int | None, changes: int) -> str:
        """Still waiting, or writing."""
        off = f"{self.keys['close']} calls it off"
        if waited is None:
            return f"Saving … {changes:,} changes   {off}" if changes else f"Saving …   {off}"
        return f"Another program is writing: saved as soon as it is done … {waited} s   {off}"

    def going(self, day: str) -> str:
        """Going back."""
        return f"Reading the store as of {day} …"

    def arrived(self, past: str) -> str:
        """As of 2006-07-01."""
        return f"The store {past}. {self.keys['travel']} or {self.keys['close']}: back to today."

    def today_again(self, day: str) -> str:
        """Today again."""
        return f"Today again: {day}."

    def not_there(self, plan: str, day: str) -> str:
        """All plans instead."""
        back = f"{self.keys['travel']} or {self.keys['close']}"
        return f"{plan} was not there yet on {day}: all plans of that day are shown. {back}: back to today."

    def need_help(self, n: int) -> str:
        """1 needs help."""
        return f"{n} need{'s' if n == 1 else ''} help"

    def in_all(self, n: int) -> str:
        """(2 in all)."""
        return f"({n} in all)"

    def reporting(self, month: str, on_time: int, late: int, missing: int) -> str:
        """August: 6 on time 1 late 1 missing."""
        return f"{month}: {on_time} on time {late} late {missing} missing"

    def listing(self, name: str) -> str:
        """Whose assignments these are."""
        return name

    def choose_one(self, key: str) -> str:
        """Choose an assignment first."""
        return f"Nothing was changed: choose one of its assignments, then press {key} again."

    def ask_group(self, n: int, status: str) -> str:
        """16 assignments?"""
        return f"{n} assignment{_s(n)}: {status}?"

    def saved(self, what: str, where: str) -> str:
        """Saved: done, 2 综合网站开通, 市信息产业局; u undoes."""
        return f"Saved: {what}, {where}; {self.say('undoes')}"

    def saved_many(self, what: str, n: int) -> str:
        """Saved: done, 16 assignments; u undoes."""
        return f"Saved: {what}, {n} assignment{_s(n)}; {self.say('undoes')}"

    def what_note(self) -> str:
        """Note."""
        return "note"

    def what_percent(self, percent: str) -> str:
        """44.4 %."""
        return percent

    def what_due(self, day: str) -> str:
        """Due 2006-10-31."""
        return f"due {day}"

    def what_figure(self, value: str) -> str:
        """Figure 4,000 户."""
        return f"figure {value}"

    def undone(self, what: str, more: int, redo: bool) -> str:
        """Undone: status done > in progress."""
        rest = f", and {more} more change{_s(more)}" if more else ""
        back = self.say("undoes") if redo else f"{self.keys['redo']} does it again."
        return f"{'Done again' if redo else 'Undone'}: {what}{rest}.  {back}"

    def ask_undo(self, command: int, by: str) -> str:
        """Undo command 17 of li?"""
        return f"Undo command {command} of {by}?"

    def ask_redo(self, command: int, by: str) -> str:
        """Redo command 17 of li?"""
        return f"Redo command {command} of {by}?"

    def undone_by(self, by: str) -> str:
        """Undone by li."""
        return f"undone by {by}"

    def given(self, words: tuple[str, ...]) -> str:
        """Loaded panjin-2005."""
        return f"loaded {' '.join(words[1:])}" if words[:1] == ("load",) else " ".join(words)

    def assignments(self, n: int) -> str:
        """16 assignments."""
        return f"{n} assignment{_s(n)}"

    def changes(self, n: int) -> str:
        """3 changes."""
        return f"{n} change{_s(n)}"

    def filter_count(self, n: int, of: int) -> str:
        """3 of 21."""
        return f"{n} of {of}"

    def filtered_by(self, text: str) -> str:
        """Filter: text."""
        return f"/{text}"

    def due_read(self, first: str, last: str) -> str:
        """Read as: by 2006-10-31."""
        return f"read as {first} to {last}" if first else f"read as: by {last}"

    def due_none(self) -> str:
        """No date."""
        return "read as: no due date"

    def written(self, path: str, size: int) -> str:
        """Written: path, 2,048 bytes."""
        return f"Written: {path} ({size:,} bytes)."

    def will_write(self, path: str) -> str:
        """Writes path."""
        return f"writes {path}"

    def loaded(self, name: str) -> str:
        """Loaded: name."""
        return f"Loaded: {name}."

    def marked(self, n: int) -> str:
        """3 marked."""
        return f"{n} marked"

    def first_rows(self, n: int, narrow: bool) -> str:
        """The first 500: / narrows it."""
        return f"the first {n}" + (f": {self.keys['filter']} narrows it" if narrow else "")

    def theme_is(self, theme: str) -> str:
        """The dark theme."""
        return f"Colours: {self.action(theme)}."

    def ask_replace(self, name: str) -> str:
        """Asked in one line."""
        return f"A filter is saved as “{name}” already. Replace it?"

    def ask_forget(self, name: str) -> str:
        """Asked in one line."""
        return f"Delete the saved filter “{name}”?"

    def forgotten(self, name: str) -> str:
        """In one sentence."""
        return f"“{name}” is no longer a saved filter."

    def slip(self, n: int, of: int) -> str:
        """The next return slip asks about 2 of 3."""
        return f"The next return slip asks about {n} of {of}."

    def plan_line(self, tasks: int, assignments: int, units: int) -> str:
        """6 tasks, 21 assignments, 8 units."""
        return f"{tasks} tasks  {assignments} assignments  {units} units"


SCREEN: ScreenWords = EnglishScreen(
    actions=tables.ACTIONS,
    helps=tables.HELPS,
    kinds=tables.KINDS,
    panes=tables.PANES,
    empty=tables.EMPTY,
    why_not=tables.WHY_NOT,
    dialogs=tables.DIALOGS,
    labels=tables.LABELS,
    hints=tables.HINTS,
    misc=tables.MISC,
)
