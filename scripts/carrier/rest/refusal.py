"""How the REST API says no."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web


class Refusal(Exception):
    """A request that is turned down, with the carrier's own code."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(status, code, message)
        self.status, self.code, self.message = status, code, message

    def response(self) -> web.Response:
        body = {
            "code": self.code,
            "message": self.message,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }
        response = web.json_response(body, status=self.status)
        if self.status == HTTPStatus.UNAUTHORIZED:
            response.headers["WWW-Authenticate"] = 'Basic realm="Twilio API"'
        return response


def missing(request: web.Request) -> Refusal:
    return Refusal(404, 20404, f"The requested resource {request.path} was not found")


def bad(code: int, message: str) -> Refusal:
    return Refusal(400, code, message)
