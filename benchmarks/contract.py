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

# On country stores (benchmarks.sizes)

COUNTRY_PLAN = "country"
COUNTRY_CONTENT = re.compile(r"Overdue and due soon.*\n.*\bd\b.*(lead|resp|supp)")
"""A row of Overdue under its title."""
LINES_CONTENT = re.compile(r"> 1 ")
"""The first row of `benchmarks.lines`."""
MODES = {
    "overview": ("1", "Overdue and due soon"),
    "tasks": ("2", "Tasks  \\d"),
    "matrix": ("3", "Matrix  "),
    "timeline": ("4", "Timeline by"),
    "units": ("5", "Units  \\d"),
    "history": ("6", "History  "),
}
"""The key of each mode, and what stands on its screen."""
MODE_KEYS = {"matrix": {"a cell": ("l", "h")}, "timeline": {"a scale": ("]", "[")}}
"""What else is pressed in a mode, in turn."""
PAGES = {"a page": ("\x1b[6~", "\x1b[5~")}
"""What is pressed in every mode, in turn."""
FILTER = "shiqiao"
"""Typed letter by letter."""
FILTERED = "Overdue and due soon"
"""In the title of the list that it narrows."""
COUNTED = re.compile(r"\d+ of \d+")
"""In the same title, once it was counted."""
TO_ASSIGNMENTS = ("1", "\t", "l", "j")
"""To one assignment: the overview as it begins, on to Overdue, unfold its first group, down to a member."""
PAST_DAY = "2006-07-15"
AIM_FIRST = 1.3
"""First content, in bare apps."""
AIM_ALL = 800.0
"""Every pane, milliseconds."""
AIM_ROOM = 80.0
"""MiB."""
AIM_TOTALS = 300.0
"""A status until all counts are right, milliseconds."""
AIM_FILTER = {1_000: (25.0, 15.0), 100_000: (25.0, 15.0), 1_000_000: (100.0, 50.0)}
"""A letter of the filter until the list has answered, the first and later ones, milliseconds, by assignments."""
AIM_COMMANDS = {
    "10,000": {"tasks --light overdue": 4.0, "summary": 5.0},
    "100,000": {"tasks --light overdue": 8.0, "summary": 13.0},
}
"""Whole commands, in runs of `python -c pass`."""
