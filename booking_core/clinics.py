"""Where people are seen."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from booking_core.tables import clinic, region

CLINIC = (  # the columns of a Clinic, over clinic joined to its region
    clinic.c.id.label("clinic_id"),
    clinic.c.name.label("clinic_name"),
    region.c.name.label("region_name"),
    clinic.c.address,
    clinic.c.timezone,
)


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the country, and how many units somebody may book there now."""

    id: int
    name: str
    open_units: int


@dataclass(frozen=True, slots=True)
class Clinic:
    """Where people are seen; its time zone is the one that is spoken and printed."""

    id: int
    name: str
    region: str
    address: str
    timezone: str

    def local(self, instant: datetime) -> datetime:
        return instant.astimezone(ZoneInfo(self.timezone))


@dataclass(frozen=True, slots=True)
class OpenClinic:
    """A clinic as offered: its open units, and whether an invitation code is asked there."""

    clinic: Clinic
    open_units: int
    asks_code: bool


@dataclass(frozen=True, slots=True)
class Area:
    """A region and all its clinics, whether or not anything is open there."""

    id: int
    name: str
    clinics: tuple[tuple[int, str], ...]  # id and name


def areas(tx: Connection) -> list[Area]:
    """Return every region that has clinics, in the order they were loaded."""
    found = select(region.c.id, region.c.name, clinic.c.id, clinic.c.name).join(clinic)
    there: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for region_id, name, clinic_id, clinic_name in tx.execute(found.order_by(region.c.id, clinic.c.id)):
        there.setdefault((region_id, name), []).append((clinic_id, clinic_name))
    return [Area(*key, tuple(clinics)) for key, clinics in there.items()]
