"""The paths of the REST API, and who may use them."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from scripts.carrier.rest import calls, conferences, messages, numbers, participants
from scripts.carrier.rest.refusal import Refusal, missing

ROOT = "/2010-04-01/Accounts/{account}"


def routes() -> list[web.RouteDef]:
    """Every resource, under the account."""
    found = [*calls.ROUTES, *conferences.ROUTES, *participants.ROUTES, *messages.ROUTES, *numbers.ROUTES]
    return [web.route(verb, ROOT + path, handler) for verb, path, handler in found]


def guard(account: str, keys: Mapping[str, str]) -> Middleware:
    """Give the middleware that asks for the account's credentials and words every refusal."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith("/2010-04-01"):
            return await handler(request)
        try:
            _authenticate(request, keys)
            if f"/Accounts/{account}/" not in request.path:
                raise missing(request)
            return await handler(request)
        except Refusal as refusal:
            return refusal.response()
        except web.HTTPNotFound:
            return missing(request).response()
        except web.HTTPMethodNotAllowed:
            return Refusal(405, 20004, "Method not allowed").response()

    return middleware


def _authenticate(request: web.Request, keys: Mapping[str, str]) -> None:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    try:
        user, _, password = base64.b64decode(secret).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        user = password = ""
    known = keys.get(user, "")
    right = bool(known) and hmac.compare_digest(known.encode(), password.encode())
    if scheme.lower() != "basic" or not right:
        raise Refusal(401, 20003, "Authenticate")
