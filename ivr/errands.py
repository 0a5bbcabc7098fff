"""How each kind of errand is carried out; each may be begun twice, should a worker die over it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from booking_core import Errand
from ivr import addresses
from ivr.callback_errands import OF_CALLBACKS
from ivr.carrier import CarrierAway
from ivr.desk_errands import OF_DESKS
from ivr.logs import log
from ivr.notice_ends import look_at_notice
from ivr.notices import LOOK
from ivr.workshop import Workshop, end_call, hang_up_call, move, once
from ivr.written import WRITTEN
from queueing import Place

STALE = timedelta(seconds=30)  # a look that is owed longer: newer ones are owed since


def ring_desk(at: Workshop, errand: Errand, now: datetime) -> None:
    """Ring an agent's phone, unless they went away or asked anew meanwhile; an old call of it ends first."""
    agent, endpoint, attempt = (errand.payload[name] for name in ("agent", "endpoint", "attempt"))
    desk = at.parts.desks.state(agent)
    if desk is None or desk.state == "away" or desk.rings != attempt or desk.call_sid is not None:
        return
    if old := errand.payload.get("instead_of"):
        hang_up_call(at, old)
    once(
        at.parts.database,
        errand,
        now,
        act=lambda: at.carrier.ring_desk(agent, endpoint, attempt),
        known=lambda since: at.carrier.rung(endpoint, since),
    )


def hang_up(at: Workshop, errand: Errand, _now: datetime) -> None:
    """End a call; one that has ended is no error."""
    hang_up_call(at, errand.payload["call_sid"])


def connect(at: Workshop, errand: Errand, now: datetime) -> None:
    """Move a caller to the desk that took them; a caller who is gone keeps the place for a while."""
    place, agent, call_sid = (errand.payload[name] for name in ("place", "agent", "call_sid"))
    if not at.parts.desks.expects(agent, place):
        return  # they are there already, or not wanted any more
    desk = at.parts.desks.state(agent)
    if desk is not None and desk.call_sid is not None and not at.carrier.is_up(desk.call_sid):
        at.parts.desks.leg_down(agent, desk.call_sid, now, was_up=True)
        return  # nobody would be there: the caller waits on, and has heard nothing of it
    move(at, call_sid, addresses.connect(place, agent), now)


def goodbye(at: Workshop, errand: Errand, now: datetime) -> None:
    """Move a served caller out of the conference to the last words."""
    move(at, errand.payload["call_sid"], addresses.goodbye(errand.payload["place"]), now)


def back(at: Workshop, errand: Errand, now: datetime) -> None:
    """Move a caller whose agent is gone, or has passed them on, back to the line, unless they went."""
    place, call_sid = errand.payload["place"], errand.payload["call_sid"]
    with at.parts.database.reading() as look:
        there = at.parts.places.by_id(look, place)
        if there is not None and there.state == "serving":
            return  # the next desk has them already
        if not at.parts.calls.stands(look, call_sid, "connected"):
            return
    move(at, call_sid, addresses.after(place, "en"), now)


def turn(at: Workshop, errand: Errand, now: datetime) -> None:
    """Lead a caller whose turn it is to the booking menu, unless they have come by themselves."""
    place = _as_owed(at, errand)
    if place is not None and place.at_the_keypad and place.why == "turn":
        move(at, errand.payload["call_sid"], addresses.turn(place.id), now)


def seat_over(at: Workshop, errand: Errand, now: datetime) -> None:
    """Lead a caller who was too long in the booking menu back to the line."""
    place = _as_owed(at, errand)
    if place is not None and place.state == "waiting":
        move(at, errand.payload["call_sid"], addresses.seat_over(place.id), now)


def long_call(at: Workshop, errand: Errand, now: datetime) -> None:
    """Tell a caller who waits that the carrier ends long calls; who is busy with a menu is told later."""
    place = _as_owed(at, errand)
    if place is None or place.state != "waiting":
        return
    with at.parts.database.reading() as look:
        if not at.parts.calls.stands(look, errand.payload["call_sid"], "joined"):
            return
    move(at, errand.payload["call_sid"], addresses.long_call(place.id), now)


def moved(at: Workshop, errand: Errand, now: datetime) -> None:
    """Tell a telephone that its place goes on at another one."""
    move(at, errand.payload["call_sid"], addresses.moved(errand.payload["place"]), now)


def joined_other(at: Workshop, errand: Errand, now: datetime) -> None:
    """Lead a caller to the place where the people of theirs stand with an earlier key."""
    move(at, errand.payload["call_sid"], addresses.joined_other(errand.payload["to"]), now)


def look_at_desks(at: Workshop, errand: Errand, now: datetime) -> None:
    """Ask the carrier for every leg that is supposed to be at a desk; the word of its end may be lost."""
    if now - errand.due > STALE:
        return
    with at.parts.database.reading() as look:
        desks, places = at.parts.desks.all(look), at.parts.desks.served(look)
    legs = [desk.call_sid for desk in desks] + [place.call_sid for place in places]
    try:
        gone = at.carrier.gone(sid for sid in legs if sid is not None)
    except CarrierAway as error:
        log.warning("not looked", error=str(error))
        return  # nothing is known, so nothing changes; the next look is soon
    for place in places:  # before the desks, lest a caller who is gone waits for another
        if place.call_sid is not None and place.call_sid in gone:
            end_call(at, place.call_sid, now)
    for desk in desks:
        if desk.call_sid in gone:
            log.warning("desk's leg lost", agent=desk.agent)
            at.parts.desks.leg_down(desk.agent, desk.call_sid, now, was_up=True)


KINDS: Mapping[str, Callable[[Workshop, Errand, datetime], None]] = {
    "ring_desk": ring_desk,
    "hang_up": hang_up,
    "connect": connect,
    "goodbye": goodbye,
    "back": back,
    "turn": turn,
    "seat_over": seat_over,
    "long_call": long_call,
    "moved": moved,
    "joined_other": joined_other,
    "look_at_desks": look_at_desks,
    LOOK: look_at_notice,
    **OF_CALLBACKS,
    **OF_DESKS,
    **WRITTEN,
}


def _as_owed(at: Workshop, errand: Errand) -> Place | None:
    """Return the place of an errand while it is still at the call that the errand is about."""
    with at.parts.database.reading() as look:
        place = at.parts.places.by_id(look, errand.payload["place"])
    return place if place is not None and place.call_sid == errand.payload["call_sid"] else None
