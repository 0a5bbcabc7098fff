"""What became of everybody as it is written in SQL, put together with what they know themselves."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from booking_core import metadata
from queueing import key_of, party_of
from scripts.mornings.callers import Caller
from scripts.mornings.outcome import Outcome
from scripts.mornings.told import BOOKED, KEPT, NOTHING
from scripts.mornings.world import World

A_PERSON = "a person"  # the wish of who waits for an agent, with the language
FINAL = frozenset({"done", "left", "stopped"})


@dataclass(repr=False)
class Ledger:
    """The rows that matter, by what they are looked up by."""

    legs: dict[str, Row[Any]] = field(default_factory=dict)  # by call
    places: dict[int, Row[Any]] = field(default_factory=dict)
    claims: dict[str, list[Row[Any]]] = field(default_factory=dict)  # by party; first doses, the oldest first
    booked: dict[str, list[Row[Any]]] = field(default_factory=dict)  # by person: number and birth date


def written(world: World, callers: Iterable[Caller]) -> list[Outcome]:
    """Return the outcomes, by number."""
    with world.database.reading() as look:
        ledger = _read(look)
    return [_outcome(world, ledger, caller) for caller in callers]


def _read(look: Connection) -> Ledger:
    tables, ledger = metadata.tables, Ledger()
    claim, unit, slot = (tables[name] for name in ("claim", "unit", "slot"))
    clinic, region = tables["clinic"], tables["region"]
    ledger.legs = {row.call_sid: row for row in look.execute(select(tables["leg"]))}
    ledger.places = {row.id: row for row in look.execute(select(tables["place"]))}
    rows = (
        select(claim, clinic.c.name.label("clinic"), region.c.name.label("region"))
        .select_from(claim.join(unit, claim.c.unit_id == unit.c.id).join(slot).join(clinic).join(region))
        .where(claim.c.dose == 1)
        .order_by(claim.c.created_at, claim.c.seat)
    )
    for row in look.execute(rows):
        ledger.claims.setdefault(row.party, []).append(row)
    return ledger


def _outcome(world: World, ledger: Ledger, caller: Caller) -> Outcome:
    out = caller.out
    legs = [ledger.legs[sid] for sid in caller.calls if sid in ledger.legs]
    places = [ledger.places[id_] for id_ in sorted({leg.place_id for leg in legs if leg.place_id})]
    keys = [place.key for place in places] or [key_of(leg.answered_at, leg.id) for leg in legs]
    out.key = min(keys, default=None)
    mine = [caller.calls, [party_of(place.id) for place in places]]
    claims = [row for names in mine for name in names for row in ledger.claims.get(name, ())]
    claims += [row for place in places for row in _at_desks(ledger, place.id)]
    _served(world, caller, claims)
    if not out.told:
        out.told = KEPT if any(place.state not in FINAL for place in places) else NOTHING
    return out


def _served(world: World, caller: Caller, claims: list[Row[Any]]) -> None:
    out = caller.out
    if out.served is None and claims:
        out.served = _seconds(world, min(row.created_at for row in claims))
        out.by = "callback" if out.kept is not None else "keypad"
    out.wish = f"{A_PERSON}, {caller.person.language}" if out.by == "agent" else _wish(caller)
    confirmed = [row for row in claims if row.state == "confirmed"]
    if confirmed:
        out.booked, out.units = _seconds(world, confirmed[0].confirmed_at), len(confirmed)
        out.clinic, out.clinic_region, out.told = confirmed[0].clinic, confirmed[0].region, BOOKED


def _wish(caller: Caller) -> str:
    where = caller.region or caller.person.wants
    return f"{where}, {len(caller.person.births)}"


def _at_desks(ledger: Ledger, place_id: int) -> list[Row[Any]]:
    ends = f":{place_id}"
    return [
        row
        for party, rows in ledger.claims.items()
        if party.startswith("desk:") and party.endswith(ends)
        for row in rows
    ]


def _seconds(world: World, at: datetime) -> float:
    return round((at - world.start).total_seconds(), 3)
