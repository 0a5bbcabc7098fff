"""Joining: one place a person, the earliest key counts, and nobody is written down twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from booking_core import Outbox
from queueing import identity, keypad, ledger, legs, redial, ringing, tables, talks
from queueing.errors import PlaceClosed, PlaceInUse, TooManyPlaces
from queueing.identity import Person
from queueing.legs import Leg
from queueing.place import DROPPED, LEFT, PLACES_A_NUMBER, SERVING, WAITING, Place
from queueing.standing import AWAY
from queueing.wishes import MOST_PEOPLE, people, with_people


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a caller and the people of a wish stand, before anything is written."""

    leg: Leg
    free: tuple[Leg, ...]  # calls whose time is still to be given to a place, by their keys
    number: tuple[Place, ...]  # what is open for the caller's number
    named: Mapping[str, Person]
    elsewhere: Mapping[str, Place]  # by identity: where these people stand already
    own: Place | None  # where this call stands

    @property
    def key(self) -> int:
        """The key that the caller has, or would have."""
        return self.own.key if self.own is not None else next(iter(self.free), self.leg).key

    def earlier(self) -> dict[str, Place]:
        """Return, by identity, who stands elsewhere with an earlier key, or is served there."""
        return {
            name: place
            for name, place in self.elsewhere.items()
            if place.key < self.key or place.state == SERVING
        }


def stand(tx: Connection, line: str, call_sid: str, wish: dict[str, Any], now: datetime) -> Standing:
    """Find out who stands where; the calls of this number stay locked."""
    leg, free = legs.unspent(tx, call_sid, now)
    own = None if leg.place_id is None else ledger.read(tx, leg.place_id)
    own = None if own is None or own.is_final else own
    number = () if leg.phone is None else tuple(ledger.active_of(tx, line, leg.phone))
    named = identity.named(tx, wish, leg.phone)
    return Standing(leg, tuple(free), number, named, _elsewhere(tx, line, named, own), own)


def theirs(it: Standing, wish: dict[str, Any]) -> Place | None:
    """Return the place that the caller has already: this call's, their number's, or their people's."""
    if it.own is not None:
        return it.own
    asked = people(wish)
    for place in it.number:
        if any(identity.are_one(one, other) for one in people(place.wish) for other in asked):
            return place
    earlier = it.earlier()
    if asked and len(earlier) == len(asked):  # nobody is left for a place of this call's own
        return min(earlier.values(), key=lambda place: place.key)
    return None


def join(
    tx: Connection, it: Standing, wish: dict[str, Any], language: str, now: datetime, *, take_over: bool
) -> Place:
    """Give a caller the place that they have already, or a new one under the time of their first call.

    Raises PlaceClosed, with nothing written, where theirs ended while we looked: look again.
    """
    mine = theirs(it, wish)
    if mine is None:
        return make(tx, it, wish, language, now)
    mine = go_on(tx, it, mine, now, take_over=take_over)
    more = wider(mine, it, wish)
    return mine if more is None else change(tx, it, mine, more, language, now)


def go_on(tx: Connection, it: Standing, mine: Place, now: datetime, *, take_over: bool) -> Place:
    """Take the place up on this call, unless it is this call's already."""
    if mine.call_sid == it.leg.call_sid and not mine.is_rung:
        return mine
    return redial.resume(tx, mine.id, it.leg.call_sid, now, take_over=take_over)


def change(
    tx: Connection, it: Standing, mine: Place, wish: dict[str, Any], language: str, now: datetime
) -> Place:
    """Change what a place waits for; each of its people stands where the key is earlier."""
    earlier = {name: at for name, at in it.earlier().items() if at.id != mine.id}
    if earlier and len(earlier) == len(people(wish)):
        to = min(earlier.values(), key=lambda place: place.key)
        return _gone_over(tx, it, mine, to, now)
    later = {name: at for name, at in it.elsewhere.items() if name not in earlier and at.id != mine.id}
    identity.vacate(tx, {name: at.id for name, at in later.items()})
    values = ledger.wished(without(wish, it, earlier), language) | {"language": language}
    same: dict[str, Any] = {"deadline": mine.deadline}
    changed = ledger.move(tx, mine.id, mine.state, "wished", now, only_from=[mine.state], **same, **values)
    return _with(tx, changed or mine, mine.also, later, now)


def rewish(
    tx: Connection, place_id: int, wish: dict[str, Any], language: str | None, now: datetime
) -> Place | None:
    """Change what a place waits for, by whoever may; None where there is no such place."""
    leg = legs.last_of(tx, place_id)
    held = ledger.read(tx, place_id, lock=True)
    if held is None or held.is_final or leg is None:
        return held
    named = identity.named(tx, wish, held.phone)
    it = Standing(leg, (), (), named, _elsewhere(tx, held.line, named, held), held)
    return change(tx, it, held, wish, language or held.language, now)


