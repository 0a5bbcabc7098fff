"""How callbacks are called off and asked about, and what is texted to who waits for one."""

from collections.abc import Callable, Mapping
from datetime import datetime

from booking_core import Errand
from ivr import addresses
from ivr.carrier import ALIVE
from ivr.logs import log
from ivr.opt_outs import wants_none
from ivr.workshop import Workshop, hang_up_call, once
from queueing import Place


def call_off(at: Workshop, errand: Errand, _now: datetime) -> None:
    """End a callback whose person has called; where its call is not known yet, it is ended when it is."""
    if errand.payload["call_sid"] is not None:
        hang_up_call(at, errand.payload["call_sid"])


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
    _text(at, errand, "text-missed", now)


def near_text(at: Workshop, errand: Errand, now: datetime) -> None:
    """Text that their turn is near; who is being rung already is not told so."""
    if _is_promised(at, errand):
        _text(at, errand, "text-near", now)


def late_text(at: Workshop, errand: Errand, now: datetime) -> None:
    """Text that it comes later than was said, before the time that was said is over."""
    if _is_promised(at, errand):
        _text(at, errand, "text-late", now)


OF_CALLBACKS: Mapping[str, Callable[[Workshop, Errand, datetime], None]] = {
    "call_off": call_off,
    "look_at_dial": look_at_dial,
    "missed_text": missed_text,
    "near_text": near_text,
    "late_text": late_text,
}


def _text(at: Workshop, errand: Errand, says: str, now: datetime) -> None:
    """Text something of a place that is still open, unless they want no texts."""
    number, language = errand.payload["number"], errand.payload["language"]
    with at.parts.database.reading() as look:
        place = at.parts.places.by_id(look, errand.payload["place"])
        if place is None or place.is_final or wants_none(look, number):
            return
    words = {"hotline": at.parts.settings.hotline_number, "ticket": f"{place.ticket[:4]} {place.ticket[4:]}"}
    body = at.parts.words.plain(says, language, words)
    once(
        at.parts.database,
        errand,
        now,
        act=lambda: at.carrier.send_text(number, body, addresses.text_status()),
        known=lambda since: at.carrier.texted(number, body, since),
    )


def _is_promised(at: Workshop, errand: Errand) -> bool:
    with at.parts.database.reading() as look:
        place = at.parts.places.by_id(look, errand.payload["place"])
    return place is not None and place.state == "promised"


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
        places.publish(place, now)
