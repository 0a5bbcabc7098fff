"""The campaign: what people are calling for, and the rules that hold for all of it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from json import loads
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Text, cast, select

from booking_core import tables
from booking_core.doses import SecondDose
from booking_core.looked_up import look_up
from booking_core.prepared import Prepared

COUNTRIES = ("CA",)
_ROW = tables.campaign.c
_SHOWN = (_ROW.id, _ROW.name, _ROW.timezone, _ROW.opens_at, cast(_ROW.rules, Text))
_DOSES = (_ROW.second_dose_days, _ROW.second_dose_tolerance_days)
_LAST = (_ROW.loaded.desc(), _ROW.id.desc())
_IN_FORCE = Prepared(select(*_SHOWN, *_DOSES).order_by(*_LAST).limit(1))
IN_FORCE = select(_ROW.id).order_by(*_LAST).limit(1)  # the id of the campaign whose file was loaded last


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign; `rules` holds what its file says of hours, countries and the like."""

    id: int
    name: str
    timezone: str
    second_dose: SecondDose | None = None
    opens_at: datetime | None = None
    rules: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries whose numbers we ring, two letters each; by the first, national numbers are read."""
        return tuple(self.rules.get("countries") or COUNTRIES)

    @property
    def bring(self) -> dict[str, str]:
        """What to bring to an appointment, by language, as far as the campaign says it itself."""
        return dict(self.rules.get("bring") or {})

    @property
    def country(self) -> str:
        """The two letters by which national numbers are read."""
        return self.countries[0]


def campaign_of(tx: Connection) -> Campaign | None:
    """Return the campaign that was loaded last, or None: then the hotline is open to everybody."""
    return look_up(tx, _in_force)


def _in_force(tx: Connection) -> Campaign | None:
    row = _IN_FORCE.first(tx)
    return None if row is None else _campaign(*row)


@lru_cache(maxsize=4)
def _campaign(
    campaign_id: int, name: str, timezone: str, opens_at: datetime | None, rules: str,
    days: int | None, tolerance: int,
) -> Campaign:  # fmt: skip
    """Return a row as a campaign: the same one while it is the same, for every step of every call asks."""
    second = SecondDose(days, tolerance) if days is not None else None
    return Campaign(campaign_id, name, timezone, second, opens_at, loads(rules))
