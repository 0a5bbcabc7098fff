"""The Calls resource."""

from __future__ import annotations

import re
from typing import Any

from aiohttp import web

from scripts.carrier.call import ENDED, Call, Callback
from scripts.carrier.identity import rfc2822
from scripts.carrier.keys import NETWORK
from scripts.carrier.leg import Leg
from scripts.carrier.rest.asked import Asked, asked
from scripts.carrier.rest.pages import listing, on_days
from scripts.carrier.rest.placing import longest, order_of, place
from scripts.carrier.rest.refusal import bad, missing
from scripts.carrier.schema import HangUp

SUBRESOURCES = (
    "notifications",
    "recordings",
    "payments",
    "events",
    "siprec",
    "streams",
    "transcriptions",
    "user_defined_message_subscriptions",
    "user_defined_messages",
)

NEVER_KNOWN = ("forwarded_from", "group_sid", "caller_name", "trunk_sid", "price")


def view(call: Call) -> dict[str, Any]:
    """Give a call as the REST API shows it."""
    uri = f"/2010-04-01/Accounts/{call.account}/Calls/{call.sid}"
    return {
        "sid": call.sid,
        "date_created": rfc2822(call.created),
        "date_updated": rfc2822(call.updated),
        "parent_call_sid": call.parent,
        "account_sid": call.account,
        "to": call.to,
        "to_formatted": formatted(call.to),
        "from": call.from_,
        "from_formatted": formatted(call.from_),
        "phone_number_sid": call.number_sid,
        "status": call.status,
        "start_time": rfc2822(call.started),
        "end_time": rfc2822(call.ended),
        "duration": str(call.seconds) if call.over else None,
        "price_unit": "USD",
        "direction": call.direction,
        "answered_by": call.machine,
        "api_version": "2010-04-01",
        "queue_time": str(call.queue_time),
        "uri": f"{uri}.json",
        "subresource_uris": {name: f"{uri}/{name.title().replace('_', '')}.json" for name in SUBRESOURCES},
    } | dict.fromkeys(NEVER_KNOWN)


def formatted(number: str) -> str:
    """Give a North American number as people write it; any other as it is."""
    return re.sub(r"^\+1(\d{3})(\d{3})(\d{4})$", r"(\1) \2-\3", number)


async def create(request: web.Request) -> web.Response:
    leg = place(request.app[NETWORK], await asked(request))
    return web.json_response(view(leg.call), status=201)


async def fetch(request: web.Request) -> web.Response:
    return web.json_response(view(_leg(request).call))


async def every(request: web.Request) -> web.Response:
    calls = (leg.call for leg in reversed(request.app[NETWORK].legs.values()))
    return listing(request, "calls", (call for call in calls if _fits(request, call)), view)


def _fits(request: web.Request, call: Call) -> bool:
    wanted = {"To": call.to, "From": call.from_, "Status": call.status, "ParentCallSid": call.parent}
    return (
        all(request.query.get(name) in {None, "", value} for name, value in wanted.items())
        and on_days(request, "StartTime", call.started or call.created)
        and on_days(request, "EndTime", call.ended)
    )


async def update(request: web.Request) -> web.Response:
    """Change a call that lives: move it, end it, or change where it is told."""
    leg, form = _leg(request), await asked(request)
    status = form.text("Status")
    if status is not None:
        form.one_of("Status", {"canceled", "completed"}, status)
        await _end(leg, status)
    elif form.filled("Url") or form.filled("Twiml"):
        _move(leg, form)
    if "TimeLimit" in form:
        leg.limit(longest(form))
    return web.json_response(view(leg.call))


async def _end(leg: Leg, status: str) -> None:
    if leg.call.over or (status == "canceled" and leg.call.up):
        return
    if leg.call.status == "queued":
        leg.call.callback = None  # a call that never began is ended without a word
    leg.obey(HangUp(None if leg.call.up else "canceled"))
    await leg.over.wait()


def _move(leg: Leg, form: Asked) -> None:
    if form.filled("Url") and form.filled("Twiml"):
        raise bad(21218, "Url and Twiml are mutually exclusive")
    if not leg.call.up:
        raise bad(21220, "Call is not in-progress. Cannot redirect.")
    order = order_of(leg, form)
    if callback := form.url("StatusCallback"):
        leg.call.callback = Callback(callback, form.method("StatusCallbackMethod"))
    leg.call.fallback = form.url("FallbackUrl") or leg.call.fallback
    leg.call.fallback_method = form.method("FallbackMethod", leg.call.fallback_method)
    leg.obey(order)


async def remove(request: web.Request) -> web.Response:
    leg = _leg(request)
    if leg.call.status not in ENDED:
        raise bad(20409, "A call that is not over cannot be deleted")
    del leg.network.legs[leg.call.sid]
    return web.Response(status=204)


def _leg(request: web.Request) -> Leg:
    if leg := request.app[NETWORK].legs.get(request.match_info["sid"]):
        return leg
    raise missing(request)


ROUTES = (
    ("POST", "/Calls.json", create),
    ("GET", "/Calls.json", every),
    ("GET", "/Calls/{sid}.json", fetch),
    ("POST", "/Calls/{sid}.json", update),
    ("DELETE", "/Calls/{sid}.json", remove),
)
