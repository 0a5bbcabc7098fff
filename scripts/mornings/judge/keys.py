"""Lost: places whose key is not that of a call, with no row that says why."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from scripts.mornings.judge.finding import Finding
from scripts.mornings.judge.ledger import Ledger
from scripts.mornings.judge.network import Network

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BUMPS = 5  # by which a key is moved on where a clock that was set back gave it before
A_SECOND = 1_000_000  # of a key
_PLACES = """
    SELECT id, line, key, head_start FROM place
    WHERE id NOT IN (SELECT place_id FROM registration WHERE rank IS NOT NULL)"""
_CALLS = "SELECT id, answered_at, counts_from FROM leg"


def rewritten(ledger: Ledger, _: Network) -> Iterator[Finding]:
    """Find keys that are no call's milliseconds and sequence, less a head start; a draw gives its own."""
    given = {
        _milliseconds(at) * 1000 + row["id"]
        for row in ledger.rows(_CALLS)
        for at in (row["answered_at"], row["counts_from"])
        if at is not None
    }
    for row in ledger.rows(_PLACES):
        key = row["key"] + row["head_start"] * A_SECOND
        if not any(key - bump in given for bump in range(BUMPS)):
            yield Finding("lost", "a place has a key that no call has given it", row)


def _milliseconds(at: datetime) -> int:
    return (at - EPOCH) // timedelta(milliseconds=1)


RULES: tuple[Callable[[Ledger, Network], Iterator[Finding]], ...] = (rewritten,)
