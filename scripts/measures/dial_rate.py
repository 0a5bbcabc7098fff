"""Ten thousand callbacks due at once: how near to the allowed calls a second they go out, and never above.

Two real workers and a clock, and a carrier that answers at once. The share of the allowed rate is that of the
calls between the first and the last second; the busiest second is any that begins with a call.
"""

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from sqlalchemy import Connection, insert

from booking_core import metadata
from scripts.measures.dispatch.counter import Counter
from scripts.measures.dispatch.listening import listening
from scripts.measures.given import Given
from scripts.measures.hotline import hotline
from scripts.measures.rows import Row
from scripts.measures.webhooks.load import percentile

DUE, OVER = 10_000, 30.0  # seconds
RATES = (1, 10, 100)  # calls a second
WORKERS, PATIENCE = 2, 60.0
LEAST, BATCH = 98.0, 1000  # per cent; rows in one statement
MOST_LATE_MS = 5  # of the bench itself


def measure(given: Given) -> Iterator[Row]:
    """Let them go out at each rate for a while."""
    for rate in RATES:
        asked, late = _asked(given, rate)
        times = [at for at, _ in asked]
        why = f"the bench was late itself, p99 {late:.1f} ms" if late > MOST_LATE_MS else ""
        took = max(times[-1] - times[0], 1 / rate)
        share = 100 * (len(times) - 1) / took / rate
        yield (
            Row(f"dials at {rate} a second, of the allowed rate", share, "%").bar(at_least=LEAST).unless(why)
        )
        busiest = max(_within_a_second(times, since) for since in times)
        most = Row(f"dials at {rate} a second, busiest second", busiest, "calls")
        yield most.bar(at_most=rate).unless(why)
        turned = sum(after < before for (_, before), (_, after) in pairwise(asked))
        yield Row(f"dials at {rate} a second, reached the carrier before an earlier key", turned, "calls")


def _asked(given: Given, rate: int) -> tuple[Sequence[tuple[float, int]], float]:
    """Return when which place was dialled, and how late the bench was itself, in milliseconds."""
    counter = Counter()
    with (
        listening(counter.application, counter.late) as port,
        hotline(carrier=port, CALLS_A_SECOND=str(rate)) as here,
    ):
        here.database.run(lambda tx: _owe(tx, given.size(DUE, 200)))
        for _ in range(WORKERS):
            here.start("worker")
        here.start("clock")
        _wait_for_the_first(counter)
        time.sleep(given.seconds(OVER))
        return list(counter.asked), 1000 * percentile(counter.late, 99)


def _owe(tx: Connection, count: int) -> None:
    """Let the telephones of so many places be due, as the clock leaves them."""
    now = datetime.now(UTC)
    for start in range(0, count, BATCH):
        ids = range(start + 1, min(start + BATCH, count) + 1)
        tx.execute(insert(metadata.tables["place"]), [_place(each, now) for each in ids])
        tx.execute(insert(metadata.tables["promise"]), [_promise(each, now) for each in ids])
        tx.execute(insert(metadata.tables["errand"]), [_errand(each, now) for each in ids])


def _place(each: int, now: datetime) -> dict[str, object]:
    instants = dict.fromkeys(("arrived_at", "joined_at", "changed_at"), now)
    what = {
        "line": "main",
        "state": "dialling",
        "why": "dialling",
        "version": 2,
        "language": "en",
        "wish": {},
    }
    far = now.replace(year=now.year + 1)
    return {"id": each, "key": each, "ticket": f"{each:08}", "deadline": far} | instants | what


def _promise(each: int, now: datetime) -> dict[str, object]:
    return {"place_id": each, "number": _number(each), "agreed_at": now, "attempt": 1, "due": now}


def _errand(each: int, now: datetime) -> dict[str, object]:
    payload = {"place": each, "attempt": 1, "number": _number(each)}
    return {"kind": "dial", "key": f"{each}:1", "payload": payload, "due": now}


def _number(each: int) -> str:
    return f"+1902{5_000_000 + each}"


def _within_a_second(times: Sequence[float], since: float) -> int:
    return sum(since <= at < since + 1 for at in times)


def _wait_for_the_first(counter: Counter) -> None:
    ends = time.monotonic() + PATIENCE
    while not counter.asked:
        if time.monotonic() > ends:
            raise AssertionError(f"no dial has reached the carrier in {PATIENCE:.0f} s")
        time.sleep(0.01)
