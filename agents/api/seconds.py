"""A second dose by itself, for programs."""

from agents import second_doses
from agents.api import booking_shapes as shapes
from agents.api.registry import Operation
from agents.asked import desk_party
from agents.errors import Refused
from agents.roles import DESK
from agents.services import here, me
from booking_core import HOLD


def hold_second(asked: shapes.ClaimShape) -> shapes.OffersShape:
    _, supply = second_doses.held(here(), desk_party(), asked.claim)
    offers = [shapes.OfferShape.of(offer) for offer in supply.offers]
    return shapes.OffersShape(offers=offers, held_until=here().now() + HOLD, reason=supply.reason)


def move_second(asked: shapes.ClaimShape) -> shapes.BookingShape:
    moved = second_doses.moved_to(here(), desk_party(), asked.claim, me().name)
    if moved is None:
        raise Refused("That time is not held any more, and nothing was booked.")
    return shapes.BookingShape.of(moved)


def cancel_second(asked: shapes.ClaimShape) -> shapes.BookingShape:
    return shapes.BookingShape.of(second_doses.cancelled(here(), asked.claim, me().name))


OPERATIONS = (
    Operation(
        "hold_second", "POST", "/bookings/second", "Hold other times for the second dose of a booking.",
        DESK, hold_second,
        shapes.ClaimShape, answer=shapes.OffersShape, changes=True,
    ),
    Operation(
        "move_second", "POST", "/bookings/second/move", "Book the second dose that is held by this claim.",
        DESK, move_second,
        shapes.ClaimShape, answer=shapes.BookingShape, changes=True,
    ),
    Operation(
        "cancel_second", "POST", "/bookings/second/cancel", "Cancel the second dose of a booking alone.",
        DESK, cancel_second,
        shapes.ClaimShape, answer=shapes.BookingShape, changes=True,
    ),
)  # fmt: skip
