"""A conference: who is in it, when it starts and why it ends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from scripts.carrier.errors import CallFault
from scripts.carrier.identity import moment, rfc2822
from scripts.carrier.participant import Participant
from scripts.carrier.recording import Recording
from scripts.carrier.terms import RoomCallback, Terms
from scripts.carrier.webhook import Ask

if TYPE_CHECKING:
    from scripts.carrier.leg import Leg
    from scripts.carrier.network import Network

PEOPLE_TO_START = 2  # a starter alone hears the wait: nobody is there to talk with
GROUP = {"unmute": "mute", "unhold": "hold", "fail": "announcement"}


class Room:
    """One conference; a later one of the same name is another."""

    def __init__(self, network: Network, name: str, callback: RoomCallback | None) -> None:
        self.network, self.name, self.callback = network, name, callback
        self.sid = network.sids.new("CF")
        self.status = "init"
        self.created = self.updated = moment()
        self.participants: dict[str, Participant] = {}
        self.invited: dict[str, tuple[Leg, Terms]] = {}  # rung into it, and not there yet
        self.why_ended: str | None = None
        self.ended_by: str | None = None
        self._number = 0
        self._recording: Recording | None = None
        self._told: asyncio.Task[Any] | None = None

    @property
    def started(self) -> bool:
        return self.status == "in-progress"

    async def stay(self, leg: Leg, terms: Terms) -> None:
        """Take part until shown out, moved or hung up."""
        participant = self._enter(leg, terms)
        try:
            await participant.sit()
        finally:
            participant.hush()
            if participant.leg.call.sid in self.participants:
                self._leave(participant)

    def _enter(self, leg: Leg, terms: Terms) -> Participant:
        self.invited.pop(leg.call.sid, None)
        self._admit(terms)
        if terms.beep in {"true", "onEnter"}:
            self._beep()
        participant = self.participants[leg.call.sid] = Participant(self, leg, terms)
        leg.call.conference = self.sid
        self.tell("participant-join", participant)
        if not self.started and self._can_start():
            self._start()
            return participant
        participant.settle()
        if self.started:
            self._record(terms)
        return participant

    def part(self, leg: Leg) -> None:
        """Let somebody leave without hanging up."""
        if participant := self.participants.get(leg.call.sid):
            participant.show_out("participant_hung_up")

    def _admit(self, terms: Terms) -> None:
        if len(self.participants) >= terms.most:
            raise CallFault(16020, detail=self.name)
        if terms.label and self.labelled(terms.label):
            raise CallFault(16025, detail=terms.label)

    def labelled(self, label: str) -> Participant | None:
        """Give the participant of a label."""
        return next((one for one in self.participants.values() if one.terms.label == label), None)

    def awaited(self, name: str) -> tuple[Leg, Terms] | None:
        """Find somebody who is still being rung, by call or label."""
        self.invited = {sid: (leg, terms) for sid, (leg, terms) in self.invited.items() if not leg.call.over}
        found = (one for sid, one in self.invited.items() if name in {sid, one[1].label})
        return next(found, None)

    def _can_start(self) -> bool:
        present = self.participants.values()
        return len(present) >= PEOPLE_TO_START and any(one.terms.start_on_enter for one in present)

    def _start(self) -> None:
        self.status, self.updated = "in-progress", moment()
        self.tell("conference-start")
        for participant in self.participants.values():
            participant.settle()
            self._record(participant.terms)

    def _record(self, terms: Terms) -> None:
        if terms.record and self._recording is None:
            about = {"ConferenceSid": self.sid}
            self._recording = Recording(self.network, "Conference", about, terms.recording_callback)

    def _beep(self) -> None:
        for present in self.participants.values() if self.started else ():
            present.leg.hear("Beep")

    def _leave(self, participant: Participant) -> None:
        sid = participant.leg.call.sid
        del self.participants[sid]
        participant.leg.call.conference = None
        reason = participant.reason or (
            "participant_hung_up" if participant.leg.hanging_up else "participant_updated_via_api"
        )
        form = {"ParticipantCallStatus": participant.leg.call.status, "ReasonParticipantLeft": reason}
        self.tell("participant-leave", participant, form)
        if self.status == "completed":
            return
        if participant.beep_on_exit:
            self._beep()
        how = "kicked" if participant.kicked else "left"
        if participant.end_on_exit:
            self.end(f"participant-with-end-conference-on-exit-{how}", participant)
        elif not self.participants:
            self.end(f"last-participant-{how}", participant)

    def end(self, why: str, by: Participant | None = None) -> None:
        """Show everybody out."""
        if self.status == "completed":
            return
        self.status, self.updated, self.why_ended = "completed", moment(), why
        self.ended_by = by.leg.call.sid if by else None
        reason = "moderator_ended_conference" if by else "conference_ended_via_api"
        for participant in list(self.participants.values()):
            participant.show_out(reason)
            self._leave(participant)
        if self._recording is not None:
            self._recording.finish()
        form = {"ReasonConferenceEnded": why, "Reason": why.replace("-", " ")}
        if by:
            form["CallSidEndingConference"] = by.leg.call.sid
            if by.terms.label:
                form["ParticipantLabelEndingConference"] = by.terms.label
        self.tell("conference-end", None, form)

    def tell(self, event: str, about: Participant | None = None, more: dict[str, str] | None = None) -> None:
        """Tell an event to whoever asked for its kind."""
        kind = event.rpartition("-")[2]
        if event == "announcement-end":
            kind = "announcement"
        if self.callback is None or GROUP.get(kind, kind) not in self.callback.events:
            return
        self._number += 1
        form = (
            {
                "ConferenceSid": self.sid,
                "FriendlyName": self.name,
                "AccountSid": self.network.account,
                "SequenceNumber": str(self._number),
                "Timestamp": rfc2822(moment()) or "",
                "StatusCallbackEvent": event,
            }
            | (about.form() if about else {})
            | (more or {})
        )
        ask = Ask(self.callback.url, self.callback.method, form, self.network.sids.token())
        self._told = self.network.spawn(self.network.tell(ask, self._told, form.get("CallSid")))
