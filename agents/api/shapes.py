"""The desk and the line as they go over the wire; every field is described once, for programs and authors."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from agents.standing import TheLine, Waiter
from agents.states import Seen
from agents.wishes import wish_of
from queueing import Desk, Place


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


class CallerOffered(Shape):
    """Who is offered to a desk: take them with `/desk/take-next` in time, or the next desk is asked."""

    ticket_end: str
    language: str
    skill: str
    since: datetime
    until: datetime
    by: str = Field(description="The colleague who passes them on, and talks with them still.")
    warm: bool = Field(description="That colleague introduces them in the call first, and then leaves.")
    talk_began: datetime | None = Field(description="When that colleague took them: they waited until then.")


class DeskShape(Shape):
    """A desk as its agent sees it."""

    state: str
    since: datetime | None
    phone: Literal["up", "ringing", "down"] = Field(description="The desk's own phone leg.")
    may_take: bool
    offer: CallerOffered | None
    why: str = Field(description="What moved it last; of a break, its reason.")
    until: datetime | None = Field(description="When the wrap-up ends by itself.")
    on_hold: bool = Field(description="The caller hears music.")
    muted: bool = Field(description="The caller is not heard.")
    hand_at: datetime | None = Field(description="Since when its agent asks a supervisor for help.")
    guest: str = Field(description="The number that is brought into the talk.")
    guest_is_up: bool
    after: str = Field(description="Where it goes after this call: away, or the reason for a break.")
    colleague: str = Field(description="Who is in my call to hear of the caller, or on the way there.")
    colleague_is_there: bool = Field(description="Only then can I leave the caller with them.")
    phone_test: str = Field(description="Of a test: asked, works, busy, no-answer, cut, failed, refused.")
    may_call_back: bool = Field(description="My caller is gone, and has a number to ring.")
    introduced_by: str = Field(description="The colleague in whose call I am; they have the caller still.")

    @classmethod
    def of(cls, seen: Seen) -> Self:
        offer = None if seen.offer is None else CallerOffered(**asdict(seen.offer))
        phone: Any = seen.phone
        names = ["why", "until", "after", "on_hold", "muted", "hand_at", "guest", "guest_is_up"]
        names += ["colleague", "colleague_is_there", "introduced_by", "may_call_back", "phone_test"]
        then: dict[str, Any] = {name: getattr(seen, name) for name in names}
        return cls(
            state=seen.state, since=seen.since, phone=phone, may_take=seen.may_take, offer=offer, **then
        )


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


class PageShape(Shape):
    """Which part of a list is asked for."""

    after: int = Field(default=0, ge=0, le=100_000, description="How many of the list to leave out.")
    limit: int = Field(default=25, ge=1, le=100)


class LineShape(Shape):
    """A part of the line, its head by default, and the counts of all of it."""

    waiting: int = Field(description="How many are on the phone.")
    promised: int = Field(description="How many are owed a callback.")
    oldest: datetime | None
    first: list[WaiterShape]
    after: int | None = Field(description="Where the next part begins; none where this is the last.")

    @classmethod
    def of(cls, line: TheLine, page: PageShape) -> Self:
        first = [WaiterShape.of(each) for each in line.first]
        more = page.after + len(first) if len(first) == page.limit else None
        return cls(waiting=line.waiting, promised=line.promised, oldest=line.oldest, first=first, after=more)


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


class Break(Shape):
    """What a break is for."""

    reason: Literal["lunch", "short_break", "training", "other"]


class Switch(Shape):
    """Whether something is to be so."""

    on: bool


class PassedOn(Shape):
    """For whom the caller is to wait at their key, and what the next colleague should know."""

    language: str
    skill: str = ""
    note: str = Field(default="", max_length=500)


class HandedOver(Shape):
    """To whom the caller is offered, and what they should know."""

    to: str
    note: str = Field(default="", max_length=500)


class Colleague(Shape):
    """A desk that is free, to which a caller can be offered."""

    name: str
    languages: list[str] = Field(description="None named is every language.")
    skills: list[str]


class Colleagues(Shape):
    """The desks that are free just now."""

    free: list[Colleague]

    @classmethod
    def of(cls, desks: Iterable[Desk]) -> Self:
        named = [Colleague(name=each.agent, languages=each.languages, skills=each.skills) for each in desks]
        return cls(free=named)


class Guest(Shape):
    """Who is to be brought into the talk."""

    number: str = Field(max_length=40)


class WrapUp(Shape):
    """Until when the wrap-up lasts so far, as the desk says."""

    until: AwareDatetime


class Outcome(Shape):
    """How a call ended."""

    outcome: str
    note: str = Field(default="", max_length=500)
