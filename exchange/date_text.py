"""One spelling for dated phrases: full width, traditional characters and Chinese numerals become what the table knows.

Only the text that is parsed changes; a `Window` keeps the words as they were written.
"""

from __future__ import annotations

import re
import unicodedata

_SIMPLER = str.maketrans(
    "開啟動從當內長續後週號兩個間實現擬爭確務遲則點時禮達導結終舉層進關預計畫劃維護經隨並適應歲於隔還這過幾淩",
    "开启动从当内长续后周号两个间实现拟争确务迟则点时礼达导结终举层进关预计画划维护经随并适应岁于隔还这过几凌",
)
_DIGITS = {c: i % 10 for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "O": 0, "两": 2}
_NUMERAL = re.compile(
    r"[〇○零一二三四五六七八九十两][〇○零一二三四五六七八九十两O0-9]*"
    r"(?=个?(?:[年月日号天季旬]|周(?![一二三四五六日末])|星期|工作日))"
)
_LONG_YEAR = re.compile(r"^[〇○零一二三四五六七八九O0-9]{4}$")


def simplify(text: str) -> str:
    """The text in half width and simplified characters, without blanks, Chinese numerals before a unit as digits.

    Args:
        text: a phrase as written, in any script the table knows.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_SIMPLER)
    return _NUMERAL.sub(lambda found: _number(found.group()), re.sub(r"\s+", "", plain))


def _number(numeral: str) -> str:
    """A Chinese numeral up to 99, or a year read digit by digit (二○○五, 二00三), as digits; else unchanged."""
    if _LONG_YEAR.match(numeral):
        return "".join(str(_DIGITS.get(c, c)) for c in numeral)
    if any(c.isdigit() and c.isascii() for c in numeral):
        return numeral
    tens, ten, ones = numeral.partition("十")
    if "十" in ones or len(tens) > 1 or len(ones) > 1:
        return numeral
    if not ten:
        return str(_DIGITS[tens])
    return str(_DIGITS.get(tens, 1) * 10 + (_DIGITS[ones] if ones else 0))
