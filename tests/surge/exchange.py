"""The carrier's REST side in virtual time: it notes which call is led where, and its phones obey when told.

Only the network is simulated: the hotline's own carrier client and the real SDK speak to it over HTTP.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from ivr import VoiceSettings
from ivr.carrier import Carrier


@dataclass(repr=False)
class Exchange:
    """Calls that are up, each with what to do when it is led elsewhere."""

    base: str = ""
    phones: dict[str, Callable[[str], None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    carriers: dict[str, Carrier] = field(default_factory=dict)

    def carrier(self, settings: VoiceSettings) -> Carrier:
        """Return the hotline's own client, pointed here."""
        if self.base not in self.carriers:
            given = settings.model_copy(update={"twilio_api_base_url": self.base})
            self.carriers[self.base] = Carrier(given)
        return self.carriers[self.base]

    def deliver(self) -> None:
        """Lead the calls where the hotline has asked for, in the order in which it asked."""
        asked, self.asked = self.asked, []
        for sid, form in asked:
            if sid in self.phones and "Url" in form:
                url = urlsplit(form["Url"])
                self.phones[sid](f"{url.path}?{url.query}")

    def answer(self, path: str, form: dict[str, str] | None) -> tuple[int, dict[str, object]]:
        """Answer a REST request about a call or a message, as the carrier's reference describes it."""
        resource, sid = path.removesuffix(".json").split("/")[-2:]
        if resource == "Calls":
            if sid not in self.phones:
                return 404, {"code": 20404, "message": "The requested resource was not found", "status": 404}
            if form is not None:
                self.asked.append((sid, form))
            return 200, {"sid": sid, "status": "in-progress"}
        return 201, {"sid": "SM" + "0" * 32, "status": "queued"}


@contextmanager
def open_exchange() -> Iterator[Exchange]:
    """Serve one on loopback."""
    exchange = Exchange()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._reply(*exchange.answer(urlsplit(self.path).path, None))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._reply(*exchange.answer(urlsplit(self.path).path, form))

        def _reply(self, status: int, body: dict[str, object]) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    exchange.base = f"http://127.0.0.1:{server.server_port}"
    yield exchange
    server.shutdown()
    server.server_close()
