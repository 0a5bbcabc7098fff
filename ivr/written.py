"""What is texted of appointments: references, reminders, and times that came free for the waiting list."""

from collections.abc import Callable, Mapping
from datetime import datetime

from babel.dates import format_datetime, format_time
from sqlalchemy import Connection

from booking_core import Booking, Errand, Offer, Waitlist, find_bookings, number, was_texted
from ivr import addresses
from ivr.notices import OFFER, REMINDER, ring
from ivr.opt_outs import wants_none
from ivr.parts import Parts
from ivr.speech import SHORT, digits
from ivr.tables import language_of
from ivr.workshop import Workshop, once

LISTED = Waitlist("phone")


def reference_text(at: Workshop, errand: Errand, now: datetime) -> None:
    """Text a reference to somebody who said that their phone takes texts."""
    to = number(str(errand.payload["to"]), "CA")
    booking = _booking(at, errand)
    if to is not None and booking is not None:
        _text(at, errand, to, _reference(at.parts, booking, errand.payload["language"]), now)


def reminder(at: Workshop, errand: Errand, now: datetime) -> None:
    """Remind somebody of tomorrow, if their number is known; what was cancelled meanwhile is not there.

    It is texted to who said that their phone takes texts; all others are rung, and who does not get the text.
    """
    booking = _booking(at, errand)
    if booking is None or booking.phone is None:
        return
    local = booking.local if errand.payload["dose"] == 1 else booking.second_local
    if local is None or local <= now:
        return
    with at.parts.database.reading() as look:
        language, takes_texts = language_of(look, booking.phone), _takes_texts(look, booking)
    if not takes_texts:
        _ring(at, REMINDER, errand.payload["claim"], booking.phone, now)
        return
    words = _appointment(booking, local, language) | {"hotline": at.parts.settings.hotline_number}
    text = at.parts.words.plain("text-reminder", language, words)
    _text(at, errand, booking.phone, text, now, reminds_of=errand.payload["claim"])


def waitlist_offer(at: Workshop, errand: Errand, now: datetime) -> None:
    """Text to somebody of the waiting list what is kept for them, and until when; ring them at each try."""
    with at.parts.database.reading() as look:
        found = LISTED.offered(look, errand.payload["claim"])
    if found is None or found[0].phone is None or found[0].deadline is None:
        return
    entry, offer = found
    attempt = errand.payload["attempt"]
    _ring(at, OFFER, errand.payload["claim"], entry.phone, now, attempt)
    if attempt > 1:
        return
    until = format_time(offer.clinic.local(found[0].deadline), "short", locale=entry.language)
    words = _offer(offer, entry.language) | {"until": until, "hotline": at.parts.settings.hotline_number}
    _text(at, errand, found[0].phone, at.parts.words.plain("text-offer", entry.language, words), now)


WRITTEN: Mapping[str, Callable[[Workshop, Errand, datetime], None]] = {
    "reference_text": reference_text,
    "reminder": reminder,
    "waitlist_offer": waitlist_offer,
}


def _takes_texts(look: Connection, booking: Booking) -> bool:
    """Tell whether somebody asked for the reference by text, by telephone or at a desk, and not to stop."""
    phone = booking.phone
    return phone is not None and was_texted(look, booking.claim, phone) and not wants_none(look, phone)


def _ring(at: Workshop, notice: str, claim: str, number: str, now: datetime, attempt: int = 1) -> None:
    at.parts.database.run(lambda tx: ring(tx, notice, claim, number, at.parts.places.callbacks, now, attempt))


def _booking(at: Workshop, errand: Errand) -> Booking | None:
    with at.parts.database.reading() as look:
        return next(iter(find_bookings(look, reference=str(errand.payload["reference"]))), None)


def _text(at: Workshop, errand: Errand, to: str, body: str, now: datetime, *, reminds_of: str = "") -> None:
    with at.parts.database.reading() as look:
        if wants_none(look, to):
            return
    once(
        at.parts.database,
        errand,
        now,
        act=lambda: at.carrier.send_text(to, body, addresses.text_status(reminds_of)),
        known=lambda since: at.carrier.texted(to, body, since),
    )


def _reference(parts: Parts, booking: Booking, language: str) -> str:
    text = parts.words.plain("text-reference", language, _appointment(booking, booking.local, language))
    if booking.second_local is None:
        return text
    second = parts.words.plain("text-second", language, {"when": _short(booking.second_local, language)})
    return f"{text} {second}"


def _appointment(booking: Booking, local: datetime, language: str) -> dict[str, str]:
    return {
        "reference": digits(language, booking.reference).replace(" ", "").replace(",", " "),
        "clinic": booking.clinic.name,
        "address": booking.clinic.address,
        "when": _short(local, language),
    }


def _offer(offer: Offer, language: str) -> dict[str, str]:
    clinic = offer.clinic
    return {"clinic": clinic.name, "address": clinic.address, "when": _short(offer.local, language)}


def _short(local: datetime, language: str) -> str:
    return str(format_datetime(local, SHORT[language], locale=language))
