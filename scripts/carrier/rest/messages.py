"""The Messages resource."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from scripts.carrier.identity import rfc2822
from scripts.carrier.keys import NETWORK
from scripts.carrier.rest.asked import asked, callee
from scripts.carrier.rest.pages import listing, on_days
from scripts.carrier.rest.refusal import bad, missing
from scripts.carrier.texts import Text

LONGEST = 1600


def view(account: str, text: Text) -> dict[str, Any]:
    """Give a message as the REST API shows it."""
    uri = f"/2010-04-01/Accounts/{account}/Messages/{text.sid}"
    return {
        "account_sid": account,
        "api_version": "2010-04-01",
        "body": text.body,
        "date_created": rfc2822(text.created),
        "date_sent": rfc2822(text.sent),
        "date_updated": rfc2822(text.updated),
        "direction": text.direction,
        "error_code": text.error,
        "error_message": "Landline or unreachable carrier" if text.error else None,
        "from": text.from_,
        "messaging_service_sid": None,
        "num_media": "0",
        "num_segments": str(text.segments),
        "price": None,
        "price_unit": "USD",
        "sid": text.sid,
        "status": text.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": text.to,
        "uri": f"{uri}.json",
    }


async def create(request: web.Request) -> web.Response:
    network, form = request.app[NETWORK], await asked(request)
    to = callee(form.text("To"), 21604)
    from_, body = form.filled("From"), form.filled("Body")
    if from_ is None:
        raise bad(21603, "A 'From' phone number is required to send an SMS")
    if from_ != network.number.phone:
        raise bad(21606, f"'From' {from_} is not a number of this account that can text")
    if body is None:
        raise bad(21602, "Message body is required.")
    if len(body) > LONGEST:
        raise bad(21617, "The concatenated message body exceeds the 1600 character limit.")
    if to in network.texts.stopped:
        raise bad(21610, "Attempt to send to unsubscribed recipient")
    text = network.texts.send(to, body, form.url("StatusCallback", 21609))
    return web.json_response(view(network.account, text), status=201)


async def fetch(request: web.Request) -> web.Response:
    network = request.app[NETWORK]
    if text := network.texts.all.get(request.match_info["sid"]):
        return web.json_response(view(network.account, text))
    raise missing(request)


async def every(request: web.Request) -> web.Response:
    network = request.app[NETWORK]
    texts = (text for text in reversed(network.texts.all.values()) if _fits(request, text))
    return listing(request, "messages", texts, lambda text: view(network.account, text))


def _fits(request: web.Request, text: Text) -> bool:
    wanted = {"To": text.to, "From": text.from_}
    return all(request.query.get(name) in {None, "", value} for name, value in wanted.items()) and on_days(
        request, "DateSent", text.sent
    )


async def remove(request: web.Request) -> web.Response:
    if request.app[NETWORK].texts.all.pop(request.match_info["sid"], None) is None:
        raise missing(request)
    return web.Response(status=204)


ROUTES = (
    ("POST", "/Messages.json", create),
    ("GET", "/Messages.json", every),
    ("GET", "/Messages/{sid}.json", fetch),
    ("DELETE", "/Messages/{sid}.json", remove),
)
