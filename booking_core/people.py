"""Who people are: a number and a birth date, or an invitation code where they were given one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, select, update

from booking_core import tables
from booking_core.campaigns import IN_FORCE
from booking_core.cohorts import Person
from booking_core.errors import NotBooked
from booking_core.inserting import insert_once_for_id
from booking_core.letters import letters
from booking_core.looked_up import look_up
from booking_core.prepared import Prepared
from booking_core.tables import claim, person

SURNAME = 8  # letters that are kept of one
# The columns of a Person, as far as they are stored; the batch is their letter's.
PERSON = (person.c.birth_date, person.c.phone, person.c.code, person.c.surname)
_ROW = tables.invitation.c
_INVITED = Prepared(
    select(_ROW.code).where(_ROW.code == bindparam("code"), _ROW.birth_date == bindparam("born"))
)
_LETTERS = Prepared(
    select(_ROW.code, _ROW.birth_date, _ROW.batch, _ROW.surname).where(
        _ROW.code.in_(bindparam("codes", expanding=True))
    )
)


class _Letter(NamedTuple):
    code: str | None
    birth_date: date
    batch: str | None
    surname: str | None


def person_ids(tx: Connection, people: Sequence[Person]) -> list[int]:
    """Return the rows of these people, made if it is their first time; a code outranks the number.

    A withheld number equals nothing: each such call is a person of its own.
    """
    born = [(who.phone, who.birth_date) if who.code is None else at for at, who in enumerate(people)]
    twins = [born[:at].count(each) for at, each in enumerate(born)]
    return [_person_id(tx, who, twin) for who, twin in zip(people, twins, strict=True)]


def people_of(tx: Connection, claims: Sequence[str]) -> list[Person]:
    """Return whose these claims are, in their order; nobody's, or of an earlier campaign, are left out."""
    mine = claim.c.id.in_(claims) & (claim.c.campaign_id == IN_FORCE.scalar_subquery())
    found = select(claim.c.id, *PERSON).select_from(claim.join(person)).where(mine)
    rows = {row.id: Person(*row[1:]) for row in tx.execute(found)}
    return [rows[each] for each in claims if each in rows]


def owners_of(tx: Connection, claims: Sequence[str], *states: str) -> list[int]:
    """Return the rows of the people of these first doses, in their order.

    Raises NotBooked where one of them is in none of the states.
    """
    mine = claim.c.id.in_(claims) & claim.c.state.in_(states) & (claim.c.dose == 1)
    found = {row.id: row.person_id for row in tx.execute(select(claim.c.id, claim.c.person_id).where(mine))}
    if not claims or len(found) != len(claims):
        raise NotBooked(NotBooked.__doc__)
    return [found[each] for each in claims]


def invited(tx: Connection, code: str, birth_date: date) -> bool:
    """Tell whether this invitation code was sent to somebody born on that day."""
    return look_up(tx, _invited, code, birth_date)


def with_letters(tx: Connection, people: Sequence[Person]) -> tuple[Person, ...]:
    """Return the people as their letters know them; a code counts only with the birth date it was sent to."""
    codes = tuple(person.code for person in people if person.code is not None)
    found = look_up(tx, _letters, codes) if codes else []
    known = {(each.code, each.birth_date): each for each in found}
    return tuple(_as_known(person, known.get((person.code, person.birth_date))) for person in people)


def _invited(tx: Connection, code: str, birth_date: date) -> bool:
    return _INVITED.first(tx, code=code, born=birth_date) is not None


def _letters(tx: Connection, codes: tuple[str, ...]) -> list[_Letter]:
    return [_Letter(*row) for row in _LETTERS.all(tx, codes=codes)]


def _person_id(tx: Connection, who: Person, twin: int) -> int:
    named = {"surname": letters(who.surname or "")[:SURNAME] or None}
    values = {"phone": who.phone, "birth_date": who.birth_date, "code": who.code, "twin": twin}
    fresh = insert_once_for_id(tx, person, **values, **named)  # most who call were never here before
    if fresh is not None:
        return int(fresh)
    mine = _same(values)
    if named["surname"] is not None:
        tx.execute(update(person).where(*mine).values(**named))
    return int(tx.execute(select(person.c.id).where(*mine)).scalar_one())


def _same(values: dict[str, Any]) -> list[ColumnElement[bool]]:
    if values["code"] is not None:
        return [person.c.code == values["code"]]
    keys = ("phone", "birth_date", "twin")
    return [person.c.code.is_(None), *(person.c[key] == values[key] for key in keys)]


def _as_known(person: Person, letter: _Letter | None) -> Person:
    if letter is None and person.code is None and person.batch is None:
        return person
    if letter is None:
        return replace(person, code=None, batch=None)
    return replace(person, batch=letter.batch, surname=letter.surname or person.surname)
