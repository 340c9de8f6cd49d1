"""Headings, slots and columns of the papers in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from words.phrases.paper import Columns, LedgerColumns, Sections, Slots

SECTIONS: Sections = {
    "overall": "Overall",
    "indicators": "Indicators",
    "problems": "Problems",
    "required": "Required",
    "overdue": "Overdue items",
    "blocked": "Needs help",
    "plans": "The plans",
}
SLOTS: Slots = {
    "number": "number",
    "issued": "date of issue",
    "salutation": "addressees",
    "leader": "leader addressed",
    "office": "issuing office",
    "by_when": "date",
    "contact": "contact",
    "telephone": "telephone",
    "more": "further requirements",
    "cause": "cause",
    "chase": "chases",
    "advice": "advice",
    "problem": "what is needed",
    "who": "who helps",
}
COLUMNS: Columns = {
    "ordinal": "No.",
    "indicator": "Indicator",
    "unit": "Unit",
    "share": "Target",
    "value": "Done",
    "percent": "%",
    "points": "Against schedule (points)",
    "assessment": "Assessment",
    "figure_on": "Date of figure",
    "total": "Assignments",
    "on_track": "On schedule",
    "last_report": "Last report",
    "item": "Item",
    "leader": "Leader in charge",
    "due_first": "First due date",
    "days_late": "Days late",
    "cause": "Cause",
    "chase": "Chases",
    "advice": "Advice",
    "plan": "Plan",
    "tasks": "Tasks",
    "light": "Light",
}
LEDGER: LedgerColumns = {
    "ordinal": "No.",
    "plan": "Plan",
    "task": "Task",
    "section": "Section",
    "text": "Text",
    "role": "Role",
    "unit": "Unit",
    "group": "Group",
    "leads": "Lead units",
    "supports": "Support units",
    "due_text": "Due, as written",
    "due": "Due",
    "due_basis": "Basis of the due date",
    "status": "Status",
    "light": "Light",
    "reason": "Reason",
    "share": "Target",
    "value": "Done",
    "measure": "Measure",
    "percent": "%",
    "elapsed": "Time elapsed %",
    "points": "Difference (points)",
    "last_report": "Last report",
    "due_first": "First due date",
    "claimed_on": "Claimed on",
    "done_on": "Confirmed on",
    "days_late": "Days late",
    "note": "Note",
    "data": "Data",
}
