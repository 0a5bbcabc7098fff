"""The jobs that a worker runs, by the names that the bell knows: `ivr.jobs.drain`."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial

from booking_core import Errand
from ivr.carrier import Carrier, CarrierAway, Refused
from ivr.dials import DIAL, dial_due, until_next
from ivr.errands import KINDS
from ivr.logs import log
from ivr.parts import assemble
from ivr.settings import VoiceSettings
from ivr.side_by_side import AT_ONCE, side_by_side
from ivr.workshop import Workshop
from queueing import ring

A_BATCH = 50
WHILE_LEASED = timedelta(seconds=12)  # half a lease: what is begun after it could be somebody else's
LONGEST_DELAY = 60
LONGEST_DRAIN = 20.0  # seconds: then another bell is rung, long before this job's time is up
A_NAP = 0.05  # seconds, while dials wait for their slots: others are looked for in between
AHEAD = timedelta(seconds=0.25)


def drain() -> int:
    """Carry out what is due until nothing is, dials at their pace; return how many that were."""
    at, end, count = workshop(), time.monotonic() + LONGEST_DRAIN, 0
    while True:
        count += drain_with(at, ahead=AHEAD)
        wait = until_next(at)
        if wait is None:
            return count
        if time.monotonic() > end:
            ring(at.parts.redis)
            return count
        time.sleep(min(wait, A_NAP))


@cache
def workshop() -> Workshop:
    """Return this process's own workshop."""
    settings = VoiceSettings.load()
    return Workshop(assemble(settings), Carrier(settings))


def drain_with(at: Workshop, at_once: int = AT_ONCE, *, ahead: timedelta = timedelta(0)) -> int:
    """Take and carry out, batch by batch, each batch closed in one transaction; dials as far as `ahead`."""
    clock, count = at.parts.clock, 0
    while batch := at.outbox.take(taken := clock.now(), limit=A_BATCH, but=[DIAL]):
        carry_out = partial(_carry_out, at, until=taken + WHILE_LEASED)
        count += _close(at, side_by_side(batch, carry_out, at_once))
    carry_out = partial(_carry_out, at, until=clock.now() + WHILE_LEASED)
    return count + _close(at, dial_due(at, carry_out, ahead, at_once))


@dataclass(frozen=True, slots=True)
class Begun:
    """An errand that was begun, and whether it is to be closed."""

    errand: Errand
    is_done: bool


def _close(at: Workshop, found: list[Begun | None]) -> int:
    begun = [each for each in found if each is not None]
    at.outbox.all_done((each.errand for each in begun if each.is_done), at.parts.clock.now())
    return len(begun)


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
