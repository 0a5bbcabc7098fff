"""What happened in a line, read from its stream: one reader a process, fanned out to the screens."""

from dataclasses import dataclass
from typing import Any, cast

from redis import Redis

from queueing import lua
from queueing.line import answering
from queueing.waiting import announcement

TOLD = "told"
LONGEST_BLOCK_MS = 3000  # under the client's own time limit for an answer


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, with whatever its script told of it."""

    id: str
    kind: str
    place_id: int | None
    agent: str | None
    state: str | None
    fields: dict[str, str]


class Events:
    """The stream of one line."""

    def __init__(self, redis: Redis, line: str = "main") -> None:
        self._redis = redis
        self._key = lua.key(line, "events")

    def last_id(self) -> str:
        """Return the id of the last event, after which everything is still to come."""
        return next((event.id for event in self.latest(1)), "0")

    def after(self, last: str, block_ms: int = 1000, limit: int = 1000) -> list[Event]:
        """Return what came after an id, as soon as there is something."""
        streams: dict[Any, Any] = {self._key: last}
        with answering():
            answer = self._redis.xread(streams, count=limit, block=min(block_ms, LONGEST_BLOCK_MS))
        return [_event(*entry) for _, entries in cast("list[Any]", answer or []) for entry in entries]

    def latest(self, limit: int = 100) -> list[Event]:
        """Return the last things that happened, the newest first."""
        with answering():
            entries = self._redis.xrevrange(self._key, count=limit)
        return [_event(*entry) for entry in cast("list[Any]", entries)]


def _event(entry_id: str, entry: dict[str, str]) -> Event:
    told = entry if "event" in entry else _named(*next(iter(entry.items())))
    return Event(
        id=entry_id,
        kind=told["event"],
        place_id=int(told["place"]) if told.get("place") else None,
        agent=told.get("agent") or None,
        state=told.get("state"),
        fields=told,
    )


def _named(event: str, words: str) -> dict[str, str]:
    """Name the words of an entry that is kept short because there are so many."""
    if event == TOLD:
        place, _, said = words.partition("|")
        return {"event": event, "place": place, **announcement(said)}
    return {"event": event, **dict(zip(_MOVE, words.split(" ", 5), strict=True))}


_MOVE = ("place", "state", "key", "version", "at", "agent")
