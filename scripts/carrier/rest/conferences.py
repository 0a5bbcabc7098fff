"""The Conferences resource."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from scripts.carrier.identity import rfc2822
from scripts.carrier.keys import NETWORK
from scripts.carrier.rest.asked import asked
from scripts.carrier.rest.pages import listing, on_days
from scripts.carrier.rest.refusal import missing
from scripts.carrier.room import Room
from scripts.carrier.schema import Goto


def view(account: str, room: Room) -> dict[str, Any]:
    """Give a conference as the REST API shows it."""
    uri = f"/2010-04-01/Accounts/{account}/Conferences/{room.sid}"
    return {
        "account_sid": account,
        "api_version": "2010-04-01",
        "call_sid_ending_conference": room.ended_by,
        "date_created": rfc2822(room.created),
        "date_updated": rfc2822(room.updated),
        "friendly_name": room.name,
        "reason_conference_ended": room.why_ended,
        "region": "us1",
        "sid": room.sid,
        "status": room.status,
        "subresource_uris": {name: f"{uri}/{name.title()}.json" for name in ("participants", "recordings")},
        "uri": f"{uri}.json",
    }


async def every(request: web.Request) -> web.Response:
    network = request.app[NETWORK]
    rooms = (room for room in reversed(network.rooms.all.values()) if _fits(request, room))
    return listing(request, "conferences", rooms, lambda room: view(network.account, room))


def _fits(request: web.Request, room: Room) -> bool:
    wanted = {"FriendlyName": room.name, "Status": room.status}
    return (
        all(request.query.get(name) in {None, "", value} for name, value in wanted.items())
        and on_days(request, "DateCreated", room.created)
        and on_days(request, "DateUpdated", room.updated)
    )


async def fetch(request: web.Request) -> web.Response:
    return web.json_response(view(request.app[NETWORK].account, room_of(request)))


async def update(request: web.Request) -> web.Response:
    """End a conference, or announce something to everybody in it."""
    room, form = room_of(request), await asked(request)
    if status := form.text("Status"):
        form.one_of("Status", {"completed"}, status)
        room.end("conference-ended-via-api")
    if url := form.url("AnnounceUrl"):
        for participant in list(room.participants.values()):
            participant.announce(Goto(url, form.method("AnnounceMethod")))
    return web.json_response(view(request.app[NETWORK].account, room))


def room_of(request: web.Request) -> Room:
    """Give the conference that a path names: by sid, or by name where it is active."""
    rooms, name = request.app[NETWORK].rooms, request.match_info["conference"]
    if room := rooms.all.get(name) or rooms.named(name):
        return room
    raise missing(request)


ROUTES = (
    ("GET", "/Conferences.json", every),
    ("GET", "/Conferences/{conference}.json", fetch),
    ("POST", "/Conferences/{conference}.json", update),
)
