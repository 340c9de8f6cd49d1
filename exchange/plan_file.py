"""The plan file: the hub between documents, built-in plans, tables and the store.

A plan file is TOML, one file per plan, UTF-8:

    [plan]                       key title number issuer issued area period hidden_year year source_note cycle closing
    [plan.bulletin]              office salutation cc number_pattern
    [[unit]]                     name short aliases parent          (their order is the order of listing)
    [[group]]                    name open members = ["…", { name, since, until, sample }]
    [[phase]]                    ref name title phrase              (+ read | from, to where the phrase is not enough)
    [[milestone]]                ref name due of unit means
    [[body]]                     name office ends_with_plan people = [{ name, post, unit, duty }]
    [[section]]                  label title
    [[section.task]]             ref label title text heading phase rule open_list start due means targets
                                 units = [{ name, role, role_text, duty, inferred }]
    [[section.task.task]]        a numbered sub-item, same keys; [[section.task.clause]] an unnumbered clause
    [[indicator]]                ref name measure kind choices combine comparator of phrase over_unit
                                 steps = [{ value, by }]  shares = { unit = n } | [{ unit, value, sample }]

Dates (`period due start by`) are phrases as the document writes them, `due = "5月上旬"`; the days are derived from
them, with the plan's year (`year`, else that of `issued`, else that of `period`). Where the words alone do not say the
days, a table keeps both: `due = { phrase = "到20xx年", read = "Y+1年底" }`, or `from`/`to` for a window. `Y` is the
hidden year of a plan that says `hidden_year = true`; it is bound when the file is read.
"""

from __future__ import annotations

from exchange.plan_file_read import read_plan
from exchange.plan_file_write import write_plan
from store.document import PlanDoc
from store.errors import Refused

__all__ = ["read_plan", "read_plan_bytes", "write_plan"]


def read_plan_bytes(data: bytes, *, path: str, year: int | None = None) -> PlanDoc:
    """Read a plan file as it lies on the disk; what is refused names the file.

    Args:
        data: the file: UTF-8, with or without a byte order mark.
        path: its name, for messages.
        year: the year that a plan with `hidden_year = true` counts from.

    Raises:
        Refused: `not_utf8`, and what `read_plan` refuses.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        raise Refused("not_utf8", path=path, line=data.count(b"\n", 0, why.start) + 1) from None
    try:
        return read_plan(text, year=year, path=path)
    except Refused as why:
        # Inside the file a place is section[一].task[5]; several files may be loaded at once.
        facts = {**why.facts, "path": path}
        if "place" in facts:
            facts["place"] = f"{path}: {facts['place']}" if facts["place"] else path
        raise Refused(why.kind, **facts) from None
