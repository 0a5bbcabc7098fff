"""When a line is open, and what it is at an instant: pure, over the hours of the campaign's file.

Hours are local times of the campaign's zone, day by day, and become instants one by one: a day on which the
clocks change has its hours by the wall clock like any other, and only the seconds between them differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from typing import Self
from zoneinfo import ZoneInfo

from booking_core import Campaign
from queueing.lever import NONE, Announcement, Pulled

OPEN, CLOSING, BEFORE_OPENING, CLOSED = "open", "closing", "before_opening", "closed"
AHEAD = 400  # days that are looked at for the next opening
DAYS_KEPT = 3  # open days for which a place that was carried over is kept
A_DAY = timedelta(days=1)
ALL_DAY = ((0, 24 * 60),)
Minutes = tuple[int, int]  # of a local day: from, until


@dataclass(frozen=True, slots=True)
class LineState:
    """What a line is at an instant."""

    name: str  # open, closing (soon), before_opening (people may register), closed
    until: datetime | None = None  # when it closes or opens; None: never, as far as is known
    registers_from: datetime | None = None  # closed: when registration for the opening at `until` begins
    pause: str | None = None  # the announcement of a pause by a supervisor
    announced: Announcement | None = None  # what a supervisor lets everybody hear
    calls_back: bool = True  # whether callbacks are offered

    @property
    def is_open(self) -> bool:
        return self.name in {OPEN, CLOSING}

    @property
    def is_closing(self) -> bool:
        return self.name == CLOSING

    @property
    def registers(self) -> bool:
        """Tell whether people may register for the draw of the opening at `until`."""
        return self.name == BEFORE_OPENING

    @property
    def gives_turns(self) -> bool:
        """Tell whether anybody may be let into the booking menu."""
        return self.is_open and self.pause is None


@dataclass(frozen=True, slots=True)
class Timetable:
    """The hours of a line; without a week it never closes once it has opened."""

    zone: ZoneInfo
    week: tuple[tuple[Minutes, ...], ...] = ()  # Monday first
    closed: frozenset[date] = frozenset()
    closing_soon: timedelta = timedelta(0)
    opens_at: datetime | None = None  # nothing is open before it
    draws: bool = False
    registration: int | None = None  # the minute of a local day from which people may register
    pulled: Pulled = NONE  # what a supervisor has set beside

    @classmethod
    @lru_cache(maxsize=8)  # every step of every call asks
    def of(cls, campaign: Campaign | None, pulled: Pulled = NONE) -> Self:
        """Return the hours of a campaign as a supervisor's levers leave them; without one always open."""
        if campaign is None:
            return cls(ZoneInfo("UTC"), opens_at=pulled.shut_until, pulled=pulled)
        hours, draw = campaign.rules.get("hours") or {}, campaign.rules.get("draw") or {}
        return cls(
            campaign.zone,
            tuple(tuple((start, end) for start, end in day) for day in hours.get("week", ())),
            frozenset(date.fromisoformat(each) for each in hours.get("closed", ())),
            timedelta(minutes=hours.get("closing_soon", 0)),
            max(filter(None, (campaign.opens_at, pulled.shut_until)), default=None),
            draw.get("on", False),
            draw.get("registration"),
            pulled,
        )

    def at(self, now: datetime) -> LineState:
        """Return what the line is at an instant, whatever the draw's list says."""
        it, state = self.pulled, self._by_the_hours(now)
        if it == NONE:
            return state
        return replace(state, pause=it.pause, announced=it.announced(now), calls_back=it.calls_back)

    def _by_the_hours(self, now: datetime) -> LineState:
        opens, closes = self._span(now)
        if opens is None:
            return LineState(CLOSED)
        if opens <= now:
            soon = closes is not None and closes - self.closing_soon <= now
            return LineState(CLOSING if soon else OPEN, closes)
        registers_from = self._registers_from(opens)
        if self.draws and (registers_from is None or registers_from <= now):
            return LineState(BEFORE_OPENING, opens)
        return LineState(CLOSED, opens, registers_from if self.draws else None)

    def closes(self, now: datetime) -> datetime | None:
        """Return until when the line is open: now, where it is closed; None where it never closes."""
        state = self._by_the_hours(now)
        return state.until if state.is_open else now

    def ends_today(self, now: datetime) -> datetime:
        """Return when this day is over: at midnight, or with the hours that are on and reach beyond it."""
        midnight = self._instant(now.astimezone(self.zone).date(), 24 * 60)
        closes = self.closes(now)
        return midnight if closes is None or closes - now >= A_DAY else max(midnight, closes)

    def counts_from(self, now: datetime) -> datetime:
        """Return from when a call that is answered now counts: nobody is earlier than a draw's opening."""
        state = self._by_the_hours(now)
        return state.until if self.draws and not state.is_open and state.until is not None else now

    def next_opening(self, now: datetime) -> datetime | None:
        """Return the first opening that is still to come; None where none is known."""
        if self._never_closes():
            return self.opens_at if self.opens_at is not None and self.opens_at > now else None
        return next((opens for opens, _ in self._spans(now) if opens > now), None)

    def kept_until(self, opening: datetime) -> datetime:
        """Return the close of the third open day, of which the first is the day of this opening."""
        first = opening.astimezone(self.zone).date()
        days = (list(self._spans_of(first + timedelta(days=each))) for each in range(AHEAD))
        closes = [spans[-1][1] for spans in islice(filter(None, days), DAYS_KEPT)] if self.week else []
        return closes[-1] if closes else opening + timedelta(days=DAYS_KEPT)

    def _span(self, now: datetime) -> tuple[datetime | None, datetime | None]:
        """Return the span of opening hours that is on, or the next; an end of None is none."""
        if self._never_closes():
            return self.opens_at or now, None
        coming = (span for span in self._spans(now) if span[1] > now)
        return next(coming, (None, None))

    def _never_closes(self) -> bool:
        return not self.week or (set(self.week) == {ALL_DAY} and not self.closed)

    def _spans(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the spans from yesterday on; those that touch are one."""
        yesterday = now.astimezone(self.zone).date() - timedelta(days=1)
        last: tuple[datetime, datetime] | None = None
        for day in (yesterday + timedelta(days=each) for each in range(AHEAD)):
            for opens, closes in self._spans_of(day):
                if last is not None and opens <= last[1]:
                    last = last[0], closes
                    continue
                if last is not None:
                    yield last
                last = opens, closes
        if last is not None:
            yield last

    def _spans_of(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        if day in self.closed or not self.week:
            return
        for start, end in self.week[day.weekday()]:
            opens, closes = self._instant(day, start), self._instant(day, end)
            opens = opens if self.opens_at is None else max(opens, self.opens_at)
            if opens < closes:
                yield opens, closes

    def _registers_from(self, opens: datetime) -> datetime | None:
        """Return the last such time of day before an opening; None is from the closing before."""
        if self.registration is None:
            return None
        day = opens.astimezone(self.zone).date()
        same = self._instant(day, self.registration)
        return same if same < opens else self._instant(day - timedelta(days=1), self.registration)

    def _instant(self, day: date, minute: int) -> datetime:
        return _instant(self.zone, day, minute)


@lru_cache(maxsize=1024)
def _instant(zone: ZoneInfo, day: date, minute: int) -> datetime:
    # Aware times of one zone compare by the wall clock, so they are told apart as instants.
    local = datetime.combine(day + timedelta(days=minute // (24 * 60)), time(minute // 60 % 24, minute % 60))
    return local.replace(tzinfo=zone).astimezone(UTC)
