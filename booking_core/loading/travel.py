"""Load how far it is between regions: `from_region,to_region,minutes`; the file is the whole table."""

from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import Connection, delete, select

from booking_core.loading.bad_file import BadFile
from booking_core.loading.batches import insert_all
from booking_core.loading.rows import read_rows
from booking_core.loading.values import Name
from booking_core.tables import region, travel


class TravelRow(BaseModel):
    """One way; without a row of its own, the way back is as long."""

    from_region: Name
    to_region: Name
    minutes: Annotated[int, Field(ge=1, le=7 * 24 * 60)]


def load_travel(tx: Connection, text: str) -> int:
    """Load a travel file in place of what was loaded before; returns how many ways it has. Raises BadFile."""
    regions = regions_by_name(tx)
    seen: dict[tuple[int, int], int] = {}
    ways = []
    for line, row in read_rows(text, TravelRow):
        start = region_named(regions, line, "from_region", row.from_region)
        end = region_named(regions, line, "to_region", row.to_region)
        if start == end:
            raise BadFile(line, "to_region", "is where the way begins")
        if seen.setdefault((start, end), line) != line:
            raise BadFile(line, "to_region", f"is on line {seen[start, end]} too, from the same region")
        ways.append({"from_region_id": start, "to_region_id": end, "minutes": row.minutes})
    tx.execute(delete(travel))
    insert_all(tx, travel, ways)
    return len(ways)


def regions_by_name(tx: Connection) -> dict[str, int]:
    """Return the regions that clinics are in."""
    found = tx.execute(select(region.c.name, region.c.id).order_by(region.c.id))
    return {row.name: row.id for row in found}


def region_named(regions: dict[str, int], line: int, column: str, name: str) -> int:
    """Return a region; raises BadFile where there is none of that name."""
    if name not in regions:
        known = ", ".join(regions) or "none, for no clinics are loaded"
        raise BadFile(line, column, f"is no region; there are: {known}")
    return regions[name]
