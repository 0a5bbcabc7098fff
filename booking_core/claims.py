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
    """Times that are already held for a whole party, one for each person, with their second doses.

    `claim` is the first person's and stands for all; `starts_at` is the earliest of the times.
    """

    times: tuple[datetime, ...] = ()
    seconds: tuple[datetime | None, ...] = ()

    @property
    def local_times(self) -> tuple[datetime, ...]:
        return tuple(self.clinic.local(each) for each in self.times)

    @property
    def local_seconds(self) -> tuple[datetime | None, ...]:
        return tuple(self.clinic.local(each) if each else None for each in self.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking(Appointment):
    """A confirmed claim, as it is read out and shown."""

    reference: str
    birth_date: date
    phone: str | None
    channel: str
    confirmed_at: datetime
    second_claim: str | None = None  # by which the second dose is cancelled alone


@dataclass(frozen=True, slots=True)
class Supply:
    """What a hold came to: offers, or the reason why there are none."""

    offers: tuple[Offer, ...] = ()
    # "", "held by others", "no later times", "does not fit", "sold out", "booked already",
    # "code needed", or "not booked" where what would be moved is not there
    reason: str = ""
    booking: Booking | None = None
