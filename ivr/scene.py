"""What an action may look at and change: one call, within one transaction."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection

from booking_core import Bookings, Person
from ivr.menu import Pressed
from ivr.talk import Choice, Line, Talk
from queueing import Place, Places


@dataclass(frozen=True, slots=True)
class Call:
    """One call as the carrier names it; a withheld caller has no phone."""

    sid: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class Scene:
    """The transaction, the instant, the call, and the doors to the floors below.

    `touched` collects the places that have to be published once the transaction is committed.
    """

    tx: Connection
    now: datetime
    call: Call
    bookings: Bookings
    places: Places
    touched: list[Place] = field(default_factory=list)

    @property
    def party(self) -> str:
        """The name under which this call holds units."""
        return self.call.sid

    def people(self, talk: Talk) -> tuple[Person, ...]:
        """Return everybody whom the appointment is for."""
        born = date.fromisoformat(talk.answers["birth_date"])
        return (Person(born, self.call.phone, talk.answers.get("code")),)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a live menu found to say; no heading or choices of its own means those of its file."""

    talk: Talk
    heads: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()
    lines: tuple[Line, ...] = ()


Found = Shown | Pressed
