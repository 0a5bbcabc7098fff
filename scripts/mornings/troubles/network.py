"""The telephones of a morning: who has which number, and which calls are up."""

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scripts.mornings.log import Log
from scripts.mornings.troubles.agents import Agent
from scripts.mornings.troubles.residents import Resident
from scripts.mornings.troubles.telephones import Call, Rooms
from scripts.mornings.virtual import VirtualTime

if TYPE_CHECKING:
    from scripts.mornings.troubles.exchange import Exchange
    from scripts.mornings.troubles.wire import Wire

RINGS, PICKS_UP = 1.5, (3.0, 15.0)  # seconds


@dataclass(repr=False)
class Network:
    """Numbers and their owners; calls are begun from either end."""

    log: Log
    numbers: dict[str, Resident | Agent] = field(default_factory=dict)
    begun: int = 0

    def open(self, world: VirtualTime, wire: "Wire", exchange: "Exchange", rooms: Rooms) -> None:
        """Know whoever the calls go through."""
        self._world, self._wire, self._exchange, self._rooms = world, wire, exchange, rooms

    def dial(self, resident: Resident) -> None:
        """Call the hotline."""
        call = self._call(resident.number, resident)
        self._exchange.calls[call.sid] = call
        resident.began(call)
        call.begin("/voice/incoming")

    def ring(self, to: str, url: str, form: dict[str, str]) -> Call:
        """Call somebody for the hotline, as Twilio's `Calls.create` does."""
        owner = self.numbers[to]
        call = self._call(to, owner)
        call.told_to = _path(form.get("StatusCallback", ""))
        self._world.after(RINGS, lambda: self._rings(call, _path(url), float(form.get("Timeout", "60"))))
        return call

    def _call(self, number: str, owner: Resident | Agent) -> Call:
        self.begun += 1
        sid = f"CA{self.begun:032}"
        return Call(self._wire, self.log, self._rooms, sid, number, number, owner, self._world.now)

    def _rings(self, call: Call, address: str, timeout: float) -> None:
        if call.status != "queued":
            return
        if isinstance(call.owner, Resident) and call.owner.is_on_the_phone:
            call.end("busy", "busy")
            return
        call.status = "ringing"
        self.log.note("ring", call=call.sid, to=call.to, address=address)
        self._wire.tell(call.sid, call.number, call.told_to, {"CallStatus": "ringing"})
        chance = random.Random(f"{call.sid}:{call.to}")
        if chance.random() < call.owner.at_home:
            self._world.after(chance.uniform(*PICKS_UP), lambda: self._answers(call, address))
        else:
            self._world.after(timeout, lambda: call.end("nobody", "no-answer"))

    def _answers(self, call: Call, address: str) -> None:
        if call.status != "ringing":
            return
        if isinstance(call.owner, Resident):
            call.owner.began(call)
        call.begin(address)


def _path(address: str) -> str:
    url = urlsplit(address)
    return url.path + (f"?{url.query}" if url.query else "")
