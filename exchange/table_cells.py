"""The cells of a task table: lists of units, numbers of tasks, target figures."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_NOTHING = frozenset(("", "-", "--", "—", "——", "–", "－", "/", "\\", "无", "n/a", "none"))
_MARKED = re.compile(
    r"[(（](?P<word>(?P<lead>牵头|主办)|(?P<support>配合|协办)|(?:负责|责任|承办))(?:单位|部门)?[)）]$"
)
_AND_OTHERS = re.compile(
    r"(?:等(?:\d+|[一二三四五六七八九十两几数多]+)?个?(?:有关|相关|其他|成员|市直|各)*"
    r"(?:单位|部门|地区|企业)?|(?:\band\s+others|\betc)\.?)$"
)
_GROUP = re.compile(
    r"^(?:各|有关|相关|其他|其它|所有|[省市县区州]直(?:各|有关|相关|部门|单位|机关$)|all\s|every\s|each\s)"
    r"|各(?:乡|镇|县|区|市|省|州|盟|旗|街|村|社区|单位|部门|级|有关|相关|成员|设区|企业|运营|学校|地)"
    r"|(?:有关|相关)(?:部门|单位|地区|企业)|成员单位",
    re.IGNORECASE,
)
_REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_NUMERAL = re.compile(r"[零〇○一二三四五六七八九十百两]+")
_AMOUNT = re.compile(
    r"(?P<sign>>=|<=|[≥≤><=]|不低于|不少于|至少|达到|不超过|不高于|至多)?(?P<n>\d[\d,]*(?:\.\d+)?)(?P<factor>[千万亿])?"
    r"(?P<measure>[^\d\s,.<>=≥≤~-]{0,12}?)(?P<edge>及?以上|及?以下|以内)?"
)
_SIGNS = {"≥": ">=", "≤": "<=", "不低于": ">=", "不少于": ">=", "至少": ">=", "达到": ">=", "不超过": "<="} | {
    "不高于": "<=",
    "至多": "<=",
    "以内": "<=",
    "以上": ">=",
    "以下": "<=",
}
_FACTORS = {"": 1, "千": 10**3, "万": 10**4, "亿": 10**8}
_LARGEST = 10**15


class Named(NamedTuple):
    """One unit of a cell; `role` and `word` where the cell itself says its part: 市信息办（牵头）."""

    name: str
    role: str = ""
    word: str = ""


class Amount(NamedTuple):
    """A target figure."""

    value: float
    comparator: str
    measure: str
    phrase: str
    """As written, with its measure."""


def filled(cell: str) -> str:
    """The cell, or nothing where a dash or 无 stands for nothing."""
    return "" if cell.casefold() in _NOTHING else cell


def read_units(cell: str) -> tuple[tuple[Named, ...], bool]:
    """The units of a cell in their order, and whether the list ends in 等.

    Args:
        cell: names with 、 ， , ； ; or line breaks between them; a separator in brackets belongs to its name.
    """
    names: list[Named] = []
    others = False
    for piece in _pieces(filled(cell)):
        name = piece.strip(" \t\u3000。.")
        end = _AND_OTHERS.search(name)
        if end:
            others, name = True, name[: end.start()].rstrip()
        mark = _MARKED.search(name)
        if mark:
            role = "lead" if mark["lead"] else "support" if mark["support"] else "responsible"
            names.append(Named(name[: mark.start()].rstrip(), role, mark["word"]))
        elif filled(name):
            names.append(Named(name))
    return tuple(named for named in names if named.name), others


def _pieces(cell: str) -> list[str]:
    """The cell cut at its separators, but not inside brackets: 省直有关部门（省科技厅、省教育厅） is one name."""
    pieces, depth = [""], 0
    for at, char in enumerate(cell):
        depth += (char in "(（") - (char in ")）" and depth > 0)
        if depth == 0 and (char in "、，,；;\n" or _parts_names(cell, at)):
            pieces.append("")
        else:
            pieces[-1] += " " if char == "\n" else char
    return pieces


def _parts_names(cell: str, at: int) -> bool:
    """Whether a blank stands between two Chinese names; those of other scripts have blanks inside."""
    around = cell[:at].rstrip()[-1:], cell[at:].lstrip()[:1]
    return cell[at].isspace() and all(side >= "\u2e80" and side not in "(（" for side in around)


def is_group(name: str) -> bool:
    """Whether a name stands for several units: 各乡镇, 有关部门, 省直有关部门."""
    return _GROUP.search(name) is not None


def read_ref(text: str) -> str | None:
    """A number as ASCII: 1, 2.1, （一） → 1, 二（三） → 2.3, ① → 1, 第十二项 → 12; None where it is none.

    Args:
        text: a cell of the column 序号.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    plain = re.sub(r"^第(?=.+[项条号章节]$)|[项条号章节]$", "", plain)
    plain = _NUMERAL.sub(lambda found: _number(found.group()), plain)
    plain = re.sub(r"[()\[\]【】、,。:.]+", ".", plain).strip(".")
    return plain if _REF.fullmatch(plain) else None


def _number(numeral: str) -> str:
    """A Chinese numeral below 1000 as digits: 十二, 二十, 一百零三, 二〇."""
    if not set(numeral) & {"十", "百"}:
        return "".join(str(_DIGITS[char]) for char in numeral)
    total, ones = 0, None
    for char in numeral:
        if char in "十百":
            total += (1 if ones is None else ones) * (10 if char == "十" else 100)
            ones = None
        elif _DIGITS[char]:
            ones = _DIGITS[char]
    return str(total + (ones or 0))


def read_amount(target: str, measure: str) -> Amount | None:
    """A target figure with its measure; None where it cannot be read.

    Args:
        target: the cell of 任务数: 3000, 1.7万, 60%以上, 4万户.
        measure: the cell of 计量单位; it wins, and must not contradict a measure written with the figure.
    """
    plain = "".join(unicodedata.normalize("NFKC", target).split())
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        return None
    factor, own = found["factor"] or "", found["measure"]
    wanted = "".join(unicodedata.normalize("NFKC", measure).split())
    if wanted and factor + own == wanted:
        factor = ""  # 100万元, counted in 万元
    elif own and wanted and own != wanted:
        return None
    value = round(float(found["n"].replace(",", "")) * _FACTORS[factor], 6)
    if value > _LARGEST:
        return None
    sign = found["sign"] or (found["edge"] or "").removeprefix("及") or ">="
    phrase = target if own or not wanted else f"{target}{measure}"
    return Amount(value, _SIGNS.get(sign, sign), wanted or own, phrase)
