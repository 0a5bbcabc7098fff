"""Texts in both directions, and who does not want any more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from scripts.carrier.errors import CallFault
from scripts.carrier.identity import moment
from scripts.carrier.messaging import replies
from scripts.carrier.webhook import Ask

if TYPE_CHECKING:
    from scripts.carrier.network import Network

STOP: Final = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"})
START: Final = frozenset({"START", "YES", "UNSTOP"})
STOPPED: Final = (
    "You have successfully been unsubscribed. You will not receive any more messages from this number. "
    "Reply START to resubscribe."
)
STARTED: Final = (
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. "
    "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
)
SEGMENT, LONG_SEGMENT = 160, 153
LANDLINE = 30006


@dataclass(slots=True)
class Text:
    """One message."""

    sid: str
    direction: str
    from_: str
    to: str
    body: str
    status: str
    callback: str | None = None
    error: int | None = None
    sent: datetime | None = None
    created: datetime = field(default_factory=moment)
    updated: datetime = field(default_factory=moment)

    @property
    def segments(self) -> int:
        return 1 if len(self.body) <= SEGMENT else -(-len(self.body) // LONG_SEGMENT)


class Texts:
    """Everything that was texted."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self.all: dict[str, Text] = {}
        self.stopped: set[str] = set()

    def send(self, to: str, body: str, callback: str | None, direction: str = "outbound-api") -> Text:
        """Send a text from the number."""
        text = self._new(direction, self._network.number.phone, to, body, "queued")
        self._network.seen.texted(text.sid, to)
        text.callback = callback
        self._network.spawn(self._carry(text))
        return text

    def receive(self, from_: str, body: str) -> Text:
        """Somebody texts the number."""
        text = self._new("inbound", from_, self._network.number.phone, body, "received")
        self._network.handsets.stir(from_)
        self._network.spawn(self._bring(text))
        return text

    def with_(self, number: str) -> list[Text]:
        """Give what one telephone sent and was sent, in order."""
        return [text for text in self.all.values() if number in {text.from_, text.to}]

    def _new(self, direction: str, from_: str, to: str, body: str, status: str) -> Text:
        text = Text(self._network.sids.new("SM"), direction, from_, to, body, status)
        self.all[text.sid] = text
        return text

    async def _carry(self, text: Text) -> None:
        outcome = self._network.handsets[text.to].texts
        for status in ("sent", outcome) if outcome == "delivered" else (outcome,):
            text.status, text.updated, text.sent = status, moment(), text.sent or moment()
            text.error = None if status in {"sent", "delivered"} else LANDLINE
            self._network.handsets.stir(text.to)
            if text.callback:
                await self._network.tell(self._ask(text.callback, "POST", _progress(text)), None, None)

    async def _bring(self, text: Text) -> None:
        word = text.body.strip().upper()
        if word in STOP | START:
            (self.stopped.add if word in STOP else self.stopped.discard)(text.from_)
            self.send(text.from_, STOPPED if word in STOP else STARTED, None, "outbound-reply")
        number = self._network.number
        ladder = [(number.sms_url, number.sms_method), (number.sms_fallback_url, number.sms_fallback_method)]
        for url, method in ladder:
            if not url or await self._brought(text, url, method):
                return

    async def _brought(self, text: Text, url: str, method: str) -> bool:
        try:
            answer = await self._network.deliver(self._ask(url, method, _incoming(text)))
            for body in replies(answer, lambda code, detail: self._network.notices.warn(code, detail, url)):
                self.send(text.from_, body, None, "outbound-reply")
        except CallFault as fault:
            self._network.notices.error(fault.code, fault.detail, url)
            return False
        return True

    def _ask(self, url: str, method: str, form: dict[str, str]) -> Ask:
        return Ask(url, method, {"AccountSid": self._network.account} | form, self._network.sids.token())


def _names(text: Text) -> dict[str, str]:
    sids = {"MessageSid": text.sid, "SmsSid": text.sid}
    return sids | {"From": text.from_, "To": text.to, "ApiVersion": "2010-04-01"}


def _progress(text: Text) -> dict[str, str]:
    form = _names(text) | {"MessageStatus": text.status, "SmsStatus": text.status}
    if text.status in {"delivered", "undelivered"}:
        form["RawDlrDoneDate"] = text.updated.strftime("%y%m%d%H%M")
    return form | ({"ErrorCode": str(text.error)} if text.error else {})


def _incoming(text: Text) -> dict[str, str]:
    places = {party + place: "" for party in ("From", "To") for place in ("City", "State", "Zip", "Country")}
    return (
        _names(text)
        | places
        | {
            "SmsMessageSid": text.sid,
            "SmsStatus": "received",
            "Body": text.body,
            "NumMedia": "0",
            "NumSegments": str(text.segments),
        }
    )
