"""What a supervisor watches: the numbers of this moment and of the day, the desks, the stock, the levers."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from agents.services import Services
from booking_core import Stock, campaign_of, stock
from queueing import Desk, Done, HeadStart, LineAway, LineState, SaidRange, Unserved, measured, said, unserved

HEAD_STARTS = 50
AT_LEAST = 8  # quarters that the chart has


@dataclass(frozen=True, slots=True)
class Numbers:
    """The line in numbers: how each is counted stands beside it on the screen."""

    now: measured.Present
    due: int  # callbacks that were said for within half an hour, or are late
    next_caller: SaidRange | None  # as somebody who asks for a person hears it; None where nobody serves
    free: int  # desks
    units: int
    day: measured.Flow
    unserved: list[Unserved]

    @property
    def pressure(self) -> float:
        """How often each person has called today, on average."""
        return self.day.calls / max(1, self.day.persons)


@dataclass(frozen=True, slots=True)
class Tables:
    """Who works, and what is left to book."""

    desks: list[Desk]
    by_state: Counter[str]
    clinics: list[Stock]
    away: list[str]  # whose desks nobody is at


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done to the line today."""

    at: datetime
    by: str
    reason: str
    lever: Done | None = None
    head_start: HeadStart | None = None


@dataclass(frozen=True, slots=True)
class Set:
    """Where the levers stand, and what was done today, the newest first."""

    state: LineState
    zone: ZoneInfo
    done: list[Act]

    def local(self, instant: datetime) -> datetime:
        """Return an instant by the campaign's wall clock."""
        return instant.astimezone(self.zone)


def zone_of(tx: Connection) -> ZoneInfo:
    """Return the zone of the campaign, by whose wall clock a day is counted."""
    campaign = campaign_of(tx)
    return ZoneInfo("UTC") if campaign is None else campaign.zone


def numbers(services: Services) -> Numbers:
    """Count the line."""
    now = services.now()
    with services.database.reading() as tx:
        present = measured.present(tx, services.day.line)
        quarters = services.day.look(tx, zone_of(tx), now, present.waiting)
        due = measured.due(tx, services.day.line, now)
        free = sum(desk.is_free for desk in services.desks.all(tx))
        units, nobody = sum(each.open for each in stock(tx, now)), unserved(tx)
    return Numbers(present, due, _next_caller(services, now), free, units, measured.total(quarters), nobody)


def _next_caller(services: Services, now: datetime) -> SaidRange | None:
    with suppress(LineAway):  # all the other numbers are of the ledger
        wait = services.places.line.before(now).wait
        return None if wait is None else said(*wait)
    return None


def day(services: Services) -> tuple[list[measured.Quarter], ZoneInfo]:
    """Return the quarters of an hour since anything happened today, and the zone in which they are read."""
    now = services.now()
    with services.database.reading() as tx:
        zone = zone_of(tx)
        waiting = measured.present(tx, services.day.line).waiting
        quarters = services.day.look(tx, zone, now, waiting)
    first = next(
        (at for at, each in enumerate(quarters) if each.waiting or each.flow != measured.Flow()),
        len(quarters),
    )
    return quarters[min(first, max(0, len(quarters) - AT_LEAST)) :], zone


def tables(services: Services) -> Tables:
    """Return the desks where somebody is, how many are in which state, and the units of each clinic."""
    with services.database.reading() as tx:
        everyone = services.desks.all(tx)
        clinics = stock(tx, services.now())
    present = [desk for desk in everyone if desk.state != "away"]
    away = [desk.agent for desk in everyone if desk.state == "away"]
    return Tables(present, Counter(desk.state for desk in everyone), clinics, away)


def levers(services: Services) -> Set:
    """Return where the levers stand, and what was done today with them and for single callers."""
    now = services.now()
    with services.database.reading() as tx:
        zone = zone_of(tx)
        began = measured.midnight(now, zone)
        pulled = services.levers.done(tx, began)
        given = [each for each in services.places.head_starts(tx, HEAD_STARTS) if each.at >= began]
        state = services.hours.state(tx, now)
    acts = [Act(each.at, each.by, each.reason, lever=each) for each in pulled]
    acts += [Act(each.at, each.by, each.reason, head_start=each) for each in given]
    return Set(state, zone, sorted(acts, key=lambda each: each.at, reverse=True))


def in_two_hours(services: Services) -> datetime:
    """Return when an announcement would end by default, by the campaign's wall clock."""
    with services.database.reading() as tx:
        zone = zone_of(tx)
    return (services.now().astimezone(UTC) + timedelta(hours=2)).astimezone(zone)
