"""What must be so of the rows at every commit, whatever happened before; read from the database alone."""

from collections import Counter, defaultdict
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from booking_core import Database, campaign_of, metadata, tables

HAVE = {"held": tables.HELD, "confirmed": tables.BOOKED, "offered": tables.OFFERED}


def assert_sound(database: Database) -> None:
    """Raise AssertionError where the rows cannot all be true."""
    with database.reading() as look:
        rows = {name: look.execute(select(table)).all() for name, table in metadata.tables.items()}
        campaign = campaign_of(look)
    claims = {row.id: row for row in rows["claim"]}
    _each_unit_has_one_claim_at_most(rows, claims)
    _each_person_has_one_booking_at_most(claims.values())
    _parties_are_whole(claims.values())
    _second_doses_go_with_their_firsts(rows, claims, campaign)
    _offers_and_entries_agree(rows, claims)
    _what_is_booked_is_reminded_of(rows, claims)


def _each_unit_has_one_claim_at_most(rows: Any, claims: Any) -> None:
    carried = {row.claim_id: row for row in rows["unit"] if row.claim_id is not None}
    for claim_id, unit in carried.items():
        claim = claims[claim_id]
        assert (claim.unit_id, HAVE[claim.state]) == (unit.id, unit.state)
    for claim in claims.values():  # a hold that ran out may have lost its unit, nothing else may
        assert claim.id in carried or claim.state not in ("confirmed", "offered")
    live = Counter(claim.unit_id for claim in claims.values() if claim.state in HAVE)
    assert all(count == 1 for count in live.values())


def _each_person_has_one_booking_at_most(claims: Any) -> None:
    booked = [claim for claim in claims if claim.state == "confirmed"]
    assert all(claim.person_id is not None for claim in booked)
    assert len({(claim.person_id, claim.campaign_id, claim.dose) for claim in booked}) == len(booked)
    firsts = [claim.reference for claim in booked if claim.dose == 1]
    assert None not in firsts
    assert len(set(firsts)) == len(firsts)


def _parties_are_whole(claims: Any) -> None:
    groups = defaultdict(list)
    for claim in claims:
        if claim.dose == 1:
            groups[claim.lead_claim_id or claim.id].append(claim)
    for group in groups.values():
        assert sorted(claim.seat for claim in group) == list(range(len(group)))
        states = {claim.state for claim in group}
        assert "offered" not in states or states == {"offered"}
        assert not {"held", "confirmed"} <= states  # confirmed for all, or for none


def _second_doses_go_with_their_firsts(rows: Any, claims: Any, campaign: Any) -> None:
    slots = {row.id: row for row in rows["slot"]}
    at = {row.id: slots[row.slot_id] for row in rows["unit"]}
    zones = {row.id: row.timezone for row in rows["clinic"]}
    for second in claims.values():
        if second.dose == 2 and second.state == "confirmed":
            first = claims[second.first_claim_id]
            there, then = at[first.unit_id], at[second.unit_id]
            begin, end = campaign.second_dose.window(there.starts_at, ZoneInfo(zones[there.clinic_id]))
            assert first.state == "confirmed"
            assert first.person_id == second.person_id
            assert there.clinic_id == then.clinic_id
            assert begin <= then.starts_at < end


def _offers_and_entries_agree(rows: Any, claims: Any) -> None:
    offered = {claim.party for claim in claims.values() if claim.state == "offered"}
    entries = {f"waitlist:{row.id}": row for row in rows["waitlist"] if row.state == "offered"}
    assert offered == set(entries)
    told = {row.key for row in rows["errand"] if row.kind == "waitlist_offer"}
    for party, entry in entries.items():
        assert claims[entry.claim_id].party == party
        assert f"{entry.claim_id}:{entry.tries}" in told
    closed = {row.id for row in rows["waitlist"] if row.state in ("accepted", "left")}
    stand = [row for row in rows["waitlist_person"] if row.is_open]
    assert not closed & {row.waitlist_id for row in stand}
    assert len({row.person_id for row in stand}) == len(stand)


def _what_is_booked_is_reminded_of(rows: Any, claims: Any) -> None:
    owed = {row.key for row in rows["errand"] if row.kind == "reminder" and row.done_at is None}
    assert owed == {claim.id for claim in claims.values() if claim.state == "confirmed"}
