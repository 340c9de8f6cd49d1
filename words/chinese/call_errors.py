"""Chinese sentences for chases and contacts that cannot be recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese.calls import KINDS
from words.chinese.domain import DOMAIN
from words.chinese.file_errors import SAFE, accepts, perhaps
from words.figures import say

if TYPE_CHECKING:
    from datetime import date

Names = tuple[str, ...]


class ChineseCallErrors:
    """Chases and contacts."""

    def unknown_contact_kind(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a kind of contact."""
        known = tuple(f"{kind}（{say(KINDS, kind)}）" for kind in accepted)
        return f"没有“{name}”这一类联系人。{SAFE}{perhaps(close)}{accepts(known)}"

    def no_contact_yet(self, *, unit: str, contact: str) -> str:
        """Nobody to correct, and no name."""
        return f"{unit}当日没有{say(KINDS, contact)}。{SAFE}请填写姓名或电话。"

    def contact_ends_first(self, *, name: str, since: date, until: date) -> str:
        """A contact that ends before it begins."""
        return f"{name or '该联系人'}的截止日期{DOMAIN.date(until)}应晚于起始日期{DOMAIN.date(since)}。{SAFE}"

    def gone_unit(self) -> str:
        """A unit that is no longer there."""
        return f"该单位已不在库中。{SAFE}"

    def promise_before_chase(self, *, promised: date, on: date) -> str:
        """A promise for a day before the chase."""
        return f"承诺日期{DOMAIN.date(promised)}早于催办日期{DOMAIN.date(on)}。{SAFE}"

    def chase_other_unit(self, *, task: str, unit: str, asked: str) -> str:
        """Work that another unit owes."""
        return f"{task}由{unit}承担，不属{asked}。{SAFE}请按单位分别登记催办。"

    def chase_closed(self, *, task: str, unit: str, status: str) -> str:
        """Work that was done or dropped by then."""
        return f"{task} {unit}当日{DOMAIN.status(status)}，无须催办。{SAFE}"
