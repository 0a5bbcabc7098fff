"""What an agent does in talk besides talking: hold, mute, hang up, ask for help."""

from datetime import datetime

from sqlalchemy import Connection

from booking_core import Outbox
from queueing import away, desk_ledger, talks
from queueing.desk import AWAY, TALKING, WRAP_UP, Desk
from queueing.errors import DeskNotReady
from queueing.place import Place

NOBODY = "nobody is on your line just now"
HUNG_UP = "hung_up"  # why a place is kept to whose caller the agent said goodbye


def hold(tx: Connection, agent: str, now: datetime, *, on: bool) -> Desk:
    """Let the caller hear music, or the agent again."""
    return _shaped(tx, in_talk(tx, agent), "held" if on else "unheld", now, on_hold=on)


def mute(tx: Connection, agent: str, now: datetime, *, on: bool) -> Desk:
    """Let the caller not be heard, or be heard again."""
    return _shaped(tx, in_talk(tx, agent), "muted" if on else "unmuted", now, muted=on)


def hang_up(tx: Connection, agent: str, now: datetime) -> Place | None:
    """End the talk and owe the caller a goodbye; the key is kept, as when any call ends."""
    desk, place = talks.together(tx, agent)
    if desk is not None and desk.state == WRAP_UP:
        return place
    if desk is None or place is None or desk.state != TALKING:
        raise DeskNotReady(NOBODY)
    desk_ledger.move(tx, desk, WRAP_UP, HUNG_UP, now)
    kept = away.gone(tx, place, HUNG_UP, now)
    if kept is not None:
        owed = {"place": kept.id, "call_sid": place.call_sid}
        Outbox.put(tx, "goodbye", f"{kept.id}:{kept.version}", owed, now)
    return kept


def hand(tx: Connection, agent: str, now: datetime, *, up: bool) -> Desk | None:
    """Raise the agent's hand for a supervisor, or lower it."""
    desk = desk_ledger.read(tx, agent, lock=True)
    if desk is None or desk.state == AWAY or (desk.hand_at is not None) == up:
        return desk
    return desk_ledger.note(tx, desk, "hand_up" if up else "hand_down", now, hand_at=now if up else None)


def in_talk(tx: Connection, agent: str) -> Desk:
    """Return a desk that talks, locked; raises DeskNotReady where it does not."""
    desk = desk_ledger.read(tx, agent, lock=True)
    if desk is None or desk.state != TALKING:
        raise DeskNotReady(NOBODY)
    return desk


def _shaped(tx: Connection, desk: Desk, why: str, now: datetime, **wanted: bool) -> Desk:
    if all(getattr(desk, name) == it for name, it in wanted.items()):
        return desk
    shaped = desk_ledger.note(tx, desk, why, now, **wanted)
    owed = {"agent": desk.agent, "place": desk.place_id}
    Outbox.put(tx, "seat", f"{desk.agent}:{shaped.version}", owed, now)
    return shaped
