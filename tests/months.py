"""Three months of a coordinator's year on two real plans: each day as commands, and as the keys that do the same.

June: two plans are issued, a cycle is set, a task is broken down. July: reports come by phone and on paper, one unit
is silent and promises, a claim is sent back, an extension is asked too late. Every month has its bulletin; in September
one plan is closed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from terminal import ESCAPE_GAP, KEY_GAP, Terminal

PANJIN, FUJIAN = "panjin-2005", "fujian-2006"
TITLES = {PANJIN: "盘锦市家庭上网", FUJIAN: "2006年数字福建"}
BY = "王"
BUREAU, CIVIL, WOMEN, YOUTH = "市信息产业局", "市民政局", "市妇联", "团市委"
OFFICE = "省数字办"
DESIGN, PLANNING = "网站栏目设计稿", "进一步完善《福建省"

SAVED = "u undoes"

Key = str | Callable[[Terminal], None]


class Deed(NamedTuple):
    """One thing that is done: the command that does it, and the keys that do it on a plan's board."""

    command: tuple[str, ...]
    plan: str
    keys: tuple[Key, ...]
    """Keys by name, text to type, or something to wait for; none where only a command does it."""


class Day(NamedTuple):
    """What is done on one day."""

    on: str
    deeds: tuple[Deed, ...]


def see(text: str) -> Callable[[Terminal], None]:
    """Wait until the screen shows a text."""
    return lambda terminal: terminal.wait_for(text)


def listed(title: str) -> Callable[[Terminal], None]:
    """Wait until the list of that title has the focus."""
    return lambda terminal: terminal.wait_for(
        lambda screen: any(line.startswith(f"▐{title}") for line in screen.splitlines())
    )


CLEAR = "ctrl+u"
"""Empties the field that has the focus."""


def find(words: str, what: str) -> tuple[Key, ...]:
    """Go to a task or a unit by name, from anywhere."""
    return ":", see("type to search"), words, see(what), "enter", listed(what)


def on_row(unit: str, words: str, *keys: Key) -> tuple[Key, ...]:
    """Go to what a unit has in the task whose row shows some words, and press keys there."""
    return *find(unit, unit), *at(words), *keys


def at(words: str) -> tuple[Key, ...]:
    """Go down the list that is open until the row under its cursor shows some words."""

    def marked(screen: str) -> list[str]:  # above the lines where a sentence about what was saved comes and goes
        return [line.partition("▐")[2] for line in screen.splitlines()[:-4] if "▐" in line]

    def moved(here: list[str], screen: str) -> bool:
        return marked(screen) != here

    def go(terminal: Terminal) -> None:
        press(terminal, "g")
        for _ in range(20):
            here = marked(terminal.text())
            if any(words in line for line in here):
                return
            terminal.press("j")
            terminal.wait_for(partial(moved, here))
        raise AssertionError(terminal.picture(f"no row shows {words!r}"))

    return (go,)


def issue(number: str) -> tuple[Key, ...]:
    """Write a bulletin under a number and record it as issued."""
    return ("e", see("Issue it"), "tab", "tab", CLEAR, number, "tab", "tab", number, "tab", "right", "enter",
            see("is recorded as issued"))  # fmt: skip


