"""The plain reference: what is open, who has what and who waits, kept in dictionaries and counted by hand."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from booking_core import Database, Person, Wish, tables
from tests.booking_core.campaign import NOW

ZONE = ZoneInfo("America/Halifax")
HELD, BOOKED, OFFERED = tables.HELD, tables.BOOKED, tables.OFFERED
OLD, DAYS, TOLERANCE = date(1941, 3, 1), 21, 1
LATER = datetime(2021, 3, 2, 11, 0, tzinfo=UTC)
OPENS = {"first": NOW - timedelta(hours=1), "later": LATER}  # the second doses are nobody's first

CAMPAIGN = f"""
name = "Spring"
timezone = "America/Halifax"

[second_dose]
days = {DAYS}
tolerance_days = {TOLERANCE}

[[release]]
name = "first"
opens = 2021-03-01T07:00:00
cohort = {{ born_until = {OLD} }}

[[release]]
name = "later"
opens = 2021-03-02T07:00:00

[[release]]
name = "second doses"
opens = 2021-03-01T07:00:00
channels = []
"""
Key = tuple[str, datetime]  # a slot: its clinic, and when it starts


@dataclass(frozen=True)
class Slot:
    clinic: str
    local: str
    capacity: int
    release: str

    @property
    def key(self) -> Key:
        return self.clinic, datetime.fromisoformat(self.local).replace(tzinfo=ZONE).astimezone(UTC)

    @property
    def row(self) -> str:
        where = f"{self.clinic},{self.clinic} County,1 Main Street"
        return f"{where},{self.local},15,{self.capacity},{self.release}"


SLOTS = [
    Slot("Truro", "2021-03-08 09:00", 2, "first"),
    Slot("Truro", "2021-03-08 09:15", 1, "first"),
    Slot("Truro", "2021-03-09 09:00", 1, "first"),
    Slot("Sydney", "2021-03-08 09:00", 1, "first"),
    Slot("Sydney", "2021-03-08 15:00", 2, "later"),
    Slot("Truro", "2021-03-29 09:00", 2, "second doses"),
    Slot("Truro", "2021-03-30 10:00", 1, "second doses"),
    Slot("Sydney", "2021-03-29 09:00", 1, "second doses"),
]
BY_KEY = {slot.key: slot for slot in SLOTS}
RANK = {slot.key: rank for rank, slot in enumerate(SLOTS)}
PEOPLE = [Person(date(1930, 1, 1 + born), f"+190255501{born:02}") for born in range(6)]
PEOPLE.append(Person(date(1970, 1, 1), "+19025550199"))  # whom the first release is not for


@dataclass
class Claim:
    """A claim that has its unit, as the database has it or as it should."""

    id: str
    party: str
    dose: int
    seat: int
    lead: str
    first: str | None
    slot: Key
    state: int
    until: datetime | None


@dataclass
class Waiter:
    """An entry of the waiting list."""

    id: int
    key: int
    who: tuple[int, ...]
    wish: Wish
    channel: str
    swaps: bool
    state: str = "waiting"
    claim: str | None = None
    tries: int = 0
    missed: int = 0
    deadline: datetime | None = None
    refused: set[Key] = field(default_factory=set)


@dataclass
class Booked:
    """What one person has."""

    claim: str
    second: str | None
    reference: str


def claims_in(database: Database) -> dict[str, Claim]:
    """Read every claim that has its unit."""
    claim, unit, slot, clinic = (
        tables.metadata.tables[name].c for name in ("claim", "unit", "slot", "clinic")
    )
    columns = (
        claim.id, claim.party, claim.dose, claim.seat, claim.lead_claim_id, claim.first_claim_id,
        clinic.name, slot.starts_at, unit.state, unit.hold_until,
    )  # fmt: skip
    same = (unit.claim_id == claim.id, unit.slot_id == slot.id, slot.clinic_id == clinic.id)
    with database.reading() as look:
        rows = look.execute(select(*columns).where(*same)).all()
    return {
        row[0]: Claim(*row[:4], row[4] or row[0], row[5], (row[6], row[7]), row[8], row[9]) for row in rows
    }


class Model:
    """What should be so."""

    def __init__(self) -> None:
        self.now = NOW
        self.claims: dict[str, Claim] = {}
        self.booked: dict[int, Booked] = {}
        self.waiters: dict[int, Waiter] = {}
        self.given: set[str] = set()  # releases that were given out in key order

    def open(self, key: Key) -> int:
        taken = (each for each in self.claims.values() if each.slot == key and not self.lapsed(each))
        return BY_KEY[key].capacity - sum(1 for _ in taken)

    def lapsed(self, claim: Claim) -> bool:
        return claim.state == HELD and claim.until < self.now

    def admits(self, key: Key, who: Any) -> bool:
        """Tell whether these people may hold first doses there now."""
        release = BY_KEY[key].release
        if release not in OPENS or OPENS[release] > self.now:
            return False
        return release != "first" or all(PEOPLE[each].birth_date <= OLD for each in who)

    def may_take(self, clinic: str, who: Any) -> list[Key]:
        """Return the coming slots of a clinic that these people may take, open or not."""
        return [key for key in BY_KEY if key[0] == clinic and key[1] > self.now and self.admits(key, who)]

    def fits(self, keys: Any, people: int) -> bool:
        """Tell whether so many can be seen on one day in these slots of one clinic."""
        days: dict[date, int] = {}
        for key in keys:
            day = key[1].astimezone(ZONE).date()
            days[day] = days.get(day, 0) + self.open(key)
        return any(room >= people for room in days.values())

    def window(self, first: Key) -> list[Key]:
        """Return where a second dose may be, after a first one there."""
        day = first[1].astimezone(ZONE).date() + timedelta(days=DAYS)
        near = timedelta(days=TOLERANCE)
        return [
            key for key in BY_KEY if key[0] == first[0] and abs(key[1].astimezone(ZONE).date() - day) <= near
        ]

    def group(self, lead: str | None) -> list[Claim]:
        """Return the first doses of an offer that still have their units, by seat."""
        mine = [each for each in self.claims.values() if each.lead == lead and each.dose == 1]
        return sorted(mine, key=lambda each: each.seat)

    def second(self, first: str) -> Claim | None:
        return next((each for each in self.claims.values() if each.first == first), None)

    def drop(self, *ids: str | None) -> set[Key]:
        """Free the units of these claims; return where they are."""
        return {self.claims.pop(each).slot for each in ids if each in self.claims}

    def in_order(self) -> list[Waiter]:
        """Return who waits and may be offered something, in the order of the keys."""
        waits = [each for each in self.waiters.values() if each.state == "waiting" and self._free(each)]
        return sorted(waits, key=lambda each: (each.key, each.id))

    def day_for(self, waiter: Waiter, fresh: set[Key], regions: dict[str, int]) -> set[Key] | None:
        """Return the slots of the first day of one clinic that would do for them and has something fresh."""
        days: dict[tuple[str, date], set[Key]] = {}
        for key in sorted(fresh, key=lambda key: (key[1], RANK[key])):
            if key[1] > self.now:
                days.setdefault((key[0], key[1].astimezone(ZONE).date()), set()).add(key)
        for (clinic, day), there in days.items():
            may = [
                key
                for key in self.may_take(clinic, waiter.who)
                if key[1].astimezone(ZONE).date() == day
                and key not in waiter.refused
                and key[1] >= rung_at(self.now) + timedelta(hours=1)
            ]
            opened = any(key in there and self.open(key) > 0 for key in may)
            if waiter.wish.fits(0, regions[clinic], day) and opened and self.fits(may, len(waiter.who)):
                return set(may)
        return None

    def _free(self, waiter: Waiter) -> bool:
        has = [self.booked[each] for each in waiter.who if each in self.booked]
        if not waiter.swaps:
            return not has
        return all(self.claims[each.claim].slot[1] > self.now for each in has)


def rung_at(now: datetime) -> datetime:
    """Return when somebody there is rung: from nine to eight in the evening, at weekends from ten to six."""
    local = now.astimezone(ZONE)
    while True:
        first, last = (10, 18) if local.weekday() >= 5 else (9, 20)
        begins = local.replace(hour=first, minute=0, second=0, microsecond=0)
        if local < begins:
            return begins
        if local.hour < last:
            return local
        local = local.replace(hour=0, minute=0) + timedelta(days=1)
