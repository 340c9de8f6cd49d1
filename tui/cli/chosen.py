"""Words of the domain as a person types them on the command line, in either language, as their ids."""

from __future__ import annotations

from collections.abc import Sequence

from store.errors import Refused
from tui.cli.context import Context


def chosen(context: Context, what: str, texts: Sequence[str], accepted: Sequence[str]) -> tuple[str, ...]:
    """Roles, statuses or lights to filter by; several may stand in one text, with commas.

    Raises:
        Refused: see `one`.
    """
    parts = [part for typed in texts for part in typed.replace("，", ",").replace("、", ",").split(",")]
    return tuple(one(context, what, part.strip(), accepted) for part in parts)


def one(context: Context, what: str, text: str, accepted: Sequence[str]) -> str:
    """A status, role, light, basis, setting, via or contact_kind as typed, in either language, as its id.

    Args:
        what: status, role, light, basis, setting, via or contact_kind.
        text: what was typed.
        accepted: the ids.

    Raises:
        Refused: it is none of them; with the close matches.
    """
    domain = context.words.domain
    read, say = {
        "status": (domain.status_from, domain.status), "role": (domain.role_from, domain.role),
        "light": (domain.light_from, domain.light), "basis": (domain.basis_from, domain.basis),
        "setting": (domain.setting_from, domain.field), "via": (domain.via_from, domain.via),
        "contact_kind": (context.words.calls.kind_from, context.words.calls.kind),
    }[what]  # fmt: skip
    ident = text if text in accepted else read(text)
    if ident is None or ident not in accepted:
        from store.queries.names import close

        near = close(text, [*accepted, *(say(known) for known in accepted)])
        raise Refused(f"unknown_{what}", name=text, close=near, accepted=tuple(accepted))
    return ident
