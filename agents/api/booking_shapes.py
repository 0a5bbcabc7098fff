"""People, clinics, times and bookings as they go over the wire."""

from datetime import date, datetime
from typing import Self

from pydantic import Field

from agents.api.shapes import Shape
from booking_core import Booking, Offer

REFERENCE = Field(pattern=r"^[0-9]{8}$", description="Eight digits, the last a check digit.")


class PersonShape(Shape):
    """Who the appointment is for."""

    birth_date: date
    code: str = Field(default="", max_length=16, description="An invitation code, where they have one.")
    surname: str = Field(default="", max_length=60, description="Only where a release goes by surnames.")


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
