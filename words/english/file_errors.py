"""English sentences for what is wrong with a file or with the store."""

from __future__ import annotations

SAFE = "Nothing was changed."
COPY_AWAY = "Both files were left as they are: copy them away, then bring back a backup."
Names = tuple[str, ...]

DATE_PROBLEMS = {
    "unreadable": "it is not a date that duban reads",
    "no_such_day": "the calendar has no such day",
    "no_day": "it names no day",
    "not_a_day": "a day is needed, such as 2006-10-31",
    "hidden_year": "it hides its year",
    "no_year": "it names no year, and nothing else does",
}

DAMAGE = {
    "cut_short": "its end was cut off",
    "no_text": "it holds bytes that are no text",
    "no_table": "its table {table} is missing",
    "no_setting": "one of its settings has a value that cannot be",
    "no_rule": "a rule met a value that cannot be",
}
"""What is wrong with a store where SQLite says nothing of it, or says it in words of a programmer."""

CSV_COLUMNS = {"task": "任务 (task)", "units": "牵头单位, 责任单位 or 配合单位 (lead, responsible or support)"} | {
    "parent": "上级任务 (parent)",
}
CSV_PROBLEMS = {
    "control": "it holds a character that is no text ({text}); it may be a spreadsheet under another name",
    "quotes": "a quotation mark is not closed, or stands in the middle of a cell",
    "too_long": "a cell is longer than any table's",
    "more_cells": "it has more cells than the header (“{text}”); a cell that holds the separator needs quotation marks",
    "column_twice": "the header has a second column “{text}” of the same meaning",
    "no_task": "it has units or figures but no task, and stands under no task that it could continue",
    "no_number": "the task “{text}” has no number, and stands under no task that it could be a clause of",
    "no_unit": "“{text}” names no unit (cells that were merged must be filled in every row)",
    "bad_ref": "“{text}” is not a number. Accepted: 1, 2.1, （一）, A3",
    "bad_number": "the figure “{text}” cannot be read. Accepted: 3000, 1.7万, 60%",
    "second_date": "a second date “{text}” for the same task, with no unit that it is for",
    "share_of_many": "the figure “{text}” is not that of one unit (several rows have figures: one unit a row)",
    "share_twice": "“{text}” has a second figure for the same task",
    "no_parent": "“{text}” names no task of the plan that it stands under",
    "no_tasks": "there is no task below the header",
}
"""Why a row of a task table cannot be read."""

TYPES = {"str": "text", "int": "a whole number", "float": "a number", "bool": "true or false", "list": "a list"} | {
    "dict": "a table",
    "date": "a date",
    "datetime": "a moment",
    "time": "a time",
}
"""What a value of a file is, said without the names of a programming language."""


def listed(names: Names, most: int = 8) -> str:
    """Names with commas, the rest counted."""
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest


def perhaps(close: Names) -> str:
    """The close matches as a sentence, or nothing."""
    return f" Did you mean: {listed(close)}?" if close else ""


def accepts(accepted: Names) -> str:
    """What would be accepted as a sentence, or nothing."""
    return f" Accepted: {listed(accepted, 20)}." if accepted else ""


