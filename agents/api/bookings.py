"""Booking with the caller, and changing what is booked, for programs: the same rules as on the screen."""

from datetime import date

from agents import appointments, changes, desk, openings, search
from agents.api import booking_shapes as shapes
from agents.api.registry import Operation
from agents.appointments import DAYS_AT_ONCE, When, is_near
from agents.asked import caller, desk_party, occasion
from agents.deeds import deeds_of
from agents.errors import Refused, Unreadable
from agents.parties import Party, Typed, number_asked, people_asked, people_moved
from agents.roles import DESK
from agents.services import here, me
from booking_core import ALL_DAY, HOLD


def party_of(asked: shapes.PartyShape) -> Party:
    """Read whom a request is about: people for the caller, or those whose bookings are moved."""
    if asked.moving:
        return Party(desk_party(), people_moved(here(), asked.moving), caller(), tuple(asked.moving))
    if not asked.people:
        raise Unreadable("Name one to five people, or the bookings that are moved.")
    place = desk.caller_of(here(), me().name)
    phone = place.phone or number_asked(here(), asked.number)
    rows = [Typed(each.birth_date.isoformat(), each.code, each.surname) for each in asked.people]
    return Party(desk.party(me().name, place), people_asked(here(), phone, rows), place)


def clinics(asked: shapes.WhereShape) -> shapes.ClinicsShape:
    found = openings.openings(here(), party_of(asked), asked.home)
    near = [shapes.ClinicShape.of(each) for each in found.ordered(None)]
    return shapes.ClinicsShape(clinics=near, coming_at=found.coming_at)


def clinic_days(asked: shapes.DaysAskedShape) -> shapes.DaysShape:
    _must_be_near(first=asked.first)
    _, found = appointments.days(here(), party_of(asked), asked.clinic, asked.first)
    later = found[DAYS_AT_ONCE].day if len(found) > DAYS_AT_ONCE else None
    return shapes.DaysShape(days=[shapes.DayShape.of(each) for each in found[:DAYS_AT_ONCE]], later=later)


def hold(asked: shapes.HoldShape) -> shapes.OffersShape:
    _must_be_near(after=asked.after, day=asked.day)
    when = When(asked.after, asked.day, asked.part or ALL_DAY)
    _, supply = appointments.hold(here(), party_of(asked), asked.clinic, when)
    if supply.booking is not None:
        raise Refused("One of these people has an appointment already.")
    offers = [shapes.OfferShape.of(offer) for offer in supply.offers]
    return shapes.OffersShape(offers=offers, held_until=here().now() + HOLD, reason=supply.reason)


def _must_be_near(**moments: date | None) -> None:
    for name, moment in moments.items():
        if moment is not None and not is_near(moment, here().now()):
            raise Unreadable(f"{name}: no appointment is so far from today.")


def keep_holds() -> shapes.HeldShape:
    appointments.keep(here(), desk_party())
    return shapes.HeldShape(held_until=here().now() + HOLD)


def release_holds() -> None:
    appointments.let_go(here(), desk_party())


def confirm(asked: shapes.ConfirmShape) -> shapes.BookingsShape:
    booked = appointments.confirm(here(), party_of(asked), asked.claim, me().name)
    if booked is None:
        raise Refused("That time is not held any more, and nothing was booked.")
    if booked[0].claim != asked.claim:
        raise Refused("One of these people has an appointment already.")
    return shapes.BookingsShape(bookings=[shapes.BookingShape.of(each) for each in booked])


def find_bookings(asked: shapes.SoughtShape) -> shapes.BookingsShape:
    found = search.bookings_for(here(), asked.sought)
    return shapes.BookingsShape(bookings=[shapes.BookingShape.of(each) for each in found])


def cancel_bookings(asked: shapes.ClaimsShape) -> shapes.BookingsShape:
    gone = changes.cancel(here(), asked.claims, me().name)
    return shapes.BookingsShape(bookings=[shapes.BookingShape.of(each) for each in gone])


def correct_booking(asked: shapes.CorrectionShape) -> shapes.BookingShape:
    born = asked.birth_date.isoformat() if asked.birth_date else ""
    return shapes.BookingShape.of(changes.put_right(here(), asked.claim, born, asked.phone, me().name))


def text_references(asked: shapes.TextShape) -> None:
    place = caller()
    language = asked.language or (place.language if place else "en")
    appointments.owe_texts(here(), asked.references, asked.to, language, occasion())


def booking_history(asked: shapes.ReferenceShape) -> shapes.HistoryShape:
    with here().database.reading() as look:
        return shapes.HistoryShape(
            deeds=[shapes.DeedShape.of(each) for each in deeds_of(look, asked.reference)]
        )


OPERATIONS = (
    Operation(
        "clinics", "POST", "/clinics", "List where these people may book now.", DESK, clinics,
        shapes.WhereShape, answer=shapes.ClinicsShape,
    ),
    Operation(
        "clinic_days", "POST", "/clinics/days", "List the days of a clinic with room for all.",
        DESK, clinic_days,
        shapes.DaysAskedShape, answer=shapes.DaysShape,
    ),
    Operation(
        "hold", "POST", "/holds", "Hold times of a clinic for my caller.", DESK, hold,
        shapes.HoldShape, answer=shapes.OffersShape, changes=True,
    ),
    Operation(
        "keep_holds", "POST", "/holds/keep", "Hold the same times for longer.", DESK, keep_holds,
        answer=shapes.HeldShape, changes=True,
    ),
    Operation(
        "release_holds", "POST", "/holds/release", "Let go of what I hold.",
        DESK, release_holds, changes=True,
    ),
    Operation(
        "confirm", "POST", "/bookings", "Book a held time, or move to it.", DESK, confirm,
        shapes.ConfirmShape, answer=shapes.BookingsShape, changes=True,
    ),
    Operation(
        "find_bookings", "POST", "/bookings/search", "Find confirmed bookings.", DESK, find_bookings,
        shapes.SoughtShape, answer=shapes.BookingsShape,
    ),
    Operation(
        "cancel_bookings", "POST", "/bookings/cancel", "Cancel what is still to come.", DESK, cancel_bookings,
        shapes.ClaimsShape, answer=shapes.BookingsShape, changes=True,
    ),
    Operation(
        "correct_booking", "POST", "/bookings/correct", "Put right whose a booking is.",
        DESK, correct_booking,
        shapes.CorrectionShape, answer=shapes.BookingShape, changes=True,
    ),
    Operation(
        "text_references", "POST", "/bookings/text", "Text references to a phone.", DESK, text_references,
        shapes.TextShape, changes=True,
    ),
    Operation(
        "booking_history", "POST", "/bookings/history", "Read what agents did to a booking.",
        DESK, booking_history,
        shapes.ReferenceShape, answer=shapes.HistoryShape,
    ),
)  # fmt: skip
