"""Times of clinics as a file has them and as they are there, and that no two of a clinic overlap; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from booking_core.loading.bad_file import BadFile

Key = tuple[int, datetime]  # a clinic, and the instant when the time starts


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A time of the file; a capacity of 0 withdraws it."""

    line: int
    clinic_id: int
    starts_at: datetime
    minutes: int
    release_id: int | None
    capacity: int

    @property
    def key(self) -> Key:
        return self.clinic_id, self.starts_at


@dataclass(frozen=True, slots=True)
class There:
    """A time that is there, with how many units it ever had and how many of them were withdrawn."""

    id: int
    clinic_id: int
    starts_at: datetime
    minutes: int
    release_id: int | None
    units: int
    withdrawn: int
    line: int = 0  # of no file

    @property
    def key(self) -> Key:
        return self.clinic_id, self.starts_at

    @property
    def capacity(self) -> int:
        return self.units - self.withdrawn

    def differs(self, wanted: Wanted) -> bool:
        mine = self.minutes, self.release_id, self.capacity
        return mine != (wanted.minutes, wanted.release_id, wanted.capacity)


def refuse_overlaps(times: Iterable[Wanted | There]) -> None:
    """Raise BadFile where a time of the file overlaps another of its clinic that is not withdrawn."""
    before: Wanted | There | None = None
    for each in sorted((time for time in times if time.capacity), key=lambda time: time.key):
        if before is not None and before.clinic_id == each.clinic_id and _end(before) > each.starts_at:
            there, line = sorted((before.line, each.line))
            where = f"the one on line {there}" if there else "one that is there already"
            if line:
                raise BadFile(line, "starts_at", f"overlaps {where}, at the same clinic")
        before = each


def _end(time: Wanted | There) -> datetime:
    return time.starts_at + timedelta(minutes=time.minutes)
