"""Conference: a room that calls share."""

from __future__ import annotations

import asyncio
from typing import Any

from scripts.carrier.attributes import anything, matching, method, one_of, truth, whole, words_of
from scripts.carrier.errors import CallFault
from scripts.carrier.leg import Leg
from scripts.carrier.recording import RecordingCallback
from scripts.carrier.schema import Attribute, Element, Goto, Node
from scripts.carrier.terms import RoomCallback, Terms

LONGEST_NAME = 128
EVENTS = words_of("start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement")


async def confer(leg: Leg, dial: Node, nouns: tuple[Node, ...]) -> dict[str, str]:
    """Take part in the room; how the Dial went."""
    noun = nouns[0]
    if not noun.text or len(noun.text) > LONGEST_NAME:
        leg.warner(noun.base)(13237, noun.text)
        return {"DialCallStatus": "failed"}
    terms = terms_of(noun)
    room = leg.network.rooms.enter(noun.text, terms.callback)
    leg.hear("Dial", conference=noun.text)
    leg.keypad.on_star = (lambda: room.part(leg)) if dial["hangupOnStar"] else None
    limit = asyncio.get_running_loop().call_later(dial["timeLimit"], room.part, leg)
    try:
        await room.stay(leg, terms)
    except CallFault as fault:
        if fault.code not in {16020, 16025}:
            raise
        leg.network.notices.error(fault.code, fault.detail, noun.base, leg.call.sid)
        return {"DialCallStatus": "failed"}
    finally:
        limit.cancel()
        leg.keypad.on_star = None
    return {"DialCallStatus": "answered", "DialBridged": "true"}


def terms_of(noun: Node) -> Terms:
    """Give the terms that a noun's attributes make."""
    values: dict[str, Any] = dict(noun.values)
    wait, callback = values["waitUrl"], values["statusCallback"]
    return Terms(
        muted=values["muted"],
        beep=values["beep"],
        start_on_enter=values["startConferenceOnEnter"],
        end_on_exit=values["endConferenceOnExit"],
        label=values["participantLabel"],
        most=values["maxParticipants"],
        wait=Goto(noun.link(wait), values["waitMethod"]) if wait else None,
        silent_wait=wait == "",
        coaching=values["coach"],
        callback=RoomCallback(
            noun.link(callback), values["statusCallbackMethod"], frozenset(values["statusCallbackEvent"])
        )
        if callback
        else None,
        record=values["record"] in {"record-from-start", "true"},
        recording_callback=_recording_callback(noun),
    )


def _recording_callback(noun: Node) -> RecordingCallback | None:
    if not (url := noun["recordingStatusCallback"]):
        return None
    method, events = noun["recordingStatusCallbackMethod"], noun["recordingStatusCallbackEvent"]
    return RecordingCallback(noun.link(url), method, events)


ELEMENT = Element(
    "Conference",
    dials=confer,
    attributes={
        "muted": Attribute(truth, default=False, warning=13230),
        "beep": Attribute(one_of("true", "false", "onEnter", "onExit"), "true", 13235),
        "startConferenceOnEnter": Attribute(truth, default=True, warning=13232),
        "endConferenceOnExit": Attribute(truth, default=False, warning=13231),
        "participantLabel": Attribute(matching(r"(?!CA[0-9a-f]{32})[^/]{1,128}"), None, 16023),
        "waitUrl": Attribute(anything),
        "waitMethod": Attribute(method, "POST", 13234),
        "maxParticipants": Attribute(whole(2, 250), 250),
        "record": Attribute(one_of("do-not-record", "record-from-start", "true", "false")),
        "trim": Attribute(one_of("trim-silence", "do-not-trim"), None, 13239),
        "coach": Attribute(matching(r"CA[0-9a-f]{32}")),
        "statusCallback": Attribute(anything),
        "statusCallbackMethod": Attribute(method, "POST"),
        "statusCallbackEvent": Attribute(EVENTS, ()),
        "recordingStatusCallback": Attribute(anything, None, 13256),
        "recordingStatusCallbackMethod": Attribute(method, "POST"),
        "recordingStatusCallbackEvent": Attribute(
            words_of("in-progress", "completed", "absent"), ("completed",)
        ),
        "recordingConfigurationId": Attribute(anything),
        "region": Attribute(matching(r"[a-z]{2}[0-9]")),
        "jitterBufferSize": Attribute(one_of("off", "small", "medium", "large")),
        "eventCallbackUrl": Attribute(anything),
    },
)
