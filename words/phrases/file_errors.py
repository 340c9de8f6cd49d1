"""Sentences for what is wrong with a file or with the store itself. A place is `plan.toml: task 5.2`."""

from __future__ import annotations

from typing import Protocol

Names = tuple[str, ...]


class PlanFileErrors(Protocol):
    """What is wrong inside a plan file or a task table."""

    def hidden_year(self, *, plan: str, path: str = "") -> str:
        """The document hides its year (20xx) and no --year was given."""

    def file_hidden_year(self, *, place: str, key: str, text: str) -> str:
        """A phrase hides its year (20xx年), in a plan that does not say so."""

    def unknown_key(self, *, key: str, where: str, close: Names = (), path: str = "") -> str:
        """A key that the plan file does not know."""

    def file_unknown_key(self, *, place: str, key: str, close: Names = (), known: Names = ()) -> str:
        """A key that the plan file does not know."""

    def file_missing_key(self, *, place: str, key: str) -> str:
        """A key that must be there."""

    def file_wrong_type(self, *, place: str, key: str, expected: str, found: str) -> str:
        """A value of another type."""

    def file_bad_value(self, *, place: str, key: str, value: str, accepted: Names = ()) -> str:
        """A value that is not one of the accepted."""

    def file_bad_date(self, *, place: str, key: str, text: str, why: str = "") -> str:
        """A phrase that is no date."""

    def bad_value(self, *, key: str, value: str, where: str, accepted: Names = ()) -> str:
        """A value that is not one of the accepted."""

    def duplicate_ref(self, *, ref: str, where: str = "", path: str = "", line: int = 0) -> str:
        """Two things of one plan carry the same ref."""

    def file_duplicate(self, *, what: str, name: str, place: str = "") -> str:
        """A name stands twice where it may stand once."""

    def file_unknown_ref(self, *, place: str, key: str, ref: str, close: Names = ()) -> str:
        """A reference to nothing."""

    def sample_mismatch(self, *, plan: str, name: str) -> str:
        """Sample rows that do not fit their plan."""

    def not_toml(self, *, path: str, line: int = 0, problem: str = "") -> str:
        """The file is not TOML."""

    def not_utf8(self, *, path: str, line: int = 0) -> str:
        """A plan file in another encoding."""

    def not_a_plan_file(self, *, path: str) -> str:
        """TOML, but no plan."""

    def missing_file(self, *, path: str) -> str:
        """No file there."""

    def unreadable_file(self, *, path: str, why: str = "") -> str:
        """The file cannot be read."""

    def unwritable_file(self, *, path: str, why: str = "") -> str:
        """The file cannot be written."""

    def csv_columns(self, *, path: str, missing: Names, found: Names = ()) -> str:
        """A task table lacks columns; `missing` are ids: task, parent, units (any column of units)."""

    def csv_encoding(self, *, path: str) -> str:
        """A task table in no encoding that is known, or in two."""

    def csv_row(self, *, path: str, line: int, problem: str, text: str = "") -> str:
        """A row of a task table cannot be read; `problem` is an id of CSV_PROBLEMS."""

    def csv_date(self, *, path: str, line: int, text: str, why: str = "") -> str:
        """A date of a task table cannot be read; `why` as in `bad_date`."""


class StoreErrors(Protocol):
    """Why the store cannot be used (exit 3)."""

    def store_is_directory(self, *, path: str) -> str:
        """A directory stands there."""

    def not_a_store(self, *, path: str) -> str:
        """The file is something else."""

    def store_read_only(self, *, path: str) -> str:
        """Reading works, writing does not."""

    def store_newer(self, *, path: str, found: int, known: int) -> str:
        """Written by a newer program."""

    def store_older(self, *, path: str, found: int, known: int) -> str:
        """Of an older program, and not brought up to date yet: reading does not write."""

    def upgrade_needs_copy(self, *, path: str, copy: str, found: int, why: str = "") -> str:
        """The copy that is made before a store is brought up to date cannot be written."""

    def store_damaged(self, *, path: str, why: str = "", table: str = "") -> str:
        """It is damaged; `why` as SQLite says it, or a key of ours."""

    def store_missing(self, *, path: str) -> str:
        """Nothing there yet."""

    def store_busy(self, *, seconds: float, path: str = "") -> str:
        """Another writer held it too long."""

    def store_open(self, *, path: str) -> str:
        """A damaged store cannot be replaced while somebody has it open."""

    def restore_itself(self, *, path: str) -> str:
        """The copy to go back to is the store itself."""

    def copy_exists(self, *, path: str) -> str:
        """Something stands where a copy is to be written."""

    def copy_unsound(self, *, path: str, n: int) -> str:
        """A copy to go back to is not what was recorded: a check finds so much damage."""

    def copy_unwritable(self, *, path: str, why: str = "") -> str:
        """A copy of the store cannot be written."""

    def demo_target_exists(self, *, path: str) -> str:
        """The demo is to be written over something."""

    def store_full(self, *, path: str) -> str:
        """The disk is full."""

    def store_no_directory(self, *, path: str, why: str = "") -> str:
        """Its directory cannot be made or entered."""

    def store_empty(self, *, path: str) -> str:
        """An empty file, where a store could begin."""

    def store_emptied(self, *, path: str) -> str:
        """What was a store is empty or gone, but its log or its backups are still there."""

    def store_log_damaged(self, *, path: str) -> str:
        """The -wal holds commits that cannot be read any more."""

    def store_no_access(self, *, path: str) -> str:
        """This user may not read it."""

    def store_gone(self, *, path: str) -> str:
        """It was removed, renamed or replaced while it was open."""

    def disk_full(self, *, path: str) -> str:
        """A file that goes out does not fit on the disk."""

    def store_disk(self, *, path: str) -> str:
        """The disk reports an error."""


class FileErrors(PlanFileErrors, StoreErrors, Protocol):
    """All of them."""
