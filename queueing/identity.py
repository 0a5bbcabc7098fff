"""Who stands where: a person has one open place in a line, by construction.

A person is an invitation code that was sent to their birth date, or else a number and a birth date. Who was
not asked for a birth date yet is known by the number alone, as `held_for` finds it: a house shares one.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from booking_core import Prepared, invited
from queueing import tables
from queueing.wishes import people

_ROW = tables.place_person.c
_OPEN_AT = (_ROW.place_id == bindparam("place")) & _ROW.is_open
_AT = select(_ROW.identity).where(_OPEN_AT)
_THESE = _ROW.identity.in_(bindparam("identities", expanding=True)) & _ROW.is_open
_STANDING = Prepared(select(_ROW.identity, _ROW.place_id).where(_ROW.line == bindparam("line"), _THESE))
_VACATE = update(tables.place_person).where(_ROW.place_id.in_(bindparam("places", expanding=True)), _THESE)
_DISMISS = Prepared(update(tables.place_person).where(_OPEN_AT))
_ENROL = Prepared(insert(tables.place_person))
Person = Mapping[str, str | None]


def named(tx: Connection, wish: dict[str, Any], phone: str | None) -> dict[str, Person]:
    """Return the people of a wish by their identity; who has neither code nor number is not among them."""
    found = ((_identity(tx, each, phone), each) for each in people(wish))
    return {identity: each for identity, each in found if identity is not None}


def standing(tx: Connection, line: str, identities: Iterable[str]) -> dict[str, int]:
    """Return the open places where these people stand, by identity."""
    them = list(identities)
    return dict(_STANDING.all(tx, line=line, identities=them)) if them else {}


def enrol(tx: Connection, line: str, place_id: int, who: Mapping[str, Person]) -> None:
    """Let just these people stand at a place. A race for one of them is tried again by the transaction."""
    there = set(tx.scalars(_AT, {"place": place_id}))
    vacate(tx, dict.fromkeys(there - set(who), place_id))
    enrol_first(tx, line, place_id, {name: each for name, each in who.items() if name not in there})


def enrol_first(tx: Connection, line: str, place_id: int, who: Mapping[str, Person]) -> None:
    """Let people stand at a place where none of them does yet."""
    here = {"line": line, "place_id": place_id, "is_open": True}
    for identity, each in who.items():
        _ENROL.all(tx, identity=identity, birth_date=_born(each), **here)


def vacate(tx: Connection, places: Mapping[str, int]) -> None:
    """Take people, by identity, from just these places, so that they can stand elsewhere."""
    if places:
        these = {"identities": list(places), "places": list(set(places.values()))}
        tx.execute(_VACATE, {**these, "is_open": False})


def dismiss(tx: Connection, place_id: int) -> None:
    """Let nobody stand at a place any more: it has come to its end."""
    _DISMISS.all(tx, place=place_id, is_open=False)


def are_one(one: Person, other: Person) -> bool:
    """Tell whether two who call from one number are the same person; two codes are two people."""
    codes = {one.get("code"), other.get("code")} - {None}
    return one.get("birth_date") == other.get("birth_date") and len(codes) <= 1


def _identity(tx: Connection, person: Person, phone: str | None) -> str | None:
    code, born = person.get("code"), _born(person)
    if code and born and invited(tx, code, born):
        return f"code:{code}"
    return None if phone is None or born is None else f"{phone}|{born.isoformat()}"


def _born(person: Person) -> date | None:
    stored = person.get("birth_date")
    return date.fromisoformat(stored) if stored else None
