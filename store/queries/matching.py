"""What a typed text finds. Units and tasks, of which there are few, are looked through first; assignments by those."""

from __future__ import annotations

from collections.abc import Collection

from store.reader import Reader, as_int

NARROW = 20_000
"""Assignments up to which they are gone to one by one; beyond, each row of a list is asked whether it was meant."""
INLINE = 5_000
"""Ids up to which a query names them itself."""


def like(text: str) -> str:
    """A LIKE pattern that finds the text anywhere, its own wildcards taken literally (ESCAPE '!')."""
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"


UNITS_LIKE = """SELECT u.id FROM unit u WHERE u.name LIKE :text ESCAPE '!'
 OR u.short LIKE :text ESCAPE '!'
 OR :spelled AND (u.initials LIKE :text ESCAPE '!' OR u.pinyin LIKE :text ESCAPE '!')
 OR u.id IN (SELECT l.unit FROM alias l WHERE l.gone IS NULL AND l.name LIKE :text ESCAPE '!')"""
REF = "CASE WHEN :whole THEN p.key || '/' || t.ref ELSE t.ref END"
"""What of a task's ref is looked through: only for `KEY/REF` the plan's key too, by which every task would be found."""
TASKS_LIKE = f"""SELECT t.id FROM task t JOIN plan p ON p.id = t.plan
 WHERE t.label || ' ' || t.title LIKE :text ESCAPE '!' OR {REF} LIKE :text ESCAPE '!'
 OR :spelled AND (t.initials LIKE :text ESCAPE '!' OR t.pinyin LIKE :text ESCAPE '!')"""
NOTES_LIKE = "{}.note <> '' AND {}.note LIKE :text ESCAPE '!'"


def text_params(text: str) -> dict[str, object]:
    """What UNITS_LIKE and TASKS_LIKE ask for: text that cannot be a spelling is not looked for there."""
    return {"text": like(text), "spelled": int(text.isascii()), "whole": int(is_whole_ref(text))}


def is_whole_ref(text: str) -> bool:
    """Whether a text may be a task's ref with the key of its plan before it."""
    return bool(text.partition("/")[2])


def text_condition(reader: Reader, text: str, inside: str = "") -> tuple[str, dict[str, object]]:
    """Which assignments (`a`) a text finds: in label and title, ref, unit, group, alias, spelling, note.

    Args:
        text: as typed; the blanks around it do not count.
        inside: a condition over `assignment x` within which is looked; whoever asks says the same of `a`.

    Returns:
        A condition over `assignment a`, and the named parameters that it uses.
    """
    params = text_params(text.strip())
    units = [as_int(row[0]) for row in reader.rows(UNITS_LIKE, **params)]
    tasks = [as_int(row[0]) for row in reader.rows(TASKS_LIKE, **params)]
    wide = UNITS_LIKE if len(units) > INLINE else _ids(units)
    mandates = f"SELECT m.id FROM mandate m WHERE m.unit IN ({wide})"
    if len(units) > INLINE or not _is_narrow(reader, _ids(units), _ids(tasks), mandates):
        parts = [f"a.unit IN ({wide})", f"a.via IN ({wide})", f"a.task IN ({_ids(tasks)})", NOTES_LIKE.format("a", "a")]
        return f"({' OR '.join(parts)})", params
    ways = (f"x.unit IN ({wide})", f"x.task IN ({_ids(tasks)})", _as_members(mandates), NOTES_LIKE.format("x", "x"))
    within = f"{inside} AND " if inside else ""
    found = " UNION ALL ".join(f"SELECT x.id FROM assignment x WHERE {within}{way}" for way in ways)
    return f"a.id IN ({found})", params


def _as_members(mandates: str) -> str:
    """What members of a group owe for it: its mandates have an index."""
    return f"x.mandate IN ({mandates}) AND x.via IS NOT NULL"


def _is_narrow(reader: Reader, units: str, tasks: str, mandates: str) -> bool:
    """Whether units and tasks have so few assignments that each is looked at."""
    left = NARROW
    for way in (f"x.task IN ({tasks})", f"x.unit IN ({units})", f"x.mandate IN ({mandates})"):
        row = reader.one(f"SELECT count(*) FROM (SELECT 1 FROM assignment x WHERE {way} LIMIT {left})")
        left -= as_int(row[0]) if row else 0
        if left <= 0:
            return False
    return True


def _ids(ids: Collection[int]) -> str:
    """Ids as SQL; none at all finds nothing."""
    return ", ".join(map(str, ids)) or "NULL"
