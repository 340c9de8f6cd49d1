"""What a user may type for a fixed word: its id, or its name in either language whatever the session speaks."""

from __future__ import annotations

from collections.abc import Mapping

from words.chinese import tables as chinese
from words.english import tables as english

MORE_STATUSES = {
    "报完成": "claimed",
    "待核": "claimed",
    "to confirm": "claimed",
    "完成": "done",
    "办结": "done",
    "closed": "done",
    "finished": "done",
    "进行中": "in_progress",
    "推进": "in_progress",
    "started": "in_progress",
    "未开始": "not_started",
    "open": "not_started",
    "协调": "blocked",
    "blocked": "blocked",
    "终止": "dropped",
}
MORE_ROLES = {
    "主办": "lead",
    "牵头单位": "lead",
    "负责": "responsible",
    "责任单位": "responsible",
    "协办": "support",
    "配合单位": "support",
}
MORE_LIGHTS = {
    "正常": "on_track",
    "on track": "on_track",
    "办结": "done",
    "终止": "dropped",
    "behind schedule": "behind",
    "claimed": "to_confirm",
    "no date": "no_date",
    "not yet": "not_yet",
}
MORE_BASES = {"纪要": "minutes", "批示": "instruction", "原方案": "plan", "分解表": "breakdown", "勘误": "correction"}
MORE_SETTINGS = {
    "due soon": "due_soon_days",
    "临期": "due_soon_days",
    "silent": "silent_days",
    "no report": "silent_days",
    "未反馈": "silent_days",
    "behind": "behind_points",
    "tolerance": "behind_points",
    "滞后": "behind_points",
    "滞后容差": "behind_points",
    "zone": "time_zone",
    "timezone": "time_zone",
    "lead": "lead_weight",
    "牵头": "lead_weight",
    "support": "support_weight",
    "配合": "support_weight",
}
MORE_CONTACTS = {
    "责任领导": "leader",
    "单位领导": "leader",
    "领导": "leader",
    "联系人": "liaison",
    "contact": "liaison",
}
MORE_VIAS = {"纸质": "paper", "来文": "paper", "表": "sheet", "form": "sheet", "现场": "inspection", "call": "phone"}


def _key(text: str) -> str:
    return " ".join(text.strip().casefold().replace("_", " ").replace("-", " ").split())


def _find(text: str, more: Mapping[str, str], *tables: Mapping[str, object]) -> str | None:
    wanted = _key(text)
    for table in tables:
        for word, name in table.items():
            if wanted in (_key(word), _key(str(name))):
                return word
    return more.get(wanted)


def statuses(text: str) -> str | None:
    """The status that `text` means; None when it means none."""
    return _find(text, MORE_STATUSES, chinese.STATUSES, english.STATUSES)


def roles(text: str) -> str | None:
    """The role that `text` means; None when it means none."""
    return _find(text, MORE_ROLES, chinese.ROLES, english.ROLES)


def lights(text: str) -> str | None:
    """The light that `text` means; None when it means none."""
    return _find(text, MORE_LIGHTS, chinese.LIGHTS, english.LIGHTS)


def bases(text: str) -> str | None:
    """The basis that `text` means; None when it means none."""
    return _find(text, MORE_BASES, chinese.BASES, english.BASES)


def settings(text: str) -> str | None:
    """The setting that `text` means; None when it means none."""
    found = _find(text, MORE_SETTINGS, chinese.FIELDS, english.FIELDS)
    return found if found in MORE_SETTINGS.values() else None


def vias(text: str) -> str | None:
    """The way of reporting that `text` means; None when it means none."""
    return _find(text, MORE_VIAS, chinese.VIAS, english.VIAS)


def contact_kinds(text: str) -> str | None:
    """The kind of contact that `text` means; None when it means none."""
    from words.chinese.calls import KINDS as CHINESE
    from words.english.calls import KINDS as ENGLISH

    return _find(text, MORE_CONTACTS, CHINESE, ENGLISH)
