"""The carrier's REST side in virtual time: it notes which call is led where, and its phones obey when told.

Only the network is simulated: the hotline's own carrier client and the real SDK speak to it, without a socket.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from twilio.http import HttpClient
from twilio.http.response import Response

Answer = tuple[int, dict[str, Any]]


@dataclass(repr=False)
class Exchange(HttpClient):  # type: ignore[misc]  # the SDK has no types
    """Calls that are up, each with what to do when it is led elsewhere."""

    phones: dict[str, Callable[[str], None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def request(  # noqa: PLR0913 - the SDK's own
        self,
        method: str,
        url: str,
        params: dict[str, Any] | None = None,
        data: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,  # noqa: FBT001, FBT002
    ) -> Response:
        """Answer the SDK."""
        del params, headers, auth, timeout, allow_redirects
        status, body = self.answer(urlsplit(url).path, data if method == "POST" else None)
        return Response(status, json.dumps(body))

    def deliver(self) -> None:
        """Lead the calls where the hotline has asked for, in the order in which it asked."""
        asked, self.asked = self.asked, []
        for sid, form in asked:
            if sid in self.phones and "Url" in form:
                url = urlsplit(form["Url"])
                self.phones[sid](f"{url.path}?{url.query}")

    def answer(self, path: str, form: dict[str, str] | None) -> Answer:
        """Answer a REST request about a call or a message, as the carrier's reference describes it."""
        resource, sid = path.removesuffix(".json").split("/")[-2:]
        if resource == "Calls":
            if sid not in self.phones:
                return 404, {"code": 20404, "message": "The requested resource was not found", "status": 404}
            if form is not None:
                self.asked.append((sid, form))
            return 200, {"sid": sid, "status": "in-progress"}
        return 201, {"sid": "SM" + "0" * 32, "status": "queued"}
