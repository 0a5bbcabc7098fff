"""Load clinics and capacity: `clinic,region,address,starts_at,minutes,capacity[,timezone][,release]`."""

from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, Field
from sqlalchemy import Connection, func, insert, select

from booking_core import tables
from booking_core.campaigns import Campaign, campaign_of
from booking_core.inserting import insert_once
from booking_core.loading.bad_file import BadFile
from booking_core.loading.rows import read_rows
from booking_core.loading.zones import known_zone


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is not None:
        raise ValueError("is the clinic's own local time, without an offset")
    return moment


Name = Annotated[str, Field(max_length=120)]


class ClinicRow(BaseModel):
    """One slot of one clinic; `starts_at` is the clinic's local time."""

    clinic: Name
    region: Name
    address: Annotated[str, Field(max_length=240)]
    starts_at: Annotated[datetime, AfterValidator(_local)]
    minutes: Annotated[int, Field(ge=1, le=24 * 60)]
    capacity: Annotated[int, Field(ge=1, le=10_000)]
    timezone: Annotated[str, AfterValidator(known_zone)] | None = None
    release: Name | None = None


def load_clinics(tx: Connection, text: str, *, weeks: int = 0) -> int:
    """Load a clinics file, its dates moved by whole weeks; returns how many units it added.

    Loading it again adds nothing; a larger capacity adds the difference. Raises BadFile.
    """
    rows = read_rows(text, ClinicRow)
    campaign = campaign_of(tx)
    if campaign is None:
        raise BadFile(1, "clinic", "load the campaign first")
    releases = _releases(tx, campaign)
    for line, row in enumerate(rows, start=2):
        if row.release is not None and row.release not in releases:
            raise BadFile(line, "release", f"the campaign has no release called {row.release}")
    return sum(_load(tx, campaign, row, releases.get(row.release or ""), weeks) for row in rows)


def _releases(tx: Connection, campaign: Campaign) -> dict[str, int]:
    row = tables.release
    found = tx.execute(select(row.c.name, row.c.id).where(row.c.campaign_id == campaign.id))
    return {each.name: each.id for each in found}


def _load(tx: Connection, campaign: Campaign, row: ClinicRow, release_id: int | None, weeks: int) -> int:
    zone = row.timezone or campaign.timezone
    clinic_id = _clinic(tx, row, zone)
    starts_at = (row.starts_at + timedelta(weeks=weeks)).replace(tzinfo=ZoneInfo(zone))
    same = {"clinic_id": clinic_id, "campaign_id": campaign.id, "starts_at": starts_at}
    insert_once(tx, tables.slot, **same, release_id=release_id, minutes=row.minutes)
    found = select(tables.slot.c.id).where(*(tables.slot.c[name] == value for name, value in same.items()))
    return _fill(tx, tx.execute(found).scalar_one(), row.capacity)


def _clinic(tx: Connection, row: ClinicRow, zone: str) -> int:
    insert_once(tx, tables.region, name=row.region)
    region_id = select(tables.region.c.id).where(tables.region.c.name == row.region).scalar_subquery()
    insert_once(
        tx, tables.clinic, name=row.clinic, region_id=region_id, address=row.address, timezone=zone
    )  # fmt: skip
    found = select(tables.clinic.c.id).where(tables.clinic.c.name == row.clinic)
    return int(tx.execute(found).scalar_one())


def _fill(tx: Connection, slot_id: int, capacity: int) -> int:
    there = tx.scalar(select(func.count()).where(tables.unit.c.slot_id == slot_id)) or 0
    fresh = [{"slot_id": slot_id, "seq": seq} for seq in range(there, capacity)]
    if fresh:
        tx.execute(insert(tables.unit), fresh)
    return len(fresh)
