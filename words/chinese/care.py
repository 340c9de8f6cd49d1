"""What is said in the care of the store, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese.domain import DOMAIN
from words.chinese.file_errors import DAMAGE
from words.figures import say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.care import CareWords, Findings

FINDINGS: Findings = {
    "page": "文件已损坏：{why}。",
    "damaged_table": "文件中存放“{table}”的部分已损坏。",
    "unreadable": "部分内容无法读取：{why}。",
    "missing_table": "缺少数据表{name}。",
    "missing_column": "{table}缺少字段{name}。",
    "missing_index": "{table}缺少索引{name}：查询可能变慢，结果不受影响。",
    "pointer": "{place}：{field}所指的{target}不存在（{value}）。",
    "circle": "{place}被包含在自身之内。",
    "impossible": "{place}：{field}不可能是“{value}”。",
    "unknown_word": "{place}：{field}为“{value}”，本版本不认识，已照原样保留并显示。",
    "not_json": "{place}：{field}无法识别（“{value}”）。",
    "lost_row": "{place}所涉{table}{value}不存在。",
    "not_folded": "{place}：{field}为{value}，但按变更记录应为{wanted}。",
    "not_derived": "{place}：{field}为{value}，但按已记录内容重算应为{wanted}。",
    "not_chained": "{place}：记载{field}原为{value}，但此前的变更记录应为{wanted}。",
    "unrecorded": "{place}：{field}为{value}，但没有相应的变更记录。",
    "not_stated": "{place}：{field}为“{value}”，但载入的方案中为“{wanted}”。",
    "gap": "记录不连续：缺少{table}第{value}号，有内容被删去。",
    "unknown_zone": "数据库的时区{value}无法识别，时刻按本机时区显示。",
    "foreign_trigger": "触发器{name}不是本程序建立的，可能写入未经记录的内容。",
    "foreign_view": "视图{name}不是本程序建立的，不影响数字。",
    "missing_trigger": "缺少维护合计数的触发器{name}。",
    "not_tallied": "{name}的合计数与各责任事项之和不符。",
}


class ChineseCare:
    """Checking, copying, going back to a copy."""

    def finding(self, kind: str, facts: dict[str, object]) -> str:
        """One finding as a sentence."""
        why = str(facts.get("why", ""))
        return say(FINDINGS, kind).format_map(facts | {"why": DAMAGE.get(why, why)})

    def more_findings(self, n: int, kind: str) -> str:
        """How many more of a kind there are."""
        return f"……同类问题另有{DOMAIN.number(n)}处"

    def all_well(self, changes: int, assignments: int) -> str:
        """Nothing was found."""
        return f"数据库完好：变更记录{DOMAIN.number(changes)}条，责任事项{DOMAIN.number(assignments)}项已重算"

    def found(self, damaged: int, odd: int) -> str:
        """How many findings there are of each kind."""
        parts = [f"损坏或不一致{DOMAIN.number(damaged)}处"] if damaged else []
        parts += [f"不影响数字的问题{DOMAIN.number(odd)}处"] if odd else []
        return f"检查发现{'，'.join(parts)}；未作任何改动"

    def what_next(self, path: str, day: date, checked: bool) -> str:
        """What to do about damage."""
        which = "最近的完好备份" if checked else "最近的数据页完整的备份（内容未核对）"
        return f"{which}为{DOMAIN.date(day)}：可执行 duban restore {path}，被替换的数据库会保留。"

    def nothing_next(self) -> str:
        """What to do about damage where there is no sound backup."""
        return "没有找到完好的每日备份。请先将文件另存一份，再继续使用。"

    def checking(self, path: str) -> str:
        """A large copy is being checked."""
        return f"正在核对{path}：文件较大，可能需要几分钟……"

    def copied(self, path: str, whole: bool) -> str:
        """A backup was written."""
        if whole:
            return f"备份已写入并核验：{path}"
        return f"备份已写入：{path}；数据页完整，内容待升级后方可核对"

    def copied_unsound(self, path: str, n: int) -> str:
        """A backup was written of a store that is not sound."""
        found = f"损坏或不一致{DOMAIN.number(n)}处"
        return f"备份已写入，但未通过核验：{path}与数据库一样，有{found}。详情请执行 duban check。"

    def ask_restore(self, path: str, source: str) -> str:
        """Whether the store is to be replaced."""
        return f"用{source}替换{path}吗？现有数据库会保留在原处。[y/N] "

    def is_yes(self, answer: str) -> bool:
        """Whether an answer means yes."""
        return answer.strip().casefold() in ("y", "yes", "是")

    def not_restored(self) -> str:
        """The answer was no."""
        return "未作任何改动"

    def restored(self, path: str, source: str, kept: str) -> str:
        """The store was replaced."""
        return f"{path}已恢复为{source}的内容{f'；被替换的数据库保留在{kept}' if kept else ''}"

    def backups(self, place: str, n: int, newest: date | None) -> str:
        """The daily backups of a store."""
        if newest is None:
            return f"{place}（尚无备份）"
        return f"{place}（每日备份{DOMAIN.number(n)}份，最近为{DOMAIN.date(newest)}）"

    def network_drive(self, path: str, kind: str) -> str:
        """The store lies on another machine."""
        return f"{path}位于网络驱动器（{kind}），SQLite在其上不安全：请将数据库放在本机磁盘。"

    def backing_up(self) -> str:
        """Today's first state is being copied."""
        return "正在备份今天首次更改前的数据库……"

    def no_daily_backup(self, why: str) -> str:
        """Today's backup could not be made."""
        return f"今日备份未能完成：{why}"


CARE: CareWords = ChineseCare()
