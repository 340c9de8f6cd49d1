"""Chinese sentences for what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese.breakdown_errors import ChineseBreakdownErrors
from words.chinese.call_errors import ChineseCallErrors
from words.chinese.domain import DOMAIN
from words.chinese.ending_errors import ChineseEndingErrors
from words.chinese.file_errors import DATE_PROBLEMS, SAFE, accepts, listed, perhaps
from words.chinese.key_errors import ChineseKeyErrors
from words.chinese.report_errors import ChineseReportErrors

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from words.phrases.errors import ErrorsWords

Names = tuple[str, ...]


def _unknown(what: str, name: str, close: Names, accepted: Names = ()) -> str:
    return f"没有“{name}”这种{what}。{SAFE}{perhaps(close)}{accepts(accepted)}"


def _both(accepted: Names, name_of: Callable[[str], str]) -> Names:
    """What may be typed, with its name: `in_progress（推进中）`; a name alone stays."""
    return tuple(word if name_of(word) == word else f"{word}（{name_of(word)}）" for word in accepted)


def _value(field: str, value: object) -> str:
    """A value as its field says it."""
    return DOMAIN.status(str(value)) if field == "status" else str(value)


class ChineseErrors(
    ChineseReportErrors, ChineseCallErrors, ChineseBreakdownErrors, ChineseEndingErrors, ChineseKeyErrors
):  # fmt: skip
    """What happened, what is safe, what would be accepted."""

    lang = "zh"

    def unknown_plan(self, *, name: str, close: Names = (), known: Names = ()) -> str:
        """No plan of that key."""
        known_text = f"现有方案：{listed(known)}。" if known and not close else ""
        return f"没有方案“{name}”。{SAFE}{perhaps(close)}{known_text}"

    def unknown_task(self, *, name: str, close: Names = ()) -> str:
        """No task PLAN/REF."""
        return f"没有任务“{name}”。{SAFE}{perhaps(close)}任务写作 方案/编号，如panjin-2005/3。"

    def unknown_unit(self, *, name: str, close: Names = ()) -> str:
        """No unit of that name, short name or alias."""
        return f"没有单位“{name}”。{SAFE}{perhaps(close)}"

    def unknown_person(self, *, name: str, close: Names = ()) -> str:
        """Nobody of that name ever gave a command."""
        return f"没有“{name}”的变更记录。{SAFE}{perhaps(close)}"

    def unknown_indicator(self, *, name: str, close: Names = ()) -> str:
        """No indicator PLAN/REF."""
        return f"没有指标“{name}”。{SAFE}{perhaps(close)}指标写作 方案/i1。"

    def unknown_milestone(self, *, name: str, close: Names = ()) -> str:
        """No milestone PLAN/REF."""
        return f"没有节点“{name}”。{SAFE}{perhaps(close)}节点写作 方案/m1。"

    def unknown_phase(self, *, name: str, close: Names = ()) -> str:
        """No phase of that ref."""
        return f"没有阶段“{name}”。{SAFE}{perhaps(close)}"

    def unknown_section(self, *, name: str, close: Names = ()) -> str:
        """No such section."""
        return f"没有章节“{name}”。{SAFE}{perhaps(close)}"

    def unknown_status(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a status."""
        return _unknown("办理状态", name, close, _both(accepted, DOMAIN.status))

    def unknown_role(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a role."""
        return _unknown("角色", name, close, _both(accepted, DOMAIN.role))

    def unknown_light(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a light."""
        return _unknown("进度评价", name, close, _both(accepted, DOMAIN.light))

    def basis_of_plan(self, *, accepted: Names = ()) -> str:
        """A date by hand that is said to be the plan's own."""
        how = "请改方案文件后重新载入，或以更正为依据修改"
        return f"方案中的时限以方案文件为准：{how}。{SAFE}可用：{'、'.join(_both(accepted, DOMAIN.basis))}。"

    def unknown_basis(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a basis of a due date."""
        return _unknown("时限依据", name, close, _both(accepted, DOMAIN.basis))

    def unknown_setting(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a setting of the store."""
        return _unknown("设置", name, close, _both(accepted, DOMAIN.field))

    def unknown_time_zone(self, *, name: str, close: Names = ()) -> str:
        """Not a time zone of the IANA list."""
        return f"没有时区“{name}”。{SAFE}{perhaps(close)}时区写作 Asia/Shanghai（北京时间）或 UTC。"

    def unknown_via(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a way of reporting."""
        return _unknown("反馈方式", name, close, _both(accepted, DOMAIN.via))

    def unknown_rule(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a closing rule."""
        return _unknown("办结条件", name, close, accepted)

    def unknown_kind(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a kind of summary."""
        return _unknown("文种", name, close, accepted)

    def unknown_format(self, *, name: str, close: Names = (), known: Names = ()) -> str:
        """Not a format of summary."""
        return _unknown("格式", name, close, known)

    def unknown_command(self, *, name: str, close: Names = ()) -> str:
        """Not a command."""
        return f"没有命令“{name}”。{perhaps(close)}“duban --help”列出全部命令。"

    def ambiguous_unit(self, *, name: str, plans: Names = ()) -> str:
        """Units of several areas carry the name."""
        return f"名为“{name}”的单位不止一个。{SAFE}请用 --plan 指明方案：{listed(plans)}。"

    def ambiguous_task_units(self, *, task: str, units: Names) -> str:
        """The task has several assignments and no --unit says which."""
        return f"{task}由{len(units)}个单位承担。{SAFE}请用 --unit 指明：{listed(units, 30)}。"

    def no_assignment(self, *, task: str, unit: str, units: Names = ()) -> str:
        """The unit has no part in the task."""
        who = f"承担单位：{listed(units, 30)}。" if units else ""
        return f"{unit}不承担{task}。{SAFE}{who}"

    def no_assignments(self, *, task: str) -> str:
        """Nobody has a part in the task."""
        return f"{task}没有责任单位，自身没有办理状态。{SAFE}请指明它的分项。"

    def gone_assignment(self) -> str:
        """The assignment ended while it was on screen."""
        return f"该责任事项在显示之后已经终结。{SAFE}"

    def not_a_group(self, *, name: str) -> str:
        """A member is to be entered into something that is no group."""
        return f"“{name}”是单位，不是单位分组，没有成员单位。{SAFE}"

    def cyclic_group(self, *, names: Names, path: str = "") -> str:
        """A group would contain itself."""
        return f"{f'{path}：' if path else ''}单位分组不能包含自身：{' → '.join(names)}。{SAFE}"

    def leaves_before_joining(self, *, name: str, since: date, until: date) -> str:
        """A membership would end before it begins."""
        return f"{name}自{DOMAIN.date(since)}起为成员，不能在此前的{DOMAIN.date(until)}退出。{SAFE}"

    def not_a_member(self, *, group: str, unit: str) -> str:
        """The unit is not in the group."""
        return f"{unit}不是{group}的成员单位。{SAFE}"

    def bad_date(self, *, text: str, why: str = "") -> str:
        """A date that is none."""
        problem = DATE_PROBLEMS.get(why, why) or DATE_PROBLEMS["unreadable"]
        return f"“{text}”不能用作日期：{problem}。{SAFE}可写：2006-10-31、10月底、next friday等。"

    def bad_percent(self, *, text: str) -> str:
        """A percentage that is none."""
        return f"“{text}”不是百分数。{SAFE}请写不小于0的数，如45。"

    def bad_number(self, *, text: str) -> str:
        """A number that is none."""
        return f"“{text}”不是数字。{SAFE}可写：17770、44.5、1.7万。"

    def bad_setting(self, *, name: str, text: str, low: object, high: object) -> str:
        """A threshold that is no number, or out of bounds."""
        kind = "的数，最多一位小数" if name.endswith(("_points", "_weight")) else "的整数"
        return f"{DOMAIN.field(name)}不能设为“{text}”。{SAFE}可用：{low}至{high}{kind}。"

    def bad_option(self, *, option: str, value: str = "", accepted: Names = ()) -> str:
        """An option with a value it does not take."""
        said = f"不接受“{value}”" if value else "须给出值"
        return f"{option}{said}。{SAFE}{accepts(accepted)}"

    def future_date(self, *, on: date, today: date) -> str:
        """Something is said to have happened after today."""
        return f"{DOMAIN.date(on)}晚于今天（{DOMAIN.date(today)}）。{SAFE}只登记已经发生的事。"

    def empty_text(self, *, what: str = "") -> str:
        """Something that must say something is empty."""
        return f"{what or '内容'}为空。{SAFE}"

    def plan_exists(self, *, plan: str) -> str:
        """A plan of that key is already there."""
        return f"已有方案“{plan}”。{SAFE}"

    def closed_plan(self, *, plan: str, on: date | None = None) -> str:
        """The plan is closed."""
        since = f"已于{DOMAIN.date(on)}结束" if on else "已结束"
        return f"方案“{plan}”{since}。{SAFE}“duban reopen {plan}”可重新启用。"

    def stale(self, *, task: str, unit: str, field: str = "", shown: object = None, now: object = None) -> str:
        """The row changed since it was shown."""
        what = f"：{DOMAIN.field(field)}原为{_value(field, shown)}，现为{_value(field, now)}" if field else ""
        return f"{task}（{unit}）在显示之后已被修改{what}。{SAFE}请重新查看后再操作。"

    def extension_not_later(self, *, task: str, unit: str, due: date) -> str:
        """An extension to a date that is not after the present due date."""
        return f"{task}（{unit}）时限为{DOMAIN.date(due)}，延期须晚于该日。{SAFE}"

    def nothing_pending(self, *, task: str, unit: str) -> str:
        """No extension waits for a decision."""
        return f"{task}（{unit}）没有待审定的延期申请。{SAFE}"

    def extension_needs_reason(self) -> str:
        """An extension without a reason."""
        return f"请填写申请延期的理由。{SAFE}"

    def extension_no_due(self, *, task: str, unit: str) -> str:
        """An extension of work that has no due date."""
        return f"{task}（{unit}）未定时限，无从延期。{SAFE}"

    def extension_closed(self, *, task: str, unit: str, status: str) -> str:
        """An extension asked for work that was done or dropped by then."""
        return f"{task}（{unit}）当日已为“{DOMAIN.status(status)}”，无需延期。{SAFE}"

    def extension_pending(self, *, task: str, unit: str, asked: date, wanted: date) -> str:
        """A second extension beside one that waits for its decision."""
        waiting = f"{DOMAIN.date(asked)}提出延至{DOMAIN.date(wanted)}"
        return f"{task}（{unit}）已有待审定的延期申请（{waiting}）。{SAFE}请先审定该申请。"

    def decided_before_asked(self, *, task: str, unit: str, on: date, asked: date) -> str:
        """A decision dated before the asking."""
        return f"{task}（{unit}）的延期于{DOMAIN.date(asked)}提出，审定日期不能是{DOMAIN.date(on)}。{SAFE}"

    def not_claimed(self, *, task: str, unit: str, status: str, on: date) -> str:
        """Something to be confirmed or sent back that its unit did not claim."""
        return f"{task}（{unit}）{DOMAIN.date(on)}并未报完成，当日为“{DOMAIN.status(status)}”。{SAFE}"

    def sendback_needs_reason(self) -> str:
        """A claim sent back without a reason."""
        return f"退办须写明理由：还缺什么。{SAFE}"

    def nothing_to_undo(self, *, by: str) -> str:
        """This person has nothing to undo."""
        return f"没有{by}可撤销的操作。{SAFE}"

    def nothing_to_redo(self, *, by: str) -> str:
        """This person has nothing to redo."""
        return f"没有{by}可重做的操作。{SAFE}"

    def undo_conflict(self, *, by: str, task: str = "", unit: str = "", field: str = "", value: object = None) -> str:
        """Somebody changed the same field later."""
        place = "，".join(part for part in (task, unit, DOMAIN.field(field) if field else "") if part)
        now = f"为{_value(field, value)}" if value is not None else ""
        return f"{by}此后又修改了{place or '同一内容'}{now}，不能覆盖。{SAFE}"

    def no_such_command(self, *, command: int) -> str:
        """No command of the log has that number."""
        return f"变更记录中没有第{command}号操作。{SAFE}"

    def is_an_undo(self, *, command: int, target: int) -> str:
        """Redo what it is about."""
        return f"第{command}号操作是撤销第{target}号的，请重做第{target}号。{SAFE}"

    def is_a_redo(self, *, command: int, target: int) -> str:
        """Undo what it is about."""
        return f"第{command}号操作是重做第{target}号的，请撤销第{target}号。{SAFE}"

    def already_undone(self, *, command: int, by: str, on: date) -> str:
        """Who undid it."""
        return f"第{command}号操作已由{by}于{DOMAIN.date(on)}撤销。{SAFE}"

    def not_undone(self, *, command: int) -> str:
        """It is in force."""
        return f"第{command}号操作未被撤销，无需重做。{SAFE}"

    def not_a_choice(self, *, value: str, choices: Names) -> str:
        """The indicator takes one of some words."""
        return f"“{value}”不在可选项之内。{SAFE}{accepts(choices)}"

    def dropped_needs_basis(self, *, task: str = "") -> str:
        """A dropped assignment needs the basis of its end."""
        return f"终止{task}须有依据。{SAFE}请用 --note 写明。"

    def needs_note(self, *, what: str) -> str:
        """The command needs a note."""
        return f"{what}须写明原因。{SAFE}请用 --note 写明。"

    def bad_moment(self, *, text: str) -> str:
        """Not a moment."""
        return f"“{text}”不能用作时刻。{SAFE}可写：2006-08-01（指当天结束时）、2006-08-01T17:30、2006-08-01T09:30Z。"

    def present_only(self) -> str:
        """The whole store is looked at."""
        return f"本命令针对数据库的当前全部内容。{SAFE}请去掉 --as-of 和 --known-at。"

    def called_off(self) -> str:
        """Rolled back whole."""
        return f"已取消。{SAFE}"

    def past_read_only(self) -> str:
        """The past is not changed."""
        return f"过去的日期只能查看。{SAFE}要更改，请去掉 --as-of 和 --known-at。"

    def since_not_earlier(self, *, since: date, as_of: date) -> str:
        """Nothing lies between."""
        return f"比较的起始日{since}不早于截至日{as_of}，无从比较。{SAFE}"

    def format_later(self, *, name: str) -> str:
        """A format of a later version."""
        return f"本版本还没有“{name}”格式。可用：md、json、csv。"

    def command_later(self, *, name: str) -> str:
        """A command of a later version."""
        return f"本版本还没有“duban {name}”。{SAFE}"

    def fallback(self, *, kind: str, facts: tuple[tuple[str, str], ...]) -> str:
        """A kind that has no sentence of its own."""
        told = "；".join(f"{key}：{value}" for key, value in facts)
        return f"未予执行（{kind.replace('_', ' ')}）{f'：{told}' if told else ''}。{SAFE}"


ERRORS: ErrorsWords = ChineseErrors()
