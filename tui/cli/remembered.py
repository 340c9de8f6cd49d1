"""What the dashboard remembers from one run to the next: the plan used last in each store, the theme, saved filters."""

from __future__ import annotations

import json
import os


def plan_used_last(state: str, store: str) -> str | None:
    """The key of the plan that was on screen last in this store; None where nothing is remembered."""
    key = remembered(state).get(store)
    return key if isinstance(key, str) else None


def remember(state: str, name: str, what: str) -> None:
    """Remember for the next start. Nothing is lost where that fails.

    Args:
        state: the file.
        name: the path of a store, whose plan it is; `theme` or `filters`.
        what: the key of the plan, the theme, the saved filters as text.
    """
    text = json.dumps(remembered(state) | {name: what}, ensure_ascii=True, indent=1)
    try:
        os.makedirs(os.path.dirname(state), exist_ok=True)
        with open(f"{state}.{os.getpid()}", "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(f"{state}.{os.getpid()}", state)
    except OSError:
        return


def remembered(state: str) -> dict[str, object]:
    """What is remembered, by its name; nothing where the file is missing or is not ours."""
    try:
        with open(state, encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
