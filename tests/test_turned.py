"""What an undo and a redo say: in words of both languages, of every kind of command, what came back or went."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commandline import Shell
from conftest import RunDuban

CALL = ("report", "移动公司", "panjin-2005/5", "--via", "phone")
EXTEND = ("extend", "panjin-2005/2", "--unit", "市信息产业局")
REFUSE, ASK = (*EXTEND, "--refuse"), (*EXTEND, "--to", "2006-12-31", "--reason", "r")
CONTACT = ("contact", "市信息产业局", "--kind", "liaison")
AREA = "各电信运营商"

SAID: list[tuple[list[tuple[str, ...]], str, str]] = [
    ([("set", "panjin-2005/3", "done", "--unit", "市妇联", "--note", "x")],
     "panjin-2005/3 市妇联: note is empty again (was x)", "panjin-2005/3 市妇联：备注恢复为x（原为空）"),
    ([("due", "panjin-2005/4", "2006-10-20", "--basis", "minutes")],
     "panjin-2005/4: basis of the due date is empty again (was minutes)",
     "panjin-2005/4：完成时限恢复为2006-10-20（原为空）"),
    ([("breakdown", "panjin-2005/5", "敷设光缆", "--unit", "新单位", "--new-unit")],
     "taken back: task panjin-2005/5.b1 敷设光缆", "已恢复：panjin-2005/5.b1 新单位的责任事项"),
    ([("breakdown", "panjin-2005/5", "敷设光缆", "--unit", "网通公司", "--share", "20000")],
     "share of 网通公司 in panjin-2005/i1: figure is 28000 again (was 20000)",
     "已恢复：任务 panjin-2005/5.b1 敷设光缆"),
    ([(*CALL, "--progress", "p", "--value", "1500")],
     "taken back: figure of 移动公司 for panjin-2005/i1 at 15 September 2006 (1,500)",
     "已恢复：移动公司2006年9月15日对 panjin-2005/5 的反馈"),
    ([("report", "移动公司", "--via", "phone", "--no-change")],
     "taken back: report of 移动公司 on panjin-2005/4 for 15 September 2006",
     "已恢复：移动公司2006年9月15日对 panjin-2005/3 的反馈"),
    ([(*CALL, "--done"), ("confirm", "panjin-2005/5", "--unit", "移动公司", "--evidence", "e")],
     "panjin-2005/5 移动公司: evidence is empty again (was e)",
     "panjin-2005/5 移动公司：办理状态恢复为已办结（原为报完成（待核））"),
    ([(*CALL, "--done"), ("sendback", "panjin-2005/5", "--unit", "移动公司", "--reason", "r")],
     "panjin-2005/5 移动公司: status is claimed (to confirm) again (was in progress)",
     "panjin-2005/5 移动公司：退办理由恢复为r（原为空）"),
    ([REFUSE, ASK], "taken back: extension asked by 市信息产业局 for panjin-2005/2 until 31 December 2006",
     "已恢复：市信息产业局对 panjin-2005/2 延期至2006年12月31日的申请"),
    ([(*EXTEND, "--approve", "--by-whom", "主任")],
     "extension asked by 市信息产业局 for panjin-2005/2 until 20 October 2006: decided by is empty again (was 主任)",
     "市信息产业局对 panjin-2005/2 延期至2006年10月20日的申请：审定结果恢复为同意（原为待审定）"),
    ([("chase", "市信息产业局", "--via", "phone", "--answer", "ok", "--promised", "2006-09-20")],
     "taken back: chase of 市信息产业局 on 15 September 2006", "已恢复：2006年9月15日对市信息产业局的催办"),
    ([(*CONTACT, "--name", "王某", "--phone", "0427")],
     "taken back: liaison 王某 of 市信息产业局", "已恢复：市信息产业局联络员王某"),
    ([(*CONTACT, "--name", "王某"), (*CONTACT, "--until", "2006-12-01")],
     "liaison 王某 of 市信息产业局: until is empty again (was 2006-12-01)",
     "市信息产业局联络员王某：终止日期恢复为2006-12-01（原为空）"),
    ([("reading", "panjin-2005/i1", "14660", "--unit", "网通公司", "--on", "2006-08-31")],
     "taken back: figure of 网通公司 for panjin-2005/i1 at 31 August 2006 (14,660)",
     "已恢复：网通公司截至2006年8月31日的 panjin-2005/i1 报送数（14660）"),
    ([("reach", "fujian-2006/m1")], "fujian-2006/m1 省经济信息中心: reached on is 2006-08-28 again (was 2006-09-15)",
     "fujian-2006/m1 省经济信息中心：到达日期恢复为2006-09-15（原为2006-08-28）"),
    ([("member", AREA, "新公司")], "taken back: membership of 新公司 in 各电信运营商",
     "已恢复：新公司在“各电信运营商”中的成员资格"),
    ([("member", AREA, "铁通公司", "--until", "2006-12-01")],
     "membership of 铁通公司 in 各电信运营商: until is empty again (was 2006-12-01)",
     "铁通公司在“各电信运营商”中的成员资格：终止日期恢复为2006-12-01（原为空）"),
    ([("summary", "--plan", "panjin-2005", "--number", "3", "--issue", "-o", "{dir}/no3.md")],
     "taken back: bulletin No. 3 of panjin-2005", "已恢复：panjin-2005 通报第3期"),
    ([("cycle", "panjin-2005", "none")],
     "panjin-2005: cycle is monthly, due on the 5th of the month after again (was empty)",
     "panjin-2005：报送周期恢复为空（原为每月报送，次月5日前）"),
    ([("setting", "due_soon_days", "15")], "settings: days that count as due soon is 10 days again (was 15 days)",
     "设置：临期天数恢复为15天（原为10天）"),
    ([("close", "panjin-2005", "--basis", "b", "--yes")], "panjin-2005: state is open again (was closed)",
     "panjin-2005：依据恢复为b（原为空）"),
    ([("close", "panjin-2005", "--basis", "b", "--yes"), ("reopen", "panjin-2005", "--basis", "c")],
     "panjin-2005: state is closed again (was open)", "panjin-2005：状态恢复为进行中（原为已结束）"),
    ([("load", "panjin-2005")], "counts again: membership of 网通公司 in 各电信运营商", "再次终止：任务数7项"),
]  # fmt: skip
"""The commands (the last is undone), one sentence of its undo in English, one of its redo in Chinese."""


@pytest.mark.parametrize(("commands", "english", "chinese"), SAID, ids=[" ".join(each[0][-1][:2]) for each in SAID])
def test_an_undo_says_in_words_what_goes_and_comes_back(
    demo: Path, tmp_path: Path, commands: list[tuple[str, ...]], english: str, chinese: str
) -> None:
    duban = Shell(demo)
    for command in commands:
        duban.said(*(word.format(dir=tmp_path) for word in command))
    undone, redone = duban("undo").err, duban("redo", lang="zh").err
    assert english in undone and chinese in redone
    for said in (undone, redone):
        told = said.partition("\n")[2]  # below the command as it was given
        assert not re.search(r"[a-z]_[a-z]|None|\b0 |gone|ended is|[{}]\"", told), told
    latin = re.sub(r"duban:|[a-z]+-20\d\d(/[\w.]+)?|{\w+}", "", redone.partition("\n")[2])
    assert not re.search("[A-Za-z]{2}", latin), latin


def test_the_undo_of_a_first_load_says_how_much_it_takes_back(tmp_path: Path, run_duban: RunDuban) -> None:
    store = tmp_path / "s.db"
    run_duban("load", "panjin-2005", store=store)
    assert "taken back: plan panjin-2005 (6 tasks, 12 assignments)" in run_duban("undo", store=store).err
    assert "已恢复：方案 panjin-2005（任务6项、责任事项12项）" in run_duban("--lang", "zh", "redo", store=store).err
