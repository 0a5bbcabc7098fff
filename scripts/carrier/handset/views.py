"""What a handset shows of calls and texts."""

from __future__ import annotations

from typing import Any

from scripts.carrier.leg import Leg
from scripts.carrier.texts import Text


def call_view(leg: Leg, heard_from: int = 0) -> dict[str, Any]:
    """Give a call as the outer contract has it, and what the browser handset shows besides."""
    call = leg.call
    return {
        "sid": call.sid,
        "status": call.status,
        "from": call.from_,
        "to": call.to,
        "heard": call.heard[heard_from:],
        "waiting_for_keys": leg.keypad.waiting,
        "direction": call.direction,
        "parent_call_sid": call.parent,
        "conference_sid": call.conference,
    }


def text_view(text: Text) -> dict[str, Any]:
    return {
        "sid": text.sid,
        "from": text.from_,
        "to": text.to,
        "body": text.body,
        "status": text.status,
        "direction": text.direction,
        "at": text.created.isoformat(),
    }
