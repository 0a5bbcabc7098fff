"""How callbacks are dialled, called off and asked about; the lease of a dial is its intent.

A dial that is leased for the first time has not been begun by anybody. One that is leased again may have rung
somebody already, whose reply was lost: then the carrier is asked before anything rings. What rings tells us
its call and its attempt by the addresses that it was given, even where our own request never had an answer.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from booking_core import Errand
from ivr.carrier import ALIVE, CallGone, NoSuchNumber
from ivr.logs import log
from ivr.opt_outs import wants_none
from ivr.workshop import Workshop, once
from queueing import Place


def dial(at: Workshop, errand: Errand, now: datetime) -> None:
    """Ring a person, once an attempt; an attempt that is over is not rung, nor one that rings already."""
    place_id, attempt, number = (errand.payload[name] for name in ("place", "attempt", "number"))
    place = _under_way(at, place_id, attempt)
    if place is None or place.call_sid is not None:
        return
    found = at.carrier.dialled(number, place.changed_at) if errand.fence > 1 else None
    try:
        sid = found[0] if found else at.carrier.ring_person(number, place_id, attempt)
    except NoSuchNumber as error:
        log.error("not to be rung", place=place_id, code=str(error))
        _ended(at, place_id, attempt, "refused", now)
        return
    at.parts.database.run(lambda tx: at.parts.places.callbacks.rings(tx, place_id, attempt, sid, now))
    if found and found[1] not in ALIVE:
        _ended(at, place_id, attempt, found[1], now)


def call_off(at: Workshop, errand: Errand, _now: datetime) -> None:
    """End a callback whose person has called; where its call is not known yet, it is ended when it is."""
    if errand.payload["call_sid"] is None:
        return
    try:
        at.carrier.hang_up(errand.payload["call_sid"])
    except CallGone:
        return


def look_at_dial(at: Workshop, errand: Errand, now: datetime) -> None:
    """Ask the carrier what became of a callback that nobody has told of; what never rang is dialled anew."""
    place_id, attempt = errand.payload["place"], errand.payload["attempt"]
    place = _under_way(at, place_id, attempt)
    if place is None or at.outbox.is_owed("dial", f"{place_id}:{attempt}"):
        return
    status = _status(at, place)
    if status is None:
        log.error("never rang", place=place_id, attempt=attempt)
    if status not in ALIVE:
        _ended(at, place_id, attempt, status or "never_rang", now)


def missed_text(at: Workshop, errand: Errand, now: datetime) -> None:
    """Text the ticket, once, to somebody who was not reached."""
    number, language = errand.payload["number"], errand.payload["language"]
    with at.parts.database.reading() as look:
        place = at.parts.places.by_id(look, errand.payload["place"])
        if place is None or place.is_final or wants_none(look, number):
            return
    words = {"hotline": at.parts.settings.hotline_number, "ticket": f"{place.ticket[:4]} {place.ticket[4:]}"}
    body = at.parts.words.plain("text-missed", language, words)
    once(
        at.parts.database,
        errand,
        now,
        act=lambda: at.carrier.send_text(number, body),
        known=lambda since: at.carrier.texted(number, body, since),
    )


OF_CALLBACKS: Mapping[str, Callable[[Workshop, Errand, datetime], None]] = {
    "dial": dial,
    "call_off": call_off,
    "look_at_dial": look_at_dial,
    "missed_text": missed_text,
}


def _under_way(at: Workshop, place_id: int, attempt: int) -> Place | None:
    """Return the place while just this attempt is under way."""
    with at.parts.database.reading() as look:
        place = at.parts.places.by_id(look, place_id)
        promise = at.parts.places.callbacks.of(look, place_id)
    is_on = place is not None and place.is_rung and promise is not None and promise.attempt == attempt
    return place if is_on else None


def _status(at: Workshop, place: Place) -> str | None:
    if place.call_sid is not None:
        return at.carrier.status_of(place.call_sid)
    with at.parts.database.reading() as look:
        promise = at.parts.places.callbacks.of(look, place.id)
    found = at.carrier.dialled(promise.number, place.changed_at) if promise else None
    return found[1] if found else None


def _ended(at: Workshop, place_id: int, attempt: int, status: str, now: datetime) -> None:
    callbacks, places = at.parts.places.callbacks, at.parts.places
    place = at.parts.database.run(lambda tx: callbacks.ended(tx, place_id, attempt, status, now))
    if place is not None:
        places.publish(place)
