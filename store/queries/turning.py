"""Whether a person has anything to undo or redo, asked of a store that is only read, of an older program too."""

from __future__ import annotations

from store.errors import Refused
from store.reader import Reader, as_int
from store.recorded import undone_of


def look_for_turns(reader: Reader, by: str, kind: str, command: int | None = None) -> None:
    """Refuse what undo or redo would refuse whatever the plans hold, before the store is opened for writing.

    Args:
        reader: of the store.
        by: whose commands.
        kind: undo or redo.
        command: the id of one command, whoever gave it; None for this person's last.

    Raises:
        Refused: there is no such command, it is none that can be turned, or nothing of this person's is left.
    """
    if command is not None:
        found = reader.one("SELECT kind, target FROM command WHERE id = :id", id=command)
        if found is None:
            raise Refused("no_such_command", command=command)
        if found[0] != "do":
            target = as_int(found[1])
            raise Refused("is_a_redo" if found[0] == "redo" else "is_an_undo", command=command, target=target)
        return
    if kind == "undo":
        mine = _ids(reader, "SELECT id FROM command WHERE by_whom = :by AND kind = 'do'", by)
        if mine - undone_of(reader, mine):
            return
    elif undone_of(reader, _ids(reader, "SELECT target FROM command WHERE by_whom = :by AND kind = 'undo'", by)):
        return
    raise Refused(f"nothing_to_{kind}", by=by)


def _ids(reader: Reader, sql: str, by: str) -> set[int]:
    return {as_int(ident) for (ident,) in reader.rows(sql, by=by)}
