"""Why people are rung: because they asked for it, or because we have something to tell them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from booking_core import Errand
from ivr import addresses, notices
from ivr.dialled import Wanted
from ivr.notices import Notice
from queueing import Callbacks, Place


class Cause(Protocol):
    """What a dial asks of whatever it is for."""

    def wanted(
        self, look: Connection, errands: Iterable[Errand], now: datetime, until: datetime
    ) -> Mapping[int, Wanted]:
        """Return what is still wanted, by errand: what is over is not rung, nor what rings already."""

    def rings(self, tx: Connection, errand: Errand, call_sid: str, now: datetime) -> None:
        """Learn which call it is."""

    def ended(self, tx: Connection, errand: Errand, status: str, now: datetime) -> Place | None:
        """Learn that it came to nothing; returns a place that moved."""


class Asked:
    """A callback: somebody asked for it."""

    def __init__(self, callbacks: Callbacks) -> None:
        self._callbacks = callbacks

    def wanted(
        self, look: Connection, errands: Iterable[Errand], now: datetime, until: datetime
    ) -> Mapping[int, Wanted]:
        del now
        mine = {errand.payload["place"]: errand for errand in errands}
        return {
            mine[place.id].id: Wanted(
                place.changed_at,
                until,
                addresses.callback(place.id, attempt),
                addresses.callback_status(place.id, attempt),
            )
            for place, attempt in self._callbacks.rung(look, list(mine))
            if place.call_sid is None and attempt == mine[place.id].payload["attempt"]
        }

    def rings(self, tx: Connection, errand: Errand, call_sid: str, now: datetime) -> None:
        self._callbacks.rings(tx, *_attempt(errand), call_sid, now)

    def ended(self, tx: Connection, errand: Errand, status: str, now: datetime) -> Place | None:
        return self._callbacks.ended(tx, *_attempt(errand), status, now)


class Told:
    """A notice: the call itself tells what became of it, by its addresses."""

    def __init__(self, callbacks: Callbacks) -> None:
        self._callbacks = callbacks

    def wanted(
        self, look: Connection, errands: Iterable[Errand], now: datetime, until: datetime
    ) -> Mapping[int, Wanted]:
        found = [(errand, Notice.read(errand.payload)) for errand in errands]
        return {
            errand.id: Wanted(errand.due, until, addresses.notice(it), addresses.notice_status(it))
            for errand, it in found
            if notices.is_wanted(look, it, self._callbacks, now)
        }

    def rings(self, tx: Connection, errand: Errand, call_sid: str, now: datetime) -> None:
        Notice.read(errand.payload).owe_look(tx, call_sid, now)

    def ended(self, tx: Connection, errand: Errand, status: str, now: datetime) -> Place | None:
        del status
        notices.unheard(tx, Notice.read(errand.payload), self._callbacks, now)
        return None


class Causes:
    """Both, and which of them an errand is for."""

    def __init__(self, callbacks: Callbacks) -> None:
        self._asked, self._told = Asked(callbacks), Told(callbacks)

    def of(self, errand: Errand) -> Cause:
        return self._told if "notice" in errand.payload else self._asked

    def wanted(
        self, look: Connection, errands: Iterable[Errand], now: datetime, until: datetime
    ) -> dict[int, Wanted]:
        """Return what of all these is still wanted."""
        given = list(errands)
        causes = {self.of(errand) for errand in given}
        mine = {cause: [errand for errand in given if self.of(errand) is cause] for cause in causes}
        return {
            errand: found
            for cause in causes
            for errand, found in cause.wanted(look, mine[cause], now, until).items()
        }


def _attempt(errand: Errand) -> tuple[int, int]:
    return errand.payload["place"], errand.payload["attempt"]
