"""Where people who are booked together can sit: in one slot, else in adjacent ones, else on one day; pure."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A slot with units that can be taken now."""

    id: int
    starts_at: datetime
    ends_at: datetime
    open: int


Seating = tuple[OpenSlot, ...]  # a slot for each person of the party


def seatings(slots: Sequence[OpenSlot], people: int, zone: ZoneInfo) -> Iterator[Seating]:
    """Yield what would do for the whole party, the best kind first and the earliest first within a kind.

    The slots are those of one clinic, in the order of time.
    """
    yield from ((slot,) * people for slot in slots if slot.open >= people)
    if people > 1:
        yield from _adjacent(slots, people)
        yield from _same_day(slots, people, zone)


def seatings_with(
    wanted: Container[int], slots: Sequence[OpenSlot], people: int, zone: ZoneInfo
) -> Iterator[Seating]:
    """Yield the same, but only what has one of the wanted slots in it."""
    found = seatings(slots, people, zone)
    yield from (seating for seating in found if any(slot.id in wanted for slot in seating))
    for _, day in groupby(slots, key=lambda slot: slot.starts_at.astimezone(zone).date()):
        there = sorted(
            day, key=lambda slot: slot.id not in wanted
        )  # where else it is filled from the morning
        if there[0].id in wanted and _room(there) >= people > 1:
            yield tuple(sorted(_filled(there, people), key=lambda slot: slot.starts_at))


def _adjacent(slots: Sequence[OpenSlot], people: int) -> Iterator[Seating]:
    for at, first in enumerate(slots):
        run = [first]
        for slot in slots[at + 1 :]:
            if slot.starts_at != run[-1].ends_at or _room(run) >= people:
                break
            run.append(slot)
        if len(run) > 1 and _room(run) >= people:
            yield _filled(run, people)


def _same_day(slots: Sequence[OpenSlot], people: int, zone: ZoneInfo) -> Iterator[Seating]:
    for _, day in groupby(slots, key=lambda slot: slot.starts_at.astimezone(zone).date()):
        there = list(day)
        if len(there) > 1 and _room(there) >= people:
            yield _filled(there, people)


def _room(slots: Sequence[OpenSlot]) -> int:
    return sum(slot.open for slot in slots)


def _filled(slots: Sequence[OpenSlot], people: int) -> Seating:
    seats = [slot for slot in slots for _ in range(slot.open)]
    return tuple(seats[:people])
