"""Joining and leaving: a person stands in one open entry, whatever they do, and it keeps the earliest key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from booking_core.cohorts import Channel, Person
from booking_core.finding import is_person
from booking_core.tables import person
from booking_core.waitlist.entries import WAITING, Entry, Wish, entries
from booking_core.waitlist.tables import waitlist, waitlist_person


@dataclass(frozen=True, slots=True)
class Joins:
    """People who would wait together; `swaps` says that what they have stays until they accept an offer."""

    campaign_id: int
    person_ids: tuple[int, ...]
    wish: Wish
    key: int
    channel: Channel
    phone: str
    language: str
    swaps: bool


class AlreadyWaiting(Exception):
    """One of these people is on the waiting list already, with others."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(AlreadyWaiting.__doc__)
        self.entry = entry


def open_entries(tx: Connection, person_ids: Sequence[int]) -> list[Entry]:
    """Return the open entries of these people, the earliest first."""
    return _open(tx, waitlist_person.c.person_id.in_(person_ids))


def entries_of(tx: Connection, who: Person) -> list[Entry]:
    """Return the open entries of somebody, the earliest first."""
    return _open(tx, waitlist_person.c.person_id.in_(select(person.c.id).where(is_person(who))))


def entries_told(tx: Connection, phone: str, born: date) -> list[Entry]:
    """Return the open entries of whoever was born then and is told of offers on a number."""
    born_then = select(person.c.id).where(person.c.birth_date == born)
    return _open(tx, waitlist_person.c.person_id.in_(born_then), waitlist.c.phone == phone)


def stand(tx: Connection, joins: Joins, now: datetime) -> int:
    """Let people wait together, or change what they wait for; return their entry.

    Raises AlreadyWaiting where one of them waits with others, or without them.
    """
    found = open_entries(tx, joins.person_ids)
    if not found:
        return _make(tx, joins, now)
    mine = found[0]
    if len(found) > 1 or set(mine.person_ids) != set(joins.person_ids):
        raise AlreadyWaiting(mine)
    state = WAITING if mine.claim is None else mine.state
    values = _told(joins) | {"key": min(joins.key, mine.key), "state": state, "missed": 0, "changed_at": now}
    tx.execute(update(waitlist).where(waitlist.c.id == mine.id).values(**values))
    return mine.id


def dismiss(tx: Connection, entry_id: int) -> None:
    """Let nobody stand in an entry any more: it has come to its end."""
    mine = waitlist_person.c.waitlist_id == entry_id
    tx.execute(update(waitlist_person).where(mine).values(is_open=False))


def _open(tx: Connection, whose: ColumnElement[bool], *conditions: ColumnElement[bool]) -> list[Entry]:
    mine = select(waitlist_person.c.waitlist_id).where(whose, waitlist_person.c.is_open)
    return entries(tx, waitlist.c.id.in_(mine), *conditions)


def _make(tx: Connection, joins: Joins, now: datetime) -> int:
    of = {"campaign_id": joins.campaign_id, "key": joins.key, "channel": joins.channel, "state": WAITING}
    made = insert(waitlist).values(changed_at=now, **of, **_told(joins)).returning(waitlist.c.id)
    entry_id = int(tx.execute(made).scalar_one())
    here = {"waitlist_id": entry_id, "campaign_id": joins.campaign_id, "is_open": True}
    rows = [here | {"seat": seat, "person_id": each} for seat, each in enumerate(joins.person_ids)]
    tx.execute(insert(waitlist_person), rows)
    return entry_id


def _told(joins: Joins) -> dict[str, Any]:
    wish = joins.wish
    return {
        "phone": joins.phone,
        "language": joins.language,
        "regions": list(wish.regions),
        "clinics": list(wish.clinics),
        "not_before": wish.not_before,
        "not_after": wish.not_after,
        "swaps": joins.swaps,
    }


def told_at(tx: Connection, person_id: int, before: str | None, after: str) -> None:
    """Tell somebody's offers at their right number, where they were to be told at the wrong one."""
    mine = select(waitlist_person.c.waitlist_id).where(waitlist_person.c.person_id == person_id)
    theirs = waitlist.c.id.in_(mine) & (waitlist.c.phone == before)
    tx.execute(update(waitlist).where(theirs).values(phone=after))
