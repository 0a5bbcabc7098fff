"""Callers as the server meets them: signed forms, and the addresses that its TwiML leads to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import urlencode
from xml.sax.saxutils import unescape

from scripts.carrier.form import PARTIES, PLACES
from scripts.carrier.signature import sign

INCOMING = "/voice/incoming"
JOINS = ("1", "0")  # English, and a person: the answer to the second has the caller in the line
HEADER = "X-Twilio-Signature"
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
    """One call: where its next request goes, and the keys that are still to be pressed."""

    account: Account
    number: int
    keys: tuple[str, ...] = JOINS
    address: str = INCOMING
    form: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        them, us = f"+1902{self.number % 8 + 2}{self.number // 8 % 10**6:06}", self.account.hotline
        self.form = {
            "CallSid": f"CA{self.number:032x}",
            "AccountSid": self.account.sid,
            **dict(zip(PARTIES, (them, us, them, us), strict=True)),
            "CallStatus": "in-progress",
            "ApiVersion": "2010-04-01",
            "Direction": "inbound",
            **{party + place: "" for party, place in product(PARTIES, PLACES)},
        }

    @property
    def signature(self) -> str:
        """Sign the next request."""
        return sign(self.account.token, self.account.base + self.address, self.form)

    def request(self) -> bytes:
        """Return the next request, as it goes over the wire."""
        body = urlencode(self.form)
        return (
            f"POST {self.address} HTTP/1.1\r\nHost: hotline\r\n{HEADER}: {self.signature}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        ).encode()

    def goes_on(self, twiml: str) -> None:
        """Press the next key, or listen to the end where there is none left."""
        way = _GATHER if self.keys else _REDIRECT
        found = way.findall(twiml)
        if not found:
            raise AssertionError(f"a document does not lead on: {twiml[:400]}")
        self.address = unescape(found[-1]).removeprefix(self.account.base)
        self.form.pop("Digits", None)
        if self.keys:
            self.form["Digits"], *rest = self.keys
            self.keys = tuple(rest)

    def stays(self, _twiml: str) -> None:
        """Ask for the same again."""


def callers(account: Account, numbers: Iterable[int], *keys: str) -> list[Caller]:
    """Return callers who are about to call."""
    return [Caller(account, number, keys or JOINS) for number in numbers]
