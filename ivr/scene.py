"""What an action may look at and change: one call, within one transaction."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from booking_core import Bookings, Person, campaign_of
from ivr.menu import Pressed
from ivr.talk import Choice, Line, Talk
from queueing import Hours, LineState, Place, Places, party_of, persons

NUMBER = "number"  # the answer that names the number of a place, where the call comes from another


@dataclass(frozen=True, slots=True)
class Call:
    """One call as the carrier names it; a withheld caller has no phone, and often no town."""

    sid: str
    phone: str | None
    city: str = ""
    province: str = ""


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
    hours: Hours
    touched: list[Place] = field(default_factory=list)
    seen: list[LineState] = field(default_factory=list)  # looked up once for a step: it is asked thrice
    ours: frozenset[str] = frozenset()  # numbers that lead to us
    holds: bool = True  # whether units were held in the call's own name before this step

    def line_state(self) -> LineState:
        """Return what the line is just now: open or closed, and until when."""
        if not self.seen:
            self.seen.append(self.hours.state(self.tx, self.now))
        return self.seen[0]

    def books_at(self) -> datetime:
        """Return when these people may book: now, or when the line opens."""
        state = self.line_state()
        return self.now if state.is_open or state.until is None else state.until

    def party(self, talk: Talk) -> str:
        """Return the name under which units are held: the place's, or the call's where it has none."""
        return self.call.sid if talk.place is None else party_of(talk.place)

    @property
    def zone(self) -> ZoneInfo | None:
        """Return the zone of the campaign, in which its openings are said."""
        campaign = campaign_of(self.tx)
        return None if campaign is None else campaign.zone

    def people(self, talk: Talk) -> list[Person]:
        """Return everybody whom the appointment is for."""
        return persons(talk.answers, talk.answers.get(NUMBER, self.call.phone))


@dataclass(frozen=True, slots=True)
class Shown:
    """What a live menu found to say; no heading or choices of its own means those of its file."""

    talk: Talk
    heads: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()
    lines: tuple[Line, ...] = ()


Found = Shown | Pressed
