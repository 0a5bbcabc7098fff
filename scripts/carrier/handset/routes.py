"""The handset API: what a person does with a telephone, as requests."""

from __future__ import annotations

import json
import re
from typing import Any

from aiohttp import web

from scripts.carrier.handset.views import call_view, text_view
from scripts.carrier.handsets import BEHAVIOURS, DELIVERIES
from scripts.carrier.keys import NETWORK
from scripts.carrier.leg import Leg
from scripts.carrier.network import Network
from scripts.carrier.schema import HangUp

TELEPHONE = re.compile(r"\+?[0-9]{3,15}|client:[^/\s]{1,100}|[A-Za-z]{1,40}")


def routes() -> list[web.RouteDef]:
    """Every request of the handset API."""
    return [
        web.post("/handset/calls", dial),
        web.get("/handset/calls/{sid}", look),
        web.delete("/handset/calls/{sid}", hang_up),
        web.post("/handset/calls/{sid}/keys", press),
        web.post("/handset/calls/{sid}/speech", speak),
        web.post("/handset/calls/{sid}/answer", answer),
        web.post("/handset/calls/{sid}/decline", decline),
        web.get("/handset/numbers/{number}/calls", at_number),
        web.post("/handset/numbers/{number}", behave),
        web.get("/handset/messages", texts),
        web.post("/handset/messages", text),
        web.get("/handset/notices", notices),
        web.get("/handset/hotline", hotline),
    ]


async def dial(request: web.Request) -> web.Response:
    network, asked = request.app[NETWORK], await _body(request)
    to, from_ = _telephone(asked.get("to")), _telephone(asked.get("from"))
    if to != network.number.phone:
        raise _fault(web.HTTPNotFound, f"{to} is not in service: this network has {network.number.phone}")
    leg = network.incoming(from_)
    return web.json_response({"sid": leg.call.sid}, status=201)


async def look(request: web.Request) -> web.Response:
    return web.json_response(call_view(_leg(request)))


async def hang_up(request: web.Request) -> web.Response:
    leg = _leg(request)
    unanswered = "canceled" if leg.call.incoming else "busy"
    leg.obey(HangUp(None if leg.call.up else unanswered), by="caller")
    if not leg.call.over:
        await leg.over.wait()
    return web.json_response(call_view(leg))


async def press(request: web.Request) -> web.Response:
    """Press keys; none at all is silence at once."""
    leg, digits = _leg(request), (await _body(request)).get("digits")
    if not isinstance(digits, str):
        raise _fault(web.HTTPBadRequest, "digits is a text, and an empty one is silence")
    taken = leg.keypad.press(digits) if digits else leg.keypad.fall_silent()
    leg.network.changed(leg.call)
    return web.json_response(call_view(leg) | {"taken": taken})


async def speak(request: web.Request) -> web.Response:
    """Say something to a Gather that listens for speech; our own addition."""
    leg, asked = _leg(request), await _body(request)
    if leg.keypad.entry is not None:
        leg.keypad.entry.say(str(asked.get("text", "")), partial=bool(asked.get("partial")))
    return web.json_response(call_view(leg))


async def answer(request: web.Request) -> web.Response:
    return await _respond(request, "answer")


async def decline(request: web.Request) -> web.Response:
    return await _respond(request, "busy")


async def _respond(request: web.Request, outcome: str) -> web.Response:
    leg = _leg(request)
    if leg.call.incoming or leg.call.status != "ringing" or leg.picked.done():
        raise _fault(web.HTTPConflict, f"the call is not ringing here: it is {leg.call.status}")
    leg.picked.set_result(outcome)
    await leg.settled.wait()
    return web.json_response(call_view(leg))


async def at_number(request: web.Request) -> web.Response:
    legs = request.app[NETWORK].at(_telephone(request.match_info["number"]))
    return web.json_response([call_view(leg) for leg in legs])


async def behave(request: web.Request) -> web.Response:
    """How a telephone behaves when it is called; `texts` is our own addition."""
    number, asked = _telephone(request.match_info["number"]), await _body(request)
    handset = request.app[NETWORK].handsets[number]
    for name, words in (("behaviour", BEHAVIOURS), ("texts", DELIVERIES)):
        if name in asked and asked[name] not in words:
            raise _fault(web.HTTPBadRequest, f"{name} is one of {', '.join(words)}")
    handset.behaviour = asked.get("behaviour", handset.behaviour)
    handset.texts = asked.get("texts", handset.texts)
    return web.json_response({"number": number, "behaviour": handset.behaviour, "texts": handset.texts})


async def texts(request: web.Request) -> web.Response:
    """Give the texts that were sent, in order; `to` and `from` narrow them."""
    network = request.app[NETWORK]
    to, from_ = (_plus(request.query.get(name, "")) for name in ("to", "from"))
    found = [
        text_view(one)
        for one in network.texts.all.values()
        if to in {"", one.to} and from_ in {"", one.from_}
    ]
    return web.json_response(found)


async def text(request: web.Request) -> web.Response:
    """Text the hotline; our own addition."""
    network, asked = request.app[NETWORK], await _body(request)
    if _telephone(asked.get("to")) != network.number.phone:
        raise _fault(web.HTTPNotFound, f"texts go to {network.number.phone}")
    sent = network.texts.receive(_telephone(asked.get("from")), str(asked.get("body", "")))
    return web.json_response({"sid": sent.sid}, status=201)


async def hotline(request: web.Request) -> web.Response:
    return web.json_response({"number": request.app[NETWORK].number.phone})


async def notices(request: web.Request) -> web.Response:
    return web.json_response(request.app[NETWORK].notices.rows())


def _leg(request: web.Request) -> Leg:
    network: Network = request.app[NETWORK]
    if leg := network.legs.get(request.match_info["sid"]):
        return leg
    raise _fault(web.HTTPNotFound, "there is no such call")


def _plus(number: str) -> str:
    """Give a number from a query, where an unescaped plus arrives as a blank."""
    return f"+{number[1:]}" if number.startswith(" ") else number


def _telephone(number: object) -> str:
    if not isinstance(number, str) or not TELEPHONE.fullmatch(number):
        raise _fault(web.HTTPBadRequest, f"{number!r} is not a telephone number")
    return number


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise _fault(web.HTTPBadRequest, "the body is a JSON object")
    return body


def _fault(kind: type[web.HTTPException], words: str) -> web.HTTPException:
    return kind(text=json.dumps({"error": words}), content_type="application/json")
