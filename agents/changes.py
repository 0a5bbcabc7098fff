"""What is booked, changed at a desk: cancelled or put right, by the core that callers meet too."""

from collections.abc import Sequence

from sqlalchemy import Connection

from agents import deeds
from agents.appointments import NOT_BOOKED
from agents.errors import Refused, Unreadable
from agents.parties import CLAIM, born_on
from agents.services import Services
from agents.tongue import _
from booking_core import (
    AlreadyBooked,
    Booking,
    Changes,
    Correction,
    NotBooked,
    bookings_of_claims,
    campaign_of,
    correct,
    number,
)
from queueing import MOST_PEOPLE


def together(services: Services, claim: str) -> list[Booking]:
    """Return a booking, with those that were made together with it and still stand."""
    with services.database.reading() as look:
        found = Changes(services.bookings.channel).together(look, claim) if CLAIM.fullmatch(claim) else []
    if not found:
        raise Refused(_(NOT_BOOKED))
    return found


def chosen(services: Services, claims: Sequence[str]) -> list[Booking]:
    """Return the bookings of these claims, in their order; every one has to be there."""
    claims = list(dict.fromkeys(claims))
    known = 0 < len(claims) <= MOST_PEOPLE and all(map(CLAIM.fullmatch, claims))
    with services.database.reading() as look:
        found = {each.claim: each for each in bookings_of_claims(look, claims)} if known else {}
    if not found or len(found) != len(claims):
        raise Refused(_(NOT_BOOKED))
    return [found[each] for each in claims]


def cancel(services: Services, claims: Sequence[str], by: str) -> list[Booking]:
    """Cancel what is still to come, and return it; each unit goes to the waiting list first."""

    def work(tx: Connection) -> list[Booking]:
        now = services.now()
        going = [each for each in bookings_of_claims(tx, claims) if each.starts_at > now]
        if going and len(going) != len(claims):
            raise Refused(_(NOT_BOOKED))
        was_there = Changes(services.bookings.channel).cancel(tx, claims, now)
        if not going:
            raise Refused(_("It is cancelled already.") if was_there else _(NOT_BOOKED))
        for booking in going:
            what = {"clinic": booking.clinic.name, "at": booking.local.isoformat()}
            deeds.note(tx, deeds.CANCELLED, booking.reference, booking.claim, by, now, **what)
        return going

    if not all(map(CLAIM.fullmatch, claims)):
        raise Refused(_(NOT_BOOKED))
    return services.database.run(work)


def put_right(services: Services, claim: str, birth_date: str, phone: str, by: str) -> Booking:
    """Correct whose a booking is; what is left empty stays as it is."""
    try:
        return services.database.run(lambda tx: _put_right(services, tx, claim, birth_date, phone, by))
    except NotBooked:
        raise Refused(_(NOT_BOOKED)) from None
    except AlreadyBooked as already:
        theirs = already.booking.reference
        raise Refused(
            _(
                "Whoever this would be has an appointment of their own, {reference}. Nothing was changed."
            ).format(reference=f"{theirs[:4]} {theirs[4:]}")
        ) from None


def is_eligible(services: Services, booking: Booking) -> bool:
    """Tell whether whoever was born then could book a time of this release; the appointment stands anyhow."""
    with services.database.reading() as look:
        return services.bookings.releases.admits_birth(look, booking.claim, booking.birth_date)


def _put_right(
    services: Services, tx: Connection, claim: str, birth_date: str, phone: str, by: str
) -> Booking:
    now = services.now()
    right = Correction(
        birth_date=born_on(birth_date, now.date(), field="right-born") if birth_date.strip() else None,
        phone=_number(tx, phone) if phone.strip() else None,
    )
    before = next(iter(bookings_of_claims(tx, [claim])), None) if CLAIM.fullmatch(claim) else None
    if before is None:
        raise NotBooked(NotBooked.__doc__)
    after = correct(tx, claim, right, now)
    told = {
        name: [str(getattr(before, name)), str(value)]
        for name, value in right.values.items()
        if value != getattr(before, name)
    }
    if told:
        deeds.note(tx, deeds.CORRECTED, after.reference, f"{claim}:{now.isoformat()}", by, now, **told)
    return after


def _number(tx: Connection, text: str) -> str:
    campaign = campaign_of(tx)
    read = number(text, campaign.country if campaign else "CA")
    if read is None:
        raise Unreadable(_("Enter the number with its area code, such as 902 555 0142."))
    return read
