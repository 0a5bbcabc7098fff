"""The day so far by quarters of an hour; what is over for half a minute is counted once, and then kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from threading import Lock
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from queueing.measured.flow import Flow, flow

QUARTER = timedelta(minutes=15)
SETTLED = timedelta(seconds=30)  # a move is written within seconds of the instant that it has
A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of an hour: what flowed in it, and who was on the phone at its end."""

    since: datetime
    flow: Flow
    waiting: int


class Day:
    """The day of one line, as one process counts it; by its loss nothing is lost but a second of counting."""

    def __init__(self, line: str = "main") -> None:
        self.line = line
        self._began: datetime | None = None
        self._until: datetime | None = None
        self._kept: dict[datetime, Flow] = {}
        self._counting = Lock()

    def look(self, tx: Connection, zone: ZoneInfo, now: datetime, waiting: int) -> list[Quarter]:
        """Return the quarters of today in the campaign's zone, with so many `waiting` at this moment."""
        began = midnight(now, zone)
        with self._counting:
            today = self._today(tx, began, now)
        return _levels([(since, today[since]) for since in sorted(today)], waiting)

    def _today(self, tx: Connection, began: datetime, now: datetime) -> dict[datetime, Flow]:
        if self._began != began or self._until is None:
            self._began, self._until, self._kept = began, began, {}
        settled, kept = max(self._until, now - SETTLED), dict(self._kept)
        _count(tx, self.line, began, (self._until, settled), kept)
        self._until, self._kept = settled, kept  # both or none: a count that broke off is made again
        today = dict(kept)
        _count(tx, self.line, began, (settled, now + A_MOMENT), today)
        return today


def total(quarters: Sequence[Quarter]) -> Flow:
    """Return the flow of the day."""
    return sum((each.flow for each in quarters), Flow())


def midnight(now: datetime, zone: ZoneInfo) -> datetime:
    """Return when this day began by the wall clock of a zone."""
    today: date = now.astimezone(zone).date()
    return datetime.combine(today, time(0), zone).astimezone(now.tzinfo)


def _count(
    tx: Connection, line: str, began: datetime, span: tuple[datetime, datetime], into: dict[datetime, Flow]
) -> None:
    for quarter, since, until in _pieces(began, *span):
        into[quarter] = into.get(quarter, Flow()) + flow(tx, line, began, since, until)


def _pieces(
    began: datetime, since: datetime, until: datetime
) -> Iterator[tuple[datetime, datetime, datetime]]:
    """Cut a span where quarters begin: `(quarter, since, until)`."""
    while since < until:
        quarter = began + (since - began) // QUARTER * QUARTER
        end = min(until, quarter + QUARTER)
        yield quarter, since, end
        since = end


def _levels(flows: Sequence[tuple[datetime, Flow]], waiting: int) -> list[Quarter]:
    """Go back from those who wait now, quarter by quarter."""
    found: list[Quarter] = []
    for since, each in reversed(flows):
        found.append(Quarter(since, each, waiting))
        waiting -= each.waiting
    return found[::-1]
