"""Claims: their states, how long a hold lasts, and how many are worth holding at once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking_core.clinics import Clinic

HELD, OFFERED, CONFIRMED, CANCELLED, EXPIRED, MOVED = (
    "held", "offered", "confirmed", "cancelled", "expired", "moved",
)  # fmt: skip

HOLD = timedelta(minutes=3)  # from the last key press: long enough to hear three times twice and to think


def options(opened: int, held: int) -> int:
    """Return how many times may be held for one caller: three while supply is ample, one when scarce."""
    spare = opened - 2 * held
    return 3 if spare >= 24 else 2 if spare >= 12 else 1  # noqa: PLR2004


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Where and when somebody is seen; `second` is the second dose, at the same clinic."""

    claim: str
    clinic: Clinic
    starts_at: datetime
    second: datetime | None = None

    @property
    def local(self) -> datetime:
        return self.clinic.local(self.starts_at)

    @property
    def second_local(self) -> datetime | None:
        return self.clinic.local(self.second) if self.second else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Appointment):
    """A time that is already held for whoever hears it, and its second dose with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking(Appointment):
    """A confirmed claim, as it is read out and shown."""

    reference: str
    birth_date: date
    phone: str | None
    channel: str
    confirmed_at: datetime


@dataclass(frozen=True, slots=True)
class Supply:
    """What a hold came to: offers, or the reason why there are none, in one of four words."""

    offers: tuple[Offer, ...] = ()
    reason: str = ""  # "", "held by others", "sold out", "booked already" or "code needed"
    booking: Booking | None = None
