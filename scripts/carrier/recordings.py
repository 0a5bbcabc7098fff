"""The recordings that Play fetches, and how long they are."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scripts.carrier.errors import CallFault
from scripts.carrier.webhook import Answer, Ask

if TYPE_CHECKING:
    from scripts.carrier.leg import Leg

BYTES_A_SECOND = 8000  # of the telephone's own encoding, and near enough for others
OWN = "com.twilio"  # the carrier's own music, which it does not need to fetch
OWN_SECONDS = 60.0
MOST_BYTES = 50_000_000


class Recordings:
    """Fetches each recording once."""

    def __init__(self) -> None:
        self._known: dict[str, float] = {}

    async def seconds(self, leg: Leg, url: str) -> float | None:
        """How long a recording is, or nothing where it cannot be played."""
        if (urlsplit(url).hostname or "").startswith(OWN):
            return OWN_SECONDS
        if url not in self._known:
            try:
                self._known[url] = await self._length(leg, url)
            except CallFault as fault:
                leg.network.notices.error(fault.code, fault.detail, url, leg.call.sid)
                return None
        return self._known[url]

    async def _length(self, leg: Leg, url: str) -> float:
        ask = Ask(url, "GET", {}, leg.network.sids.token(), largest=MOST_BYTES)
        answer = await leg.network.webhooks.send(ask)
        if answer.failed:
            raise CallFault(11200, url, f"status {answer.status}")
        if not answer.content_type.startswith(("audio/", "application/octet-stream")):
            raise CallFault(13420, url, answer.content_type)
        return _length(answer)


def _length(answer: Answer) -> float:
    try:
        with wave.open(io.BytesIO(answer.body)) as sound:
            return float(sound.getnframes() / sound.getframerate())
    except (wave.Error, EOFError):
        return len(answer.body) / BYTES_A_SECOND
