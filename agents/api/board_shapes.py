"""The supervisor's board as it goes over the wire."""

from datetime import datetime
from typing import Literal, Self

from pydantic import AwareDatetime, Field

from agents.api.shapes import Shape
from agents.watched import Act, Numbers, Set, Tables


class StockShape(Shape):
    """The units of one clinic."""

    clinic: str
    region: str
    open: int
    held: int
    booked: int


class BoardShape(Shape):
    """The line in numbers, as of now; "today" is the campaign's day."""

    waiting: int = Field(description="On the phone.")
    dropped: int = Field(description="Kept, with nobody on the phone and no callback owed.")
    promised: int = Field(description="Callbacks that are owed, or ring just now.")
    due: int = Field(description="Of those, whose time ends within half an hour, or is over.")
    oldest: datetime | None = Field(description="Since when the first on the phone has been calling.")
    next_least: int | None = Field(description="Minutes that the next caller would hear; none: not known.")
    next_most: int | None
    desks_free: int
    desks: dict[str, int] = Field(description="How many are in each state.")
    units_left: int
    answered: int = Field(description="Today.")
    self_served: int = Field(description="People booked by keypad today.")
    abandoned: int = Field(description="Today.")
    callbacks_kept: int = Field(description="Today.")
    calls: int = Field(description="Today.")
    persons: int = Field(description="Numbers that called today.")
    clinics: list[StockShape]

    @classmethod
    def of(cls, numbers: Numbers, tables: Tables) -> Self:
        now, day, following = numbers.now, numbers.day, numbers.next_caller
        return cls(
            waiting=now.waiting,
            dropped=now.dropped,
            promised=now.promised,
            due=numbers.due,
            oldest=now.oldest,
            next_least=following.least if following else None,
            next_most=following.most if following else None,
            desks_free=numbers.free,
            desks=dict(tables.by_state),
            units_left=numbers.units,
            answered=day.answered,
            self_served=day.booked,
            abandoned=day.abandoned,
            callbacks_kept=day.kept,
            calls=day.calls,
            persons=day.persons,
            clinics=[
                StockShape(clinic=it.clinic, region=it.region, open=it.open, held=it.held, booked=it.booked)
                for it in tables.clinics
            ],
        )


class ActShape(Shape):
    """Something that was done to the line today."""

    at: datetime
    by: str
    act: str
    reason: str

    @classmethod
    def of(cls, act: Act) -> Self:
        return cls(at=act.at, by=act.by, act=act.lever.act if act.lever else "head_start", reason=act.reason)


class LeversShape(Shape):
    """Where the levers stand, and what was done today, the newest first."""

    line: str = Field(description="open, closing, before_opening or closed.")
    until: datetime | None
    pause: str | None
    callbacks_offered: bool
    announcement: dict[str, str] | None
    announced_until: datetime | None
    done: list[ActShape]

    @classmethod
    def of(cls, stands: Set) -> Self:
        state = stands.state
        announced = state.announced
        return cls(
            line=state.name,
            until=state.until,
            pause=state.pause,
            callbacks_offered=state.calls_back,
            announcement=dict(announced.texts) if announced else None,
            announced_until=announced.until if announced else None,
            done=[ActShape.of(each) for each in stands.done],
        )


class WhyShape(Shape):
    """Why something is done; the reason is kept, and everybody who watches the line can read it."""

    reason: str = Field(min_length=1, max_length=200)


class PauseShape(WhyShape):
    """What callers hear of a pause."""

    says: Literal["technical", "emergency", "supply"]


class CallbacksShape(WhyShape):
    """Whether callbacks are offered."""

    offered: bool


class AnnounceShape(WhyShape):
    """What callers hear, by language, and until when; English stands in for a language that is not given."""

    texts: dict[Literal["en", "fr", "es"], str]
    until: AwareDatetime


class HeadStartShape(WhyShape):
    """Whose place stands earlier, and by how much: fifteen minutes in all are the most."""

    ticket: str = Field(pattern=r"^[0-9]{8}$")
    minutes: int = Field(ge=1, le=15)


class HeadStartGivenShape(Shape):
    """The head start that a place has now, in all."""

    ticket: str
    seconds: int
