"""The clinics of a file: each is one place in one region and zone, however many rows name it."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select, update

from booking_core import tables
from booking_core.campaigns import Campaign
from booking_core.inserting import insert_once
from booking_core.loading.bad_file import BadFile


@dataclass(frozen=True, slots=True)
class Site:
    """A clinic as the file has it, since this line; `said` is what every row of it says, by column."""

    id: int
    zone: ZoneInfo
    line: int
    said: dict[str, str]


class Sites:
    """Writes each clinic when its first row is seen, and holds the other rows to that."""

    def __init__(self, tx: Connection, campaign: Campaign) -> None:
        self._tx = tx
        self._zone = campaign.timezone
        found = tx.execute(select(tables.region.c.name, tables.region.c.timezone))
        self._zones = {row.name: row.timezone for row in found if row.timezone}
        self._known: dict[str, Site] = {}

    def of(self, line: int, clinic: str, region: str, address: str, timezone: str | None) -> Site:
        """Return the clinic of a row; its zone is the row's, else its region's, else the campaign's."""
        zone = timezone or self._zones.get(region) or self._zone
        said = {"region": region, "address": address, "timezone": zone}
        known = self._known.get(clinic)
        if known is None:
            known = self._known[clinic] = Site(self._write(line, clinic, said), ZoneInfo(zone), line, said)
        for column, value in said.items():
            if known.said[column] != value:
                raise BadFile(line, column, f"is another than on line {known.line}, for the same clinic")
        return known

    def _write(self, line: int, clinic: str, said: dict[str, str]) -> int:
        insert_once(self._tx, tables.region, name=said["region"])
        region = select(tables.region.c.id).where(tables.region.c.name == said["region"]).scalar_subquery()
        values = {"region_id": region, "address": said["address"], "timezone": said["timezone"]}
        insert_once(self._tx, tables.clinic, name=clinic, **values)
        mine = tables.clinic.c.name == clinic
        there = self._tx.execute(select(tables.clinic.c.id, tables.clinic.c.timezone).where(mine)).one()
        if there.timezone != said["timezone"] and self._has_slots(there.id):
            fault = f"has times in {there.timezone}; a clinic that has times does not change its zone"
            raise BadFile(line, "timezone", fault)
        self._tx.execute(update(tables.clinic).where(mine).values(**values))
        return int(there.id)

    def _has_slots(self, clinic_id: int) -> bool:
        found = select(tables.slot.c.id).where(tables.slot.c.clinic_id == clinic_id).limit(1)
        return self._tx.execute(found).first() is not None
