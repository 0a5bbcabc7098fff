"""What the clock refreshes: what waiting callers hear; its pace and its score every few seconds."""

from datetime import datetime

from redis import Redis

from booking_core import Database
from queueing import levers
from queueing.line import Line
from queueing.measured import pacing, statements, stock
from queueing.measured.pacing import Kept


def refresh(
    database: Database, redis: Redis, now: datetime, line: str = "main", known: Kept | None = None
) -> None:
    """Write the tables of the wait loop, and with a new pace copy what was told; two clocks do the same.

    Where they are `known` as they are, only what has changed is written.
    """
    kept = known or pacing.kept(redis, line)
    words = kept.words
    if words is None or not pacing.is_recent(kept.course, now):
        statements.copy(database, redis, line, words)
        words = pacing.measured(database, redis, now, kept.course, line)
    with database.reading() as look:
        left, pulled = stock.left(look, line, now), levers.pulled(look, line).words()
    if (left, words, pulled) != (kept.left, kept.words, kept.levers):
        Line(redis, line).put_tables(left, words, pulled)
