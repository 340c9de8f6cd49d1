"""Chinese sentences for the end of a plan and what is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese.domain import DOMAIN
from words.chinese.file_errors import SAFE, accepts

if TYPE_CHECKING:
    from datetime import date

RULES = {
    "no_toml": "不是 TOML 文件",
    "no_points": "没有 [points] 一节",
    "unknown": "中的“{name}”不是可计分的事实",
    "not_a_number": "中“{name}”的分值不是数字",
    "unreadable": "无法读取",
}


class ChineseEndingErrors:
    """The end of a plan."""

    def no_copy(self, *, path: str) -> str:
        """What is to be gone back to is no store."""
        return f"{path}不是数据库的备份。{SAFE}备份的位置见“duban where”。"

    def contacts_in_csv(self, *, format: str) -> str:
        """Contacts in a format without columns for them."""
        return f"联络员等信息只列入csv台账，不列入{format}。{SAFE}请加 --format csv。"

    def end_needs_basis(self) -> str:
        """Closed or opened again on no basis."""
        return f"结束或重新启用方案须注明依据（文件、会议纪要等）。{SAFE}"

    def close_needs_yes(self, *, plan: str) -> str:
        """Nobody is there to be asked."""
        return f"此处无人确认是否结束“{plan}”。{SAFE}如确要结束，请加 --yes。"

    def closed_already(self, *, plan: str, on: date) -> str:
        """The plan is closed already."""
        return f"方案“{plan}”已于{DOMAIN.date(on)}结束。{SAFE}"

    def not_closed(self, *, plan: str) -> str:
        """A plan that is open cannot be opened."""
        return f"方案“{plan}”尚未结束，无须重新启用。{SAFE}"

    def end_before_turn(self, *, plan: str, on: date, state: str) -> str:
        """Closed before it was opened again, or opened before it was closed."""
        turned = "结束" if state == "closed" else "重新启用"
        return f"方案“{plan}”于{DOMAIN.date(on)}{turned}，日期不得早于该日。{SAFE}"

    def issue_needs_number(self, *, last: str = "") -> str:
        """A bulletin is issued under a number."""
        known = f"上一期为{last}。" if last else ""
        return f"印发须有期号，请用 --number 给出。{SAFE}{known}"

    def issued_already(self, *, paper: str, number: str, as_of: date) -> str:
        """The number is taken."""
        what = f"{DOMAIN.word(paper)}{number}已经印发（截至{DOMAIN.date(as_of)}）"
        return f"{what}。{SAFE}请改用下一期号，或先以“duban undo”撤销该期。"

    def archive_exists(self, *, path: str) -> str:
        """Something stands where the archive is to be written."""
        return f"{path}已存在。{SAFE}归档须写入新目录。"

    def period_reversed(self, *, since: date, until: date) -> str:
        """A period that ends before it begins."""
        return f"止期{DOMAIN.date(until)}早于起期{DOMAIN.date(since)}。{SAFE}"

    def bad_rules(self, *, path: str, why: str, name: str = "", accepted: tuple[str, ...] = ()) -> str:
        """A rules file that is none."""
        return f"{path}{RULES.get(why, why).replace('{name}', name)}。{SAFE}{accepts(accepted)}"
