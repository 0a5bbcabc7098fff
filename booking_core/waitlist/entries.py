"""Entries of the waiting list: what each waits for, and how they are read in the order of their keys."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, or_, select, tuple_

from booking_core.claims import CONFIRMED, OFFERED
from booking_core.cohorts import Person
from booking_core.people import PERSON, with_letters
from booking_core.tables import claim, person, unit
from booking_core.waitlist.tables import waitlist, waitlist_person

WAITING, ACCEPTED, LEFT, UNREACHED = "waiting", "accepted", "left", "unreached"
OPEN = (WAITING, OFFERED, UNREACHED)
AT_ONCE = 200  # entries read at a time


@dataclass(frozen=True, slots=True)
class Wish:
    """Where and when somebody would come; nothing named is anywhere. Days are the clinic's own."""

    regions: tuple[int, ...] = ()
    clinics: tuple[int, ...] = ()
    not_before: date | None = None
    not_after: date | None = None

    def fits(self, clinic_id: int, region_id: int, day: date) -> bool:
        """Tell whether they would come there on that day."""
        anywhere = not self.regions and not self.clinics
        there = anywhere or clinic_id in self.clinics or region_id in self.regions
        soon = self.not_after is None or day <= self.not_after
        return there and soon and (self.not_before is None or self.not_before <= day)


@dataclass(frozen=True, slots=True)
class Entry:
    """One to five people who wait together; `claim` is the offer that they have just now."""

    id: int
    campaign_id: int
    key: int
    channel: str
    phone: str
    language: str
    swaps: bool
    state: str
    claim: str | None
    deadline: datetime | None
    tries: int
    missed: int
    wish: Wish
    people: tuple[Person, ...]
    person_ids: tuple[int, ...]
    refused: frozenset[int]  # slots that were offered before, and not taken

    @property
    def party(self) -> str:
        """The name of its claims."""
        return party_of(self.id)


def party_of(entry_id: int) -> str:
    return f"waitlist:{entry_id}"


def entry_named(party: str) -> int | None:
    """Return the entry whose claims have this name."""
    kind, _colon, entry_id = party.partition(":")
    return int(entry_id) if kind == "waitlist" else None


def entries(tx: Connection, *conditions: ColumnElement[bool], limit: int = AT_ONCE) -> list[Entry]:
    """Return entries under these conditions, in the order of their keys."""
    found = select(waitlist).where(*conditions).order_by(waitlist.c.key, waitlist.c.id).limit(limit)
    rows = tx.execute(found).all()
    ids = [row.id for row in rows]
    who, refused = _people(tx, ids), _refused(tx, ids)
    return [_entry(row, who[row.id], refused[party_of(row.id)]) for row in rows]


def in_order(tx: Connection, campaign_id: int) -> Iterator[Entry]:
    """Look at those who wait and have nothing else, in the order of their keys, some at a time."""
    row = waitlist.c
    waits = (row.campaign_id == campaign_id, row.state == WAITING, or_(row.swaps, ~_has_booking()))
    some = entries(tx, *waits)
    while some:
        yield from some
        last = tuple_(row.key, row.id) > tuple_(some[-1].key, some[-1].id)
        some = entries(tx, *waits, last)


def _has_booking() -> ColumnElement[bool]:
    theirs = waitlist_person.join(claim, claim.c.person_id == waitlist_person.c.person_id)
    has = (claim.c.state == CONFIRMED) & (claim.c.campaign_id == waitlist.c.campaign_id) & (claim.c.dose == 1)
    mine = waitlist_person.c.waitlist_id == waitlist.c.id
    return exists(select(claim.c.id).select_from(theirs).where(mine, has).correlate(waitlist))


def _entry(row: Any, who: Sequence[tuple[int, Person]], refused: set[int]) -> Entry:
    return Entry(
        id=row.id,
        campaign_id=row.campaign_id,
        key=row.key,
        channel=row.channel,
        phone=row.phone,
        language=row.language,
        swaps=row.swaps,
        state=row.state,
        claim=row.claim_id,
        deadline=row.deadline,
        tries=row.tries,
        missed=row.missed,
        wish=Wish(tuple(row.regions), tuple(row.clinics), row.not_before, row.not_after),
        people=tuple(each for _, each in who),
        person_ids=tuple(person_id for person_id, _ in who),
        refused=frozenset(refused),
    )


def _people(tx: Connection, ids: Sequence[int]) -> dict[int, list[tuple[int, Person]]]:
    found = (
        select(waitlist_person.c.waitlist_id, person.c.id, *PERSON)
        .select_from(waitlist_person.join(person))
        .where(waitlist_person.c.waitlist_id.in_(ids))
        .order_by(waitlist_person.c.seat)
    )
    rows = tx.execute(found).all()
    known = with_letters(tx, [Person(*row[2:]) for row in rows])
    who: dict[int, list[tuple[int, Person]]] = defaultdict(list)
    for row, each in zip(rows, known, strict=True):
        who[row.waitlist_id].append((row.id, each))
    return who


def _refused(tx: Connection, ids: Sequence[int]) -> dict[str, set[int]]:
    there = claim.join(unit, claim.c.unit_id == unit.c.id)
    past = claim.c.party.in_([party_of(each) for each in ids]) & (claim.c.state != OFFERED)
    slots: dict[str, set[int]] = defaultdict(set)
    for party, slot_id in tx.execute(select(claim.c.party, unit.c.slot_id).select_from(there).where(past)):
        slots[party].add(slot_id)
    return slots
