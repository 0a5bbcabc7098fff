"""The recordings that a Dial, a conference or a call may ask for: their traces, not their sound."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.carrier.identity import moment, rfc2822
from scripts.carrier.webhook import Ask

if TYPE_CHECKING:
    from scripts.carrier.network import Network


@dataclass(frozen=True, slots=True)
class RecordingCallback:
    """Where a recording is told of."""

    url: str
    method: str = "POST"
    events: Collection[str] = ("completed",)


class Recording:
    """One recording, told of when it begins and when it is ready."""

    def __init__(
        self, network: Network, source: str, about: dict[str, str], callback: RecordingCallback | None
    ) -> None:
        self._network, self._callback = network, callback
        self.sid, self._begun = network.sids.new("RE"), moment()
        self._facts = {"AccountSid": network.account, "RecordingSid": self.sid, **about}
        self._facts["RecordingSource"] = source
        self._tell("in-progress")

    @property
    def url(self) -> str:
        return f"https://api.twilio.com/2010-04-01/Accounts/{self._network.account}/Recordings/{self.sid}"

    @property
    def form(self) -> dict[str, str]:
        """Give what the action or the status callback says of it."""
        return {"RecordingUrl": self.url, "RecordingSid": self.sid, "RecordingDuration": str(self._seconds())}

    def finish(self) -> None:
        self._tell("completed")

    def _seconds(self) -> int:
        return int((moment() - self._begun).total_seconds())

    def _tell(self, status: str) -> None:
        if self._callback is None or status not in self._callback.events:
            return
        form = self._facts | {
            "RecordingStatus": status,
            "RecordingStartTime": rfc2822(self._begun) or "",
            "RecordingChannels": "1",
            "RecordingTrack": "both",
        }
        if status == "completed":
            form |= self.form
        ask = Ask(self._callback.url, self._callback.method, form, self._network.sids.token())
        self._network.spawn(self._network.tell(ask, None, form.get("CallSid")))
