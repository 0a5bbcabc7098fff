"""What goes over the wire; every field is described here once, for programs and for their authors."""

from datetime import date, datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from agents.standing import TheLine, Waiter
from agents.states import Seen
from agents.wishes import wish_of
from booking_core import Booking, Offer
from queueing import Place

REFERENCE = Field(pattern=r"^[0-9]{8}$", description="Eight digits, the last a check digit.")


class Shape(BaseModel):
    """Exactly these fields, and no others."""

    model_config = ConfigDict(extra="forbid")


class Credentials(Shape):
    """Whose token is asked for."""

    name: str = Field(max_length=64)
    password: str = Field(max_length=256)


class Token(Shape):
    """What signs a program in."""

    token: str = Field(description="Send it as `Authorization: Bearer TOKEN`.")
    name: str
    role: str


class DeskShape(Shape):
    """A desk as its agent sees it."""

    state: str
    since: datetime | None
    phone: Literal["up", "ringing", "down"] = Field(description="The desk's own phone leg.")
    may_take: bool

    @classmethod
    def of(cls, seen: Seen) -> Self:
        return cls(state=seen.state, since=seen.since, phone=seen.phone, may_take=seen.may_take)  # type: ignore[arg-type]


class WaiterShape(Shape):
    """Somebody in the line."""

    position: int
    ticket: str
    since: datetime
    language: str
    phone: str = Field(description="The last two digits only.")
    wants: str

    @classmethod
    def of(cls, each: Waiter) -> Self:
        return cls(
            position=each.position,
            ticket=each.ticket,
            since=each.since,
            language=each.language,
            phone=each.phone,
            wants=each.wish.summary,
        )


class LineShape(Shape):
    """The head of the line, and its counts."""

    waiting: int
    oldest: datetime | None
    first: list[WaiterShape]

    @classmethod
    def of(cls, line: TheLine) -> Self:
        first = [WaiterShape.of(each) for each in line.first]
        return cls(waiting=line.waiting, oldest=line.oldest, first=first)


class CallerShape(Shape):
    """The caller at a desk, with what they have already answered."""

    ticket: str
    arrived_at: datetime
    language: str
    phone: str | None
    whom: str
    birth_date: date | None
    region: str
    clinic_id: int | None
    clinic: str

    @classmethod
    def of(cls, place: Place) -> Self:
        wish = wish_of(place)
        return cls(
            ticket=place.ticket,
            arrived_at=place.arrived_at,
            language=place.language,
            phone=place.phone,
            whom=wish.whom,
            birth_date=wish.birth_date,
            region=wish.region,
            clinic_id=wish.clinic_id,
            clinic=wish.clinic,
        )


class Outcome(Shape):
    """How a call ended."""

    outcome: str
    note: str = Field(default="", max_length=500)


class PersonShape(Shape):
    """Who the appointment is for."""

    birth_date: date
    code: str = Field(default="", max_length=16, description="An invitation code, where they have one.")


class ClinicShape(Shape):
    """A clinic that this person may book at now."""

    id: int
    name: str
    region: str
    address: str
    open_units: int
    asks_code: bool


class ClinicsShape(Shape):
    """Where this person may book now."""

    clinics: list[ClinicShape]


class HoldShape(PersonShape):
    """Where times are to be held, and for whom."""

    clinic: int = Field(ge=1, le=2**31 - 1)
    after: datetime | None = Field(default=None, description="Only times later than this one.")


class OfferShape(Shape):
    """A time that is held."""

    claim: str
    starts_at: datetime = Field(description="In the clinic's own time.")
    second: datetime | None

    @classmethod
    def of(cls, offer: Offer) -> Self:
        return cls(claim=offer.claim, starts_at=offer.local, second=offer.second_local)


class OffersShape(Shape):
    """The times that are held now."""

    offers: list[OfferShape]
    held_until: datetime
    reason: str = Field(description="Why there are none; empty when there are.")


class ConfirmShape(PersonShape):
    """The time that was chosen, and for whom."""

    claim: str = Field(max_length=64)


class SoughtShape(Shape):
    """What is looked for."""

    sought: str = Field(max_length=64, description="A reference, a birth date or a phone number.")


class BookingShape(Shape):
    """A confirmed appointment."""

    reference: str = REFERENCE
    clinic: str
    address: str
    starts_at: datetime = Field(description="In the clinic's own time.")
    second: datetime | None
    birth_date: date
    channel: str

    @classmethod
    def of(cls, booking: Booking) -> Self:
        return cls(
            reference=booking.reference,
            clinic=booking.clinic.name,
            address=booking.clinic.address,
            starts_at=booking.local,
            second=booking.second_local,
            birth_date=booking.birth_date,
            channel=booking.channel,
        )


class BookingsShape(Shape):
    """What was found."""

    bookings: list[BookingShape]
