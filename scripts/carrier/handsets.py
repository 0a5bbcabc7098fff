"""The telephones of people: how each behaves when it rings, and who looks at it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

BEHAVIOURS = ("answer", "no-answer", "busy", "machine", "manual", "failed")
DELIVERIES = ("delivered", "undelivered", "failed")


@dataclass(slots=True)
class Handset:
    """One telephone; it rings until somebody answers, unless told otherwise."""

    behaviour: str = "manual"
    texts: str = "delivered"
    calls: list[str] = field(default_factory=list)
    watchers: set[asyncio.Event] = field(default_factory=set)


class Handsets:
    """Every number that anybody has."""

    def __init__(self) -> None:
        self._all: dict[str, Handset] = {}

    def __getitem__(self, number: str) -> Handset:
        return self._all.setdefault(number, Handset())

    def stir(self, number: str) -> None:
        """Something happened at a handset."""
        if handset := self._all.get(number):
            for watcher in handset.watchers:
                watcher.set()

    @contextmanager
    def watching(self, number: str) -> Iterator[asyncio.Event]:
        """Give an event that is set whenever something happens at a handset."""
        watchers, event = self[number].watchers, asyncio.Event()
        watchers.add(event)
        try:
            yield event
        finally:
            watchers.discard(event)
