"""The network's own log, for whoever judges a run: the lines that `scripts/mornings/log.py` describes."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from scripts.carrier.call import Call
    from scripts.mornings.log import Log


@dataclass(frozen=True, slots=True)
class Request:
    """One try of one request: what it is about, and when it was sent on the monotonic clock."""

    number: int
    call: str
    began: float


class Seen:
    """Writes what the network sees, or nothing where no file was named."""

    def __init__(self, log: Log | None = None, hotline: str = "") -> None:
        self._log, self._hotline = log, hotline
        self._count = 0

    @classmethod
    def into(cls, path: str | None, hotline: str) -> Seen:
        """Append to a file, each line as soon as it is seen."""
        if path is None:
            return cls()
        from scripts.mornings.log import Log  # noqa: PLC0415 - it reads the hotline's prompts

        return cls(Log(Path(path).open("a", buffering=1), lambda: datetime.now(UTC)), hotline)

    def close(self) -> None:
        """Write nothing more."""
        self._log = None

    def asked(self, url: str, form: Mapping[str, str], token: str, which: str) -> Request:
        """Write that a request is sent; its `token` is the same for all tries."""
        self._count += 1
        call = form.get("CallSid", "")
        from_, to = form.get("From", ""), form.get("To", "")
        about = {"id": self._count, "call": call, "number": to if from_ == self._hotline else from_}
        about |= {"address": path_of(url), "token": token, "try": which, "forged": False}
        self._note("webhook" if call else "event", **about)
        return Request(self._count, call, time.monotonic())

    def answered(self, request: Request, status: int, body: bytes) -> None:
        """Write what came back, and after how many seconds."""
        took = round(time.monotonic() - request.began, 4)
        if self._log is None:
            return
        if request.call:
            self._log.answer(request.number, request.call, status, _document(body), took=took)
        else:
            self._log.note("event-answer", id=request.number, status=status, took=took)

    def became(self, call: Call) -> None:
        """Write that a call rings, was picked up, or is over."""
        if call.over:
            by = call.ended_by if call.started or call.incoming else "nobody"
            self._note("hung-up", call=call.sid, by=by, status=call.status)
        elif call.up:
            self._note("picked-up", call=call.sid, number=call.handset)
        elif call.status == "ringing":
            self._note("ring", call=call.sid, to=call.to, address=path_of(call.opens))

    def texted(self, sid: str, to: str) -> None:
        """Write that a text is on its way."""
        self._note("text", call=sid, to=to)

    def _note(self, what: str, **facts: Any) -> None:
        if self._log is not None:
            self._log.note(what, **facts)


def path_of(url: str) -> str:
    """Return an address without its host."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _document(body: bytes) -> ET.Element | None:
    try:
        return ET.fromstring(body)  # noqa: S314 - our own hotline's
    except ET.ParseError:
        return None
