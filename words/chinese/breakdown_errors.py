"""Chinese sentences for tasks that cannot be broken down."""

from __future__ import annotations

from words.chinese.file_errors import SAFE, accepts

Names = tuple[str, ...]


class ChineseBreakdownErrors:
    """Tasks that the office adds."""

    def gone_task(self) -> str:
        """A task that is no longer there."""
        return f"该任务已不在库中。{SAFE}"

    def breakdown_needs_title(self) -> str:
        """A task without words."""
        return f"请填写任务名称。{SAFE}"

    def breakdown_needs_unit(self) -> str:
        """A task laid on nobody."""
        return f"请至少填写一个责任单位。{SAFE}"

    def breakdown_there(self, *, task: str, title: str) -> str:
        """The same words for the same units are there already."""
        return f"这些单位的“{title}”已分解为{task}。{SAFE}"

    def bad_task_ref(self, *, ref: str) -> str:
        """A number that is none."""
        return f"“{ref}”不能用作任务编号。{SAFE}编号可用字母、数字、点和短横，如3.b1。"

    def task_ref_taken(self, *, task: str) -> str:
        """A number that was given before."""
        return f"{task}已用过，编号不重复使用。{SAFE}"

    def ref_of_breakdown(self, *, task: str) -> str:
        """A plan file that uses the number of a task which the office added."""
        return f"{task}是已分解的任务，方案文件又用了同一编号。{SAFE}"

    def not_a_breakdown(self, *, task: str) -> str:
        """A task of the plan itself."""
        return f"{task}是方案原有任务，只有分解任务可以修改。{SAFE}"

    def stale_task(self, *, task: str) -> str:
        """Somebody edited it meanwhile."""
        return f"{task}在您打开之后已被修改。{SAFE}请重新查看。"

    def no_indicator_above(self, *, task: str, wanted: str) -> str:
        """A share of nothing."""
        return f"{task}没有可分解任务数的指标{f'“{wanted}”' if wanted else ''}。{SAFE}"

    def which_target(self, *, task: str, accepted: Names) -> str:
        """A share of one of several."""
        return f"{task}有多项指标，请指明一项。{SAFE}{accepts(accepted)}"

    def bad_share(self, *, text: str) -> str:
        """A share that is no figure, or that is nobody's."""
        return f"“{text}”不是任务数。{SAFE}只有一个单位时写数字，多个单位时逐一写 单位=任务数。"

    def csv_line(self, *, path: str, line: int, sentence: str) -> str:
        """A row of a table is refused."""
        return f"{path}第{line}行：{sentence}"
