"""The conferences of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.carrier.room import Room
from scripts.carrier.terms import RoomCallback

if TYPE_CHECKING:
    from scripts.carrier.network import Network


class Rooms:
    """Every conference there was, and the one that each name means now."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self.all: dict[str, Room] = {}
        self._active: dict[str, Room] = {}

    def named(self, name: str) -> Room | None:
        """Give the conference that goes by a name now."""
        room = self._active.get(name)
        return None if room is None or room.status == "completed" else room

    def enter(self, name: str, callback: RoomCallback | None) -> Room:
        """Give the conference of a name; the first to come makes it, and its callback."""
        if room := self.named(name):
            return room
        room = Room(self._network, name, callback)
        self.all[room.sid] = self._active[name] = room
        return room
