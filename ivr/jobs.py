"""The jobs that a worker runs, by the names that the bell knows: `ivr.jobs.drain`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial

from booking_core import Errand, Outbox
from ivr.carrier import Carrier, CarrierAway, Refused
from ivr.errands import KINDS, Workshop
from ivr.logs import log
from ivr.parts import assemble
from ivr.settings import VoiceSettings
from ivr.side_by_side import AT_ONCE, side_by_side

A_BATCH = 50
WHILE_LEASED = timedelta(seconds=12)  # half a lease: what is begun after it could be somebody else's
LONGEST_DELAY = 60


def drain() -> int:
    """Carry out what is due, the longest due first, until nothing is; return how many that were."""
    return drain_with(workshop())


@cache
def workshop() -> Workshop:
    """Return this process's own workshop."""
    settings = VoiceSettings.load()
    return Workshop(assemble(settings), Carrier(settings))


def drain_with(at: Workshop, at_once: int = AT_ONCE) -> int:
    """Take and carry out, batch by batch, each batch closed in one transaction."""
    outbox, clock, count = Outbox(at.parts.database), at.parts.clock, 0
    while batch := outbox.take(taken := clock.now(), limit=A_BATCH):
        carry_out = partial(_carry_out, at, outbox, until=taken + WHILE_LEASED)
        begun = [each for each in side_by_side(batch, carry_out, at_once) if each is not None]
        outbox.all_done((each.errand for each in begun if each.is_done), clock.now())
        count += len(begun)
    return count


@dataclass(frozen=True, slots=True)
class Begun:
    """An errand that was begun, and whether it is to be closed."""

    errand: Errand
    is_done: bool


def _carry_out(at: Workshop, outbox: Outbox, errand: Errand, until: datetime) -> Begun | None:
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
        outbox.again(errand, why, now + timedelta(seconds=min(2**errand.fence, LONGEST_DELAY)))
        return Begun(errand, is_done=False)
    log.info("done", **told, lag=round((now - errand.due).total_seconds(), 3))
    return Begun(errand, is_done=True)
