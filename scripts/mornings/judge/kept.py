"""Lost: places, promises and errands that nothing moves on any more, and calls whose place is not theirs."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from scripts.mornings.judge.finding import Finding
from scripts.mornings.judge.ledger import Ledger
from scripts.mornings.judge.network import Network

A_WHILE = timedelta(minutes=1)  # for the clock to have swept
OWED = timedelta(minutes=3)  # for a worker to have come back to it
A_MOMENT = timedelta(seconds=30)  # for what has just been moved to be heard of
ENDLESS = {
    "a place has neither an end nor a deadline": """
        SELECT id, state, deadline FROM place
        WHERE (deadline IS NULL) <> (state IN ('done', 'left', 'stopped'))""",
    "a place is promised a callback, and none is owed": """
        SELECT id, state, why FROM place
        WHERE state IN ('promised', 'dialling', 'called') AND why <> 'drawn'
          AND NOT EXISTS (SELECT 1 FROM promise WHERE place_id = place.id AND ended_at IS NULL)""",
    "a callback is owed to a place that waits for none": """
        SELECT place.id, state, why FROM place JOIN promise ON place_id = place.id
        WHERE ended_at IS NULL AND state NOT IN ('promised', 'dialling', 'called', 'waiting', 'serving')""",
    "a callback is owed, and has no due date": """
        SELECT place_id, agreed_at FROM promise WHERE ended_at IS NULL AND due IS NULL""",
    "a booking has no unit": """
        SELECT claim.id, party, unit.state, unit.claim_id FROM claim JOIN unit ON unit.id = unit_id
        WHERE claim.state = 'confirmed' AND (unit.state <> 2 OR unit.claim_id <> claim.id)""",
    "a unit is booked by nobody": """
        SELECT unit.id, unit.claim_id FROM unit LEFT JOIN claim ON claim.id = claim_id
        WHERE unit.state = 2 AND (claim.id IS NULL OR claim.state <> 'confirmed')""",
}
LATE = {
    "a place is past its deadline, and nobody has looked": (
        "SELECT id, state, deadline AS due FROM place WHERE deadline IS NOT NULL", A_WHILE,
    ),
    "an errand is owed, and nobody carries it out": (
        "SELECT id, kind, key, due, fence, error FROM errand WHERE done_at IS NULL", OWED,
    ),
}  # fmt: skip


def endless(ledger: Ledger, _: Network) -> Iterator[Finding]:
    """Find what has no end, no deadline and no due date."""
    for why, query in ENDLESS.items():
        for row in ledger.rows(query):
            yield Finding("lost", why, row)


def late(ledger: Ledger, seen: Network) -> Iterator[Finding]:
    """Find what was due, and is not done."""
    for why, (query, patience) in LATE.items():
        for row in ledger.rows(query):
            if row["due"] < seen.ends - patience:
                yield Finding("lost", why, row)


def on_the_phone(ledger: Ledger, seen: Network) -> Iterator[Finding]:
    """Find callers who wait on the phone at a place that is not theirs in the ledger."""
    places = {row["id"]: row for row in ledger.rows("SELECT id, state, call_sid, changed_at FROM place")}
    for call, lines in seen.of_calls.items():
        waits = re.fullmatch(r"/voice/wait\?.*\bplace=(\d+).*", lines[-1]["leads"])
        if waits is None or call in seen.hung_up:
            continue
        place = places.get(int(waits[1]))
        if place is None or (not _expects(place, call) and place["changed_at"] < seen.ends - A_MOMENT):
            yield Finding(
                "lost",
                "somebody waits on the phone, and the ledger does not know",
                {"call": call} | (place or {}),
            )


def _expects(place: dict[str, str | datetime], call: str) -> bool:
    return place["state"] in {"waiting", "serving"} and place["call_sid"] == call


RULES: tuple[Callable[[Ledger, Network], Iterator[Finding]], ...] = (endless, late, on_the_phone)
