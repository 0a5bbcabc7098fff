"""What is open, to whom: the read side of booking, over releases, regions, clinics and units."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Text, bindparam, cast, func, or_, select

from booking_core import units
from booking_core.clinics import CLINIC, Clinic, OpenClinic, Region
from booking_core.cohorts import Channel, Person, Release
from booking_core.looked_up import look_up
from booking_core.parties import OpenSlot
from booking_core.people import with_letters
from booking_core.prepared import Prepared
from booking_core.tables import claim, clinic, region, release, slot, unit
from booking_core.tally import Tally, exactly, tallies


@dataclass(frozen=True, slots=True)
class Left:
    """Units of one region and release (0: none) that can be taken now, and that others are looking at."""

    region_id: int
    release: int
    open: int
    held: int


class Releases:
    """Judges releases and cohorts for one person on one channel, at one instant."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    def regions(
        self, tx: Connection, people: Sequence[Person], now: datetime, *, coming: bool = False
    ) -> list[Region]:
        """Return the regions where all these people may book now, in the order they were loaded.

        A region where nothing is left is still there, with none open: one can wait for what is given back.
        Asked for what is `coming`, those are there too that open to these people later.
        """
        admitted = {0, *self._seen(campaign_releases(tx), with_letters(tx, people), now, coming=coming)}
        opened: dict[int, int] = {}
        for each in look_up(tx, tallies, now):
            if each.release in admitted:
                opened[each.region_id] = opened.get(each.region_id, 0) + each.open
        return [Region(id_, name, opened[id_]) for id_, name in region_names(tx).items() if id_ in opened]

    def clinics(
        self,
        tx: Connection,
        region_id: int | None,
        people: Sequence[Person],
        now: datetime,
        *,
        coming: bool = False,
    ) -> list[OpenClinic]:
        """Return the clinics of a region (None: of all) with units for these people, the most first.

        Asked for what is `coming`, those are there too that open to these people later.
        """
        known, every = with_letters(tx, people), campaign_releases(tx)
        admitted = {0, *self._seen(every, known, now, coming=coming)}
        asking = {each.id for each in every if each.asks(known)}
        there: dict[int, list[Tally]] = defaultdict(list)
        for each in look_up(tx, tallies, now):
            is_here = region_id is None or each.region_id == region_id
            if is_here and each.release in admitted and each.open + each.held:
                there[each.clinic_id].append(each)
        rows = _CLINICS.all(tx, clinics=list(there)) if there else []
        found = [_as_offered(Clinic(*row), there[row[0]], asking) for row in rows]
        return sorted(found, key=lambda each: -each.open_units)

    def clinic(self, tx: Connection, clinic_id: int) -> Clinic | None:
        found = tx.execute(select(*CLINIC).select_from(clinic.join(region)).where(clinic.c.id == clinic_id))
        row = found.one_or_none()
        return Clinic(*row) if row else None

    def counts(
        self, tx: Connection, clinic_id: int, people: Sequence[Person], now: datetime
    ) -> tuple[int, int]:
        """Count the units of a clinic that these people could take, and those held by others now."""
        mine = {"clinic": clinic_id, "now": now, "admitted": self._admitted(tx, people, now)}
        [(opened, held)] = _COUNTS.all(tx, **mine)
        return opened, held

    def asks_more(self, tx: Connection, clinic_id: int, people: Sequence[Person], now: datetime) -> bool:
        """Tell whether a clinic has units that would be theirs, had they given a code or a surname."""
        known = with_letters(tx, people)
        seen = [r for r in campaign_releases(tx) if r.may_see(known, self.channel, now)]
        barred = [r.id for r in seen if not r.may_hold(known, self.channel, now)]
        if not barred:
            return False
        there = {"clinic": clinic_id, "now": now, "admitted": barred}
        return any(map(any, _COUNTS.all(tx, **there)))

    def open_slots(
        self,
        tx: Connection,
        clinic_id: int,
        people: Sequence[Person],
        after: datetime,
        now: datetime,
        limit: int,
    ) -> list[OpenSlot]:
        """Return the earliest slots of a clinic with an open unit for these people, later than `after`."""
        mine = {"clinic": clinic_id, "now": now, "admitted": self._admitted(tx, people, now)}
        found = _OPEN_SLOTS.all(tx, **mine, after=max(after, now), most=limit)
        return [
            OpenSlot(id, starts_at, starts_at + timedelta(minutes=minutes), count)
            for id, starts_at, minutes, count in found  # noqa: A001
        ]

    def audience(self, tx: Connection, people: Sequence[Person]) -> tuple[int, ...]:
        """Return the releases that admit all these people once they are open; 0 is what has no release."""
        known = with_letters(tx, people)
        admit = (r.id for r in campaign_releases(tx) if r.may_hold(known, self.channel, r.opens_at))
        return (0, *sorted(admit))

    def has_any_for(self, tx: Connection, people: Sequence[Person]) -> bool:
        """Tell whether there is anything that all these people may book, now or once it opens."""
        no_release = select(slot.c.id).where(slot.c.release_id.is_(None)).limit(1)
        return len(self.audience(tx, people)) > 1 or tx.scalar(no_release) is not None

    def admits_birth(self, tx: Connection, claim_id: str, born: date) -> bool:
        """Tell whether a claim's time is for somebody born then; one without a release is for all."""
        of_claim = claim.join(unit, claim.c.unit_id == unit.c.id).join(slot, unit.c.slot_id == slot.c.id)
        its = tx.scalar(select(slot.c.release_id).select_from(of_claim).where(claim.c.id == claim_id))
        return all(r.cohort.admits_birth(born) for r in campaign_releases(tx) if r.id == its)

    def left(self, tx: Connection, now: datetime, *, exact: bool = False) -> list[Left]:
        """Count what is open now, and held, by region and release, whoever may book it on this channel.

        What is not `exact` may be some seconds old where capacity was withdrawn.
        """
        every = campaign_releases(tx)
        opened = {0, *(r.id for r in every if r.opens_at <= now and self.channel in r.channels)}
        found: dict[tuple[int, int], Left] = {}
        for each in exactly(tx, now) if exact else look_up(tx, tallies, now):
            if each.release in opened and each.open + each.held:
                where = (each.region_id, each.release)
                there = found.get(where, Left(*where, 0, 0))
                found[where] = Left(*where, there.open + each.open, there.held + each.held)
        return list(found.values())

    def next_release(self, tx: Connection, people: Sequence[Person], now: datetime) -> Release | None:
        """Return the next release that will open to these people on this channel, or None."""
        known = with_letters(tx, people)
        coming = [
            each
            for each in campaign_releases(tx)
            if each.opens_at > now and each.may_see(known, self.channel, each.opens_at)
        ]
        return min(coming, key=lambda each: each.opens_at, default=None)

    def ask_surname(self, tx: Connection) -> bool:
        """Tell whether a surname decides about some release on this channel."""
        found = campaign_releases(tx)
        return any(each.cohort.goes_by_surname and self.channel in each.channels for each in found)

    def born_until(self, tx: Connection, people: Sequence[Person], now: datetime) -> date | None:
        """Return the last birth date that what is open now is for, where somebody here was born after it."""
        ends = [
            each.cohort.born_until
            for each in campaign_releases(tx)
            if each.opens_at <= now and self.channel in each.channels and _is_stocked(tx, each.id, now)
        ]
        latest = max((end for end in ends if end is not None), default=None)
        youngest = max(person.birth_date for person in people)
        return latest if latest is not None and None not in ends and latest < youngest else None

    def _seen(
        self, every: Iterable[Release], known: Sequence[Person], now: datetime, *, coming: bool
    ) -> list[int]:
        """Return the releases of which these people may be told now, or later where that is asked."""
        then = ((r, max(now, r.opens_at) if coming else now) for r in every)
        return [r.id for r, at in then if r.may_see(known, self.channel, at)]

    def _admitted(self, tx: Connection, people: Sequence[Person], now: datetime) -> list[int]:
        known = with_letters(tx, people)
        return [r.id for r in campaign_releases(tx) if r.may_hold(known, self.channel, now)]


