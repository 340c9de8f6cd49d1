"""What the command line says in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese import command_tables as tables
from words.chinese.domain import DOMAIN
from words.chinese.file_errors import SAFE
from words.chinese.tables import CLAIMS
from words.figures import say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.command import CommandWords


class ChineseCommand:
    """Talk after a write, heads of tables, help."""

    lang = "zh"

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
        return "督办（duban）：跟踪一个方案交给各单位的任务，以及各单位的反馈。"

    def usage(self) -> str:
        """Before the synopsis."""
        return "用法"

    def commands_title(self) -> str:
        """The head of the list of commands."""
        return "命令"

    def options_title(self) -> str:
        """The head of the list of options."""
        return "选项"

    def arguments_title(self) -> str:
        """The head of the list of arguments."""
        return "参数"

    def command_help(self) -> str:
        """How to get the help of one command."""
        return "“duban 命令 --help”查看某个命令的说明。"

    def wrong_usage(self, problem: str) -> str:
        """A command line that cannot be read."""
        return f"用法有误：{problem}"

    def missing_arguments(self, names: str) -> str:
        """What the command cannot do without."""
        return f"缺少 {names}"

    def unknown_arguments(self, names: str, close: tuple[str, ...]) -> str:
        """What the command does not know."""
        near = f"；是否指 {'、'.join(close)}？" if close else ""
        return f"该命令不接受 {names}{near}"

    def unknown_first(self, option: str, close: tuple[str, ...]) -> str:
        """What stands before the command and is not known there."""
        near = f"；是否指 {'、'.join(close)}？" if close else ""
        return f"命令之前不接受 {option}，命令自己的选项写在命令之后{near}"

    def needs_value(self, option: str) -> str:
        """An option without its value."""
        return f"{option} 后须有值"

    def takes_no_value(self, option: str) -> str:
        """A switch with a value."""
        return f"{option} 后不带值"

    def not_together(self, one: str, other: str) -> str:
        """Two options that exclude each other."""
        return f"{one} 与 {other} 不能同时使用"

    def whole_number(self, option: str, value: str) -> str:
        """Not a whole number, or one out of range."""
        return f"{option} 须为整数，如 {2006 if 'year' in option else 1}，而不是“{value}”"

    def global_first(self, option: str) -> str:
        """A global option behind the command."""
        return f"{option} 须写在命令之前：duban {option} … 命令"

    def cannot_write(self, why: str) -> str:
        """The output could not be written."""
        return f"结果未能输出：{why}；数据库保持命令执行后的状态"

    def unexpected(self, path: str) -> str:
        """An error of the program itself."""
        return f"程序出错；此前已保存的内容不受影响。详情见 {path}"

    def backup_newest(self, path: str, day: date, checked: bool) -> str:
        """Which backup is the newest that is sound."""
        which = "最近的完好备份" if checked else "最近的数据页完整的备份（内容未核对）"
        return f"{which}为{DOMAIN.date(day)}。恢复该备份（现有文件另行保留）：duban restore {path}"

    def no_backup(self) -> str:
        """There is no sound backup of a store that is lost."""
        return "没有找到它的完好自动备份。"

    def marked(self, task: str, unit: str, status: str) -> str:
        """A status was set."""
        return f"{task} {unit} 已标为{DOMAIN.status(status)}"

    def marked_many(self, n: int, status: str) -> str:
        """Several statuses were set at once."""
        return f"{n}项已标为{DOMAIN.status(status)}"

    def due_set(self, task: str, unit: str, due: date | None, basis: str) -> str:
        """A due date was set."""
        when = f"时限改为{DOMAIN.date(due)}" if due else "改为不定时限"
        return f"{task}{f' {unit}' if unit else ''} {when}（依据：{DOMAIN.basis(basis)}）"

    def reading_set(self, indicator: str, unit: str, value: str, on: date) -> str:
        """A figure was recorded."""
        return f"{indicator} {unit}：{value}（{DOMAIN.date(on)}）"

    def reported(self, unit: str, tasks: tuple[str, ...], claim: str | None, on: date) -> str:
        """A report was recorded."""
        said = f"：{CLAIMS[claim]}" if claim else ""
        return f"已记录{unit}{DOMAIN.date(on)}对 {DOMAIN.list(tasks)} 的反馈{said}"

    def reached(self, milestone: str, on: date) -> str:
        """A milestone was reached."""
        return f"{milestone} 已于{DOMAIN.date(on)}达到"

    def member_added(self, group: str, unit: str, since: date | None, n: int) -> str:
        """A unit is a member now."""
        when = f"自{DOMAIN.date(since)}起" if since else ""
        return f"{unit}{when}为{group}成员单位；新增{n}项责任事项"

    def member_ended(self, group: str, unit: str, until: date, n: int) -> str:
        """A unit is a member no more."""
        return f"{unit}自{DOMAIN.date(until)}起不再是{group}成员单位；终结{n}项责任事项"

    def setting_value(self, name: str, value: object) -> str:
        """The value of a setting with its measure."""
        if isinstance(value, int | float):
            measure = "个百分点" if name == "behind_points" else "" if name.endswith("_weight") else "天"
            return f"{DOMAIN.number(value)}{measure}"
        return str(value)

    def setting_set(self, name: str, value: str, on: date) -> str:
        """A setting counts from a day on."""
        return f"{DOMAIN.field(name).removesuffix('（百分点）')}自{DOMAIN.date(on)}起为{value}"

    def today_there(self, today: date) -> str:
        """What today is in a time zone that was just chosen."""
        return f"按该时区，今天是{DOMAIN.date(today)}"

    def from_start(self) -> str:
        """Since when the value counts that a store began with."""
        return "建库时"

    def upgraded(self, path: str, copy: str) -> str:
        """A store of an older program was brought up to date."""
        return f"{path}已升级到本版本的格式；升级前的数据库另存为{copy}"

    def joined(self, *parts: str) -> str:
        """Several half-sentences as one sentence."""
        return "；".join(parts)

    def undo_hint(self) -> str:
        """How to take the last command back."""
        return "“duban undo”可撤销"

    def past_only(self) -> str:
        """The entry changed only the past."""
        return "此后已有登记，只改动了过去的记录"

    def nothing_changed(self) -> str:
        """Everything stood so already."""
        return "无需改动：现已如此"

    def undone(self, command: str) -> str:
        """A command was undone."""
        return f"已撤销：{command}"

    def stopped_after(self, done: int, n: int, why: str) -> str:
        """Only some of the commands could be undone or redone."""
        return f"{n}条命令中已处理{done}条，随后停止：{why.replace(SAFE, '')}"

    def no_more(self, done: int, n: int) -> str:
        """There were fewer commands than were asked for."""
        return f"{n}条命令中已处理{done}条，再没有其他命令"

    def redone(self, command: str) -> str:
        """A command was done again."""
        return f"已重做：{command}"

    def was(self, place: str, field: str, value: str, other: str) -> str:
        """One field of an undo."""
        now, before = (text if text != self.none() else "空" for text in (value, other))
        return f"{place}：{DOMAIN.field(field)}恢复为{now}（原为{before}）"

    def loaded(self, plan: str, title: str, tasks: int, assignments: int) -> str:
        """A plan was loaded for the first time."""
        return f"已载入 {plan}《{title}》：任务{tasks}项，责任事项{assignments}项"

    def loaded_again(self, plan: str, added: int, changed: int, dropped: int, kept: int) -> str:
        """A plan was loaded again."""
        keeps = f"；保留人工改动{kept}处" if kept else ""
        if not added + changed + dropped:
            return f"{plan} 与上次载入相同{keeps}"
        return f"{plan} 已重新载入：新增{added}处，修改{changed}处，终止{dropped}处{keeps}"

    def would_load(self, plan: str, added: int, changed: int, dropped: int) -> str:
        """What a dry run found."""
        return f"{plan}：将新增{added}处、修改{changed}处、终止{dropped}处；未写入"

    def no_plans(self) -> str:
        """The store is empty."""
        return "还没有方案；“duban plans --builtin”列出自带方案，“duban load 方案”载入"

    def nothing_then(self, as_of: date, known_at: date | None) -> str:
        """No plan was there on that day."""
        known = f"到{DOMAIN.date(known_at)}为止，" if known_at else ""
        return f"{known}截至{DOMAIN.date(as_of)}还没有录入任何方案"

    def others(self) -> str:
        """Behind a list that is not closed."""
        return "等"

    def inferred(self) -> str:
        """What the ? behind a unit means."""
        return "? 据上下文读出，原文未如此写明"

    def no_rows(self) -> str:
        """No assignment matches."""
        return "没有符合条件的责任事项"

    def no_log(self) -> str:
        """Nothing was recorded yet."""
        return "还没有变更记录"

    def counted(self, shown: int, total: int) -> str:
        """How many rows were shown of how many."""
        return f"{shown}/{total}项" if shown != total else f"{total}项"

    def builtin_title(self) -> str:
        """The head of the list of plans that ship with the program."""
        return "自带方案"

    def waiting(self, seconds: float) -> str:
        """What is waited for."""
        return f"另一程序正在写入，正在等待，最多{seconds:g}秒……"

    def demo_building(self) -> str:
        """What is waited for."""
        return "正在生成演示数据，需几秒，仅此一次……"

    def demo_built(self, path: str) -> str:
        """The demo store was written."""
        return f"演示数据库已写入 {path}（示例数据）"

    def sample(self) -> str:
        """The data is sample data."""
        return "示例数据"

    def as_of(self, day: date) -> str:
        """The date a view is computed for."""
        return f"截至{DOMAIN.date(day)}"

    def written(self, path: str) -> str:
        """A file was written."""
        return f"已写入：{path}"

    def plan_line(self, tasks: int, assignments: int, units: int) -> str:
        """The size of a plan."""
        return f"任务{tasks}项，责任事项{assignments}项，单位{units}个"

    def plan_ends(self, start: str, end: str) -> str:
        """The period of a plan."""
        return f"{start or '…'}至{end or '…'}" if start or end else ""

    def needs_help(self, n: int) -> str:
        """How many need help."""
        return f"{n}项需协调"

    def in_all(self, n: int) -> str:
        """How many in all."""
        return f"(共{n}项)"

    def silent_since(self, day: date | None) -> str:
        """How long a unit has said nothing."""
        return f"{DOMAIN.date(day)}后未反馈" if day else "从未反馈"

    def no_changes(self) -> str:
        """No recorded change matches."""
        return "没有符合条件的变更"

    def with_note(self, note: str) -> str:
        """In quotation marks."""
        return f"“{note}”"

    def newest_only(self, n: int) -> str:
        """The log was cut."""
        return f"只列出最近{n}条；--all 列出全部"

    def log_line(self, field: str, old: str, new: str) -> str:
        """One change."""
        return f"{DOMAIN.field(field)}：{old} → {new}"

    def interrupted(self) -> str:
        """Ctrl-C."""
        return "已中断"

    def yes_no(self, value: bool) -> str:
        """Yes or no."""
        return "是" if value else "否"

    def none(self) -> str:
        """An empty value."""
        return "—"


COMMAND: CommandWords = ChineseCommand()
