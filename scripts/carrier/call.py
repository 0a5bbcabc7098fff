"""One call as the network knows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from scripts.carrier.identity import moment
from scripts.carrier.recording import Recording

LONGEST_CALL: Final = 14_400  # seconds: the carrier ends every call after four hours
ENDED: Final = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
EVENTS: Final = {"initiated": "initiated", "ringing": "ringing", "in-progress": "answered"}
SIP: Final = {"busy": "486", "no-answer": "487", "canceled": "487", "failed": "404", "completed": "200"}


@dataclass(frozen=True, slots=True)
class Callback:
    """Where a call's progress is told, and which of it."""

    url: str
    method: str = "POST"
    events: frozenset[str] = frozenset({"completed"})


@dataclass(slots=True)
class Call:
    """What the REST API, the handsets and the webhooks say about a call."""

    sid: str
    account: str
    direction: str
    from_: str
    to: str
    status: str = "queued"
    parent: str | None = None
    callback: Callback | None = None
    fallback: str | None = None
    fallback_method: str = "POST"
    machine: str | None = None  # what answered, where detection was asked for
    number_sid: str | None = None
    queue_time: int = 0
    conference: str | None = None
    token: str = ""
    recording: Recording | None = None
    created: datetime = field(default_factory=moment)
    updated: datetime = field(default_factory=moment)
    started: datetime | None = None
    ended: datetime | None = None
    told: int = 0
    opens: str = ""  # the address of the document that it was placed for
    ended_by: str = "hotline"  # or the caller, or the network: whoever ends it, where it was up
    heard: list[dict[str, Any]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)  # sent once, with the next fetch

    @property
    def over(self) -> bool:
        return self.status in ENDED

    @property
    def up(self) -> bool:
        return self.status == "in-progress"

    @property
    def incoming(self) -> bool:
        return self.direction == "inbound"

    @property
    def handset(self) -> str:
        """The person's end of the call."""
        return self.from_ if self.incoming else self.to

    @property
    def seconds(self) -> int:
        if self.started is None or self.ended is None:
            return 0
        return int((self.ended - self.started).total_seconds())

    def become(self, status: str) -> None:
        """Take on a status and the dates that come with it."""
        self.status = status
        self.updated = moment()
        if status == "in-progress":
            self.started = self.updated
        if status in ENDED:
            self.ended = self.updated
