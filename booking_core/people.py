"""Who people are: a number and a birth date, or an invitation code where they were given one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from booking_core import tables
from booking_core.cohorts import Person
from booking_core.inserting import insert_once


def person_id(tx: Connection, person: Person) -> int:
    """Return the row of this person, made if it is their first time; a code outranks the number."""
    row = tables.person
    values = {"phone": person.phone, "birth_date": person.birth_date, "code": person.code}
    if person.code is not None:
        same = row.c.code == person.code
    else:
        same = (row.c.phone == person.phone) & (row.c.birth_date == person.birth_date) & row.c.code.is_(None)
    found = tx.scalar(select(row.c.id).where(same))
    if found is None:
        insert_once(tx, row, **values)
        found = tx.scalar(select(row.c.id).where(same))
    if found is None:  # a withheld number equals nothing: each such call is a person of its own
        found = tx.scalar(row.insert().values(**values).returning(row.c.id))
    return int(found or 0)


def invited(tx: Connection, code: str, birth_date: date) -> bool:
    """Tell whether this invitation code was sent to somebody born on that day."""
    row = tables.invitation
    found = select(row.c.code).where(row.c.code == code, row.c.birth_date == birth_date)
    return tx.scalar(found) is not None


def with_letters(tx: Connection, people: Sequence[Person]) -> tuple[Person, ...]:
    """Return the people as their letters know them; a code counts only with the birth date it was sent to."""
    codes = [person.code for person in people if person.code is not None]
    row = tables.invitation
    found = tx.execute(select(row).where(row.c.code.in_(codes))) if codes else ()
    known = {(each.code, each.birth_date): each for each in found}
    return tuple(_as_known(person, known.get((person.code, person.birth_date))) for person in people)


def _as_known(person: Person, letter: Row[Any] | None) -> Person:
    if letter is None:
        return replace(person, code=None, batch=None)
    return replace(person, batch=letter.batch, surname=letter.surname or person.surname)
