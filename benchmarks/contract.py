"""What the measurements know of the program: commands, keys, what its screen says, and the aims. All of it here."""

from __future__ import annotations

import re
import sys
from pathlib import Path

PYTHON = sys.executable
DUBAN = str(Path(sys.executable).with_name("duban"))
"""The command as users start it, from the same environment as the bare app's Python."""

DAY = "2006-09-15"
"""The day of the sample progress."""

BARE_APP = [PYTHON, str(Path(__file__).with_name("bare.py"))]
BARE_CONTENT = re.compile("one line")
DEMO = [DUBAN, "--lang", "en", "demo"]
CONTENT = re.compile(r"⚑.*\b(lead|resp|supp)")
"""A row of Overdue: the sign of its light, and the role that its unit has."""
EVERYTHING = re.compile(r"(?s)⚑.*\b(lead|resp|supp).*⚑\s*\d+.*%")
"""Also the workload with its counts and an indicator with its percentage."""

DOWN, UP, QUIT = "j", "k", "q"
UPDATES = ("b", "i")
"""Keys that set a status, pressed in turn on the row under the cursor: its mark `!` (needs help) comes and goes."""

PLAN = "panjin-2005"
"""The plan that the demo opens on; its first row of Overdue is one assignment, not a group that asks first."""

COLS, ROWS = 120, 40

AIM_START = 1.35
"""First content of the demo, in bare apps."""
AIM_KEY = 10.0
"""Key to paint, 95 of 100, milliseconds."""
AIM_UPDATE = 10.0
"""Status key until the new status is on the screen, 95 of 100, milliseconds."""
AIM_TASKS = 4.0
"""`duban tasks`, in runs of `python -c pass`."""
AIM_TASKS_JSON = 5.0
"""The same with --json."""
AIM_COST = 6.0
"""One acknowledged update with its change row, in raw commits of one row."""
AIM_PAST = {100_000: 400.0, 1_000_000: 4_000.0}
"""Entering a day two months back, milliseconds, by the number of assignments."""
AIM_PAST_ROWS = 2.0
"""The first 40 rows of the due list there, in those of the present."""
