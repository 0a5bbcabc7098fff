"""Calls in virtual time, whoever began them: each hears its documents, and asks for more.

A document that comes after the call was led elsewhere, or has ended, is heard by nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from scripts.mornings.log import Log
from scripts.mornings.phone import HANGS_UP, REACTION, said, seconds
from scripts.mornings.troubles.wire import Wire

LONGEST_SAID = 12.0  # seconds into a question, until somebody who knows the answer presses it


class Owner(Protocol):
    """Whoever holds the receiver; `at_home` is the chance that they answer a ring."""

    at_home: float

    def answer(self, words: str, call: "Call") -> str | None: ...

    def over(self, call: "Call") -> None: ...


@dataclass(repr=False)
class Call:
    """One call; `status` is the carrier's word for how it stands."""

    wire: Wire
    log: Log
    rooms: "Rooms"
    sid: str
    number: str  # of the telephone that is not ours
    to: str
    owner: Owner
    created: datetime
    status: str = "queued"
    told_to: str = ""  # the address of its status callback
    steps: int = 0  # what was planned before the last step is off

    @property
    def is_up(self) -> bool:
        return self.status == "in-progress"

    def begin(self, address: str) -> None:
        """Be up, and hear what the hotline says."""
        self.status = "in-progress"
        self.log.note("picked-up", call=self.sid, number=self.number)
        self.fetch(address)

    def led_to(self, address: str) -> None:
        """Go where the hotline leads this call, whatever it was hearing."""
        if self.is_up:
            self.rooms.leave(self)
            self.fetch(address)

    def fetch(self, address: str, **form: str) -> None:
        """Ask for a document; what was planned is off."""
        self.steps += 1
        step = self.steps
        self.wire.ask(self.sid, self.number, address, form, lambda text: self._got(text, step))

    def end(self, by: str, status: str = "completed") -> None:
        """Be over: by the caller, the hotline, or the network."""
        if self.status not in {"queued", "ringing", "in-progress"}:
            return
        self.status, self.steps = status, self.steps + 1
        self.rooms.leave(self)
        self.log.note("hung-up", call=self.sid, by=by, status=status)
        self.wire.tell(self.sid, self.number, self.told_to or "/voice/status", {"CallStatus": status})
        self.owner.over(self)

    def _got(self, text: str | None, step: int) -> None:
        if not self.is_up or step != self.steps:
            return
        if text is None:
            self.end("network")
        else:
            self._hear(list(ET.fromstring(text)) if text else [], 0.0)  # noqa: S314 - our own hotline's

    def _hear(self, verbs: list[ET.Element], spent: float) -> None:
        for verb in verbs:
            if verb.tag == "Gather":
                if self._is_asked(verb, spent):
                    return
                spent += sum(map(seconds, verb)) + float(verb.get("timeout", "5"))
            elif verb.tag in {"Redirect", "Hangup", "Dial"}:
                self._plan(spent, self._onward(verb))
                return
            else:
                spent += seconds(verb)
        self._plan(spent, lambda: self.end("hotline"))

    def _onward(self, verb: ET.Element) -> Callable[[], None]:
        if verb.tag == "Redirect":
            address = _path(verb.text or "")
            return lambda: self.fetch(address)
        if verb.tag == "Dial":
            return lambda: self.rooms.enter(self, verb)
        return lambda: self.end("hotline")

    def _is_asked(self, gather: ET.Element, spent: float) -> bool:
        """Answer a question; False where nobody presses a key, and nothing is to be sent for that."""
        keys = self.owner.answer(" ".join(filter(None, map(said, gather))), self)
        action, length = _path(gather.get("action", "")), sum(map(seconds, gather))
        if keys == HANGS_UP:
            self._plan(spent + REACTION, lambda: self.end("caller"))
        elif keys:
            self._plan(spent + min(length, LONGEST_SAID) + REACTION, lambda: self.fetch(action, Digits=keys))
        elif gather.get("actionOnEmptyResult") == "true":
            silence = spent + length + float(gather.get("timeout", "5"))
            self._plan(silence, lambda: self.fetch(action, Digits=""))
        else:
            return False
        return True

    def _plan(self, delay: float, act: Callable[[], None]) -> None:
        step = self.steps
        self.wire.world.after(delay, lambda: act() if step == self.steps and self.is_up else None)


@dataclass(repr=False)
class Rooms:
    """Conferences: whoever may end one ends it for all, and each goes on where its Dial says."""

    there: dict[str, dict[str, tuple[Call, ET.Element]]] = field(default_factory=dict)

    def enter(self, call: Call, dial: ET.Element) -> None:
        """Come in; a Dial that names no conference ends at once."""
        conference = dial.find("Conference")
        if conference is None or not conference.text:
            self._after(call, dial)
            return
        self.there.setdefault(conference.text, {})[call.sid] = (call, dial)

    def leave(self, call: Call) -> None:
        """Be gone from wherever it is; who ends the conference sends the others on."""
        for members in self.there.values():
            mine = members.pop(call.sid, None)
            if mine is not None and mine[1].find("Conference").get("endConferenceOnExit") == "true":  # type: ignore[union-attr]
                others = list(members.values())
                members.clear()
                for other, dial in others:
                    self._after(other, dial)

    def _after(self, call: Call, dial: ET.Element) -> None:
        if call.is_up and dial.get("action"):
            call.fetch(_path(dial.get("action", "")), DialCallStatus="completed")


def _path(address: str) -> str:
    url = urlsplit(address)
    return url.path + (f"?{url.query}" if url.query else "")