FORM = see("enter save")
MONTHS = (
    Day("2006-06-26", (
        Deed(("load", PANJIN),
             "", ("P", see("Built-in plans"), *at(PANJIN), "enter", see(TITLES[PANJIN]))),
        Deed(("load", FUJIAN),
             "", ()),
        Deed(("cycle", FUJIAN, "每月5日"),
             FUJIAN, (":", see("type to search"), "reports fall due", see("set when"), "enter",
              see("every friday"), CLEAR, "每月5日", "enter", see("monthly, due"))),
        Deed(("breakdown", f"{PANJIN}/2", DESIGN, "--unit", BUREAU, "--due", "2006-07-15"),
             PANJIN, (*on_row(BUREAU, " 2 "), "a", see("Break down"), DESIGN, "tab", BUREAU, "tab",
              "2006-07-15", "enter", see("2.b1"))),
        Deed(("contact", BUREAU, "--kind", "liaison", "--name", "刘某", "--phone", "0427-2820000", "--plan",
              PANJIN),
             PANJIN, (*at(BUREAU), "E", see("liaison"), "3", see("Telephone"), "刘某", "tab", "0427-2820000",
              "enter", see(SAVED))),
    )),
    Day("2006-07-05", (
        Deed(("report", CIVIL, f"{PANJIN}/3", "--via", "phone", "--from", "赵某", "--in-progress", "--progress",
              "已培训三期"),
             PANJIN, (*on_row(CIVIL, " 3 "), "r", FORM, "i", "已培训三期", "enter", "w", "赵某", "enter", "enter",
              see(SAVED))),
        Deed(("report", WOMEN, f"{PANJIN}/4", "--via", "paper", "--ref", "妇函3号", "--in-progress", "--progress",
              "已组队", "--on", "2006-06-30"),
             PANJIN, (*on_row(WOMEN, " 4 "), "r", FORM, "v", "v", "N", "妇函3号", "enter", "d", CLEAR,
              "2006-06-30", "enter", "i", "已组队", "enter", "enter", see(SAVED))),
        Deed(("report", OFFICE, f"{FUJIAN}/1.1", "--via", "phone", "--done", "--progress", "已定稿"),
             FUJIAN, (*on_row(OFFICE, PLANNING), "r", FORM, "x", "enter", "p", "已定稿", "enter", "enter",
              see(SAVED))),
    )),
    Day("2006-07-07", (
        Deed(("sendback", f"{FUJIAN}/1.1", "--unit", OFFICE, "--reason", "未附评审意见"),
             FUJIAN, ("C", listed("To confirm"), *at(OFFICE), "R", see("Reason"), "未附评审意见", "enter",
              see(SAVED))),
        Deed(("chase", YOUTH, f"{PANJIN}/3", f"{PANJIN}/4", "--via", "phone", "--answer", "正在汇总",
              "--promised", "2006-07-14", "--plan", PANJIN),
             PANJIN, (*at(YOUTH), "c", see("Answer"), "tab", "tab", "tab", "正在汇总", "tab", "2006-07-14",
              "enter", see(SAVED))),
    )),
    Day("2006-07-20", (
        Deed(("extend", f"{PANJIN}/2.b1", "--to", "2006-07-31", "--reason", "设计单位更换"),
             PANJIN, (*on_row(BUREAU, DESIGN), "d", see("extension"), "e", see("Reason"), "2006-07-31", "tab",
              "设计单位更换", "enter", see(SAVED))),
        Deed(("extend", f"{PANJIN}/2.b1", "--approve", "--note", "会议纪要第4号"),
             PANJIN, (*on_row(BUREAU, DESIGN), "d", see("extension"), "e", FORM, "tab", "tab", "会议纪要第4号",
              "enter", see(SAVED))),
    )),
    Day("2006-07-28", (
        Deed(("summary", "--plan", PANJIN, "--number", "1", "--issue", "-o", "1.md"),
             PANJIN, issue("1")),
    )),
    Day("2006-08-04", (
        Deed(("report", YOUTH, f"{PANJIN}/3", "--via", "wechat", "--in-progress", "--progress", "志愿者已招募"),
             PANJIN, (*on_row(YOUTH, " 3 "), "r", FORM, "v", "i", "志愿者已招募", "enter", "enter", see(SAVED))),
        Deed(("report", OFFICE, f"{FUJIAN}/1.1", "--via", "paper", "--done", "--progress", "已附评审意见",
              "--evidence", "评审意见书"),
             FUJIAN, (*on_row(OFFICE, PLANNING), "r", FORM, "v", "v", "x", "评审意见书", "enter", "p", "已附评审意见",
              "enter", "enter", see(SAVED))),
    )),
    Day("2006-08-07", (
        Deed(("confirm", f"{FUJIAN}/1.1", "--unit", OFFICE),
             FUJIAN, ("C", listed("To confirm"), *at(OFFICE), "x", FORM, "enter", see(SAVED))),
    )),
    Day("2006-08-28", (
        Deed(("summary", "--plan", PANJIN, "--number", "2", "--issue", "-o", "2.md"),
             PANJIN, issue("2")),
    )),
    Day("2006-09-05", (
        Deed(("report", BUREAU, f"{PANJIN}/2.b1", "--via", "phone", "--done", "--progress", "设计稿已定"),
             PANJIN, (*on_row(BUREAU, DESIGN), "r", FORM, "x", "enter", "p", "设计稿已定", "enter", "enter",
              see(SAVED))),
        Deed(("confirm", f"{PANJIN}/2.b1", "--unit", BUREAU),
             PANJIN, (*on_row(BUREAU, DESIGN), "x", FORM, "enter", see(SAVED))),
    )),
    Day("2006-09-28", (
        Deed(("summary", "--plan", PANJIN, "--number", "3", "--issue", "-o", "3.md"),
             PANJIN, issue("3")),
        Deed(("close", FUJIAN, "--basis", "省数字办会议纪要", "--yes"),
             FUJIAN, (":", see("type to search"), "close the plan", see("close the plan shown"), "enter",
              see("Still open"), "y", see("Basis"), "省数字办会议纪要", "enter", see("is closed from"))),
    )),
)  # fmt: skip
"""The story."""


def play(terminal: Terminal, deed: Deed) -> None:
    """Press the keys of a deed on the board of its plan; what was open before is closed."""
    press(terminal, "escape")
    press(terminal, "escape")
    if deed.plan and TITLES[deed.plan] not in terminal.lines()[0]:
        terminal.press("P")
        terminal.wait_for("Plans")
        for key in at(TITLES[deed.plan]):
            press(terminal, key)
        terminal.press("enter")
        terminal.wait_for(lambda screen: TITLES[deed.plan] in screen.splitlines()[0])
    for key in deed.keys:
        press(terminal, key)


def press(terminal: Terminal, key: Key) -> None:
    """Press a key, type a text, or wait."""
    if isinstance(key, str):
        terminal.press(key)
        terminal.feed(KEY_GAP)
        terminal.settle(ESCAPE_GAP if key == "escape" else 0.05)
    else:
        key(terminal)
