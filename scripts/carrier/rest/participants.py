"""The Participants resource: who is in a conference."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from scripts.carrier.call import Call
from scripts.carrier.identity import moment, rfc2822
from scripts.carrier.keys import NETWORK
from scripts.carrier.leg import Leg
from scripts.carrier.participant import Participant
from scripts.carrier.recording import RecordingCallback
from scripts.carrier.rest.asked import Asked, asked, callee
from scripts.carrier.rest.conferences import room_of
from scripts.carrier.rest.pages import listing
from scripts.carrier.rest.placing import begin, caller
from scripts.carrier.rest.refusal import bad, missing
from scripts.carrier.room import Room
from scripts.carrier.schema import Goto, HangUp, Then
from scripts.carrier.terms import RoomCallback, Terms

STATUS = {"queued": "queued", "ringing": "ringing", "in-progress": "connected", "completed": "complete"}
A_SID = re.compile(r"CF[0-9a-f]{32}")
RECORD = {"true", "false", "record-from-start", "do-not-record"}
BEEPS = {"true", "false", "onEnter", "onExit"}


def view(room: Room, call: Call, terms: Terms, seat: Participant | None) -> dict[str, Any]:
    """Give a participant as the REST API shows it; one that is still being rung has no seat yet."""
    path = f"/2010-04-01/Accounts/{call.account}/Conferences/{room.sid}/Participants/{call.sid}.json"
    coaching = seat.coaching if seat else terms.coaching
    return {
        "account_sid": call.account,
        "call_sid": call.sid,
        "label": terms.label,
        "call_sid_to_coach": coaching,
        "coaching": coaching is not None,
        "conference_sid": room.sid,
        "date_created": rfc2822(seat.created if seat else call.created),
        "date_updated": rfc2822(seat.updated if seat else call.updated),
        "end_conference_on_exit": seat.end_on_exit if seat else terms.end_on_exit,
        "muted": seat.muted if seat else terms.muted,
        "hold": seat.hold if seat else False,
        "start_conference_on_enter": terms.start_on_enter,
        "status": STATUS.get(call.status, "failed"),
        "queue_time": str(call.queue_time),
        "uri": path,
    }


def seated(seat: Participant) -> dict[str, Any]:
    return view(seat.room, seat.leg.call, seat.terms, seat)


async def create(request: web.Request) -> web.Response:
    """Ring somebody into a conference."""
    network, form = request.app[NETWORK], await asked(request)
    to, from_ = callee(form.text("To")), caller(network, form)
    terms = terms_of(form)
    room = _joinable(request, terms)
    leg = network.place("outbound-api", from_, to)
    room.invited[leg.call.sid] = (leg, terms)
    try:
        begin(leg, form, _Invited(leg, room, terms).join)
    except Exception:
        del network.legs[leg.call.sid], room.invited[leg.call.sid]
        raise
    return web.json_response(view(room, leg.call, terms, None), status=201)


def _joinable(request: web.Request, terms: Terms) -> Room:
    rooms, name = request.app[NETWORK].rooms, request.match_info["conference"]
    room = rooms.all.get(name)
    if room is not None and room.status == "completed":
        raise bad(16022, "Conference does not exist or is completed")
    if room is None and A_SID.fullmatch(name):
        raise missing(request)
    room = room or rooms.enter(name, terms.callback)
    if terms.label and (room.labelled(terms.label) or room.awaited(terms.label)):
        raise bad(16026, "Participant label is in use by another participant")
    return room


@dataclass(frozen=True, slots=True)
class _Invited:
    leg: Leg
    room: Room
    terms: Terms

    async def join(self) -> Then:
        await self.room.stay(self.leg, self.terms)
        return HangUp()


def terms_of(form: Asked) -> Terms:
    """Give the terms that a request makes."""
    wait, events = form.text("WaitUrl"), frozenset(form.every("ConferenceStatusCallbackEvent"))
    told = form.url("ConferenceStatusCallback")
    return Terms(
        muted=form.flag("Muted"),
        beep=form.one_of("Beep", BEEPS, "true"),
        start_on_enter=form.flag("StartConferenceOnEnter", default=True),
        end_on_exit=form.flag("EndConferenceOnExit"),
        label=form.filled("Label"),
        most=form.whole("MaxParticipants", 20001, 2, 250, 250),
        wait=Goto(wait, form.method("WaitMethod")) if wait else None,
        silent_wait=wait == "",
        coaching=form.filled("CallSidToCoach"),
        callback=RoomCallback(told, form.method("ConferenceStatusCallbackMethod"), events) if told else None,
        record=form.one_of("ConferenceRecord", RECORD, "do-not-record") in {"true", "record-from-start"},
        recording_callback=_recording_callback(form),
    )


def _recording_callback(form: Asked) -> RecordingCallback | None:
    if not (url := form.url("ConferenceRecordingStatusCallback")):
        return None
    events = form.every("ConferenceRecordingStatusCallbackEvent") or ["completed"]
    return RecordingCallback(url, form.method("ConferenceRecordingStatusCallbackMethod"), events)


async def every(request: web.Request) -> web.Response:
    seats = [seat for seat in room_of(request).participants.values() if _fits(request, seat)]
    return listing(request, "participants", seats, seated)


def _fits(request: web.Request, seat: Participant) -> bool:
    facts = {"Muted": seat.muted, "Hold": seat.hold, "Coaching": seat.coaching is not None}
    said = {name: str(fact).lower() for name, fact in facts.items()}
    return all(request.query.get(name, word).lower() == word for name, word in said.items())


async def fetch(request: web.Request) -> web.Response:
    room = room_of(request)
    if (awaited := room.awaited(request.match_info["sid"])) is not None:
        return web.json_response(view(room, awaited[0].call, awaited[1], None))
    return web.json_response(seated(_seat(request)))


async def update(request: web.Request) -> web.Response:
    """Mute, hold, speak to or change the terms of somebody in a conference."""
    seat, form = _seat(request), await asked(request)
    seat.updated = moment()
    if "Muted" in form:
        seat.mute(on=form.flag("Muted"))
    if url := form.url("HoldUrl"):
        seat.hold_music = Goto(url, form.method("HoldMethod", "GET"))
    if "Hold" in form:
        seat.put_on_hold(on=form.flag("Hold"))
    if url := form.url("WaitUrl"):
        seat.wait = Goto(url, form.method("WaitMethod"))
    if url := form.url("AnnounceUrl"):
        seat.announce(Goto(url, form.method("AnnounceMethod")))
    _modify(seat, form)
    return web.json_response(seated(seat))


def _modify(seat: Participant, form: Asked) -> None:
    changed = {"EndConferenceOnExit", "BeepOnExit", "Coaching", "CallSidToCoach"} & set(form.names())
    if not changed:
        return
    seat.end_on_exit = form.flag("EndConferenceOnExit", default=seat.end_on_exit)
    seat.beep_on_exit = form.flag("BeepOnExit", default=seat.beep_on_exit)
    if changed & {"Coaching", "CallSidToCoach"}:
        seat.coaching = form.filled("CallSidToCoach") if form.flag("Coaching", default=True) else None
    seat.room.tell("participant-modify", seat)


async def remove(request: web.Request) -> web.Response:
    """Show somebody out; their call goes on after its Dial."""
    if (awaited := room_of(request).awaited(request.match_info["sid"])) is not None:
        awaited[0].obey(HangUp("canceled"))
    else:
        _seat(request).kick()
    return web.Response(status=204)


def _seat(request: web.Request) -> Participant:
    room, name = room_of(request), request.match_info["sid"]
    if seat := room.participants.get(name) or room.labelled(name):
        return seat
    raise missing(request)


PATH = "/Conferences/{conference}/Participants"
ROUTES = (
    ("POST", f"{PATH}.json", create),
    ("GET", f"{PATH}.json", every),
    ("GET", f"{PATH}/{{sid}}.json", fetch),
    ("POST", f"{PATH}/{{sid}}.json", update),
    ("DELETE", f"{PATH}/{{sid}}.json", remove),
)
