"""How far it is from one region to the others, and what can be had there: what `nearest` is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import BindParameter, Connection, bindparam, or_, select

from booking_core.cohorts import Person
from booking_core.letters import letters
from booking_core.looked_up import look_up
from booking_core.nearest import Nearest, RegionSupply, nearest
from booking_core.people import with_letters
from booking_core.prepared import Prepared
from booking_core.releases import Releases, campaign_releases, region_names
from booking_core.tables import origin, region, travel
from booking_core.tally import tallies


def nearest_to(
    tx: Connection, releases: Releases, region_id: int, people: Sequence[Person], now: datetime
) -> Nearest | None:
    """Return where these people could go from a region; None where there is no such region."""
    home = region_names(tx).get(region_id)
    if home is None:
        return None
    clinics = releases.clinics(tx, None, people, now)
    there = supplies(tx, releases, people, now)
    return nearest(home, clinics, there, minutes_from(tx, region_id), len(people))


def region_called(tx: Connection, name: str) -> tuple[int, str] | None:
    """Return the id and name of a region by its letters, or by a town's that is in just one; else None."""
    wanted = letters(name)
    if not wanted:
        return None
    regions = select(region.c.id, region.c.name)
    for id_, each in tx.execute(regions.order_by(region.c.id)):
        if letters(each) == wanted:
            return id_, each
    towns = origin.c.key.startswith(f"{wanted},")
    there = tx.execute(regions.join(origin).where(towns).distinct().limit(2)).all()
    return (there[0].id, there[0].name) if len(there) == 1 else None


def minutes_from(tx: Connection, region_id: int) -> dict[str, int]:
    """Return the minutes from a region by region, itself at 0; without a way there, the way back counts."""
    found = _WAYS.all(tx, region=region_id)
    back = {start: minutes for start, end, minutes in found if end == region_id}
    there = {end: minutes for start, end, minutes in found if start == region_id}
    known = back | there | {region_id: 0}
    return {name: known[id_] for id_, name in region_names(tx).items() if id_ in known}


def supplies(
    tx: Connection, releases: Releases, people: Sequence[Person], now: datetime
) -> list[RegionSupply]:
    """Return what these people may book in each region, and when more opens to them there."""
    known, all_of_them = with_letters(tx, people), campaign_releases(tx)
    seen = {0, *(each.id for each in all_of_them if each.may_see(known, releases.channel, now))}
    coming = {
        each.id: each.opens_at
        for each in all_of_them
        if each.opens_at > now and each.may_see(known, releases.channel, each.opens_at)
    }
    names = region_names(tx)
    found: dict[int, RegionSupply] = {}
    for each in sorted(look_up(tx, tallies, now), key=lambda each: each.region_id):
        there = found.get(each.region_id) or RegionSupply(names[each.region_id], 0, 0, 0, None)
        if each.release in seen:
            found[each.region_id] = replace(
                there,
                open=there.open + each.open,
                held=there.held + each.held,
                booked=there.booked + each.booked,
            )
        elif each.release in coming and each.open:
            opens_at = min(coming[each.release], there.opens_at or coming[each.release])
            found[each.region_id] = replace(there, opens_at=opens_at)
    return list(found.values())


_HERE: BindParameter[int] = bindparam("region")
_WAYS = Prepared(
    select(travel.c.from_region_id, travel.c.to_region_id, travel.c.minutes).where(
        or_(travel.c.from_region_id == _HERE, travel.c.to_region_id == _HERE)
    )
)
