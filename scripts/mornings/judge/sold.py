"""Oversold: a unit that two had at one moment; double-booked: a person with two live bookings."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from scripts.mornings.judge.finding import Finding
from scripts.mornings.judge.ledger import Ledger, Row
from scripts.mornings.judge.network import Network

LIVE = {"held", "offered", "confirmed"}
_CLAIMS = """
    SELECT claim.id, unit_id, party, claim.state, created_at, confirmed_at,
      (SELECT min(at) FROM event WHERE claim_id = claim.id AND kind IN ('cancelled', 'moved')) AS given_up
    FROM claim"""
_TOO_MANY = """
    SELECT slot_id, count(*) AS live FROM claim JOIN unit ON unit.id = unit_id
    WHERE claim.state IN ('held', 'offered', 'confirmed')
    GROUP BY slot_id HAVING count(*) > (SELECT count(*) FROM unit AS u WHERE u.slot_id = unit.slot_id)"""
_TWICE = """
    SELECT phone, birth_date, twin, code, campaign_id, count(*) AS bookings
    FROM claim JOIN person ON person.id = person_id
    WHERE claim.state = 'confirmed' AND dose = 1
    GROUP BY phone, birth_date, twin, code, campaign_id HAVING count(*) > 1"""


def oversold(ledger: Ledger, _: Network) -> Iterator[Finding]:
    """Find units that were taken while somebody had them booked, and slots with more claims than units."""
    units: dict[int, list[Row]] = defaultdict(list)
    for row in ledger.rows(_CLAIMS):
        units[row["unit_id"]].append(row)
    for unit, claims in units.items():
        for one, other in _pairs(claims):
            rows = {
                "unit": unit,
                "claims": [one["id"], other["id"]],
                "parties": [one["party"], other["party"]],
            }
            yield Finding("oversold", "a unit was taken by two", rows)
    for row in ledger.rows(_TOO_MANY):
        yield Finding("oversold", "more people than units", row)


def _pairs(claims: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield who had the unit at one moment: both have it, or one took it while the other had booked it."""
    yield from combinations([each for each in claims if each["state"] in LIVE], 2)
    for booked in claims:
        if booked["confirmed_at"] is not None:
            for taken in claims:
                if taken is not booked and _between(booked, taken["created_at"]) and not _live(booked, taken):
                    yield booked, taken


def _live(*claims: Row) -> bool:
    return all(each["state"] in LIVE for each in claims)


def _between(booked: Row, at: Any) -> bool:
    return bool(booked["confirmed_at"] < at and (booked["given_up"] is None or at < booked["given_up"]))


def double_booked(ledger: Ledger, _: Network) -> Iterator[Finding]:
    """Find people with two live first doses."""
    for row in ledger.rows(_TWICE):
        yield Finding("double_booked", "a person has two live bookings", row)


RULES: tuple[Callable[[Ledger, Network], Iterator[Finding]], ...] = (oversold, double_booked)
