"""Load which region towns are in: `town,province,region`; the file is the whole table.

Which numbers are given out in a town is known to the phonenumbers library: its `geodata` has how they begin.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import phonenumbers
from pydantic import BaseModel
from sqlalchemy import Connection, delete

from booking_core.campaigns import campaign_of
from booking_core.loading.bad_file import BadFile
from booking_core.loading.batches import insert_all
from booking_core.loading.rows import read_rows
from booking_core.loading.travel import region_named, regions_by_name
from booking_core.loading.values import Name
from booking_core.origins import place_key
from booking_core.tables import origin


class TownRow(BaseModel):
    """A town of a province, a whole province, or a town in whatever province the carrier puts it."""

    town: Name = ""
    province: Name = ""
    region: Name


@dataclass(frozen=True, slots=True)
class TownsLoaded:
    """How many towns and provinces a file has, and how many exchanges are known to be theirs."""

    towns: int
    exchanges: int


def load_towns(tx: Connection, text: str) -> TownsLoaded:
    """Load a towns file in place of what was loaded before. Raises BadFile."""
    regions, seen = regions_by_name(tx), dict[str, int]()
    towns: dict[str, int] = {}
    for line, row in read_rows(text, TownRow):
        key = place_key(row.town, row.province)
        if key == place_key("", ""):
            raise BadFile(line, "town", "is empty, and so is the province")
        if seen.setdefault(key, line) != line:
            raise BadFile(line, "town", f"is on line {seen[key]} too")
        towns[key] = region_named(regions, line, "region", row.region)
    campaign = campaign_of(tx)
    exchanges = dict(_exchanges(towns, campaign.countries if campaign else ("CA",)))
    tx.execute(delete(origin))
    both = towns | exchanges
    insert_all(tx, origin, ({"key": key, "region_id": region_id} for key, region_id in both.items()))
    return TownsLoaded(len(towns), len(exchanges))


def _exchanges(towns: dict[str, int], countries: Iterable[str]) -> Iterator[tuple[str, int]]:
    from phonenumbers.geodata import GEOCODE_DATA  # noqa: PLC0415 - 100 MB, and only a load needs them

    callings = tuple(str(phonenumbers.country_code_for_region(country)) for country in countries)
    for prefix, names in GEOCODE_DATA.items():
        if prefix.startswith(callings):
            name = names.get("en") or next(iter(names.values()))
            town, _, province = name.rpartition(", ") if ", " in name else (name, "", "")
            region_id = towns.get(place_key(town, province), towns.get(place_key(town, "")))
            if region_id is not None:
                yield prefix, region_id
