"""Load a campaign from a TOML file: its name, zone, hours, draw, regions, releases, cohorts, dose rule."""

import tomllib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, StrictBool, ValidationError, model_validator
from sqlalchemy import Connection, Table, delete, func, select, update

from booking_core import tables
from booking_core.inserting import insert_once
from booking_core.loading.bad_file import BadFile
from booking_core.loading.bring import BringSection
from booking_core.loading.callbacks import CallbacksSection
from booking_core.loading.cohorts import CohortSection, Country, Section
from booking_core.loading.faults import sentence
from booking_core.loading.hours import DrawSection, HoursSection
from booking_core.loading.values import Name, Opening, SpokenName, Zone
from booking_core.loading.zones import instant

Channel = Literal["phone", "agent", "callback"]
CHANNELS: tuple[Channel, ...] = ("phone", "agent", "callback")


class RegionSection(Section):
    """A region whose clinics are in another zone than the campaign's."""

    name: SpokenName
    timezone: Zone | None = None


class ReleaseSection(Section):
    """One release; `opens` is local time in the campaign's zone."""

    name: Name
    opens: Opening
    channels: tuple[Channel, ...] = CHANNELS
    asks_code: StrictBool = False
    cohort: CohortSection = CohortSection()

    @model_validator(mode="after")
    def _born_by_then(self) -> Self:
        if self.cohort.born_from and self.cohort.born_from > self.opens.date():
            raise ValueError("opens before anybody whom it admits is born")
        return self


class SecondDoseSection(Section):
    """Days between the doses, and how many days earlier or later will do."""

    days: Annotated[int, Field(ge=1)]
    tolerance_days: Annotated[int, Field(ge=0)] = 0


class CampaignFile(Section):
    """The whole file."""

    name: Name
    timezone: Zone
    countries: Annotated[tuple[Country, ...], Field(min_length=1)] = ("CA",)
    opens: Opening | None = None
    second_dose: SecondDoseSection | None = None
    hours: HoursSection | None = None
    draw: DrawSection = DrawSection(on=False)
    callbacks: CallbacksSection = CallbacksSection()
    bring: BringSection = BringSection()
    region: tuple[RegionSection, ...] = ()
    release: tuple[ReleaseSection, ...] = ()

    @model_validator(mode="after")
    def _has_an_opening(self) -> Self:
        if self.draw.on and self.hours is None and self.opens is None:
            raise ValueError(
                "[draw] needs [hours] or opens: a line that never closes has no opening to draw for"
            )
        return self

    def rules(self, later: timedelta) -> dict[str, Any]:
        """Return what holds for all of it: `countries`, `hours`, `draw`, `callbacks` and `bring`."""
        return {
            "countries": list(self.countries),
            "hours": self.hours.stored(later) if self.hours else {},
            "draw": self.draw.stored(),
            "callbacks": self.callbacks.stored(later),
            "bring": self.bring.stored(),
        }


def load_campaign(tx: Connection, text: str, *, weeks: int = 0) -> str:
    """Load a campaign file, its dates moved by whole weeks; loading it again changes what changed.

    Returns the campaign's name. Raises BadFile.
    """
    file = _read(text)
    zone, later = ZoneInfo(file.timezone), timedelta(weeks=weeks)

    def moment(local: datetime, where: str) -> datetime:
        try:
            return instant(local + later, zone)
        except ValueError as error:
            raise BadFile(0, where, str(error)) from None

    last = tx.scalar(select(func.max(tables.campaign.c.loaded))) or 0
    values = _campaign_values(file, moment) | {"rules": file.rules(later), "loaded": last + 1}
    campaign_id = _write(tx, tables.campaign, {"name": file.name}, values)
    _write_regions(tx, file.region)
    for release in file.release:
        values = {
            "opens_at": moment(release.opens, f'release "{release.name}", opens'),
            "channels": list(release.channels),
            "asks_code": release.asks_code,
            "cohort": release.cohort.cohort(file.countries).stored(),
        }
        _write(tx, tables.release, {"campaign_id": campaign_id, "name": release.name}, values)
    _drop_others(tx, campaign_id, [release.name for release in file.release])
    return file.name


def _read(text: str) -> CampaignFile:
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFile(0, "", f"is not TOML: {error}") from error
    try:
        file = CampaignFile.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadFile(0, _where(first["loc"], said), sentence(first)) from error
    names_of = {
        "region": [each.name for each in file.region],
        "release": [each.name for each in file.release],
    }
    for kind, names in names_of.items():
        for name in names:
            if names.count(name) > 1:
                raise BadFile(0, f'{kind} "{name}"', "is there twice")
    return file


def _where(path: Iterable[str | int], said: Any) -> str:
    """Return the way to a value in words: `release "first", cohort, birth_months`."""
    words: list[str] = []
    for step in path:
        try:
            said = said[step]
        except (LookupError, TypeError):
            said = None
        if isinstance(step, str):
            words.append(step)
        elif isinstance(said, dict):
            words[-1] += f' "{said["name"]}"' if "name" in said else f" {step + 1}"
    return ", ".join(words)


def _campaign_values(file: CampaignFile, moment: Callable[[datetime, str], datetime]) -> dict[str, Any]:
    second = file.second_dose
    return {
        "timezone": file.timezone,
        "second_dose_days": second.days if second else None,
        "second_dose_tolerance_days": second.tolerance_days if second else 0,
        "opens_at": moment(file.opens, "opens") if file.opens else None,
    }


def _write_regions(tx: Connection, regions: Iterable[RegionSection]) -> None:
    tx.execute(update(tables.region).values(timezone=None))
    for region in regions:
        _write(tx, tables.region, {"name": region.name}, {"timezone": region.timezone})


def _drop_others(tx: Connection, campaign_id: int, names: Iterable[str]) -> None:
    row = tables.release.c
    gone = (row.campaign_id == campaign_id) & row.name.notin_(names)
    has_times = select(tables.slot.c.id).where(tables.slot.c.release_id == row.id).exists()
    kept = tx.scalar(select(row.name).where(gone, has_times).limit(1))
    if kept is not None:
        raise BadFile(0, f'release "{kept}"', "is no longer there, but clinics have times in it")
    tx.execute(delete(tables.release).where(gone))


def _write(tx: Connection, table: Table, same: dict[str, Any], values: dict[str, Any]) -> int:
    """Insert or update the row that `same` names; returns its id."""
    where = [table.c[name] == value for name, value in same.items()]
    if not insert_once(tx, table, **same, **values):
        tx.execute(update(table).where(*where).values(**values))
    return int(tx.execute(select(table.c.id).where(*where)).scalar_one())
