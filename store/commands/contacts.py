"""Contacts of units: leader in charge, unit's leader, liaison; dated, so that who it was then is never lost."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from store import vocabulary as v
from store.commands.finish import UNCHANGED, Nothing, finish
from store.errors import Refused
from store.foreign import storable
from store.models import Contact, Unit
from store.shapes import Done, Who
from store.writer import Transaction, Writer


def set_contact(
    writer: Writer, who: Who, unit: int, kind: str, name: str | None = None, phone: str | None = None,
    since: date | None = None, until: date | None = None, on: date | None = None,
) -> Done:  # fmt: skip
    """Enter a contact of a unit, correct the one in force, or end it.

    Another name is another person: the one before ends on the day the new one begins, and stays known. Where both would
    begin on the same day, the name was mistyped.

    Args:
        unit: its id.
        kind: one of vocabulary.CONTACTS; a unit has one of each at a time.
        name: who; None leaves the one in force.
        phone: the telephone; None leaves it, empty takes it away.
        since: the first day; of a new contact today where none is given.
        until: the first day on which it holds no more.
        on: the day of the entry; today where none is given.

    Raises:
        Refused: an unknown kind, nobody to correct and no name, an end before its beginning, a future day of entry.
    """
    if kind not in v.CONTACTS:
        raise Refused("unknown_contact_kind", name=kind, close=(), accepted=v.CONTACTS)
    name = None if name is None else storable(name.strip())
    try:
        with writer.transaction(who, on) as t:
            owner = t.session.get(Unit, unit)
            if owner is None or owner.gone is not None:
                raise Refused("gone_unit")
            row = _in_force(t, unit, kind, since or t.day)
            if row is None and not name and not phone:
                raise Refused("no_contact_yet", unit=owner.name, contact=kind)
            first = since or t.day
            if row is None or (name and row.name and row.name != name and row.since != first):
                new = Contact(
                    made=t.id, unit=unit, kind=kind, name=name or "", phone=(phone or "").strip(), since=first,
                    until=until,
                )  # fmt: skip
                _begin(t, row, new)
            else:
                _correct(t, row, name, phone, since, until)
            return finish(t, ())
    except Nothing:
        return UNCHANGED


def _in_force(t: Transaction, unit: int, kind: str, day: date) -> Contact | None:
    """The contact of that kind on a day, else the one that begins next after it."""
    known = t.session.exec(
        select(Contact)
        .where(Contact.unit == unit, Contact.kind == kind, col(Contact.gone).is_(None))
        .order_by(col(Contact.since).is_not(None), col(Contact.since), col(Contact.id))
    ).all()
    there = [row for row in known if (row.since or day) <= day and (row.until is None or row.until > day)]
    later = [row for row in known if row.since is not None and row.since > day]
    return there[-1] if there else later[0] if later else None


def _begin(t: Transaction, before: Contact | None, new: Contact) -> None:
    """A new person; whoever it was before ends that day, and whoever comes later ends the new one."""
    _check_days(new.name, new.since, new.until)
    if before is not None and new.since is not None:
        if before.since is not None and before.since >= new.since:  # it holds later: the new one came first
            new.until = min(new.until or before.since, before.since)
            _check_days(new.name, new.since, new.until)
        else:
            new.until = new.until or before.until
            t.update(before, "until", new.since, unit=before.unit)
    t.record(new, "name" if new.name else "phone", unit=new.unit)


def _correct(
    t: Transaction, row: Contact, name: str | None, phone: str | None, since: date | None, until: date | None
) -> None:  # fmt: skip
    """The same person: a name that was mistyped or not known, another telephone, other days."""
    if name:
        t.update(row, "name", name, unit=row.unit)
    if phone is not None:
        t.update(row, "phone", phone.strip(), unit=row.unit)
    first = min(row.since, since) if row.since is not None and since is not None else row.since
    _check_days(row.name, first, until)
    if since is not None and row.since is not None and since < row.since:
        t.update(row, "since", since, unit=row.unit)
    if until is not None:
        t.update(row, "until", until, unit=row.unit)


def _check_days(name: str, since: date | None, until: date | None) -> None:
    """Refuse an end before the beginning, or on the same day."""
    if since is not None and until is not None and until <= since:
        raise Refused("contact_ends_first", name=name, since=since, until=until)
