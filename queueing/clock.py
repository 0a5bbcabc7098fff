"""The clock process, `python -m queueing.clock`: a sweep every second, the bell for what is due between."""

import logging
import signal
from contextlib import closing, suppress
from datetime import timedelta
from itertools import count
from threading import Event

import structlog
from redis import Redis

from booking_core import (
    Clock,
    ClockOff,
    Database,
    DatabaseAway,
    DatabaseClock,
    Outbox,
    open_database,
    without_words,
)
from queueing import looking
from queueing.beats import beaten
from queueing.bell import ring
from queueing.dispatch import sweep
from queueing.errors import LineAway
from queueing.settings import QueueSettings
from queueing.valkey import connect

BEAT = 1.0
COMPARING = 30  # beats between two looks at whether Redis and SQL agree
log = structlog.get_logger("clock")


def beat(settings: QueueSettings, database: Database, clock: Clock, ended: Event) -> None:
    """Sweep every second until the process is told to end; say once that something is away."""
    redis, away = connect(settings), False
    for beats in count():
        try:
            compare, look = away or beats % COMPARING == 0, beats % looking.EVERY == 0
            pace = settings.calls_a_second
            swept = sweep(database, redis, clock.now(), compare=compare, look=look, calls_a_second=pace)
            beaten(redis, clock.now())
            if away or swept.rebuilt is not None:
                log.info("swept", rebuilt=swept.rebuilt)
            away = False
        except (LineAway, DatabaseAway, ClockOff) as error:
            if not away:
                log.warning("away", kind=type(error).__name__, error=str(error))
            away = True
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the next sweep may go well
            log.error("sweep failed", **without_words(error))  # noqa: TRY400 - its words may name a caller
        if _rest(database, redis, clock, ended):
            return


def _rest(database: Database, redis: Redis, clock: Clock, ended: Event) -> bool:
    """Wait for the next beat, and ring for each errand that falls due before it; tell whether it ended."""
    left = BEAT
    while left > 0 and (due_in := _next_due(database, clock, left)) is not None:
        if ended.wait(due_in):
            return True
        with suppress(LineAway):
            ring(redis)
        left -= due_in
    return left > 0 and ended.wait(left)


def _next_due(database: Database, clock: Clock, within: float) -> float | None:
    """Return in how many seconds the next errand falls due; None where none does within so many."""
    try:
        now = clock.now()
        due = Outbox(database).next_due(now, now + timedelta(seconds=within))
    except Exception:  # noqa: BLE001 - the next sweep says what is wrong
        return None
    return None if due is None else (due - now).total_seconds()


def main() -> None:
    """Run until SIGTERM or Ctrl-C."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
    )
    ended = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    settings = QueueSettings()
    with closing(open_database(settings)) as database:
        log.info("started")
        beat(settings, database, DatabaseClock(database), ended)
        log.info("ended")


if __name__ == "__main__":
    main()
