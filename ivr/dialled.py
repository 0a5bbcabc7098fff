"""One dial: what is asked of the carrier, and what it says."""

from dataclasses import dataclass
from datetime import datetime

from booking_core import Clock, Errand
from ivr.carrier import Carrier, CarrierAway, NoSuchNumber
from ivr.logs import log


@dataclass(frozen=True, slots=True)
class Wanted:
    """An attempt that is still to ring: since when, and until when its lease is sure to be ours."""

    since: datetime
    until: datetime
    document: str  # what is heard by who answers
    status: str  # where the carrier tells what becomes of it


@dataclass(frozen=True, slots=True)
class Dialled:
    """What came of one dial; without a call and an error it was not wanted any more."""

    errand: Errand
    sid: str | None = None
    status: str | None = None  # of a call that was found rather than begun
    error: Exception | None = None

    @property
    def why(self) -> str:
        return str(self.error) if isinstance(self.error, CarrierAway) else type(self.error).__name__

    def log(self, now: datetime) -> None:
        """Tell what came of it; a number that can never be rung is for somebody to look at."""
        told = {"kind": self.errand.kind, "key": self.errand.key, "attempt": self.errand.fence}
        if isinstance(self.error, NoSuchNumber):
            log.error("not to be rung", **told, code=str(self.error))
        elif self.error is not None:
            log.warning("again", **told, error=self.why)
        else:
            log.info("done", **told, lag=round((now - self.errand.due).total_seconds(), 3))


def dialled(carrier: Carrier, clock: Clock, errand: Errand, wanted: Wanted | None) -> Dialled:
    """Ring a person, unless they are not to be rung any more, or have been rung by whoever had it before."""
    if wanted is None:
        return Dialled(errand)
    number = errand.payload["number"]
    try:
        if clock.now() >= wanted.until:
            return Dialled(errand, error=TimeoutError())
        if errand.fence > 1 and (found := carrier.dialled(number, wanted.since)):
            return Dialled(errand, *found)
        return Dialled(errand, carrier.ring_person(number, wanted.document, wanted.status))
    except Exception as error:  # noqa: BLE001 - one dial that fails must not hold up the others
        return Dialled(errand, error=error)
