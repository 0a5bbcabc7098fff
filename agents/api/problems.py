"""Failures as programs read them: problem+json (RFC 9457)."""

import json
from http import HTTPStatus

from flask import Response

TYPE = "application/problem+json"


def problem(status: int, detail: str) -> Response:
    """Say what went wrong, in one sentence, with its status."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(json.dumps(body), status, mimetype=TYPE)