class EnglishFileErrors:
    """Plan files, task tables and the store."""

    def hidden_year(self, *, plan: str, path: str = "") -> str:
        """The document hides its year (20xx) and no --year was given."""
        load = f"duban load {path or plan} --year 2006"
        return f"The plan “{plan}” hides its year (20xx). {SAFE} Say which year it is: {load}."

    def file_hidden_year(self, *, place: str, key: str, text: str) -> str:
        """A phrase hides its year (20xx年), in a plan that does not say so."""
        return (
            f"{place}: {key} = “{text}” hides its year. {SAFE} "
            "Write hidden_year = true under [plan], and give the year with --year."
        )

    def unknown_key(self, *, key: str, where: str, close: Names = (), path: str = "") -> str:
        """A key that the plan file does not know."""
        return self.file_unknown_key(place=f"{path}: {where}" if path else where, key=key, close=close)

    def file_unknown_key(self, *, place: str, key: str, close: Names = (), known: Names = ()) -> str:
        """A key that the plan file does not know."""
        return f"{place}: a plan file has no key “{key}” here. {SAFE}{perhaps(close) or accepts(known)}"

    def file_missing_key(self, *, place: str, key: str) -> str:
        """A key that must be there."""
        return f"{place}: the key “{key}” is missing. {SAFE}"

    def file_wrong_type(self, *, place: str, key: str, expected: str, found: str) -> str:
        """A value of another type."""
        return f"{place}: {key} must be {expected}, but is {TYPES.get(found, found)}. {SAFE}"

    def file_bad_value(self, *, place: str, key: str, value: str, accepted: Names = ()) -> str:
        """A value that is not one of the accepted."""
        return f"{place}: {key} cannot be “{value}”. {SAFE}{accepts(accepted)}"

    def file_bad_date(self, *, place: str, key: str, text: str, why: str = "") -> str:
        """A phrase that is no date."""
        return f"{place}: {key} = “{text}”: {DATE_PROBLEMS.get(why, why) or DATE_PROBLEMS['unreadable']}. {SAFE}"

    def bad_value(self, *, key: str, value: str, where: str, accepted: Names = ()) -> str:
        """A value that is not one of the accepted."""
        return self.file_bad_value(place=where, key=key, value=value, accepted=accepted)

    def duplicate_ref(self, *, ref: str, where: str = "", path: str = "", line: int = 0) -> str:
        """Two things of one plan carry the same ref."""
        place = f"{path}{f', line {line}' if line else ''}" if path else where
        return f"{f'{place}: ' if place else ''}the ref “{ref}” stands twice. {SAFE} A ref is unique in its plan."

    def file_duplicate(self, *, what: str, name: str, place: str = "") -> str:
        """A name stands twice where it may stand once."""
        return f"{f'{place}: ' if place else ''}the {what} “{name}” stands twice. {SAFE}"

    def file_unknown_ref(self, *, place: str, key: str, ref: str, close: Names = ()) -> str:
        """A reference to nothing."""
        return f"{place}: {key} = “{ref}” names nothing in this plan. {SAFE}{perhaps(close)}"

    def sample_mismatch(self, *, plan: str, name: str) -> str:
        """Sample rows that do not fit their plan."""
        return f"The sample rows of {plan} name “{name}”, which the plan does not have. {SAFE}"

    def not_toml(self, *, path: str, line: int = 0, problem: str = "") -> str:
        """The file is not TOML."""
        place = f", line {line}" if line else ""
        return f"{path}{place} is not TOML{f': {problem}' if problem else ''}. {SAFE}"

    def not_utf8(self, *, path: str, line: int = 0) -> str:
        """A plan file in another encoding."""
        return f"{path} is not UTF-8{f' (line {line})' if line else ''}. {SAFE} Save it again as UTF-8."

    def not_a_plan_file(self, *, path: str) -> str:
        """TOML, but no plan."""
        return f"{path} is not a plan file: it has no [plan] table. {SAFE}"

    def missing_file(self, *, path: str) -> str:
        """No file there."""
        return f"There is no file {path}. {SAFE}"

    def unreadable_file(self, *, path: str, why: str = "") -> str:
        """The file cannot be read."""
        return f"{path} cannot be read{f': {why}' if why else ''}. {SAFE}"

    def unwritable_file(self, *, path: str, why: str = "") -> str:
        """The file cannot be written."""
        return f"{path} cannot be written{f': {why}' if why else ''}. What stood there before is untouched."

    def csv_columns(self, *, path: str, missing: Names, found: Names = ()) -> str:
        """A task table lacks columns."""
        names = "; ".join(CSV_COLUMNS.get(name, name) for name in missing)
        return f"{path}: columns are missing: {names}. {SAFE}{f' Found: {listed(found, 20)}.' if found else ''}"

    def csv_encoding(self, *, path: str) -> str:
        """A task table in no encoding that is known, or in two."""
        return f"{path} is neither UTF-8 nor GB18030 throughout. {SAFE} Save it again as “CSV UTF-8”."

    def csv_row(self, *, path: str, line: int, problem: str, text: str = "") -> str:
        """A row of a task table cannot be read."""
        return f"{path}, line {line}: {CSV_PROBLEMS.get(problem, problem).replace('{text}', text)}. {SAFE}"

    def csv_date(self, *, path: str, line: int, text: str, why: str = "") -> str:
        """A date of a task table cannot be read."""
        problem = DATE_PROBLEMS.get(why, why) or DATE_PROBLEMS["unreadable"]
        needs_year = why in ("no_year", "hidden_year")
        hint = "Give the year: --year 2006." if needs_year else "Accepted: 2006-10-31, 10月底, 上半年, 长期."
        return f"{path}, line {line}: “{text}” cannot be used as a date: {problem}. {SAFE} {hint}"

    def store_is_directory(self, *, path: str) -> str:
        """A directory stands there."""
        return f"{path} is a directory, not a store. {SAFE} Name a file: --store {path}/duban.db."

    def not_a_store(self, *, path: str) -> str:
        """The file is something else."""
        return f"{path} is not a duban store; it was left as it is. Name another file with --store."

    def store_read_only(self, *, path: str) -> str:
        """Reading works, writing does not."""
        return f"{path} can only be read: the file or its directory is write-protected. {SAFE} Reading still works."

    def store_newer(self, *, path: str, found: int, known: int) -> str:
        """Written by a newer program."""
        return (
            f"{path} was written by a newer duban (format {found}; this one knows {known}). "
            "It was left as it is: install the newer version."
        )

    def store_older(self, *, path: str, found: int, known: int) -> str:
        """Of an older program, and not brought up to date yet."""
        return (
            f"{path} was written by an older duban (format {found}; this one reads {known}). It was left as it is. "
            "Open it once for writing (“duban”, or any command that writes): it is brought up to date, "
            "and a copy of it as it was stays beside it."
        )

    def upgrade_needs_copy(self, *, path: str, copy: str, found: int, why: str = "") -> str:
        """The copy that is made before a store is brought up to date cannot be written."""
        return (
            f"{path} (format {found}) cannot be brought up to date: its copy {copy} cannot be written"
            f"{f' ({why})' if why else ''}. {SAFE} Make room beside it and repeat the command."
        )

    def store_damaged(self, *, path: str, why: str = "", table: str = "") -> str:
        """It is damaged."""
        reason = f" ({DAMAGE.get(why, why).replace('{table}', table)})" if why else ""
        return f"{path} is damaged{reason}. It was left as it is: copy it away, then go back to your last backup."

    def store_missing(self, *, path: str) -> str:
        """Nothing there yet."""
        return f"There is no store at {path} yet. Make one with “duban load PLAN”, or look at “duban demo” first."

    def store_busy(self, *, seconds: float, path: str = "") -> str:
        """Another writer held it too long."""
        place = path or "The store"
        return f"{place} was busy for {seconds:g} s: another program is writing. {SAFE} Try again in a moment."

    def store_open(self, *, path: str) -> str:
        """A damaged store cannot be replaced while somebody has it open."""
        return f"{path} is open in another program. {SAFE} Close that one, then repeat the command."

    def restore_itself(self, *, path: str) -> str:
        """The copy to go back to is the store itself."""
        return f"{path} is the store itself. {SAFE} Name a backup to go back to; “duban where” says where they are."

    def copy_exists(self, *, path: str) -> str:
        """Something stands where a copy is to be written."""
        return f"{path} is there already and was left as it is. Name a new file for the backup."

    def copy_unsound(self, *, path: str, n: int) -> str:
        """A copy to go back to is not what was recorded."""
        found = f"{n} finding{'' if n == 1 else 's'} of damage"
        return f"{path} is not sound ({found}). {SAFE} “duban --store {path} check” lists them; name another backup."

    def copy_unwritable(self, *, path: str, why: str = "") -> str:
        """A copy of the store cannot be written."""
        reason = f": {why}" if why else ""
        return f"The copy {path} could not be written{reason}. No half file was left; the store is not affected."

    def demo_target_exists(self, *, path: str) -> str:
        """The demo is to be written over something."""
        return f"{path} is there already and was left as it is. Name a new file for the demo."

    def store_full(self, *, path: str) -> str:
        """The disk is full."""
        return f"The disk is full, so {path} could not take the change. {SAFE} Make room and repeat the command."

    def store_no_directory(self, *, path: str, why: str = "") -> str:
        """Its directory cannot be made or entered."""
        return f"The directory of {path} cannot be used{f': {why}' if why else ''}. {SAFE} Name another with --store."

    def store_empty(self, *, path: str) -> str:
        """An empty file, where a store could begin."""
        return (
            f"{path} is empty: no store is in it yet. "
            "If there was one, bring back a backup; if not, “duban load PLAN” begins one."
        )

    def store_emptied(self, *, path: str) -> str:
        """Empty or gone, but its log or its backups are still there."""
        return (
            f"{path} was a store, but is empty or gone: its log {path}-wal or its backups are still there. {SAFE} "
            "Bring back a backup; to begin anew, move what is left away or choose another name."
        )

    def store_log_damaged(self, *, path: str) -> str:
        """The -wal holds commits that cannot be read any more."""
        return f"{path}-wal is damaged: the latest changes, which stand in it, cannot be read. {COPY_AWAY}"

    def store_no_access(self, *, path: str) -> str:
        """This user may not read it."""
        return (
            f"You have no permission to read {path}. It was left as it is: ask its owner, or name another with --store."
        )

    def store_gone(self, *, path: str) -> str:
        """It was removed, renamed or replaced while it was open."""
        return (
            f"{path} was removed, renamed or replaced while it was open. {SAFE} Put it back, or open what is there now."
        )

    def disk_full(self, *, path: str) -> str:
        """A file that goes out does not fit on the disk."""
        return f"The disk is full, so {path} was not written. What was there is untouched, and no half is left."

    def store_disk(self, *, path: str) -> str:
        """The disk reports an error."""
        return (
            f"The disk of {path} fails, is full, or is over its quota. {SAFE} See to the disk, then repeat the command."
        )