def region_names(tx: Connection) -> Mapping[int, str]:
    """Return the name of every region, in the order they were loaded."""
    return look_up(tx, _names)


def _names(tx: Connection) -> dict[int, str]:
    return dict(_REGIONS.all(tx))


def campaign_releases(tx: Connection) -> tuple[Release, ...]:
    """Return every release of the campaign, in the order they open."""
    return look_up(tx, _releases)


def _releases(tx: Connection) -> tuple[Release, ...]:
    return tuple(Release.read(*row) for row in _RELEASES.all(tx))


def _as_offered(there: Clinic, counted: Sequence[Tally], asking: Collection[int]) -> OpenClinic:
    """Ask for a code where all that is left is for those who have one."""
    return OpenClinic(
        there, sum(each.open for each in counted), all(each.release in asking for each in counted)
    )


def _is_stocked(tx: Connection, release_id: int, now: datetime) -> bool:
    return _STOCKED.first(tx, release=release_id, now=now) is not None


_ROW = release.c
_WORDS = (cast(_ROW.channels, Text), cast(_ROW.cohort, Text))
_SHOWN = (_ROW.id, _ROW.name, _ROW.opens_at, *_WORDS, _ROW.asks_code)
_RELEASES = Prepared(select(*_SHOWN).order_by(_ROW.opens_at, _ROW.id))
# A clinic without a release is open at once to all.
_ADMITTED = or_(slot.c.release_id.is_(None), slot.c.release_id.in_(bindparam("admitted", expanding=True)))
_HOLDABLE = (slot.c.clinic_id == bindparam("clinic"), slot.c.starts_at > units.NOW, _ADMITTED)
_OPENED, _HELD = units.open_and_held(units.NOW)
_COUNTS = Prepared(select(_OPENED, _HELD).select_from(slot.join(unit)).where(*_HOLDABLE))
_REGIONS = Prepared(select(region.c.id, region.c.name).order_by(region.c.id))
_CLINICS = Prepared(
    select(*CLINIC)
    .select_from(clinic.join(region))
    .where(clinic.c.id.in_(bindparam("clinics", expanding=True)))
    .order_by(clinic.c.id)
)
_STOCKED = Prepared(
    select(unit.c.id)
    .select_from(slot.join(unit))
    .where(slot.c.release_id == bindparam("release"), slot.c.starts_at > units.NOW, units.is_open(units.NOW))
    .limit(1)
)
_OPEN_HERE = select(unit.c.id).where(unit.c.slot_id == slot.c.id, units.is_open(units.NOW)).correlate(slot)
_FREE = _OPEN_HERE.with_only_columns(func.count()).scalar_subquery()
_OPEN_SLOTS = Prepared(
    select(slot.c.id, slot.c.starts_at, slot.c.minutes, _FREE)
    .where(*_HOLDABLE, slot.c.starts_at > bindparam("after"), _OPEN_HERE.exists())
    .order_by(slot.c.starts_at)
    .limit(bindparam("most"))
)
