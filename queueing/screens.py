"""Whether the screens of agents are still there: each says so every 15 seconds, and the clock judges.

What a screen said last is in Redis alone: after a loss of it, nobody is judged before they have spoken again.
Nor is anybody by a time in which no clock looked: then it was we who were away, or Redis.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import cast

from redis import Redis
from sqlalchemy import Connection, select

from queueing import desk_ledger, lua, tables
from queueing.desk import OFFERED, READY, Desk
from queueing.line import answering
from queueing.place import milliseconds

SILENCE = timedelta(seconds=45)
UNWATCHED = timedelta(seconds=10)
REMEMBERED = timedelta(days=1)
LOST = "screen_lost"


class Screens:
    """When each agent's screen, or program, was last heard of."""

    def __init__(self, redis: Redis, line: str = "main") -> None:
        self._redis = redis
        self._line = line

    def beat(self, agent: str, now: datetime) -> None:
        """Note that a screen is there; an older word changes nothing."""
        with answering():
            self._redis.zadd(lua.key(self._line, "screens"), {agent: milliseconds(now)}, gt=True)

    def silent(self, now: datetime) -> list[str]:
        """Return the agents whose screen was last heard of 45 seconds ago, if all that time was watched."""
        with answering():
            return cast("list[str]", lua.run(self._redis, self._line, "silent", **watch(now)))


def watch(now: datetime) -> dict[str, int]:
    """Return what `silent.lua` takes."""
    spans = {"silent_since": SILENCE, "forgotten_since": REMEMBERED}
    since = {name: milliseconds(now - span) for name, span in spans.items()}
    return {"at": milliseconds(now), "gap": UNWATCHED // timedelta(milliseconds=1), **since}


def unwatched(tx: Connection, agents: Collection[str]) -> list[str]:
    """Return those of these agents whose desks somebody could be offered."""
    if not agents:
        return []
    row = tables.desk.c
    return list(tx.scalars(select(row.agent).where(row.agent.in_(agents), row.state.in_([READY, OFFERED]))))


def lose(tx: Connection, agent: str, now: datetime) -> Desk | None:
    """Close the desk of a lost screen; of a talk only the end of the voice leg says that it is over."""
    desk = desk_ledger.read(tx, agent, lock=True)
    if desk is None or desk.state not in {READY, OFFERED}:
        return None
    return desk_ledger.close(tx, desk, LOST, now)
