"""The fixed words of the domain as they stand in the store, in JSON and in plan files (DOMAIN, "Words").

A value that is not in these lists is kept and shown, never dropped: the lists guard what the commands write, not what
is read.
"""

LEAD, SUPPORT, RESPONSIBLE = "lead", "support", "responsible"
ROLES = (LEAD, RESPONSIBLE, SUPPORT)
"""Roles in the order in which the workload table counts them."""

NOT_STARTED, IN_PROGRESS, BLOCKED = "not_started", "in_progress", "blocked"
CLAIMED, DONE, DROPPED = "claimed", "done", "dropped"
STATUSES = (NOT_STARTED, IN_PROGRESS, BLOCKED, CLAIMED, DONE, DROPPED)
CLOSED = (DONE, DROPPED)
CLAIMS = ("in_progress", "done", "blocked", "no_change")
"""What a unit says of an assignment; of its own it makes nothing done: that waits to be confirmed."""
CLAIMED_STATUS = {"in_progress": IN_PROGRESS, "done": CLAIMED, "blocked": BLOCKED}
"""The status that a claim brings; "no_change" brings none."""

TO_CONFIRM, OVERDUE, DUE_SOON, NO_REPORT = "to_confirm", "overdue", "due_soon", "no_report"
BEHIND, NOT_YET, NO_DATE, ON_TRACK = "behind", "not_yet", "no_date", "on_track"
LIGHTS = (DONE, DROPPED, TO_CONFIRM, OVERDUE, DUE_SOON, NO_REPORT, BEHIND, BLOCKED, NOT_YET, NO_DATE, ON_TRACK)
"""Lights in the order of precedence in which ONE assignment gets its light (DOMAIN, rule 4)."""

WORST_FIRST = (OVERDUE, BEHIND, BLOCKED, DUE_SOON, NO_REPORT, TO_CONFIRM, NO_DATE, ON_TRACK, NOT_YET, DONE, DROPPED)
"""Lights from the worst to the best: how the assignments of a task, or the tasks of a plan, are summed up in one light.

Precedence asks which light says most about one assignment; this order asks which assignment a coordinator must hear of
first. A known lag therefore outranks a silence, as it does in the worked bulletin (PAPERS, section 1: tasks 3 and 5).
"""

BASES = ("plan", "breakdown", "minutes", "instruction", "notice", "extension", "correction")
VIAS = ("phone", "wechat", "paper", "sheet", "meeting", "inspection")
CONTACTS = ("in_charge", "leader", "liaison")
"""Whom a unit answers through: the leader in charge of the work, the unit's own leader, the liaison."""
TODAY = ("overdue", "promise", "report", "confirm", "extension", "due_soon")
"""Why a unit is to be called today, the most pressing first."""
DUE_FROM = ("assignment", "task", "parent", "phase", "plan")
MEANS = ("done", "started")
RULES = ("all", "any", "lead", "count")
COMBINES = ("sum", "each", "latest")
PRECISIONS = ("day", "xun", "month", "quarter", "half", "year", "none")