def joined_to(tx: Connection, place_id: int) -> Place | None:
    """Return the place at which the people of a closed one stand now."""
    row = tables.place_event.c
    why = select(row.note).where(row.place_id == place_id, row.kind == "joined_other")
    note = tx.scalar(why)
    return None if note is None else ledger.read(tx, note["place"])


def _gone_over(tx: Connection, it: Standing, mine: Place, to: Place, now: datetime) -> Place:
    there = ledger.read(tx, to.id, lock=True)
    if there is None or there.is_final:
        raise PlaceClosed(PlaceClosed.__doc__)
    if there.is_live:
        raise PlaceInUse(to.id)
    closed = _end(tx, replace(mine, call_sid=None), to, now)  # its own call is led there right here
    if it.leg.ended_at is not None:
        return closed
    taken_up = redial.resume(tx, to.id, it.leg.call_sid, now, take_over=False)
    return replace(taken_up, also=(*taken_up.also, mine.id))


def make(
    tx: Connection,
    it: Standing,
    wish: dict[str, Any],
    language: str,
    now: datetime,
    *,
    state: str | None = None,
    **more: Any,
) -> Place:
    """Write a new place for those who stand nowhere with an earlier key."""
    earlier = it.earlier()
    later = {name: at for name, at in it.elsewhere.items() if name not in earlier}
    _make_sure_of_room(it)
    identity.vacate(tx, {name: at.id for name, at in later.items()})
    state = state or (WAITING if it.leg.ended_at is None else DROPPED)
    first = next(iter(it.free), it.leg)
    fewer = without(wish, it, earlier)
    place = ledger.write(tx, it.leg, first, state, fewer, language, now, **more)
    legs.attach(tx, place.id, it.leg.call_sid, first.call_sid)
    return _with(tx, place, (), later, now)


def _make_sure_of_room(it: Standing) -> None:
    kept = [each for each in it.number if each.state in AWAY and not _by_code(each.wish)]
    if len(kept) >= PLACES_A_NUMBER and not any(name.startswith("code:") for name in it.named):
        raise TooManyPlaces(TooManyPlaces.__doc__)


def _with(
    tx: Connection, place: Place, also: tuple[int, ...], later: Mapping[str, Place], now: datetime
) -> Place:
    """Let the places that stand later for somebody of this one give that person up."""
    for place_id in sorted({at.id for at in later.values()}):
        gone = [name for name, at in later.items() if at.id == place_id]
        _give_up(tx, place_id, gone, place, now)
        also += (place_id,)
    return replace(place, also=also)


def _give_up(tx: Connection, place_id: int, gone: list[str], to: Place, now: datetime) -> None:
    held = ledger.read(tx, place_id, lock=True)
    if held is None or held.is_final:
        return
    known = identity.named(tx, held.wish, held.phone)
    lost = [known[name] for name in gone if name in known]
    left = [each for each in people(held.wish) if each not in lost]
    if not left:
        _end(tx, held, to, now)
        return
    fewer = ledger.wished(with_people(held.wish, left), held.language) | {"deadline": held.deadline}
    ledger.move(
        tx, held.id, held.state, "gave_up", now, only_from=[held.state], note={"place": to.id}, **fewer
    )


def _end(tx: Connection, held: Place, to: Place, now: datetime) -> Place:
    """Close a place all of whose people stand at another; its caller is led there."""
    keypad.let_go(tx, held, now)
    ringing.call_off(tx, held, now)
    if held.state == SERVING:
        talks.desk_alone(tx, held.id, "caller_left", now)
    closed = ledger.move(tx, held.id, LEFT, "joined_other", now, note={"place": to.id})
    if closed is not None and held.is_live:
        owed = {"place": held.id, "to": to.id, "call_sid": held.call_sid}
        Outbox.put(tx, "joined_other", f"{closed.id}:{closed.version}", owed, now)
    return closed or held


def _elsewhere(tx: Connection, line: str, named: Mapping[str, Person], own: Place | None) -> dict[str, Place]:
    found = {name: ledger.read(tx, at) for name, at in identity.standing(tx, line, named).items()}
    others = {name: at for name, at in found.items() if at is not None and not at.is_final}
    return {name: at for name, at in others.items() if own is None or at.id != own.id}


def wider(mine: Place, it: Standing, wish: dict[str, Any]) -> dict[str, Any] | None:
    """Return the wish with those whom its own caller names beside the people that it has."""
    if it.own is not None or mine.phone is None or mine.phone != it.leg.phone:
        return None
    there = people(mine.wish)
    new = [each for each in people(wish) if not any(identity.are_one(each, one) for one in there)]
    if not new or len(there) + len(new) > MOST_PEOPLE or mine.state == SERVING:
        return None
    return with_people(mine.wish, (*there, *new))


def without(wish: dict[str, Any], it: Standing, gone: Iterable[str]) -> dict[str, Any]:
    """Return the wish without these people, by identity."""
    lost = [it.named[name] for name in gone]
    return with_people(wish, [each for each in people(wish) if each not in lost]) if lost else wish


def _by_code(wish: dict[str, Any]) -> bool:
    return any(each.get("code") for each in people(wish))
