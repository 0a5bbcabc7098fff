"""The application on the other end: a real HTTP server that answers what a test tells it to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from twilio.request_validator import RequestValidator


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    form: dict[str, str]
    headers: dict[str, str]
    signed: bool


@dataclass
class Reply:
    body: str | bytes = ""
    status: int = 200
    type: str | None = "text/xml"
    headers: dict[str, str] = field(default_factory=dict)


Answer = Reply | str | Callable[[Asked], "Reply | str"]


class Peer:
    """Serves TwiML by path and remembers every request."""

    def __init__(self, token: str) -> None:
        self.asked: list[Asked] = []
        self.pages: dict[str, Answer] = {}
        self._validator = RequestValidator(token)
        self._news = threading.Condition()
        handler = type("Handler", (_Handler,), {"peer": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def serving(self) -> Iterator[Peer]:
        thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def url(self, path: str) -> str:
        return self.base + path

    def at(self, path: str) -> list[Asked]:
        """The requests that came to a path."""
        return [one for one in self.asked if one.path == path]

    def wait(self, path: str, count: int = 1, **form: str) -> list[Asked]:
        """Those requests, once there are so many that carry these fields."""

        def fitting() -> list[Asked]:
            return [one for one in self.at(path) if form.items() <= one.form.items()]

        with self._news:
            if not self._news.wait_for(lambda: len(fitting()) >= count, timeout=20):
                seen = [(one.path, one.form.get("CallStatus")) for one in self.asked]
                raise AssertionError(f"{path} was not asked {count} times with {form}: {seen}")
        return fitting()

    def answer(self, asked: Asked) -> Reply:
        page = self.pages.get(asked.path, Reply("<Response/>"))
        with self._news:
            self.asked.append(asked)
            self._news.notify_all()
        reply = page(asked) if callable(page) else page
        return reply if isinstance(reply, Reply) else Reply(reply)

    def judge(self, path: str, form: dict[str, str], signature: str) -> bool:
        return bool(self._validator.validate(self.base + path, form, signature))


class _Handler(BaseHTTPRequestHandler):
    peer: Peer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self._handle(dict(parse_qsl(body, keep_blank_values=True)), in_body=True)

    def do_GET(self) -> None:
        self._handle(dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True)), in_body=False)

    def _handle(self, form: dict[str, str], *, in_body: bool) -> None:
        signature = self.headers.get("X-Twilio-Signature", "")
        signed = self.peer.judge(self.path, form if in_body else {}, signature)
        asked = Asked(self.command, urlsplit(self.path).path, form, dict(self.headers), signed)
        reply = self.peer.answer(asked)
        body = reply.body if isinstance(reply.body, bytes) else reply.body.encode()
        self.send_response(reply.status)
        if reply.type is not None:
            self.send_header("Content-Type", reply.type)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def until(look: Callable[[], object], what: str = "") -> object:
    """Look again until it is so; no test waits longer than it must."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.005)
    raise AssertionError(f"it never happened: {what or look}")
