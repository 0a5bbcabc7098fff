"""The jobs that a worker runs, by the names that the bell knows: `ivr.jobs.drain`."""

from datetime import datetime, timedelta
from functools import cache

from booking_core import Errand, Outbox
from ivr.carrier import Carrier, CarrierAway, Refused
from ivr.errands import KINDS, Workshop
from ivr.logs import log
from ivr.parts import assemble
from ivr.settings import VoiceSettings

A_BATCH = 10
WHILE_LEASED = timedelta(seconds=15)  # half a lease: what is begun after it could be somebody else's
LONGEST_DELAY = 60


def drain() -> int:
    """Carry out what is due, the longest due first, until nothing is; return how many that were."""
    return drain_with(workshop())


@cache
def workshop() -> Workshop:
    """Return this process's own workshop."""
    settings = VoiceSettings.load()
    return Workshop(assemble(settings), Carrier(settings))


def drain_with(at: Workshop) -> int:
    """Take and carry out, batch by batch."""
    outbox, clock, count = Outbox(at.parts.database), at.parts.clock, 0
    while batch := outbox.take(taken := clock.now(), limit=A_BATCH):
        for errand in batch:
            if clock.now() - taken < WHILE_LEASED:
                _carry_out(at, outbox, errand, clock.now())
                count += 1
    return count


def _carry_out(at: Workshop, outbox: Outbox, errand: Errand, now: datetime) -> None:
    try:
        KINDS[errand.kind](at, errand, now)
    except Refused as error:
        log.error("refused", kind=errand.kind, key=errand.key, code=str(error))
    except Exception as error:  # noqa: BLE001 - one errand that fails must not hold up the others
        why = str(error) if isinstance(error, CarrierAway) else type(error).__name__
        log.warning("again", kind=errand.kind, key=errand.key, attempt=errand.fence, error=why)
        outbox.again(errand, why, now + timedelta(seconds=min(2**errand.fence, LONGEST_DELAY)))
        return
    outbox.done(errand, now)
    lag = round((now - errand.due).total_seconds(), 3)
    log.info("done", kind=errand.kind, key=errand.key, attempt=errand.fence, lag=lag)
