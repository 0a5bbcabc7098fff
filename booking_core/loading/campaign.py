"""Load a campaign: its name, zone, releases, cohorts and dose rule, from a TOML file."""

import tomllib
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, NaiveDatetime, ValidationError
from sqlalchemy import Connection, Table, select, update

from booking_core import tables
from booking_core.cohorts import Cohort
from booking_core.inserting import insert_once
from booking_core.loading.bad_file import BadFile
from booking_core.loading.zones import known_zone

Name = Annotated[str, Field(max_length=120)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CohortSection(_Section):
    """Who a release is for, by birth date; an end left out is open."""

    born_from: date | None = None
    born_until: date | None = None


class ReleaseSection(_Section):
    """One release; `opens` is local time in the campaign's zone."""

    name: Name
    opens: NaiveDatetime
    channels: list[Literal["phone", "agent", "callback"]] = ["phone", "agent", "callback"]
    asks_code: bool = False
    cohort: CohortSection = CohortSection()


class SecondDoseSection(_Section):
    """Days between the doses, and how many days earlier or later will do."""

    days: Annotated[int, Field(ge=1)]
    tolerance_days: Annotated[int, Field(ge=0)] = 0


class CampaignFile(_Section):
    """The whole file."""

    name: Name
    timezone: Annotated[str, AfterValidator(known_zone)]
    countries: Annotated[list[Annotated[str, Field(pattern="^[A-Z]{2}$")]], Field(min_length=1)] = ["CA"]
    opens: NaiveDatetime | None = None
    second_dose: SecondDoseSection | None = None
    hours: dict[str, list[str]] = {}
    release: list[ReleaseSection] = []


def load_campaign(tx: Connection, text: str, *, weeks: int = 0) -> str:
    """Load a campaign file, its dates moved by whole weeks; loading it again changes what changed.

    Returns the campaign's name. Raises BadFile.
    """
    file = _read(text)
    zone = ZoneInfo(file.timezone)

    def instant(local: datetime) -> datetime:
        return (local + timedelta(weeks=weeks)).replace(tzinfo=zone)

    campaign_id = _write(tx, tables.campaign, {"name": file.name}, _campaign_values(file, instant))
    for release in file.release:
        values = {
            "opens_at": instant(release.opens),
            "channels": list(release.channels),
            "asks_code": release.asks_code,
            "cohort": Cohort(**release.cohort.model_dump()).stored(),
        }
        _write(tx, tables.release, {"campaign_id": campaign_id, "name": release.name}, values)
    return file.name


def _read(text: str) -> CampaignFile:
    try:
        return CampaignFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadFile(0, "the file", f"is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        fault = first["msg"].removeprefix("Value error, ")
        raise BadFile(0, ".".join(str(step) for step in first["loc"]), fault) from error


def _campaign_values(file: CampaignFile, instant: Any) -> dict[str, Any]:
    second = file.second_dose
    return {
        "timezone": file.timezone,
        "second_dose_days": second.days if second else None,
        "second_dose_tolerance_days": second.tolerance_days if second else 0,
        "opens_at": instant(file.opens) if file.opens else None,
        "rules": {"countries": file.countries, "hours": file.hours},
    }


def _write(tx: Connection, table: Table, same: dict[str, Any], values: dict[str, Any]) -> int:
    """Insert or update the row that `same` names; returns its id."""
    where = [table.c[name] == value for name, value in same.items()]
    if not insert_once(tx, table, **same, **values):
        tx.execute(update(table).where(*where).values(**values))
    return int(tx.execute(select(table.c.id).where(*where)).scalar_one())
