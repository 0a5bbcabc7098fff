"""What the clock refreshes at each sweep: what waiting callers hear, and its score."""

from datetime import datetime

from redis import Redis

from booking_core import Database
from queueing import levers
from queueing.line import Line
from queueing.measured import pacing, statements, stock


def refresh(database: Database, redis: Redis, now: datetime, line: str = "main") -> None:
    """Write the tables of the wait loop, and copy what was told since; two clocks do the same."""
    words = pacing.measured(database, redis, now, line)
    with database.reading() as look:
        left, pulled = stock.left(look, line, now), levers.pulled(look, line)
    Line(redis, line).put_tables(left, words, pulled.words())
    statements.copy(database, redis, line)
