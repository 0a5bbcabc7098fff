"""The order of one line as Redis keeps it: one short method for each Lua script."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from redis import Redis
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import ResponseError
from redis.exceptions import TimeoutError as NoAnswer

from queueing import lua
from queueing.desk import Desk
from queueing.errors import LineAway, OrderNotWhole
from queueing.place import STOPPED, WAITING, Place, milliseconds

LEASE = timedelta(seconds=10)
REMEMBERED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a waiting caller may be told."""

    place_id: int
    state: str
    language: str
    position: int  # 1 is next; 0 where the place is not waiting
    before: int | None  # the position said before this one
    since_ms: int  # when this position was first said

    @property
    def is_news(self) -> bool:
        """Tell whether this position has not been said before."""
        return self.position != self.before

    @property
    def reason(self) -> str | None:
        """Tell why the position is worse than the one said before, if it is."""
        return "earlier_key" if self.before and self.position > self.before else None


@dataclass(frozen=True, slots=True)
class Counts:
    """The line in three numbers."""

    waiting: int
    leased: int
    longest_key: int | None


class Line:
    """The live order; the ledger can make it anew at any moment."""

    def __init__(self, redis: Redis, name: str = "main") -> None:
        self._redis = redis
        self.name = name

    def publish(self, place: Place) -> bool:
        """Show the order a place as the ledger has it; late and repeated words change nothing."""
        common: dict[str, Any] = {
            "place": place.id,
            "version": place.version,
            "language": place.language,
            "event": place.why,
            "agent": place.agent or "",
            "at": milliseconds(place.changed_at),
        }
        if place.state == WAITING:
            return bool(self._run("put", key=str(place.key), **common))
        return bool(self._run("out", state=place.state, final=int(place.is_final), **common))

    def erase(self, place_id: int, now: datetime) -> None:
        """Take out a place that the ledger does not know at all."""
        words: dict[str, Any] = {"state": STOPPED, "language": "-", "event": "erased", "agent": ""}
        self._run("out", place=place_id, version=2**31, final=1, at=milliseconds(now), **words)

    def wait(self, place_id: int, turn: str, now: datetime) -> Waiting | None:
        """Say where a place stands; None where Redis cannot say it, or not yet."""
        answer = self._run("wait", place=place_id, turn=turn, at=milliseconds(now))
        if answer is None:
            return None
        record, position, before, since = cast("list[Any]", answer)
        _, state, language = record.split(" ", 2)
        return Waiting(place_id, state, language, int(position), int(before) if before else None, int(since))

    def take(self, agent: str, now: datetime) -> int | None:
        """Lease the earliest place to a desk."""
        taken = self._run("take", agent=agent, until=milliseconds(now + LEASE), at=milliseconds(now))
        return None if taken is None else int(cast(str, taken))

    def back(self, agent: str, now: datetime) -> int | None:
        """Give the place that a desk leased back, at its own key."""
        place = self._run("back", agent=agent, event="back", at=milliseconds(now))
        return None if place is None else int(cast(str, place))

    def expire(self, now: datetime) -> list[int]:
        """Give back every place whose lease has run out."""
        return [int(place) for place in cast("list[str]", self._run("expire", at=milliseconds(now)))]

    def tell(self, desk: Desk) -> None:
        """Tell the screens that a desk has moved."""
        words: dict[str, Any] = {"event": desk.why, "agent": desk.agent, "state": desk.state}
        self._run("tell", place=desk.place_id or "", at=milliseconds(desk.since), **words)

    def forget(self, now: datetime) -> int:
        """Forget places that ended an hour ago."""
        return cast(int, self._run("forget", before=milliseconds(now - REMEMBERED)))

    def counts(self) -> Counts:
        """Count cheaply; for the metrics."""
        with answering(), self._redis.pipeline(transaction=False) as pipe:
            pipe.zcard(lua.key(self.name, "waiting"))
            pipe.zcard(lua.key(self.name, "leased"))
            pipe.zrange(lua.key(self.name, "waiting"), 0, 0, withscores=True)
            waiting, leased, head = pipe.execute()
        return Counts(waiting, leased, int(head[0][1]) if head else None)

    def _run(self, script: str, **args: str | int) -> object:
        with answering():
            return lua.run(self._redis, self.name, script, **args)


@contextmanager
def answering() -> Iterator[None]:
    """Turn what Redis says, when it does not answer, into words of the line."""
    try:
        yield
    except (NoConnection, NoAnswer, OSError) as error:
        raise LineAway(f"{LineAway.__doc__} ({error})") from error
    except ResponseError as error:
        if "NOTWHOLE" in str(error):
            raise OrderNotWhole(OrderNotWhole.__doc__) from error
        raise
