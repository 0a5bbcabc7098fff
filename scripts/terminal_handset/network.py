"""The phone network, as far as a telephone needs it: its handset API over HTTP."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

ENDED = {"completed", "busy", "failed", "no-answer", "canceled"}
LONGEST_REQUEST = 30


class Unreachable(Exception):
    """The network does not answer, or not as one does."""


class Refused(Unreachable):
    """Something answers there, but it does not do what was asked."""


class Network:
    """The requests of one telephone."""

    def __init__(self, base: str) -> None:
        self._base = base.rstrip("/")
        where = urlsplit(base)
        if where.scheme not in {"http", "https"} or not where.netloc:
            raise Unreachable(f"{base} is not the address of a phone network, such as http://127.0.0.1:8002")

    def dial(self, from_: str, to: str) -> str:
        return str(self._ask("POST", "/calls", {"from": from_, "to": to})["sid"])

    def look(self, sid: str) -> dict[str, Any]:
        found: dict[str, Any] = self._ask("GET", f"/calls/{sid}")
        return found

    def press(self, sid: str, digits: str) -> dict[str, Any]:
        """Press keys; the call as it is afterwards."""
        self._ask("POST", f"/calls/{sid}/keys", {"digits": digits})
        return self.look(sid)

    def answer(self, sid: str) -> None:
        self._ask("POST", f"/calls/{sid}/answer", {})

    def decline(self, sid: str) -> None:
        self._ask("POST", f"/calls/{sid}/decline", {})

    def hang_up(self, sid: str) -> None:
        self._ask("DELETE", f"/calls/{sid}")

    def ringing_at(self, number: str) -> str | None:
        """Find the call that rings at a number."""
        calls = self._ask("GET", f"/numbers/{quote(number)}/calls")
        ringing = [call for call in calls if call["status"] == "ringing" and call["to"] == number]
        return str(ringing[0]["sid"]) if ringing else None

    def hotline(self) -> str | None:
        """Ask which number to dial; not every network says."""
        try:
            return str(self._ask("GET", "/hotline")["number"])
        except Refused:
            return None

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        url = f"{self._base}/handset{path}"
        request = Request(url, data, headers, method=method)  # noqa: S310 - the network that was asked for
        try:
            with urlopen(request, timeout=LONGEST_REQUEST) as response:  # noqa: S310
                return json.loads(response.read() or b"null")
        except HTTPError as error:
            raise Refused(f"{self._base} says {error.code}: {_words(error)}") from None
        except (URLError, OSError) as error:
            reason = getattr(error, "reason", error)
            raise Unreachable(f"nothing answers at {self._base} ({reason}): scripts/run starts it") from None


def _words(error: HTTPError) -> str:
    with error:
        text = error.read().decode(errors="replace")
    try:
        return str(json.loads(text)["error"])
    except (ValueError, KeyError, TypeError):
        return text[:200]
