"""The carrier's REST side in virtual time: it knows the calls that are up, leads them elsewhere, and rings.

Only the network is simulated: the hotline's own carrier client and the real SDK speak to it, without a
socket. What it is asked happens a moment later; `rings` says who answers at which number.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from scripts.mornings.asked import GONE, Answer, Asked
from scripts.mornings.log import Log, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LATENCY = 0.2  # seconds from a request to what comes of it


class Leg(Protocol):
    """A call, as the exchange needs it."""

    sid: str
    room: str

    def meet(self, other: Any) -> None: ...
    def led_to(self, address: str) -> None: ...
    def hang_up(self, by: str = "caller") -> None: ...
    def out_of_room(self) -> None: ...


@dataclass(repr=False)
class Exchange(Asked):
    """Calls that are up by their sids, conferences by their names, and who is to be rung."""

    after: Callable[[float, Callable[[], None]], None]
    log: Log
    phones: dict[str, Leg] = field(default_factory=dict)
    hosts: dict[str, Leg] = field(default_factory=dict)
    guests: dict[str, list[Leg]] = field(default_factory=dict)
    rings: Callable[[str, dict[str, Any]], None] = lambda _sid, _terms: None
    placed: dict[str, dict[str, Any]] = field(default_factory=dict)  # calls of the hotline, as it asked
    texts: list[dict[str, Any]] = field(default_factory=list)
    numbers: "Iterator[int]" = field(default_factory=lambda: count(1))

    def next_sid(self, kind: str = "CA") -> str:
        """Return a name that no call, or whatever it is, has had."""
        return f"{kind}{next(self.numbers):032}"

    def answer(self, path: str, form: dict[str, Any] | None, asked: dict[str, Any]) -> Answer:
        parts = path.split("/")[4:]
        resource, sid = parts[0], parts[1] if len(parts) > 1 else ""
        if resource == "Calls":
            return self._call(sid, form) if sid else self._calls(form, asked)
        if resource == "Messages" and form is not None:
            return self._text(form)
        return 200, {resource.lower(): [], "page": 0, "page_size": 50}

    def enter(self, leg: Leg, room: str, *, hosts: bool) -> None:
        """Let a call into a conference; its host meets whoever comes."""
        leg.room = room
        if hosts:
            self.hosts[room] = leg
        else:
            self.guests.setdefault(room, []).append(leg)
        if room in self.hosts:
            for guest in [leg] if not hosts else self.guests.get(room, []):
                self.hosts[room].meet(guest)

    def leave(self, leg: Leg, *, still_up: bool = False) -> None:
        """Take a call out of its conference, which is over where it was the host's; or out of the network."""
        if not still_up:
            self.phones.pop(leg.sid, None)
        room, leg.room = leg.room, ""
        if room and self.hosts.get(room) is leg:
            del self.hosts[room]
            for guest in self.guests.pop(room, []):
                guest.room = ""
                guest.out_of_room()
        elif room and leg in self.guests.get(room, []):
            self.guests[room].remove(leg)

    def _call(self, sid: str, form: dict[str, Any] | None) -> Answer:
        is_there = sid in self.phones or (form is None and sid in self.placed)
        if form is not None:
            verb = "lead" if "Url" in form else "hang up"
            self._asked(verb, sid, form, "ok" if is_there else "404")
            self.after(LATENCY, lambda: self._obey(sid, form))
        return (200, self._shown(sid)) if is_there else GONE

    def _obey(self, sid: str, form: dict[str, Any]) -> None:
        leg = self.phones.get(sid)
        if leg is not None and form.get("Status") == "completed":
            leg.hang_up(by="hotline")
        elif leg is not None and "Url" in form:
            url = urlsplit(form["Url"])
            leg.led_to(f"{url.path}?{url.query}")

    def _calls(self, form: dict[str, Any] | None, asked: dict[str, Any]) -> Answer:
        if form is None:
            mine = [sid for sid, terms in self.placed.items() if terms["To"] == asked.get("To")]
            return 200, {"calls": [self._shown(sid) for sid in reversed(mine)], "page": 0, "page_size": 50}
        sid = self.next_sid()
        self.placed[sid] = form
        self._asked("call", sid, form)
        self.after(LATENCY, lambda: self._rings(sid, form))
        return 201, {"sid": sid, "status": "queued"}

    def _rings(self, sid: str, form: dict[str, Any]) -> None:
        self.log.note("ring", call=sid, to=form["To"], address=path_of(form["Url"]))
        self.rings(sid, form)

    def _text(self, form: dict[str, Any]) -> Answer:
        self.texts.append(form)
        sid = self.next_sid("SM")
        self._asked("text", sid, form)
        self.log.note("text", call=sid, to=form["To"])
        return 201, {"sid": sid, "status": "queued"}

    def _asked(self, verb: str, sid: str, form: dict[str, Any], outcome: str = "ok") -> None:
        to, address = form.get("To", ""), path_of(form.get("Url", ""))
        self.log.note("rest", verb=verb, call=sid, to=to, address=address, outcome=outcome)

    def _shown(self, sid: str) -> dict[str, Any]:
        return {"sid": sid, "status": "in-progress" if sid in self.phones else "completed"}
