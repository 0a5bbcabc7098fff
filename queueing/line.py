"""The order of one line as Redis keeps it: one short method for each Lua script."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any, cast

from redis import Redis
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import ResponseError
from redis.exceptions import TimeoutError as NoAnswer

from queueing import lua
from queueing.classes import Classes
from queueing.desk import OFFERED, Desk
from queueing.errors import LineAway, OrderNotWhole
from queueing.place import STOPPED, Place, key_of, milliseconds
from queueing.standing import abilities, in_order, record
from queueing.waiting import Outlook, Waiting
from queueing.wishes import DESK, WishClass

LEASE = timedelta(seconds=10)  # longer than it takes to tell the ledger
REMEMBERED = timedelta(hours=1)
NEWEST = 2**31


@dataclass(frozen=True, slots=True)
class Counts:
    """The line in numbers."""

    waiting: int  # stand in an order, for whatever
    leased: int


class Touched(IntEnum):
    """What a word about a place has changed."""

    NOTHING = 0
    ORDER = 1
    IDLE = 2  # the order, and some desk is idle
    DESK = 3  # the order, and a desk is offered the place, or was


class Line:
    """The live order; the ledger can make it anew at any moment."""

    def __init__(self, redis: Redis, name: str = "main") -> None:
        self._redis = redis
        self._classes = Classes(redis, name)
        self.name = name

    def publish(self, place: Place) -> Touched:
        """Show the order a place as the ledger has it; late and repeated words change nothing."""
        at = milliseconds(place.changed_at)
        told = f"{place.id} {place.state} {place.key} {place.version} {at} {place.agent or ''}"
        common: dict[str, Any] = {
            "place": place.id,
            "version": place.version,
            "record": record(place),
            "event": place.why,
            "told": told,
        }
        if not in_order(place):
            return self._moved("out", place.wish_class, final=int(place.is_final), at=at, **common)
        with answering():
            self._classes.know(place.wish_class)
        return self._moved("put", place.wish_class, wish_class=place.wish_class, key=str(place.key), **common)

    def erase(self, place_id: int, wish_class: str, now: datetime) -> None:
        """Take out of an order a place that the ledger does not know at all."""
        at = milliseconds(now)
        words: dict[str, Any] = {"version": NEWEST, "final": 1, "event": "erased", "at": at}
        told = f"{place_id} {STOPPED} 0 {NEWEST} {at} "
        gone = f"{NEWEST} {STOPPED} - {wish_class} 0"
        self._moved("out", wish_class, place=place_id, record=gone, told=told, **words)

    def wait(self, place_id: int, turn: str, now: datetime) -> Waiting | None:
        """Say where a place stands; None where Redis cannot say it, or not yet."""
        words: dict[str, Any] = {"place": place_id, "turn": turn, "at": milliseconds(now)}
        while isinstance(answer := self._run("wait", classes=self._classes.known, **words), str):
            with answering():
                self._classes.add([answer])
        if answer is None:
            return None
        stored, said, levers = cast("list[str]", answer)
        return Waiting.read(place_id, stored, said, levers, now)

    def outlook(self, key: int) -> Outlook:
        """Say what somebody who joins with this key has before them; nothing is counted as said."""
        found = self._run("outlook", classes=self.classes(), key=str(key))
        if found is None:
            raise LineAway(LineAway.__doc__)
        desks, units, *wait = cast("list[int]", found)
        return Outlook(desks, units, (wait[0], wait[1]) if wait else None)

    def before(self, now: datetime) -> Outlook:
        """Say what the next caller has before them, as they would hear it."""
        return self.outlook(key_of(now, 0))

    def match(self, now: datetime, asks: str = "") -> list[tuple[str, int]]:
        """Lease to idle desks, longest idle first, the earliest place that each can serve: `(agent, place)`.

        What is leased already to the agent who `asks` is among them.
        """
        served = [each for each in self.classes() if WishClass.read(each).seat == DESK]
        words = {"until": milliseconds(now + LEASE), "at": milliseconds(now)}
        found = cast("list[str]", self._run("match", asks=asks, classes=served, **words))
        return [(agent, int(place)) for agent, place in zip(found[::2], found[1::2], strict=True)]

    def back(self, agent: str, place_id: int) -> bool:
        """Give the place that a desk leased back, at its own key."""
        return bool(self._run("back", agent=agent, place=place_id, classes=self.classes()))

    def expire(self, now: datetime) -> list[int]:
        """Give back every place whose lease has run out."""
        back = self._run("expire", classes=self.classes(), at=milliseconds(now))
        return [int(place) for place in cast("list[str]", back)]

    def tell(self, desk: Desk) -> None:
        """Show the order and the screens a desk as the ledger has it; late words change nothing."""
        self._run("desk", **desk_words(desk, desk.why), classes=self.classes())

    def desks(self) -> dict[str, int]:
        """Return which version of each desk is known here."""
        with answering():
            known = cast("dict[str, str]", self._redis.hgetall(lua.key(self.name, "desks")))
        return versions(known)

    def forget(self, now: datetime) -> int:
        """Forget places that ended an hour ago, and what has long been read in the stream."""
        return cast(int, self._run("forget", before=milliseconds(now - REMEMBERED)))

    def classes(self) -> tuple[str, ...]:
        """Return the names of all classes that places of this line have had."""
        with answering():
            return self._classes.read()

    def put_tables(self, left: Mapping[str, tuple[int, int]], pace: str, levers: str) -> None:
        """Write what waiting callers hear of: units open and held by class, waits for a desk, levers.

        The pace is `LOW HIGH REASON position:seconds ...`; LOW and HIGH multiply, a reason of `-` is none.
        """
        rows = {name: f"{free} {held}" for name, (free, held) in left.items()}
        units = lua.key(self.name, "left")
        with answering(), self._redis.pipeline(transaction=True) as pipe:
            pipe.delete(units)
            if rows:
                pipe.hset(units, mapping=cast("dict[Any, Any]", rows))
            pipe.set(lua.key(self.name, "pace"), pace)
            pipe.set(lua.key(self.name, "levers"), levers)
            pipe.execute()

    def counts(self) -> Counts:
        """Count cheaply; for the metrics."""
        classes = self.classes()
        with answering(), self._redis.pipeline(transaction=False) as pipe:
            pipe.zcard(lua.key(self.name, "leased"))
            for name in classes:
                pipe.zcard(lua.key(self.name, f"order:{name}"))
            leased, *sizes = pipe.execute()
        return Counts(sum(sizes), leased)

    def _moved(self, script: str, was: str, **words: Any) -> Touched:
        """Run a move that has to name the class in which Redis has the place so far."""
        while isinstance(answer := self._run(script, was=was, **words), str):
            was = answer
        return Touched(cast(int, answer))

    def _run(self, script: str, **given: lua.Value) -> object:
        with answering():
            return lua.run(self._redis, self.name, script, **given)


def versions(known: Mapping[str, str]) -> dict[str, int]:
    """Return the version of each desk, by agent, of the words that Redis keeps of them."""
    return {agent: int(words.split(" ")[0]) for agent, words in known.items()}


def desk_words(desk: Desk, why: str) -> dict[str, lua.Value]:
    """Return what `desk.lua` takes of a desk; without a why, no screen is told."""
    offered = desk.place_id if desk.state == OFFERED else None
    until = "" if desk.deadline is None else milliseconds(desk.deadline + LEASE)
    return {
        "agent": desk.agent,
        "version": desk.version,
        "serves": abilities(desk),
        "offered": offered or "",
        "until": until,
        "why": why,
        "state": desk.state,
        "place": desk.place_id or "",
        "at": milliseconds(desk.since),
        "by": desk.passed_by or "",
    }


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
