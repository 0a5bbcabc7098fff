"""Callers as the server meets them: signed forms, and the addresses that its TwiML leads to."""

import re
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import urlencode
from xml.sax.saxutils import unescape

from scripts.carrier.form import PARTIES, PLACES
from scripts.carrier.signature import sign

INCOMING = "/voice/incoming"
KEYS = ("1", "0")  # English, and a person: that joins the line
_GATHER = re.compile(r'<Gather [^>]*?action="([^"]+)"')
_REDIRECT = re.compile(r"<Redirect[^>]*>([^<]+)</Redirect>")


@dataclass(frozen=True, slots=True)
class Account:
    """Who signs, and by which address the server is known to be called."""

    sid: str
    token: str
    base: str
    hotline: str = "+19025550100"


@dataclass(slots=True)
class Caller:
    """One call: where its next request goes, and with which key."""

    account: Account
    number: int
    address: str = INCOMING
    digits: str | None = None
    form: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        phone = f"+1902{self.number % 8 + 2}{self.number // 8:06}"
        us, them = self.account.hotline, phone
        self.form = {
            "CallSid": f"CA{self.number:032x}",
            "AccountSid": self.account.sid,
            **dict(zip(PARTIES, (them, us, them, us), strict=True)),
            "CallStatus": "in-progress",
            "ApiVersion": "2010-04-01",
            "Direction": "inbound",
            **{party + place: "" for party, place in product(PARTIES, PLACES)},
        }

    def request(self) -> bytes:
        """Return the next request, as the carrier would send it."""
        form = self.form if self.digits is None else self.form | {"Digits": self.digits}
        body = urlencode(form)
        signature = sign(self.account.token, self.account.base + self.address, form)
        return (
            f"POST {self.address} HTTP/1.1\r\nHost: hotline\r\nX-Twilio-Signature: {signature}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        ).encode()

    def presses(self, twiml: str, digits: str) -> None:
        """Answer a question with keys."""
        self.address, self.digits = self._led(_GATHER, twiml), digits

    def listens(self, twiml: str) -> None:
        """Let a document come to its end."""
        self.address, self.digits = self._led(_REDIRECT, twiml), None

    def _led(self, way: re.Pattern[str], twiml: str) -> str:
        found = way.findall(twiml)
        if not found:
            raise AssertionError(f"a document leads nowhere: {twiml[:400]}")
        return unescape(found[-1]).removeprefix(self.account.base)
