"""One signed request to the application, tried again where the carrier would."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urlencode, urljoin, urlsplit

import aiohttp
from yarl import URL

from scripts.carrier.errors import CallFault
from scripts.carrier.overrides import Overrides, read_overrides
from scripts.carrier.seen import Seen
from scripts.carrier.signature import sign

MOST_REDIRECTS = 10
MARKS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
REDIRECTS = {301, 302, 303, 307, 308}
LARGEST_BODY = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application replied."""

    url: str
    status: int
    content_type: str
    body: bytes

    @property
    def failed(self) -> bool:
        return self.status >= HTTPStatus.BAD_REQUEST


@dataclass(frozen=True, slots=True)
class Ask:
    """One logical request; its token stays the same however often it is delivered."""

    url: str
    method: str
    form: Mapping[str, str]
    token: str
    jar: aiohttp.CookieJar | None = None
    largest: int = LARGEST_BODY
    which: str = "1"  # of its tries, or "fallback" or "copy"


class Webhooks:
    """Sends requests as the carrier's proxy does."""

    def __init__(self, session: aiohttp.ClientSession, secret: str, seen: Seen) -> None:
        self._session = session
        self.seen = seen
        self._secret = secret
        self._kept: dict[str, tuple[dict[str, str], Answer]] = {}

    async def send(self, ask: Ask) -> Answer:
        """Give the final answer to a request, or the fault that it ended in."""
        bare, overrides = read_overrides(ask.url)
        if urlsplit(bare).scheme not in {"http", "https"} or not urlsplit(bare).hostname:
            raise CallFault(11100, ask.url)
        try:
            async with asyncio.timeout(overrides.total):
                return await self._tries(ask, bare, overrides)
        except TimeoutError:
            raise CallFault(11205, ask.url, f"no answer within {overrides.total:g} s") from None

    async def _tries(self, ask: Ask, url: str, overrides: Overrides) -> Answer:
        for left in range(overrides.retries, -1, -1):
            try:
                answer = await self._follow(ask, url, overrides)
            except (aiohttp.ClientError, OSError) as error:
                if not (left and overrides.tries_again(_kind(error))):
                    raise CallFault(_code(error), ask.url, type(error).__name__) from error
                ask = again(ask)
                continue
            if not answer.failed or not (left and overrides.tries_again(f"{answer.status // 100}xx")):
                return answer
            ask = again(ask)
        raise AssertionError("the last try either answers or raises")

    async def _follow(self, ask: Ask, url: str, overrides: Overrides) -> Answer:
        method, form = ask.method, ask.form
        for _ in range(MOST_REDIRECTS + 1):
            answer, onward = await self._surely(ask, _Hop(url, method, form), overrides)
            if onward is None:
                return answer
            url = urljoin(url, onward)
            if answer.status not in {307, 308}:  # a plain redirect loses the form, Digits and all
                method, form = "GET", {}
        raise CallFault(11215, ask.url)

    async def _surely(self, ask: Ask, hop: _Hop, overrides: Overrides) -> tuple[Answer, str | None]:
        """Ask on a new connection where the kept one was closed at the very moment of its use."""
        try:
            return await self._noted(ask, hop, overrides)
        except aiohttp.ClientConnectorError:
            raise
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
            return await self._noted(again(ask), hop, overrides)

    async def _noted(self, ask: Ask, hop: _Hop, overrides: Overrides) -> tuple[Answer, str | None]:
        """Ask once, and write down what was asked and answered."""
        request = self.seen.asked(hop.url, hop.form, ask.token, ask.which)
        try:
            answer, onward = await self._once(ask, hop, overrides)
        except BaseException:
            self.seen.answered(request, 0, b"")
            raise
        self.seen.answered(request, answer.status, answer.body if "xml" in answer.content_type else b"")
        return answer, onward

    async def _once(self, ask: Ask, hop: _Hop, overrides: Overrides) -> tuple[Answer, str | None]:
        where = URL(hop.address, encoded=True)
        async with self._session.request(
            hop.method,
            where,
            data=urlencode(hop.form).encode() if hop.method == "POST" else None,
            headers=self._headers(ask, hop, where),
            allow_redirects=False,
            timeout=aiohttp.ClientTimeout(sock_connect=overrides.connect, sock_read=overrides.read),
        ) as response:
            if ask.jar is not None and response.cookies:
                ask.jar.update_cookies(response.cookies, where)
            body = b""
            while len(body) <= ask.largest and (more := await response.content.read(LARGEST_BODY)):
                body += more
            answer = Answer(hop.url, response.status, response.headers.get("Content-Type", ""), body)
            return self._remembered(hop, response, answer)

    def _headers(self, ask: Ask, hop: _Hop, where: URL) -> dict[str, str]:
        signed = hop.form if hop.method == "POST" else {}
        headers = {
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
            "X-Twilio-Signature": sign(self._secret, hop.address, signed),
            "I-Twilio-Idempotency-Token": ask.token,
        }
        if hop.method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
        if ask.jar and (cookies := ask.jar.filter_cookies(where)):
            headers["Cookie"] = "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())
        if hop.method == "GET" and hop.address in self._kept:
            headers |= self._kept[hop.address][0]
        return headers

    def _remembered(
        self, hop: _Hop, response: aiohttp.ClientResponse, answer: Answer
    ) -> tuple[Answer, str | None]:
        if response.status == HTTPStatus.NOT_MODIFIED and hop.address in self._kept:
            return self._kept[hop.address][1], None
        marks = {asks: response.headers[says] for says, asks in MARKS.items() if says in response.headers}
        if hop.method == "GET" and response.status == HTTPStatus.OK and marks:
            self._kept[hop.address] = (marks, answer)
        return answer, response.headers.get("Location") if response.status in REDIRECTS else None


@dataclass(frozen=True, slots=True)
class _Hop:
    url: str
    method: str
    form: Mapping[str, str]

    @property
    def address(self) -> str:
        """Where it goes: a GET carries its form in the query."""
        if self.method == "POST" or not self.form:
            return self.url
        return self.url + ("&" if urlsplit(self.url).query else "?") + urlencode(self.form)


def again(ask: Ask) -> Ask:
    """Give the same request as its second try; what is a fallback or a copy remains one."""
    return replace(ask, which="2") if ask.which == "1" else ask


def _kind(error: Exception) -> str:
    return "ct" if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError) else "rt"


def _code(error: Exception) -> int:
    match error:
        case aiohttp.ClientConnectorDNSError():
            return 11210
        case aiohttp.ClientSSLError() | ssl.SSLError():
            return 11220
        case socket.gaierror():
            return 11210
        case aiohttp.InvalidURL():
            return 11100
        case aiohttp.ClientConnectorError() | aiohttp.ServerTimeoutError() | TimeoutError():
            return 11205
    return 11206
