"""What became of everybody as it is written in SQL, put together with what they know themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import Connection, Row, select

from booking_core import metadata
from queueing import key_of, party_of
from scripts.mornings.callers import Caller
from scripts.mornings.crowd import ANYWHERE
from scripts.mornings.outcome import Outcome
from scripts.mornings.reasons import Course, explain
from scripts.mornings.told import BOOKED, KEPT, NOTHING
from scripts.mornings.world import World

SERVING = "serving"
A_PLACE = party_of(0).removesuffix("0")  # what the parties of places begin with
CLASS_OF_UNITS = 4  # words
MISSES = frozenset({"busy", "no_answer", "machine", "silent", "failed"})
FINAL = frozenset({"done", "left", "stopped"})


@dataclass(repr=False)
class Ledger:
    """The rows that matter, by what they are looked up by."""

    legs: dict[str, Row[Any]] = field(default_factory=dict)  # by call
    places: dict[int, Row[Any]] = field(default_factory=dict)
    claims: dict[str, list[Row[Any]]] = field(default_factory=dict)  # by party; first doses, the oldest first
    parties: dict[str, str] = field(default_factory=dict)  # the names of parties, by claim
    at_desks: dict[int, list[Row[Any]]] = field(default_factory=dict)  # claims, by place
    moves: dict[int, list[Row[Any]]] = field(default_factory=dict)  # of each place, the oldest first
    offers: dict[int, list[datetime]] = field(default_factory=dict)  # when a desk was each place's
    regions: dict[int, str] = field(default_factory=dict)  # their names


def written(world: World, callers: Sequence[Caller]) -> list[Outcome]:
    """Return the outcomes, by number."""
    with world.database.reading() as look:
        ledger = _read(look)
    found = [_outcome(world, ledger, caller) for caller in callers]
    explain(found, {caller.person.number: _course(world, ledger, caller) for caller in callers})
    return found


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
        .order_by(claim.c.created_at, claim.c.seat, claim.c.unit_id)
    )
    for row in look.execute(rows):
        ledger.claims.setdefault(row.party, []).append(row)
        ledger.parties[row.id] = row.party
        if row.party.startswith("desk:"):
            ledger.at_desks.setdefault(int(row.party.rpartition(":")[2]), []).append(row)
    ledger.regions = {row.id: row.name for row in look.execute(select(region))}
    _read_moves(look, ledger)
    return ledger


def _read_moves(look: Connection, ledger: Ledger) -> None:
    move, offer = metadata.tables["place_event"], metadata.tables["desk_event"]
    for row in look.execute(select(move).order_by(move.c.place_id, move.c.version)):
        ledger.moves.setdefault(row.place_id, []).append(row)
    kept = (offer.c.state == "connecting") & (offer.c.why == "calling")  # for who is called back
    offered = select(offer.c.place_id, offer.c.at).where(kept | (offer.c.state == "offered"))
    for place_id, at in look.execute(offered.order_by(offer.c.at)):
        ledger.offers.setdefault(place_id, []).append(at)


def _outcome(world: World, ledger: Ledger, caller: Caller) -> Outcome:
    out = caller.out
    legs = [ledger.legs[sid] for sid in caller.calls if sid in ledger.legs]
    places = [ledger.places[id_] for id_ in sorted({leg.place_id for leg in legs if leg.place_id})]
    mine = [caller.calls, [party_of(place.id) for place in places]]
    claims = [row for names in mine for name in names for row in ledger.claims.get(name, ())]
    claims += [row for place in places for row in ledger.at_desks.get(place.id, ())]
    out.key = key(ledger, caller.calls, claims)
    claims += of_the_list(ledger, [world.exchange.placed.get(sid, {}) for sid in caller.calls])
    _served(world, ledger, caller, claims)
    turns = (row.id for place in places for row in ledger.moves.get(place.id, ()) if row.kind == "turn")
    out.serial = min(turns, default=0)
    if out.told == BOOKED and out.booked is None:
        world.wrong.append("somebody was told that they have an appointment, and have none")
    if not out.told:
        out.told = KEPT if any(place.state not in FINAL for place in places) else NOTHING
    return replace(out, on_phone=out.on_phone + caller.seconds_up())


def of_the_list(ledger: Ledger, calls: Iterable[dict[str, Any]]) -> list[Row[Any]]:
    """Return the claims that these calls of ours were made to offer: once, however often we called."""
    parties = {ledger.parties.get(offered_claim(terms), ""): None for terms in calls}
    return [row for party in parties for row in ledger.claims.get(party, ())]


def offered_claim(terms: dict[str, Any]) -> str:
    """Return the claim that one of our calls was made to offer, as its address names it; none of another."""
    return next(iter(parse_qs(urlsplit(str(terms.get("Url", ""))).query).get("claim", ())), "")


def key(ledger: Ledger, sids: Sequence[str], claims: Sequence[Row[Any]]) -> int | None:
    """Return the key under which units were first held for them, or an agent answered; else the earliest."""
    legs = [ledger.legs[sid] for sid in sids if sid in ledger.legs]
    places = {leg.place_id: ledger.places[leg.place_id].key for leg in legs if leg.place_id}
    calls = {leg.call_sid: key_of(leg.counts_from or leg.answered_at, leg.id) for leg in legs}
    if claims:
        party = min(claims, key=lambda row: row.created_at).party
        return calls.get(party) or places[int(party.rpartition(":")[2])]
    answered = [places[at] for at in places if SERVING in (row.state for row in ledger.moves.get(at, ()))]
    return min(answered or places.values() or calls.values(), default=None)


def wish_of_turn(ledger: Ledger, claims: Sequence[Row[Any]]) -> str:
    """Return what a place waited for when units were first held for it; empty where no place had them."""
    first = min(claims, key=lambda row: row.created_at, default=None)
    if first is None or not first.party.startswith(A_PLACE):
        return ""
    moves = ledger.moves.get(int(first.party.removeprefix(A_PLACE)), ())
    there = [row.wish_class for row in moves if row.at <= first.created_at][-1:]
    words = there[0].split(".") if there else []  # keys, region, releases, people
    if len(words) < CLASS_OF_UNITS:
        return ""
    return f"{words[1] if words[1] == ANYWHERE else ledger.regions[int(words[1])]}, {words[-1]}"


def _served(world: World, ledger: Ledger, caller: Caller, claims: list[Row[Any]]) -> None:
    out = caller.out
    if out.served is None and claims:
        out.served = _seconds(world, min(row.created_at for row in claims))
        out.by = "callback" if out.kept is not None else "keypad"
    out.wish = out.wish or wish_of_turn(ledger, claims) or _wish(caller)
    confirmed = [row for row in claims if row.state == "confirmed"]
    if confirmed:
        out.booked, out.units = _seconds(world, confirmed[0].confirmed_at), len(confirmed)
        out.clinic, out.clinic_region, out.told = confirmed[0].clinic, confirmed[0].region, BOOKED


def _wish(caller: Caller) -> str:
    where = caller.region or caller.person.wants
    return f"{where}, {len(caller.person.births)}"


def _course(world: World, ledger: Ledger, caller: Caller) -> Course:
    """Return what became of their place; who was let in straight had none, and their wish was the turn."""
    theirs = {ledger.legs[sid].place_id for sid in caller.calls if sid in ledger.legs} - {None}
    ids = of_the_key(ledger, sorted(theirs), caller.out.key)
    rows = [row for id_ in ids for row in ledger.moves.get(id_, ())]
    states = [(_seconds(world, row.at), condition(row.state, row.kind)) for row in rows]
    wishes = [(_seconds(world, row.at), row.wish_class) for row in rows]
    offers = [_seconds(world, at) for id_ in ids for at in ledger.offers.get(id_, ())]
    joined = [_seconds(world, ledger.places[id_].joined_at) for id_ in ids]
    return Course(min(joined, default=caller.out.served), sorted(states), sorted(wishes), sorted(offers))


def of_the_key(ledger: Ledger, ids: list[int], key: int | None) -> list[int]:
    """Return the place of this key; who called from several telephones had several, each with its course."""
    return [each for each in ids if ledger.places[each].key == key] or ids


def condition(state: str, kind: str) -> str:
    """Return the state that a move led to; of who did not answer, that they did not."""
    return "missed" if state == "promised" and kind in MISSES else state


def _seconds(world: World, at: datetime) -> float:
    return round((at - world.start).total_seconds(), 3)
