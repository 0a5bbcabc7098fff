"""People, clinics, times and bookings as they go over the wire."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field

from agents.api.shapes import Shape
from agents.deeds import Deed
from booking_core import Booking, Near, Offer, OpenDay

REFERENCE = Field(pattern=r"^[0-9]{8}$", description="Eight digits, the last a check digit.")
Claim = Annotated[str, Field(max_length=64)]
Claims = Annotated[list[Claim], Field(min_length=1, max_length=5)]
Part = Literal["", "morning", "afternoon", "evening"]


class PersonShape(Shape):
    """Somebody whom an appointment is for."""

    birth_date: date
    code: str = Field(default="", max_length=16, description="An invitation code, where they have one.")
    surname: str = Field(default="", max_length=60, description="Only where a release goes by surnames.")


class PartyShape(Shape):
    """One to five people who are booked together, or the bookings that are to be moved."""

    people: list[PersonShape] = Field(default=[], max_length=5)
    moving: list[Claim] = Field(
        default=[], max_length=5, description="Claims of bookings that are moved; then nobody is named."
    )
    number: str = Field(default="", max_length=32, description="Of a caller who withholds it.")


class WhereShape(PartyShape):
    """For whom, and from where they come."""

    home: str = Field(default="", max_length=120, description="A region or a town, for the travel times.")


class ClinicShape(Shape):
    """A clinic where these people may book now."""

    id: int
    name: str
    region: str
    address: str
    open_units: int
    asks_code: bool
    minutes: int | None = Field(description="From where they come; none where that is not known.")

    @classmethod
    def of(cls, near: Near) -> Self:
        open_clinic = near.clinic
        clinic = open_clinic.clinic
        return cls(
            id=clinic.id,
            name=clinic.name,
            region=clinic.region,
            address=clinic.address,
            open_units=open_clinic.open_units,
            asks_code=open_clinic.asks_code,
            minutes=near.minutes,
        )


class ClinicsShape(Shape):
    """Where these people may book now, the nearest first."""

    clinics: list[ClinicShape]
    coming_at: datetime | None = Field(description="When the next release opens, where nothing is open now.")


class DaysAskedShape(PartyShape):
    """The clinic whose days are asked for, and the first of them."""

    clinic: int = Field(ge=1, le=2**31 - 1)
    first: date | None = None


class DayShape(Shape):
    """A day of a clinic, and the units that are open in each part of it."""

    day: date
    parts: dict[str, int]

    @classmethod
    def of(cls, day: OpenDay) -> Self:
        return cls(day=day.day, parts=day.parts)


class DaysShape(Shape):
    """The earliest days with room for all of them."""

    days: list[DayShape]
    later: date | None = Field(description="Where the next days begin; none where these are the last.")


class HoldShape(PartyShape):
    """Where times are to be held, and for whom."""

    clinic: int = Field(ge=1, le=2**31 - 1)
    after: AwareDatetime | None = Field(default=None, description="Only times later than this one.")
    day: date | None = Field(default=None, description="Only times of this day of the clinic.")
    part: Part = Field(default="", description="Only times in this part of the day.")


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


class HeldShape(Shape):
    """Until when the times of a desk are held now."""

    held_until: datetime


class ConfirmShape(PartyShape):
    """The time that was chosen, and for whom."""

    claim: Claim


class SoughtShape(Shape):
    """What is looked for."""

    sought: str = Field(max_length=64, description="A reference, a birth date or a phone number.")


class BookingShape(Shape):
    """A confirmed appointment."""

    claim: str
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
            claim=booking.claim,
            reference=booking.reference,
            clinic=booking.clinic.name,
            address=booking.clinic.address,
            starts_at=booking.local,
            second=booking.second_local,
            birth_date=booking.birth_date,
            channel=booking.channel,
        )


class BookingsShape(Shape):
    """Appointments, one a person."""

    bookings: list[BookingShape]


class ClaimShape(Shape):
    """The booking, or the held time, that something is done to."""

    claim: Claim


class ClaimsShape(Shape):
    """The bookings that something is done to."""

    claims: Claims


class CorrectionShape(Shape):
    """Whose a booking really is; what is left empty stays."""

    claim: Claim
    birth_date: date | None = None
    phone: str = Field(default="", max_length=32)


class TextShape(Shape):
    """The references that are texted, and where to."""

    references: list[Annotated[str, REFERENCE]] = Field(min_length=1, max_length=5)
    to: str = Field(max_length=32)
    language: Literal["en", "fr", "es"] | None = Field(default=None, description="The caller's, where none.")


class DeedShape(Shape):
    """Something that an agent did to a booking."""

    kind: Literal["cancelled", "moved", "corrected"]
    by: str
    at: datetime
    told: dict[str, object]

    @classmethod
    def of(cls, deed: Deed) -> Self:
        kind: object = deed.kind
        return cls.model_validate({"kind": kind, "by": deed.by, "at": deed.at, "told": deed.told})


class HistoryShape(Shape):
    """What agents did to a booking, the newest first."""

    deeds: list[DeedShape]


class ReferenceShape(Shape):
    """The booking that is asked about."""

    reference: str = REFERENCE
