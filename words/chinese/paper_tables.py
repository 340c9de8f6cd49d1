"""Headings, slots and columns of the papers in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from words.phrases.paper import Columns, LedgerColumns, Sections, Slots

SECTIONS: Sections = {
    "overall": "总体情况",
    "indicators": "量化指标完成情况",
    "problems": "存在问题",
    "required": "下一步要求",
    "overdue": "逾期事项",
    "blocked": "需协调事项",
    "plans": "各方案情况",
}
SLOTS: Slots = {
    "number": "文号",
    "issued": "成文日期",
    "salutation": "主送单位",
    "leader": "主送领导",
    "office": "署名",
    "by_when": "日期",
    "contact": "联系人",
    "telephone": "联系电话",
    "more": "其他要求",
    "cause": "原因",
    "chase": "催办情况",
    "advice": "建议",
    "problem": "事由",
    "who": "协调单位",
}
COLUMNS: Columns = {
    "ordinal": "序号",
    "indicator": "指标",
    "unit": "单位",
    "share": "任务数",
    "value": "累计完成",
    "percent": "完成率(%)",
    "points": "与时间进度差(百分点)",
    "assessment": "评价",
    "figure_on": "报数日期",
    "total": "承担",
    "on_track": "正常",
    "last_report": "最近反馈",
    "item": "事项",
    "leader": "分管领导",
    "due_first": "原时限",
    "days_late": "逾期天数",
    "cause": "原因",
    "chase": "催办",
    "advice": "建议",
    "plan": "方案",
    "tasks": "任务",
    "light": "进度评价",
}
LEDGER: LedgerColumns = {
    "ordinal": "序号",
    "plan": "方案",
    "task": "任务编号",
    "section": "类别（章节）",
    "text": "任务内容（原文）",
    "role": "角色",
    "unit": "责任单位",
    "group": "单位分组",
    "leads": "牵头单位",
    "supports": "配合单位",
    "due_text": "时限（原文）",
    "due": "完成时限",
    "due_basis": "时限依据",
    "status": "办理状态",
    "light": "进度评价",
    "reason": "评价理由",
    "share": "任务数",
    "value": "累计完成",
    "measure": "计量单位",
    "percent": "完成率%",
    "elapsed": "时间进度%",
    "points": "差（百分点）",
    "last_report": "最近反馈日期",
    "due_first": "原时限",
    "claimed_on": "报完成日期",
    "done_on": "核定（销号）日期",
    "days_late": "逾期天数",
    "note": "备注",
    "data": "数据性质",
}
