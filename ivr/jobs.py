"""The jobs that a worker runs, by the names that the bell knows: `ivr.jobs.drain`."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial

from booking_core import Errand
from ivr.carrier import Carrier, CarrierAway, Refused
from ivr.dials import DIAL, LONGEST_DELAY, WHILE_LEASED, Dialler, until_next
from ivr.errands import KINDS
from ivr.logs import log
from ivr.parts import assemble
from ivr.settings import VoiceSettings
from ivr.side_by_side import AT_ONCE, side_by_side
from ivr.workshop import Workshop
from queueing import ring

A_BATCH = 50
LONGEST_DRAIN = 20.0  # seconds: then another bell is rung, long before this job's time is up
A_BREATH, A_NAP = 0.005, 0.05  # seconds, while dials wait for their slots: others are looked for in between
# Who dials already looks further ahead than who does not: so one goes on while it can, and in order.
AHEAD, SOON = timedelta(seconds=0.25), timedelta(seconds=0.1)


def drain() -> int:
    """Carry out what is due until nothing is, dials at their pace; return how many that were."""
    at, end, count = workshop(), time.monotonic() + LONGEST_DRAIN, 0
    with Dialler(at) as dialler:
        while True:
            others = _others(at, AT_ONCE)
            count += others + dialler.begin(AHEAD if dialler.has_begun else SOON)
            dialler.settle(wait=False)
            wait = 0.0 if others else until_next(at)
            if wait is None or time.monotonic() > end:
                break
            time.sleep(0.0 if others else min(max(wait, A_BREATH), A_NAP))
        dialler.settle(wait=True)
    if wait is not None:
        ring(at.parts.redis)
    return count


@cache
def workshop() -> Workshop:
    """Return this process's own workshop."""
    settings = VoiceSettings.load()
    return Workshop(assemble(settings), Carrier(settings))


def drain_with(at: Workshop, at_once: int = AT_ONCE) -> int:
    """Carry out what is due, and the dials that have their slots by now."""
    count = 0
    while begun := _others(at, at_once):
        count += begun
    with Dialler(at, at_once) as dialler:
        count += dialler.begin(timedelta(0))
        dialler.settle(wait=True)
    return count


def _others(at: Workshop, at_once: int) -> int:
    """Take and carry out a batch of what is due, but no dials, and close it in one transaction."""
    batch = at.outbox.take(taken := at.parts.clock.now(), limit=A_BATCH, but=[DIAL])
    carry_out = partial(_carry_out, at, until=taken + WHILE_LEASED)
    begun = [each for each in side_by_side(batch, carry_out, at_once) if each is not None]
    at.outbox.all_done((each.errand for each in begun if each.is_done), at.parts.clock.now())
    return len(begun)


@dataclass(frozen=True, slots=True)
class Begun:
    """An errand that was begun, and whether it is to be closed."""

    errand: Errand
    is_done: bool


def _carry_out(at: Workshop, errand: Errand, until: datetime) -> Begun | None:
    """Carry out an errand; None where that would begin too late to be sure of the lease."""
    now = at.parts.clock.now()
    if now >= until:
        return None
    told = {"kind": errand.kind, "key": errand.key, "attempt": errand.fence}
    try:
        KINDS[errand.kind](at, errand, now)
    except Refused as error:
        log.error("refused", **told, code=str(error))
    except Exception as error:  # noqa: BLE001 - one errand that fails must not hold up the others
        why = str(error) if isinstance(error, CarrierAway) else type(error).__name__
        log.warning("again", **told, error=why)
        at.outbox.again(errand, why, now + timedelta(seconds=min(2**errand.fence, LONGEST_DELAY)))
        return Begun(errand, is_done=False)
    log.info("done", **told, lag=round((now - errand.due).total_seconds(), 3))
    return Begun(errand, is_done=True)
