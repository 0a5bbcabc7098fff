"""A call that the network places: it rings a handset, and what was asked for follows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from scripts.carrier.leg import Leg
from scripts.carrier.schema import HangUp, Then

DETECTION_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Detection:
    """Answering machine detection, as it was asked for."""

    mode: str
    background: bool = False
    url: str | None = None
    method: str = "POST"


async def dial_out(
    leg: Leg, patience: float, detection: Detection | None, onward: Callable[[], Awaitable[Then]]
) -> Then:
    """Wait for a turn, ring, and go on where somebody answers."""
    if delay := leg.network.throttle.delay():
        leg.call.queue_time = int(delay * 1000)
        await asyncio.sleep(delay)
    refused = await ring(leg, patience)
    if refused:
        return HangUp(refused)
    if detection is not None:
        await detect(leg, detection)
    return await onward()


async def ring(leg: Leg, patience: float) -> str | None:
    """Ring a handset; the status of a call that nobody took, or nothing when it is up."""
    leg.become("initiated")
    behaviour = leg.network.handsets[leg.call.to].behaviour
    if behaviour == "failed":
        return "failed"
    leg.become("ringing")
    outcome = await _response(leg, behaviour, patience)
    if outcome != "answer":
        return outcome
    leg.pick_up()
    return None


async def _response(leg: Leg, behaviour: str, patience: float) -> str:
    if behaviour in {"answer", "machine"}:
        return "answer"
    if behaviour == "busy":
        return "busy"
    try:
        async with asyncio.timeout(patience):
            return await leg.picked
    except TimeoutError:
        return "no-answer"


async def detect(leg: Leg, detection: Detection) -> None:
    """Find out who answered, before the document is fetched or beside it."""
    if detection.background:
        leg.network.spawn(_detect_beside(leg, detection))
        return
    await leg.spend(DETECTION_SECONDS)
    leg.call.notes = _found(leg, detection)


async def _detect_beside(leg: Leg, detection: Detection) -> None:
    await leg.spend(DETECTION_SECONDS)
    found = _found(leg, detection)
    if detection.url is None:
        leg.network.notices.warn(21262, call_sid=leg.call.sid)
    elif not leg.call.over:
        form = {"CallSid": leg.call.sid, "AccountSid": leg.call.account, **found}
        leg.tell(detection.url, detection.method, form)


def _found(leg: Leg, detection: Detection) -> dict[str, str]:
    machine = "machine_end_beep" if detection.mode == "DetectMessageEnd" else "machine_start"
    is_machine = leg.network.handsets[leg.call.to].behaviour == "machine"
    leg.call.machine = machine if is_machine else "human"
    return {"AnsweredBy": leg.call.machine, "MachineDetectionDuration": str(int(DETECTION_SECONDS * 1000))}
