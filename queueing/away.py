"""Nobody is on the phone at a place any more: it is kept, and where a callback is owed, that stands."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from queueing import ledger, promises
from queueing.place import BREATH, DROPPED, PROMISED, Place


def gone(tx: Connection, held: Place, why: str, now: datetime, **changes: Any) -> Place | None:
    """Keep a place whose caller is gone, unserved: at the same key, and a promise uses no attempt."""
    promise = promises.open_of(tx, held.id)
    if promise is None:
        return ledger.move(tx, held.id, DROPPED, why, now, call_sid=None, **changes)
    promises.change(tx, held.id, due=promises.hours(tx).first(promise.number, now + BREATH))
    until = changes.get("held_until", held.held_until)
    if until is not None:  # units are kept for it: they pass on then
        changes["deadline"] = until
    return ledger.move(tx, held.id, PROMISED, "promise_stands", now, call_sid=None, agent=None, **changes)
