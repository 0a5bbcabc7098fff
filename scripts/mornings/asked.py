"""What the carrier's own SDK asks of a network that is simulated in its process: no socket is opened."""

import json
from abc import ABC, abstractmethod
from typing import Any
from urllib.parse import urlsplit

from twilio.http import HttpClient
from twilio.http.response import Response

Answer = tuple[int, dict[str, Any]]
GONE: Answer = (404, {"code": 20404, "message": "The requested resource was not found", "status": 404})


class Asked(HttpClient, ABC):  # type: ignore[misc]  # the SDK has no types
    """The network under the SDK; `answer` says what comes of a request."""

    def request(
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
        """Answer the SDK, or fail it."""
        del headers, auth, timeout, allow_redirects
        form = None if method == "GET" else dict(data or {})
        status, body = self.answer(urlsplit(url).path.removesuffix(".json"), form, params or {})
        return Response(status, json.dumps(body))

    @abstractmethod
    def answer(self, path: str, form: dict[str, Any] | None, asked: dict[str, Any]) -> Answer:
        """Answer a REST request as the carrier's reference describes it; `form` is None where it looks."""
