"""Load clinics and capacity: `clinic,region,address,starts_at,minutes,capacity[,timezone][,release]`."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field
from sqlalchemy import Connection

from booking_core.campaigns import Campaign, campaign_of
from booking_core.cohorts import Release
from booking_core.loading.bad_file import BadFile
from booking_core.loading.rows import read_rows
from booking_core.loading.sites import Sites
from booking_core.loading.slots import ClinicsLoaded, write_slots
from booking_core.loading.timetable import Key, Wanted
from booking_core.loading.values import LocalTime, Name, SpokenName, Zone, sayable
from booking_core.loading.zones import instant
from booking_core.releases import campaign_releases


class ClinicRow(BaseModel):
    """One time of one clinic; `starts_at` is the clinic's local time, and a capacity of 0 withdraws it."""

    clinic: SpokenName
    region: SpokenName
    address: Annotated[str, Field(max_length=240), AfterValidator(sayable)]
    starts_at: LocalTime
    minutes: Annotated[int, Field(ge=1, le=24 * 60)]
    capacity: Annotated[int, Field(ge=0, le=10_000)]
    timezone: Zone | None = None
    release: Name | None = None


def load_clinics(tx: Connection, text: str, *, now: datetime, weeks: int = 0) -> ClinicsLoaded:
    """Load a clinics file, its dates moved by whole weeks; loading it again changes what changed.

    A time that the file does not name stays as it is. Raises BadFile.
    """
    campaign = campaign_of(tx)
    if campaign is None:
        raise BadFile(0, "", "load the campaign first")
    wanted: dict[Key, Wanted] = {}
    for each in _wanted(tx, campaign, text, timedelta(weeks=weeks)):
        same = wanted.setdefault(each.key, each)
        if same is not each:
            raise BadFile(each.line, "starts_at", _twice(same, each))
    return write_slots(tx, campaign.id, wanted, now)


def _wanted(tx: Connection, campaign: Campaign, text: str, later: timedelta) -> Iterator[Wanted]:
    sites, releases = Sites(tx, campaign), {each.name: each for each in campaign_releases(tx)}
    for line, row in read_rows(text, ClinicRow):
        site = sites.of(line, row.clinic, row.region, row.address, row.timezone)
        try:
            starts_at = instant(row.starts_at + later, site.zone)
        except ValueError as error:
            raise BadFile(line, "starts_at", str(error)) from None
        yield Wanted(
            line=line,
            clinic_id=site.id,
            starts_at=starts_at,
            minutes=row.minutes,
            release_id=_release(line, row.release, starts_at, releases),
            capacity=row.capacity,
        )


def _release(line: int, name: str | None, starts_at: datetime, releases: dict[str, Release]) -> int | None:
    if name is None:
        return None
    found = releases.get(name)
    if found is None:
        raise BadFile(line, "release", f"the campaign has no release called {name}")
    if found.opens_at >= starts_at:
        raise BadFile(line, "release", "opens only when this time has begun")
    return found.id


def _twice(one: Wanted, other: Wanted) -> str:
    if one.release_id != other.release_id:
        return f"is on line {one.line} in another release; a time belongs to one release"
    return f"is on line {one.line} too, for the same clinic"
