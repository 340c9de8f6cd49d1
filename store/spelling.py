"""How a Chinese name is spelled: full pinyin and initials, by which it is found. Imported when a name is written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

LONGEST = 6
"""Characters of the longest phrase that is looked up: longer ones are made of these."""

OURS = {
    "单县": "shan xian", "曾都": "zeng du", "朝阳": "chao yang", "调查": "diao cha", "调研": "diao yan",
    "行长": "hang zhang", "省长": "sheng zhang", "科长": "ke zhang", "处长": "chu zhang", "厅长": "ting zhang",
    "长效": "chang xiao", "重新": "chong xin", "供给": "gong ji", "参差": "cen ci", "召集": "zhao ji",
}  # fmt: skip
"""Words of offices and places that the dictionary lacks or reads otherwise."""


class Spelling(NamedTuple):
    """One or several names, spelled."""

    pinyin: str
    """Lower case, without tones and blanks: `xinxiban`; one word for each name. Latin letters and digits are kept."""
    initials: str
    """The first letter of each syllable: `xxb`; Latin letters and digits are kept whole."""


def spell(names: Iterable[str]) -> Spelling:
    """How names are spelled: the name, its short form, its aliases.

    Args:
        names: of one thing, empty ones are passed over.

    Returns:
        One word for each, the same word once; never empty for a name that holds anything but blanks.
    """
    spelled = [_spelled(name) for name in names]
    full, first = ({word: None for pair in spelled if (word := pair[at])} for at in (0, 1))
    return Spelling(" ".join(full), " ".join(first))


def _spelled(name: str) -> tuple[str, str]:
    """One name: its pinyin, its initials."""
    text = "".join(name.casefold().split())
    full, first = [], []
    at = 0
    while at < len(text):
        chunk = _chunk(text, at)
        at += len(chunk)
        whole, initial = _said(chunk)
        full.append(whole)
        first.append(initial)
    return "".join(full) or text, "".join(first) or text


def _chunk(text: str, at: int) -> str:
    """The longest word known that begins there, else one character."""
    if text[at].isascii():
        return text[at]
    for length in range(min(LONGEST, len(text) - at), 1, -1):
        word = text[at : at + length]
        if word in OURS or word in PHRASES_DICT:
            return word
    return text[at]


@cache
def _said(chunk: str) -> tuple[str, str]:
    """A word or a character: its pinyin, its initials. Names are made of few different ones."""
    if not chunk.isalnum():
        return "", ""
    if chunk.isascii():
        return chunk, chunk
    syllables = OURS[chunk].split() if chunk in OURS else lazy_pinyin(chunk)
    return "".join(syllables), "".join(syllable[:1] for syllable in syllables)
