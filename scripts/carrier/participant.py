"""A call in a conference."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scripts.carrier.errors import CallFault
from scripts.carrier.identity import moment
from scripts.carrier.schema import Goto, Then
from scripts.carrier.terms import MUSIC, Terms

if TYPE_CHECKING:
    from scripts.carrier.leg import Leg
    from scripts.carrier.room import Room

MAY_BE_HEARD = frozenset({"Say", "Play", "Pause", "Redirect"})


class Participant:
    """What one leg hears and may do in a room."""

    def __init__(self, room: Room, leg: Leg, terms: Terms) -> None:
        self.room, self.leg, self.terms = room, leg, terms
        self.muted, self.hold, self.end_on_exit = terms.muted, False, terms.end_on_exit
        self.beep_on_exit = terms.beep in {"true", "onExit"}
        self.coaching = terms.coaching
        self.hold_music: Goto | None = None
        self.wait = terms.wait
        self.created = self.updated = moment()
        self.reason = ""
        self.kicked = False
        self.fault: CallFault | None = None
        self._gone = asyncio.Event()
        self._sound: asyncio.Task[None] | None = None

    async def sit(self) -> None:
        """Stay until shown out."""
        await self._gone.wait()
        if self.fault is not None:
            raise self.fault

    def show_out(self, reason: str) -> None:
        self.reason = self.reason or reason
        self._gone.set()

    def settle(self) -> None:
        """Hear what belongs to where one stands: hold music, the wait, or the others."""
        self.hush()
        if self.hold:
            self._sound = self.leg.network.spawn(self._music(self.hold_music))
        elif not self.room.started and not self.terms.silent_wait:
            self._sound = self.leg.network.spawn(self._music(self.wait))

    def hush(self) -> None:
        if self._sound is not None:
            self._sound.cancel()
            self._sound = None

    def mute(self, *, on: bool) -> None:
        if self.muted != on:
            self.muted = on
            self.room.tell("participant-mute" if on else "participant-unmute", self)

    def put_on_hold(self, *, on: bool) -> None:
        if self.hold != on:
            self.hold = on
            self.room.tell("participant-hold" if on else "participant-unhold", self)
            self.settle()

    def kick(self) -> None:
        self.kicked = True
        self.show_out("participant_updated_via_api")

    def announce(self, goto: Goto) -> None:
        """Break in with a document; the wait or the hold begins anew after it."""
        self.hush()
        self._sound = self.leg.network.spawn(self._announced(goto))

    async def _announced(self, goto: Goto) -> None:
        try:
            await self.listen(goto)
        except CallFault as fault:
            self.leg.network.notices.error(fault.code, fault.detail, fault.url, self.leg.call.sid)
            self.room.tell("announcement-fail", self, {"ReasonAnnouncementFailed": str(fault)})
        else:
            self.room.tell("announcement-end", self)
        self._sound = None
        self.settle()

    async def _music(self, goto: Goto | None) -> None:
        if goto is None:
            self.leg.hear("Play", url=MUSIC, loop=0)
            return
        try:
            await self.listen(goto)
        except CallFault as fault:
            if not self.hold:
                self.fault = fault
                self.show_out("participant_add_failed")
            else:
                self.leg.network.notices.error(fault.code, fault.detail, fault.url, self.leg.call.sid)

    async def listen(self, goto: Goto) -> None:
        """Hear a document to its end; it is not begun again."""
        then: Then = goto
        while isinstance(then, Goto):
            document = await self.leg.open(then)
            for node in document.nodes:
                if node.name not in MAY_BE_HEARD:
                    raise CallFault(13238, document.url, node.name)
            then = await self.leg.perform(document)

    def form(self) -> dict[str, str]:
        """Give what an event says about a participant."""
        flags = {
            "Muted": self.muted,
            "Hold": self.hold,
            "Coaching": self.coaching is not None,
            "EndConferenceOnExit": self.end_on_exit,
            "StartConferenceOnEnter": self.terms.start_on_enter,
        }
        form = {name: str(flag).lower() for name, flag in flags.items()}
        if self.terms.label:
            form["ParticipantLabel"] = self.terms.label
        return form | {"CallSid": self.leg.call.sid}
