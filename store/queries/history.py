"""The recorded changes as people read them: one by one, and by the command that made them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from store.facts import ChangeFilter
from store.queries.changes import SAID, Condition, condition
from store.reader import Reader, as_date, as_int, as_json, as_names, as_text
from store.shapes import ChangeLine, CommandLine

UNDONE = """coalesce((SELECT x.kind FROM command x WHERE x.target = c.id ORDER BY x.id DESC LIMIT 1), '') = 'undo'"""
"""A command is out of force while the last row that targets it is an undo (MODEL, point 2)."""

UNDONE_BY = """(SELECT CASE x.kind WHEN 'undo' THEN x.on_date || x.by_whom END FROM command x WHERE x.target = c.id
 ORDER BY x.id DESC LIMIT 1)"""
"""On which day and by whom it was put out of force, in one look; NULL while it is in force."""

SHOWN = f"""h.id, h.command, c.at, h.on_date, c.by_whom, h.tbl, coalesce(m.ref, i.ref, t.ref, p.key, ''),
 coalesce(u.name, ''), CASE h.tbl WHEN 'store' THEN h.row_id ELSE h.field END, h.old, h.new, c.words,
 {UNDONE_BY}, p.key, (SELECT n.new FROM change n WHERE +n.command = h.command AND n.tbl = h.tbl AND n.row_id = h.row_id
   AND n.field IN ('note', 'due_own_note', 'due_note') LIMIT 1), trim(t.label || ' ' || t.title),
 CASE h.tbl WHEN 'store' THEN 0 ELSE CAST(h.row_id AS INTEGER) END"""
NAMED = """LEFT JOIN task t ON t.id = h.task LEFT JOIN unit u ON u.id = h.unit LEFT JOIN plan p ON p.id = h.plan
 LEFT JOIN milestone m ON h.tbl = 'milestone' AND m.id = CAST(h.row_id AS INTEGER)
 LEFT JOIN reading r ON h.tbl = 'reading' AND r.id = CAST(h.row_id AS INTEGER)
 LEFT JOIN indicator i ON i.id = r.indicator"""
BY_CHANGE = "change h CROSS JOIN command c ON c.id = h.command"
BY_COMMAND = "command c CROSS JOIN change h ON h.command = c.id"
"""Changes have numbers in the order of their commands: either way leads through them in order, without sorting."""

LOADED = "SELECT made FROM plan WHERE id = :loaded"

BETWEEN = "h.id < :change AND h.id >= :least AND c.id < :before AND c.id > :after"

OF_ASSIGNMENT = """SELECT o.id FROM change o WHERE o.tbl = 'assignment' AND o.row_id = CAST(:assignment AS TEXT)
 UNION ALL SELECT o.id FROM assignment a JOIN change o ON o.task = a.task WHERE a.id = :assignment
 AND o.tbl <> 'assignment' AND (o.unit IS NULL OR o.unit = a.unit)"""
"""What changed of an assignment, and of its task: two looks into an index, for one OR would read every change."""

EVERYTHING = ChangeFilter()
LAST = 2**63 - 1
MANY = 2000
LOOKED_AT = 100
"""How many changes of one command are told with it; the rest is counted."""


def log(
    reader: Reader, chosen: ChangeFilter = EVERYTHING, *, assignment: int | None = None,
    command: int | None = None, before: int | None = None, limit: int | None = 200, newest_first: bool = True,
) -> tuple[ChangeLine, ...]:  # fmt: skip
    """Recorded changes at once; see `each_change`."""
    return tuple(
        each_change(
            reader, chosen, assignment=assignment, command=command, before=before, limit=limit,
            newest_first=newest_first,
        )
    )  # fmt: skip


def each_change(
    reader: Reader, chosen: ChangeFilter = EVERYTHING, *, assignment: int | None = None,
    command: int | None = None, before: int | None = None, limit: int | None = None, newest_first: bool = True,
) -> Iterator[ChangeLine]:  # fmt: skip
    """Recorded changes as they are read, the newest first.

    Args:
        reader: of the store.
        chosen: which of them.
        assignment: only those of this assignment and its task.
        command: only those of this command.
        before: only those recorded before the change of this id; None to begin with the newest.
        limit: at most so many; None for all.
        newest_first: False for the order of recording.

    Raises:
        Refused: no such plan, task, unit or person.
    """
    asked, order = condition(reader, chosen), "DESC" if newest_first else "ASC"
    tables, first = (BY_COMMAND, f"c.id {order}, ") if asked.by_command else (BY_CHANGE, "")
    parts = [SAID, *asked.changes, *asked.of_command("c")]
    if assignment is not None:
        parts.append(f"h.id IN ({OF_ASSIGNMENT})")
    if command is not None:
        parts.append("h.command = :command")
    if before is not None:
        parts += ["h.id < :before", "c.id <= coalesce((SELECT command FROM change WHERE id = :before), h.command)"]
    rows = reader.each(
        f"SELECT {SHOWN} FROM {tables} {NAMED} WHERE {' AND '.join(parts)} ORDER BY {first}h.id {order} LIMIT :most",
        **asked.params, assignment=assignment, command=command, before=before, most=-1 if limit is None else limit,
    )  # fmt: skip
    return (_line(row) for row in rows)


def given(
    reader: Reader, chosen: ChangeFilter = EVERYTHING, before: int | None = None, after: int = 0, limit: int = 60
) -> tuple[CommandLine, ...]:
    """Commands, undos and redos, the newest first: each with what it changed.

    Args:
        reader: of the store.
        chosen: which: those that made one such change at least.
        before: only those given before the command of this id; None to begin with the newest.
        after: only those given after the command of this id.
        limit: at most so many.

    Raises:
        Refused: no such plan, task, unit or person.
    """
    ids = _ids(reader, condition(reader, chosen), before, after, limit)
    return tuple(line for ident in ids if (line := command_line(reader, ident)) is not None)


def turned_since(reader: Reader, command: int) -> tuple[int, ...]:
    """The commands that were undone or redone by those after this one."""
    rows = reader.rows("SELECT DISTINCT target FROM command WHERE id > :id AND target IS NOT NULL", id=command)
    return tuple(as_int(target) for (target,) in rows)


def newest_in_force(reader: Reader) -> int | None:
    """The command that was given last, by whomever, of those that are in force."""
    row = reader.one(f"SELECT c.id FROM command c WHERE c.kind = 'do' AND NOT {UNDONE} ORDER BY c.id DESC LIMIT 1")
    return as_int(row[0]) if row else None


def newest_of_all(reader: Reader) -> int:
    """The number of the last command, undo or redo; 0 in an empty store."""
    row = reader.one("SELECT max(id) FROM command")
    return as_int(row[0]) if row else 0


def command_line(reader: Reader, ident: int) -> CommandLine | None:
    """One command with what it changed; None where there is none of that id."""
    row = reader.one(
        f"""SELECT c.at, c.on_date, c.by_whom, c.kind, c.target, c.words, {UNDONE},
 (SELECT x.by_whom FROM command x WHERE x.target = c.id ORDER BY x.id DESC LIMIT 1)
 FROM command c WHERE c.id = :id""",
        id=ident,
    )
    if row is None:
        return None
    at, on, by, kind, target, words, undone, turned_by = row
    told = ident if target is None else as_int(target)
    changes = log(reader, command=told, limit=LOOKED_AT, newest_first=False)
    return CommandLine(
        id=ident, at=as_text(at), on=as_date(on) or date.min, by=as_text(by), kind=as_text(kind),
        target=None if target is None else as_int(target), words=words_of(words),
        undone_by=as_text(turned_by) if undone else "",
        size=len(changes) if len(changes) < LOOKED_AT else count_of(reader, told), changes=changes,
    )  # fmt: skip


def count_of(reader: Reader, command: int) -> int:
    """How many changes a command made."""
    row = reader.one("SELECT count(*) FROM change WHERE command = :command", command=command)
    return as_int(row[0]) if row else 0


def _ids(reader: Reader, asked: Condition, before: int | None, after: int, limit: int) -> list[int]:
    """The commands of one page, the newest first."""
    bounds = ["x.id > :after", *(["x.id < :before"] if before is not None else [])]
    if not asked.changes:
        where = " AND ".join([*bounds, *asked.of_command("x")])
        sql = f"SELECT x.id FROM command x WHERE {where} ORDER BY x.id DESC LIMIT :most"
        return [as_int(ident) for (ident,) in reader.rows(sql, **asked.params, before=before, after=after, most=limit)]
    found = list(_changing(reader, asked, before, after, limit))
    bounds += asked.of_command("x")
    told = f"SELECT 1 FROM {BY_CHANGE} WHERE {' AND '.join(['h.command = x.target', SAID, *asked.changes])}"
    rows = reader.rows(
        f"""SELECT x.id FROM command x WHERE {' AND '.join(bounds)} AND (x.id IN ({LOADED})
 OR x.kind <> 'do' AND (x.target IN ({LOADED}) OR EXISTS ({told}))) ORDER BY x.id DESC LIMIT :most""",
        **asked.params, before=before, after=found[-1] if len(found) == limit else after, loaded=asked.plan,
        most=limit,
    )  # fmt: skip
    return sorted({*found, *(as_int(ident) for (ident,) in rows)}, reverse=True)[:limit]


def _changing(reader: Reader, asked: Condition, before: int | None, after: int, limit: int) -> Iterator[int]:
    """The commands that made such changes, the newest first."""
    tables, first = (BY_COMMAND, "c.id DESC, ") if asked.by_command else (BY_CHANGE, "")
    where = " AND ".join([SAID, *asked.changes, *asked.of_command("c"), BETWEEN])
    sql = f"SELECT c.id FROM {tables} WHERE {where} ORDER BY {first}h.id DESC"
    told, last, seen = 0, LAST if before is None else before, MANY
    while seen == MANY:  # a command of very many changes: go on below its first one
        change, least = _first_change(reader, last), _first_change(reader, after + 1)
        seen = 0
        for (found,) in reader.each(sql, **asked.params, change=change, before=last, least=least, after=after):
            seen = seen + 1 if found == last else 0
            if found != last:
                last, told = as_int(found), told + 1
                yield last
            if told == limit:
                return
            if seen == MANY:
                break


def _first_change(reader: Reader, command: int) -> int:
    """The number of the first change of this command or those after it."""
    row = reader.one("SELECT id FROM change WHERE command >= :id ORDER BY command, id LIMIT 1", id=command)
    return as_int(row[0]) if row else LAST


def words_of(text: object) -> tuple[str, ...]:
    """The words of a command row."""
    return as_names(text)


def _line(row: tuple[object, ...]) -> ChangeLine:
    ident, command, at, on, by, table, ref, unit, field, old, new, words, undone, plan, note, title, number = row
    place = as_text(ref)
    if plan is not None and place != plan:
        place = f"{plan}/{place}"
    said = words_of(words)
    return ChangeLine(
        id=as_int(ident), command=as_int(command), at=as_text(at), on=as_date(on) or date.min, by=as_text(by),
        what=as_text(table), ref=place, unit=as_text(unit), field=as_text(field), old=_value(table, old),
        new=_value(table, new), note=as_text(as_json(note)), undone=undone is not None,
        words=said, title=as_text(title), row=as_int(number), undone_by=as_text(undone)[10:],
        undone_on=as_date(as_text(undone)[:10]),
    )  # fmt: skip


def _value(table: object, recorded: object) -> object:
    """What a change recorded: a JSON scalar; a setting's own value is JSON already."""
    value = as_json(recorded)
    return as_json(value) if table == "store" and isinstance(value, str) else value
