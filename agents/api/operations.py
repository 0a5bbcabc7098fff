"""Everything that the API can do, in the order in which a program would do it."""

from agents import appointments, desk, pieces, search, standing
from agents.api import booking_shapes, shapes
from agents.api.registry import Operation
from agents.appointments import When
from agents.errors import NoCaller, Refused, SignInFirst
from agents.openings import openings
from agents.parties import Party, Typed, people_asked
from agents.roles import DESK, EVERYBODY, PUBLIC
from agents.services import here, me
from agents.sign_ins import Kind
from booking_core import HOLD


def sign_in(asked: shapes.Credentials) -> shapes.Token:
    opened = here().sign_ins.open(asked.name.strip().lower(), asked.password, Kind.API, here().now())
    if opened is None:
        raise SignInFirst("That name and password do not belong together.")
    return shapes.Token(token=opened.token, name=opened.name, role=opened.account.role)


def sign_out() -> None:
    here().sign_ins.end(me().token, here().now())


def desk_state() -> shapes.DeskShape:
    return shapes.DeskShape.of(pieces.look_at(me().name))


def desk_ready() -> shapes.DeskShape:
    desk.make_ready(here(), me().account)
    return desk_state()


def desk_away() -> shapes.DeskShape:
    here().desks.away(me().name, here().now())
    return desk_state()


def waiting() -> shapes.LineShape:
    return shapes.LineShape.of(standing.look(here()))


def desk_take_next() -> shapes.CallerShape:
    place = here().desks.take_next(me().name, here().now())
    if place is None:
        raise NoCaller("Nobody is waiting just now.")
    return shapes.CallerShape.of(place)


def desk_caller() -> shapes.CallerShape:
    return shapes.CallerShape.of(desk.caller_of(here(), me().name))


def desk_finish(asked: shapes.Outcome) -> shapes.DeskShape:
    desk.finished(here(), me().name, asked.outcome, asked.note)
    return desk_state()


def clinics(asked: booking_shapes.PersonShape) -> booking_shapes.ClinicsShape:
    found = openings(here(), _party(asked)).clinics
    return booking_shapes.ClinicsShape(
        clinics=[
            booking_shapes.ClinicShape(
                id=each.clinic.id,
                name=each.clinic.name,
                region=each.clinic.region,
                address=each.clinic.address,
                open_units=each.open_units,
                asks_code=each.asks_code,
            )
            for each in (near.clinic for near in found)
        ]
    )


def hold(asked: booking_shapes.HoldShape) -> booking_shapes.OffersShape:
    after = asked.after if asked.after and asked.after.tzinfo else None
    _, supply = appointments.hold(here(), _party(asked), asked.clinic, When(after))
    offers = [booking_shapes.OfferShape.of(offer) for offer in supply.offers]
    return booking_shapes.OffersShape(offers=offers, held_until=here().now() + HOLD, reason=supply.reason)


def confirm(asked: booking_shapes.ConfirmShape) -> booking_shapes.BookingShape:
    booked = appointments.confirm(here(), _party(asked), asked.claim, me().name)
    if booked is None:
        raise Refused("That time is not held any more, and nothing was booked.")
    (booking,) = booked
    if booking.claim != asked.claim:
        raise Refused("This person has an appointment already.")
    return booking_shapes.BookingShape.of(booking)


def find_bookings(asked: booking_shapes.SoughtShape) -> booking_shapes.BookingsShape:
    found = search.bookings_for(here(), asked.sought)
    return booking_shapes.BookingsShape(bookings=[booking_shapes.BookingShape.of(each) for each in found])


def _party(asked: booking_shapes.PersonShape) -> Party:
    place = desk.caller_of(here(), me().name)
    typed = Typed(asked.birth_date.isoformat(), asked.code, asked.surname)
    return Party(desk.party(me().name, place), people_asked(here(), place.phone, [typed]), place)


OPERATIONS = (
    Operation(
        "sign_in", "POST", "/sign-in", "Get a token.", PUBLIC, sign_in, shapes.Credentials, shapes.Token,
    ),
    Operation("sign_out", "POST", "/sign-out", "End this token.", EVERYBODY, sign_out),
    Operation("desk", "GET", "/desk", "Read my desk.", DESK, desk_state, answer=shapes.DeskShape),
    Operation(
        "desk_ready", "POST", "/desk/ready", "Be there for callers; my phone rings.", DESK, desk_ready,
        answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "desk_away", "POST", "/desk/away", "Be away; my phone is hung up.", DESK, desk_away,
        answer=shapes.DeskShape, changes=True,
    ),
    Operation("waiting", "GET", "/waiting", "Read who waits.", EVERYBODY, waiting, answer=shapes.LineShape),
    Operation(
        "desk_take_next", "POST", "/desk/take-next", "Take whoever has waited longest.", DESK, desk_take_next,
        answer=shapes.CallerShape, changes=True,
    ),
    Operation(
        "desk_caller", "GET", "/desk/caller", "Read what the caller has said.", DESK, desk_caller,
        answer=shapes.CallerShape,
    ),
    Operation(
        "desk_finish", "POST", "/desk/finish", "Finish the call with an outcome.", DESK, desk_finish,
        shapes.Outcome, shapes.DeskShape, changes=True,
    ),
    Operation(
        "clinics", "POST", "/clinics", "List where this person may book now.", DESK, clinics,
        booking_shapes.PersonShape, booking_shapes.ClinicsShape,
    ),
    Operation(
        "hold", "POST", "/holds", "Hold the earliest times of a clinic for my caller.", DESK, hold,
        booking_shapes.HoldShape, booking_shapes.OffersShape, changes=True,
    ),
    Operation(
        "confirm", "POST", "/bookings", "Book a held time.", DESK, confirm,
        booking_shapes.ConfirmShape, booking_shapes.BookingShape, changes=True,
    ),
    Operation(
        "find_bookings", "POST", "/bookings/search", "Find confirmed bookings.", DESK, find_bookings,
        booking_shapes.SoughtShape, booking_shapes.BookingsShape,
    ),
)  # fmt: skip
