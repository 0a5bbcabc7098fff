"""The classes that a line has orders of, and which count for each other: in Redis, remembered here."""

from collections.abc import Iterable
from typing import cast

from redis import Redis

from queueing import lua
from queueing.wishes import DESK, WishClass


class Classes:
    """A few hundred names at most; they are only ever added to."""

    def __init__(self, redis: Redis, line: str) -> None:
        self._redis = redis
        self._line = line
        self.known: tuple[str, ...] = ()

    def know(self, *names: str) -> None:
        """See to it that there are orders of these classes."""
        if not set(names) <= set(self.known):
            self.add(names)

    def add(self, names: Iterable[str]) -> None:
        """Add classes, whatever is remembered: Redis may have been emptied."""
        if words := tuple(names):
            self._redis.sadd(lua.key(self._line, "classes"), *words)
        self.learn()

    def learn(self) -> None:
        """Remember what classes there are, and write which of them count for each other."""
        while True:
            names = self.read()
            rows = [word for name in names for word in (name, _counted(name, names))]
            if lua.run(self._redis, self._line, "know", count=len(names), rows=rows):
                break
        self.known = names

    def read(self) -> tuple[str, ...]:
        """Return the classes that there are just now."""
        return tuple(sorted(cast("set[str]", self._redis.smembers(lua.key(self._line, "classes")))))


def _counted(name: str, names: Iterable[str]) -> str:
    """Return `class:people class:people ...`: desks serve one order, units go to those who may book them."""
    mine = WishClass.read(name)
    others = [(other, WishClass.read(other)) for other in names]
    return " ".join(
        f"{other}:{its.people}" for other, its in others if mine.rivals(its) or DESK == mine.seat == its.seat
    )
