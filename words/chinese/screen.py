"""The phrases of the dashboard in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese import screen_tables as tables
from words.chinese.tables import CLAIMS
from words.sayings import Sayings

if TYPE_CHECKING:
    from words.phrases.screen import ScreenWords


class ChineseScreen(Sayings):
    """What the dashboard says."""

    lang = "zh"

    def role(self, word: str) -> str:
        """Four cells."""
        return {"lead": "牵头", "responsible": "责任", "support": "配合"}.get(word, word)

    def role_heads(self, width: int) -> tuple[str, str, str]:
        """Words where they fit, else one character."""
        return ("牵头", "责任", "配合") if width >= 4 else ("牵", "责", "配")

    def days(self, n: int) -> str:
        """15天."""
        return f"{n}天" if n else "今天"

    def never_reported(self, short: bool) -> str:
        """从未反馈."""
        return "从未" if short else "从未反馈"

    def silent_after(self, day: str) -> str:
        """06-30后未反馈."""
        return f"{day} 后未反馈"

    def chosen(self, n: int, of: int) -> str:
        """11个单位中2个已标记定."""
        return f"{of}个单位中{n}个已标记定"

    def reaching(self, met: int, reported: int, target: str) -> str:
        """已报10个中3个达到≥60%."""
        return f"已报{reported}个中{met}个达到{target}"

    def value_of(self, value: str, target: str) -> str:
        """17770/40000."""
        return f"{value}/{target}"

    def figure_heads(self) -> tuple[str, str, str, str, str]:
        """完成率，时间进度，截至，滞后，已报单位."""
        return "完成率", "时间进度", "截至", "滞后", "已报单位"

    def points(self, n: str) -> str:
        """5.6个百分点."""
        return f"{n}个百分点"

    def reported_of(self, n: int, of: int) -> str:
        """3/4."""
        return f"{n}/{of}"

    def ended(self, day: str, done: int, total: int) -> str:
        """2005-07-20结束."""
        return f"{day} 结束" + (f"  办结 {done}/{total}" if total else "")

    def running(self, done: int, total: int, end: str) -> str:
        """办结 2/21  至 2007-09-30."""
        return "  ".join(part for part in (f"办结 {done}/{total}" if total else "", f"至 {end}" if end else "") if part)

    def opens(self, day: str) -> str:
        """2007-10-01启动."""
        return f"{day} 启动"

    def elapsed(self, percent: str) -> str:
        """时间进度51.6%."""
        return f"时间进度{percent}"

    def extension(self, asked: str, wanted: str, decision: str) -> str:
        """2006-08-30申请延至2006-10-31：同意."""
        return f"{asked} 申请延至 {wanted}：{decision}"

    def quoted(self, text: str) -> str:
        """In quotation marks."""
        return f"“{text}”"

    def inherited(self, source: str) -> str:
        """沿用所属阶段."""
        return f"沿用{source}"

    def by_basis(self, basis: str) -> str:
        """依据：分解."""
        return f"依据：{basis}"

    def first_due(self, day: str) -> str:
        """原时限2006-08-31."""
        return f"原时限 {day}"

    def due_moved(self, old: str, new: str) -> str:
        """由 2006-08-31 改为 2006-10-31."""
        if old and new:
            return f"由 {old} 改为 {new}"
        return f"定为 {new}（此前无单独时限）" if new else f"取消（原为 {old}）"

    def claims(self, word: str) -> str:
        """What a report says."""
        return CLAIMS.get(word, word)

    def as_of(self, day: str) -> str:
        """截至2006-09-15."""
        return f"截至 {day}"

    def past(self, day: str, known_at: str) -> str:
        """截至 2006-07-01，只读."""
        return f"截至 {day}，{f'录入截至 {known_at}，' if known_at else ''}只读"

    def past_read(self, day: str, known_at: str, to_come: bool) -> str:
        """查看截至2006-07-01的情况."""
        known = f"，不计 {known_at} 以后录入的内容" if known_at else ""
        return f"查看截至 {day} 的情况{known}" + ("（日期未到，按现有记录推算）" if to_come else "")

    def saving(self, waited: int | None, changes: int) -> str:
        """正在等待或保存。"""
        off = f"按 {self.keys['close']} 取消"
        if waited is None:
            return f"正在保存……已记{changes}处更改  {off}" if changes else f"正在保存……  {off}"
        return f"另一程序正在写入，待其完成后即保存您的更改……已等待{waited}秒  {off}"

    def going(self, day: str) -> str:
        """Going back."""
        return f"正在还原截至 {day} 的情况……"

    def arrived(self, past: str) -> str:
        """截至2006-07-01."""
        return f"当前显示{past}。按 {self.keys['travel']} 或 {self.keys['close']} 回到今天。"

    def today_again(self, day: str) -> str:
        """Today again."""
        return f"已回到今天：{day}。"

    def not_there(self, plan: str, day: str) -> str:
        """All plans instead."""
        back = f"按 {self.keys['travel']} 或 {self.keys['close']} 回到今天。"
        return f"截至 {day} 还没有录入{plan}，改为显示当日的全部方案。{back}"

    def need_help(self, n: int) -> str:
        """1项需协调."""
        return f"{n}项需协调"

    def in_all(self, n: int) -> str:
        """(共2项)."""
        return f"(共{n}项)"

    def reporting(self, month: str, on_time: int, late: int, missing: int) -> str:
        """8月：按时6 迟报1 未报1."""
        return f"{month}：按时{on_time} 迟报{late} 未报{missing}"

    def listing(self, name: str) -> str:
        """Whose assignments these are."""
        return name

    def choose_one(self, key: str) -> str:
        """Choose an assignment first."""
        return f"尚未更改：请先选定其中一项，再按 {key}。"

    def ask_group(self, n: int, status: str) -> str:
        """16项？"""
        return f"{n}项：{status}？"

    def saved(self, what: str, where: str) -> str:
        """已保存：办结，2 综合网站开通，市信息产业局；按 u 撤销。"""
        return f"已保存：{what}，{where}；{self.say('undoes')}"

    def saved_many(self, what: str, n: int) -> str:
        """已保存：办结，16项；按 u 撤销。"""
        return f"已保存：{what}，{n}项；{self.say('undoes')}"

    def what_note(self) -> str:
        """备注."""
        return "备注"

    def what_percent(self, percent: str) -> str:
        """完成44.4%."""
        return f"完成{percent}"

    def what_due(self, day: str) -> str:
        """时限2006-10-31."""
        return f"时限 {day}"

    def what_figure(self, value: str) -> str:
        """报送数4000户."""
        return f"报送数 {value}"

    def undone(self, what: str, more: int, redo: bool) -> str:
        """已撤销：办理状态 已办结 > 推进中。"""
        rest = f"，另有{more}处" if more else ""
        back = self.say("undoes") if redo else f"按 {self.keys['redo']} 重做。"
        return f"{'已重做' if redo else '已撤销'}：{what}{rest}。{back}"

    def ask_undo(self, command: int, by: str) -> str:
        """撤销li的第17号操作？"""
        return f"撤销{by}的第{command}号操作？"

    def ask_redo(self, command: int, by: str) -> str:
        """重做li的第17号操作？"""
        return f"重做{by}的第{command}号操作？"

    def undone_by(self, by: str) -> str:
        """已由li撤销."""
        return f"已由{by}撤销"

    def given(self, words: tuple[str, ...]) -> str:
        """载入panjin-2005."""
        return f"载入 {' '.join(words[1:])}" if words[:1] == ("load",) else " ".join(words)

    def assignments(self, n: int) -> str:
        """16项责任事项."""
        return f"{n}项责任事项"

    def changes(self, n: int) -> str:
        """3处变更."""
        return f"{n}处变更"

    def filter_count(self, n: int, of: int) -> str:
        """3/21."""
        return f"{n}/{of}项"

    def filtered_by(self, text: str) -> str:
        """筛选：text."""
        return f"/{text}"

    def due_read(self, first: str, last: str) -> str:
        """读作：2006-10-31前."""
        return f"读作：{first} 至 {last}" if first else f"读作：{last} 前"

    def due_none(self) -> str:
        """No date."""
        return "读作：不定时限"

    def written(self, path: str, size: int) -> str:
        """已写入path（2048字节）。"""
        return f"已写入 {path}（{size}字节）。"

    def will_write(self, path: str) -> str:
        """写入path."""
        return f"写入 {path}"

    def loaded(self, name: str) -> str:
        """已载入：name。"""
        return f"已载入：{name}。"

    def marked(self, n: int) -> str:
        """已标记3项."""
        return f"已标记{n}项"

    def first_rows(self, n: int, narrow: bool) -> str:
        """只列前500项：按 / 缩小范围."""
        return f"只列前{n}项" + (f"：按 {self.keys['filter']} 缩小范围" if narrow else "")

    def theme_is(self, theme: str) -> str:
        """深色."""
        return f"已换成{self.action(theme)}。"

    def ask_replace(self, name: str) -> str:
        """一行问句。"""
        return f"已存有筛选“{name}”，是否替换？"

    def ask_forget(self, name: str) -> str:
        """一行问句。"""
        return f"删除已存的筛选“{name}”？"

    def forgotten(self, name: str) -> str:
        """一句话。"""
        return f"已删除所存筛选“{name}”。"

    def slip(self, n: int, of: int) -> str:
        """下次反馈表须填2项，共3项。"""
        return f"下次反馈表须填{n}项，共{of}项。"

    def plan_line(self, tasks: int, assignments: int, units: int) -> str:
        """6项任务 21项责任事项 8个单位."""
        return f"{tasks}项任务  {assignments}项责任事项  {units}个单位"


SCREEN: ScreenWords = ChineseScreen(
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
