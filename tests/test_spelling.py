"""Names are found by how they are spelled: `xxb` and `xinxi` both mean 信息办, whoever wrote the name and however."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from stores import Kept, make_store, mandate, plan, task, who

from store import document as d
from store.commands.breakdown import add_task
from store.commands.load import load_plan
from store.commands.statuses import set_note
from store.commands.undo import undo_command
from store.spelling import spell
from store.writer import Writer

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("信息办", "xinxiban", "xxb"),
        ("縣信息辦", "xianxinxiban", "xxxb"),
        ("中国人民银行", "zhongguorenminyinhang", "zgrmyh"),
        ("重庆市", "chongqingshi", "cqs"),
        ("长春市", "changchunshi", "ccs"),
        ("市行政审批局", "shixingzhengshenpiju", "sxzspj"),
        ("县长", "xianzhang", "xz"),
        ("六安市", "luanshi", "las"),
        ("朝阳区", "chaoyangqu", "cyq"),
        ("单县", "shanxian", "sx"),
        ("国家调查队", "guojiadiaochadui", "gjdcd"),
        ("IPv6 改造", "ipv6gaizao", "ipv6gz"),
        ("（一）5G网络", "yi5gwangluo", "y5gwl"),
    ],
)
def test_a_name_is_spelled_as_an_office_says_it(name: str, pinyin: str, initials: str) -> None:
    assert spell([name]) == (pinyin, initials)


def test_what_is_no_name_is_spelled_as_itself_so_that_it_is_not_taken_for_unspelled() -> None:
    assert spell(["★"]) == ("★", "★")


def test_other_names_are_words_of_their_own_and_the_same_word_stands_once() -> None:
    assert spell(["市信息产业局", "信产局", "", "信息办", "信息办"]) == (
        "shixinxichanyeju xinchanju xinxiban",
        "sxxcyj xcj xxb",
    )


UNIT = d.UnitDoc("市信息产业局", aliases=("信息办",))
BASE = plan(task("1", "市信息产业局", "市民政局"), units=(UNIT,))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = make_store(tmp_path / "s.db", BASE)
    yield store
    store.close()


def spelled(store: Kept) -> dict[str, str]:
    """Each unit's initials."""
    rows = store.reader.rows("SELECT name, initials FROM unit")
    return {str(name): str(initials) for name, initials in rows}


def test_loading_a_plan_spells_its_units_with_their_aliases(kept: Kept) -> None:
    assert spelled(kept) == {"市信息产业局": "sxxcyj xxb", "市民政局": "smzj"}


def test_an_alias_that_a_later_edition_brings_is_spelled_too_and_leaves_with_its_undo(kept: Kept) -> None:
    more = BASE._replace(units=(UNIT._replace(aliases=("信息办", "信产局")),))
    command = load_plan(kept.writer, who(), more).command
    assert spelled(kept)["市信息产业局"] == "sxxcyj xxb xcj"
    undo_command(kept.writer, who(), command)
    assert spelled(kept)["市信息产业局"] == "sxxcyj xxb"


def test_a_unit_that_a_breakdown_makes_is_spelled(kept: Kept) -> None:
    add_task(kept.writer, who(), kept.id_of("task", "1", "ref"), "选点", [mandate("县广电局")], new_units=True)
    assert spelled(kept)["县广电局"] == "xgdj"


def test_a_store_that_was_brought_up_to_date_is_spelled_by_its_next_writer(kept: Kept) -> None:
    with closing(sqlite3.connect(kept.path)) as raw, raw:
        raw.execute("UPDATE unit SET pinyin = '', initials = ''")
    with closing(Writer(kept.path)) as writer:
        set_note(writer, who(), [kept.row("1", "市民政局").id], "called")
    assert spelled(kept) == {"市信息产业局": "sxxcyj xxb", "市民政局": "smzj"}


def test_nothing_is_spelled_where_no_name_is_written(kept: Kept) -> None:
    code = """
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from store.commands.statuses import set_note
from store.shapes import Who
from store.writer import Writer
with closing(Writer(sys.argv[1])) as writer:
    set_note(writer, Who("wang", date(2006, 9, 15), datetime(2006, 9, 15, tzinfo=UTC)), [1], "called")
sys.exit("pypinyin" in sys.modules)
"""
    subprocess.run([sys.executable, "-c", code, kept.path], check=True, cwd=ROOT)
