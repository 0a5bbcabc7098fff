"""What becomes of a caller and a desk when one of the two is gone: always the place first, then the desk."""

from datetime import datetime

from sqlalchemy import Connection

from booking_core import Outbox
from queueing import away, desk_ledger, ledger, promises
from queueing.desk import CONNECTING, TALKING, WRAP_UP, Desk
from queueing.place import DONE, DROPPED, LONGEST_CALL, SERVING, WAITING, Place


def together(tx: Connection, agent: str) -> tuple[Desk | None, Place | None]:
    """Return a desk and the place that it has, both locked, the place first."""
    desk = desk_ledger.read(tx, agent)
    while desk is not None:
        place = None if desk.place_id is None else ledger.read(tx, desk.place_id, lock=True)
        locked = desk_ledger.read(tx, agent, lock=True)
        if locked is not None and locked.place_id == desk.place_id:
            return locked, place
        desk = locked
    return None, None


def hang_up(tx: Connection, held: Place, now: datetime) -> Place | None:
    """Keep the locked place of a caller who is gone; its desk, if it had one, is free of the call."""
    if held.state == SERVING:
        desk_alone(tx, held.id, "caller_gone", now)
    if held.state in {WAITING, SERVING}:
        return away.gone(tx, held, "dropped", now)
    return held


def desert(tx: Connection, place_id: int, now: datetime) -> Place | None:
    """Bring back the caller of a lost desk: they may be in its conference, and are owed the way out."""
    place = bring_back(tx, place_id, "returned", now)
    if place is not None:
        owed = {"place": place.id, "call_sid": place.call_sid}
        Outbox.put(tx, "back", f"{place.id}:{place.version}", owed, now)
    return place


def bring_back(tx: Connection, place_id: int, why: str, now: datetime) -> Place | None:
    """Let a caller who was at a desk, or on the way to one, wait again at their key."""
    return ledger.move(tx, place_id, WAITING, why, now, only_from=[SERVING])


def desk_alone(tx: Connection, place_id: int, why: str, now: datetime) -> None:
    """Tell the desk that its caller is gone: it wraps up what was talked, and is ready if nothing was."""
    desk = desk_ledger.serving(tx, place_id)
    if desk is not None and desk.state == TALKING:
        desk_ledger.move(tx, desk, WRAP_UP, why, now)
    elif desk is not None and desk.state == CONNECTING:
        desk_ledger.free(tx, desk, why, now)


def release(tx: Connection, place_id: int, now: datetime) -> None:
    """Take a place that lives on away from the desk that still wraps it up."""
    desk = desk_ledger.serving(tx, place_id)
    if desk is not None and desk.state == WRAP_UP:
        kept = {"place_id": None, "deadline": desk.deadline}
        desk_ledger.move(tx, desk, WRAP_UP, "caller_is_back", now, only_from=[WRAP_UP], **kept)


def meet(tx: Connection, place_id: int, call_sid: str, agent: str | None, now: datetime) -> Place | None:
    """Note that a caller has come to the desk that expects them; a second time changes nothing."""
    place = ledger.read(tx, place_id, lock=True)
    desk = desk_ledger.serving(tx, place_id)
    if place is None or desk is None or place.state != SERVING or place.call_sid != call_sid:
        return None
    if agent not in {None, desk.agent}:
        return None
    if desk.state == TALKING:
        return place
    if desk_ledger.move(tx, desk, TALKING, "connected", now) is None:
        return None
    promises.end(tx, place_id, now)  # kept
    until = now + LONGEST_CALL
    return ledger.move(tx, place_id, SERVING, "connected", now, only_from=[SERVING], deadline=until)


def come_back(tx: Connection, place_id: int, call_sid: str, now: datetime) -> Place | None:
    """Let a caller who left the desk unserved wait at their key; any other place stays as it is."""
    place = ledger.read(tx, place_id, lock=True)
    if place is None or place.state != SERVING or place.call_sid != call_sid:
        return place
    desk = desk_ledger.serving(tx, place_id)
    if desk is not None:
        desk_ledger.free(tx, desk, "caller_returned", now)
    return bring_back(tx, place_id, "returned", now)


def finish(tx: Connection, agent: str, said: dict[str, str], now: datetime) -> Place | None:
    """Close a desk's place, and owe its caller a goodbye where they are still there."""
    desk, place = together(tx, agent)
    if desk is None or desk.state not in {TALKING, WRAP_UP}:
        return None
    done = None
    if place is not None:
        done = ledger.move(tx, place.id, DONE, "done", now, only_from=[SERVING, DROPPED], note=said)
    if done is not None and place is not None and place.state == SERVING:
        Outbox.put(tx, "goodbye", str(done.id), {"place": done.id, "call_sid": done.call_sid}, now)
    desk_ledger.free(tx, desk, "finished", now)
    return done
