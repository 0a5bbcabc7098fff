"""A carrier that fails as it is told: it refuses, answers nothing, or holds its answer back for a while."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Gate = Callable[[str], None]  # is told of each step of a creation: asked, created, replied


@dataclass
class Faulty:
    """A carrier that answers creations as told, and then lists what it created."""

    base: str = ""
    answers: list[tuple[int, int] | str] = field(default_factory=list)  # (status, code), or "lost"
    created: list[dict[str, str]] = field(default_factory=list)
    status: str = "ringing"
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    gate: Gate = lambda _step: None

    def create(self, form: dict[str, str]) -> tuple[int, dict[str, object]] | None:
        self.gate("asked")
        answer = self._created(form)
        self.gate("created")
        return answer

    def dials(self) -> list[str]:
        """Return what rode in the addresses of the calls that were created: place and attempt."""
        return [urlsplit(form["Url"]).query for form in self.created if "Url" in form]

    def _created(self, form: dict[str, str]) -> tuple[int, dict[str, object]] | None:
        answer = self.answers.pop(0) if self.answers else (201, 0)
        if answer == "lost" or answer[0] == 201:
            self.created.append(form | {"at": format_datetime(self.now())})
        if answer == "lost":
            return None
        if answer[0] == 201:
            return 201, self.view(len(self.created))
        return answer[0], {"code": answer[1], "message": "no", "status": answer[0]}

    def view(self, number: int) -> dict[str, object]:
        call = self.created[number - 1]
        return {"sid": f"CA{number:032}", "status": self.status, "to": call["To"], "date_created": call["at"]}

    def listed(self, to: str) -> dict[str, object]:
        calls = [self.view(n) for n, call in enumerate(self.created, start=1) if call["To"] == to]
        return {"calls": calls, "page_size": 20, "page": 0}


@contextmanager
def faulty() -> Iterator[Faulty]:
    carrier = Faulty()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            to = parse_qs(url.query).get("To")
            last = url.path.removesuffix(".json").split("/")[-1]
            known = last == "Calls" or last.removeprefix("CA").isdigit()
            if last == "CAdesk":
                return self._reply(200, {"sid": last, "status": "in-progress"})
            if not known:
                return self._reply(404, {"code": 20404, "message": "no", "status": 404})
            return self._reply(200, carrier.listed(to[0]) if to else carrier.view(int(last[2:])))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            answer = carrier.create({name: values[0] for name, values in parse_qs(body).items()})
            if answer is None:
                self.close_connection = True
                self.connection.close()
                return
            self._reply(*answer)
            carrier.gate("replied")

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
    carrier.base = f"http://127.0.0.1:{server.server_port}"
    yield carrier
    server.shutdown()
    server.server_close()
