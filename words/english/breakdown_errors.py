"""English sentences for tasks that cannot be broken down."""

from __future__ import annotations

from words.english.file_errors import SAFE, accepts

Names = tuple[str, ...]


class EnglishBreakdownErrors:
    """Tasks that the office adds."""

    def gone_task(self) -> str:
        """A task that is no longer there."""
        return f"This task is no longer there. {SAFE}"

    def breakdown_needs_title(self) -> str:
        """A task without words."""
        return f"The task needs a title. {SAFE}"

    def breakdown_needs_unit(self) -> str:
        """A task laid on nobody."""
        return f"The task needs at least one unit. {SAFE}"

    def breakdown_there(self, *, task: str, title: str) -> str:
        """The same words for the same units are there already."""
        return f"“{title}” is there already for these units: {task}. {SAFE}"

    def bad_task_ref(self, *, ref: str) -> str:
        """A number that is none."""
        return f"“{ref}” cannot number a task. {SAFE} Letters, digits, dots and dashes are accepted: 3.b1."

    def task_ref_taken(self, *, task: str) -> str:
        """A number that was given before."""
        return f"{task} was given before, and no number is given twice. {SAFE}"

    def ref_of_breakdown(self, *, task: str) -> str:
        """A plan file that uses the number of a task which the office added."""
        return f"{task} is a task that the office added; the plan file uses its number for another. {SAFE}"

    def not_a_breakdown(self, *, task: str) -> str:
        """A task of the plan itself."""
        return f"{task} stands in the plan itself; only tasks that the office added can be edited. {SAFE}"

    def stale_task(self, *, task: str) -> str:
        """Somebody edited it meanwhile."""
        return f"{task} was changed since you saw it. {SAFE} Look at it again."

    def no_indicator_above(self, *, task: str, wanted: str) -> str:
        """A share of nothing."""
        which = f" “{wanted}”" if wanted else ""
        return f"{task} has no indicator{which} whose target could be shared out. {SAFE}"

    def which_target(self, *, task: str, accepted: Names) -> str:
        """A share of one of several."""
        return f"{task} has several indicators. {SAFE}{accepts(accepted)}"

    def bad_share(self, *, text: str) -> str:
        """A share that is no figure, or that is nobody's."""
        return f"“{text}” is no target share. {SAFE} Accepted: a figure for a single unit, or UNIT=FIGURE for each."

    def csv_line(self, *, path: str, line: int, sentence: str) -> str:
        """A row of a table is refused."""
        return f"{path}, line {line}: {sentence}"
