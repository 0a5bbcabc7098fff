"""Lost: what was spoken, and is not in the ledger; and what was spoken, and is not so."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from scripts.mornings.judge.finding import SLACK, Finding
from scripts.mornings.judge.ledger import Ledger, Row
from scripts.mornings.judge.network import Line, Network

KEPT = timedelta(minutes=8)  # that long a time is said to be kept


def tickets(ledger: Ledger, seen: Network) -> Iterator[Finding]:
    """Find tickets that were said, and name no place that was written by then."""
    there = {row["ticket"]: row for row in ledger.rows("SELECT ticket, joined_at FROM place")}
    yield from _numbers("ticket", "joined_at", there, seen)


def references(ledger: Ledger, seen: Network) -> Iterator[Finding]:
    """Find references that were said, and name no booking that was written by then."""
    query = "SELECT reference, created_at FROM claim WHERE reference IS NOT NULL AND confirmed_at IS NOT NULL"
    there = {row["reference"]: row for row in ledger.rows(query)}
    yield from _numbers("reference", "created_at", there, seen)


def _numbers(fact: str, since: str, there: dict[str, Row], seen: Network) -> Iterator[Finding]:
    for line in seen.said(fact):
        for number in line["said"][fact]:
            row = there.get(number)
            if row is None:
                yield _told(line, f"a {fact} was said that the ledger does not know")
            elif row[since] > line["at"] + SLACK:
                yield _told(line, f"a {fact} was said before it was stored", stored=row[since])


def places(ledger: Ledger, seen: Network) -> Iterator[Finding]:
    """Find calls that were told of a place and never had one."""
    stood = ledger.places_of_calls
    for line in seen.said("place"):
        if not stood.get(line["call"]):
            yield _told(line, "a place was said, and the call never had one")


def promises(ledger: Ledger, seen: Network) -> Iterator[Finding]:
    """Find callbacks that were promised, and not written by then."""
    given = {row["place_id"]: row for row in ledger.rows("SELECT place_id, agreed_at FROM promise")}
    yield from _of_place(
        "promise", "a callback was promised that the ledger does not know", ledger, seen, given
    )


def departures(ledger: Ledger, seen: Network) -> Iterator[Finding]:
    """Find people who were told that they have left the line, and stand in it."""
    left = {row["id"]: row for row in ledger.rows("SELECT id FROM place WHERE state = 'left'")}
    yield from _of_place(
        "left", "somebody was told that they have left the line, and stands in it", ledger, seen, left
    )


def _of_place(
    fact: str, why: str, ledger: Ledger, seen: Network, written: dict[int, Row]
) -> Iterator[Finding]:
    stood = ledger.places_of_calls
    for line in seen.said(fact):
        if not any(place in written for place in stood.get(line["call"], ())):
            yield _told(line, why, places=sorted(stood.get(line["call"], ())))


def bookings(ledger: Ledger, seen: Network) -> Iterator[Finding]:
    """Find people who were told that it is booked, or that a time is kept, and for whom none was.

    It is of their call, of their place, or of the time of the waiting list that we called to offer.
    """
    stood = ledger.places_of_calls
    rows = ledger.rows("SELECT id, party, created_at, confirmed_at FROM claim WHERE dose = 1")
    parties = {row["id"]: row["party"] for row in rows}
    listed = {call: parties[claim] for call, claim in seen.claims.items() if claim in parties}
    for fact, since in (("booked", "confirmed_at"), ("offered", "created_at")):
        claims: dict[str, list[Any]] = {}
        for row in rows:
            claims.setdefault(row["party"], []).append(row[since])
        for line in seen.said(fact):
            call = line["call"]
            mine = (call, listed.get(call), *(f"place:{place}" for place in stood.get(call, ())))
            times = [at for party in mine for at in claims.get(party or "", ()) if at is not None]
            if not any(at <= line["at"] + SLACK for at in times):
                yield _told(line, f"{fact} was said, and the ledger has nothing of it")


def denials(_: Ledger, seen: Network) -> Iterator[Finding]:
    """Find people who were told that a time is kept for them, and soon after that there is none."""
    for lines in seen.of_calls.values():
        kept: Line | None = None
        for line in lines:
            if kept is not None and "denied" in line["said"] and line["at"] - kept["at"] < KEPT:
                yield _told(line, "a time was said to be kept, and then there was none", kept=kept["at"])
            if {"offered", "booked", "cancelled", "left"} & line["said"].keys():
                kept = line if "offered" in line["said"] else None


def _told(line: Line, why: str, **more: Any) -> Finding:
    said = {"call": line["call"], "at": line["at"], "said": line["said"], "answer": line["id"]}
    return Finding("lost", why, said | more)


RULES: tuple[Callable[[Ledger, Network], Iterator[Finding]], ...] = (
    tickets, references, places, promises, departures, bookings, denials,
)  # fmt: skip
