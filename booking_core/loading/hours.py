"""The hours and the draw as a campaign file writes them, and as the campaign keeps them.

A week is kept as seven days from Monday on, each a list of `[from, until]` in minutes of its local day; dates
that stay closed as ISO dates.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, model_validator

from booking_core.loading.values import planned

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
_SPAN = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")
Span = tuple[int, int]


def _minutes(written: object) -> int:
    if not isinstance(written, str) or not _TIME.fullmatch(written):
        raise ValueError(f"{written!r} is no time of day; write one such as 07:00")
    hours, minutes = written.split(":")
    return int(hours) * 60 + int(minutes)


def _span(written: object) -> Span:
    ends = _SPAN.fullmatch(written) if isinstance(written, str) else None
    if ends is None:
        raise ValueError(f"{written!r} is no span of hours; write one such as 07:00-19:00")
    start, end = _minutes(ends[1]), _minutes(ends[2])
    if end <= start:
        raise ValueError(f"{written} ends before it begins; a night is written as two spans, one on each day")
    return start, end


def _spans(written: object) -> list[Span]:
    if not isinstance(written, list):
        # pydantic makes a fault of a ValueError only
        raise ValueError('a day is a list of spans, such as ["07:00-12:00", "13:00-19:00"]')  # noqa: TRY004
    spans = sorted(_span(each) for each in written)
    if any(later[0] < sooner[1] for sooner, later in pairwise(spans)):
        raise ValueError("two spans of this day overlap")
    return spans


def _date(written: object) -> date:
    if type(written) is not date:
        raise ValueError(f"{written!r} is no date; write one such as 2021-04-02, without quotes")
    return planned(written)


Day = Annotated[list[Span], BeforeValidator(_spans)]


class HoursSection(BaseModel):
    """When the line is open, by weekday, in the campaign's zone; `closed` are dates on which it is not."""

    model_config = ConfigDict(extra="forbid")
    monday: Day = []
    tuesday: Day = []
    wednesday: Day = []
    thursday: Day = []
    friday: Day = []
    saturday: Day = []
    sunday: Day = []
    closed: list[Annotated[date, BeforeValidator(_date)]] = []
    closing_soon_minutes: Annotated[int, Field(ge=0, le=12 * 60)] = 30

    @model_validator(mode="before")
    @classmethod
    def _only_days(cls, written: Any) -> Any:
        for name in written if isinstance(written, Mapping) else ():
            if name not in cls.model_fields:
                raise ValueError(f"{name} is no day; the days are {', '.join(DAYS)}")
        return written

    @model_validator(mode="after")
    def _opens_at_all(self) -> "HoursSection":
        if not any(self.week()):
            raise ValueError("names no time at which the line is open; without [hours] it never closes")
        return self

    def week(self) -> list[list[Span]]:
        """Return the spans of seven days, Monday first."""
        return [getattr(self, day) for day in DAYS]

    def stored(self, later: timedelta) -> dict[str, Any]:
        """Return it as the campaign keeps it, its dates moved."""
        closed = [(each + later).isoformat() for each in sorted(self.closed)]
        return {"week": self.week(), "closed": closed, "closing_soon": self.closing_soon_minutes}


class DrawSection(BaseModel):
    """Whether the order of those who call before an opening is drawn, and from when they may register.

    `registration_opens` is a time of day, the last one before the opening; without it, the closing before.
    """

    model_config = ConfigDict(extra="forbid")
    on: StrictBool = True
    registration_opens: Annotated[int, BeforeValidator(_minutes)] | None = None

    def stored(self) -> dict[str, Any]:
        return {"on": self.on, "registration": self.registration_opens}
