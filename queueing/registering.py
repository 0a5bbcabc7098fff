"""Registering before an opening: one leg, one to five people, each in one registration, one draw for each."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from queueing import draw_ledger, identity, joining, ledger, tables
from queueing.admission import persons
from queueing.draw_ledger import Draw
from queueing.errors import NotKnown, WrongPeople
from queueing.identity import Person
from queueing.joining import Standing
from queueing.keypad import PHONE
from queueing.place import REGISTERED, Place
from queueing.wishes import DESK, KEYS, MOST_PEOPLE, people, with_people

_DRAW, _ENTRY = tables.draw.c, tables.registration.c


@dataclass(frozen=True, slots=True)
class Registration:
    """A place and its lot; whoever has a place from before needs none."""

    place: Place
    opens_at: datetime | None  # the opening that it is drawn for
    number: int | None  # public; None where the place is in no draw
    rank: int | None = None  # once it is drawn, of so many:
    drawn: int | None = None
    is_new: bool = False
    left_out: tuple[Person, ...] = ()  # who stands at another place already, and stays there


def register(
    tx: Connection,
    draw: Draw,
    call_sid: str,
    wish: dict[str, Any],
    language: str,
    kept_until: datetime,
    now: datetime,
) -> Registration:
    """Register a caller's people, or find where they are registered already, which changes nothing.

    Whoever stands elsewhere stays there, and the others are registered. Raises WrongPeople, NotKnown and
    TooManyPlaces.
    """
    it = joining.stand(tx, draw.line, call_sid, wish, now)
    _make_sure_of(it, wish)
    settled = _settled(it)
    new = joining.without(wish, it, settled)
    if not people(new):
        return _found(tx, min(settled.values(), key=lambda place: place.key))
    alone, mine = (
        _alone(it, settled),
        next((each for each in settled.values() if _takes(each, it, new)), None),
    )
    if mine is not None:
        found, own = _widened(tx, alone, mine, new, now), people(mine.wish)
    else:
        found, own = _entered(tx, alone, draw, new, language, kept_until, now), ()
    out = [it.named[name] for name in settled]
    return replace(found, left_out=tuple(each for each in out if each not in own))


def registration_of(tx: Connection, place_id: int) -> Registration | None:
    """Return a place with its lot, if it has one; None where there is no such place."""
    place = ledger.read(tx, place_id)
    return None if place is None else _found(tx, place)


def complete(tx: Connection, wish: dict[str, Any], phone: str | None) -> dict[str, Any]:
    """Return a wish with the seat and the releases that it is for, as its class needs them."""
    if wish.get("seat") == DESK or not people(wish):
        return wish
    return wish | {"seat": KEYS, "releases": list(PHONE.releases.audience(tx, persons(wish, phone)))}


def _entered(
    tx: Connection,
    it: Standing,
    draw: Draw,
    wish: dict[str, Any],
    language: str,
    kept_until: datetime,
    now: datetime,
) -> Registration:
    more: dict[str, Any] = {"why": "registered", "carried_to": draw.opens_at, "deadline": kept_until}
    wanted = complete(tx, wish, it.leg.phone)
    place = joining.make(tx, it, wanted, language, now, state=REGISTERED, **more)
    return Registration(place, draw.opens_at, draw_ledger.enter(tx, draw, place.id), is_new=True)


def _widened(tx: Connection, it: Standing, mine: Place, new: dict[str, Any], now: datetime) -> Registration:
    """Add people to a registration, for the same lot."""
    together = complete(tx, with_people(mine.wish, (*people(mine.wish), *people(new))), mine.phone)
    return _found(tx, joining.change(tx, it, mine, together, mine.language, now))


def _make_sure_of(it: Standing, wish: dict[str, Any]) -> None:
    asked = people(wish)
    if not 1 <= len(asked) <= MOST_PEOPLE or not all(each["birth_date"] for each in asked):
        raise WrongPeople(WrongPeople.__doc__)
    if len(it.named) < len(asked):
        if it.leg.phone is None:
            raise NotKnown(NotKnown.__doc__)
        raise WrongPeople(WrongPeople.__doc__)


def _settled(it: Standing) -> dict[str, Place]:
    """Return, by identity, who stands somewhere already."""
    found = {name: _where(it, name, each) for name, each in it.named.items()}
    return {name: there for name, there in found.items() if there is not None}


def _alone(it: Standing, settled: dict[str, Place]) -> Standing:
    """Return how matters stand for those who stand nowhere yet."""
    named = {name: each for name, each in it.named.items() if name not in settled}
    return replace(it, elsewhere={}, named=named)


def _where(it: Standing, name: str, person: Person) -> Place | None:
    """Return where somebody stands: at this call's place, at one of their number's, or elsewhere."""
    near = (*([it.own] if it.own else ()), *it.number)
    here = (each for each in near if any(identity.are_one(one, person) for one in people(each.wish)))
    return next(here, None) or it.elsewhere.get(name)


def _takes(mine: Place, it: Standing, new: dict[str, Any]) -> bool:
    """Tell whether a registration of the caller's own number has room for those who are new."""
    own = mine.state == REGISTERED and mine.phone is not None and mine.phone == it.leg.phone
    return own and len(people(mine.wish)) + len(people(new)) <= MOST_PEOPLE


def _found(tx: Connection, place: Place) -> Registration:
    of = select(_ENTRY.draw_id, _ENTRY.number, _ENTRY.rank, _DRAW.opens_at)
    joined = of.join_from(tables.registration, tables.draw, _ENTRY.draw_id == _DRAW.id)
    row = tx.execute(joined.where(_ENTRY.place_id == place.id)).first()
    if row is None:
        return Registration(place, None, None)
    size = select(func.count()).select_from(tables.registration).where(_ENTRY.draw_id == row.draw_id)
    drawn = tx.scalar(size) if row.rank is not None else None
    return Registration(place, row.opens_at, row.number, row.rank, drawn)
