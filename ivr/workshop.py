"""What errands are carried out with, and what several of them do."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from booking_core import Database, Errand, Outbox, insert_once
from ivr.carrier import CallGone, Carrier
from ivr.parts import Parts
from ivr.scene import Call
from ivr.tables import carrier_intent


@dataclass(frozen=True, slots=True)
class Workshop:
    """What errands are carried out with."""

    parts: Parts
    carrier: Carrier

    @property
    def outbox(self) -> Outbox:
        return Outbox(self.parts.database)


def move(at: Workshop, call_sid: str, path: str, now: datetime) -> None:
    """Lead a call to another document; one that is gone is closed."""
    try:
        at.carrier.move_caller(call_sid, path)
    except CallGone:
        end_call(at, call_sid, now)


def hang_up_call(at: Workshop, call_sid: str) -> None:
    """End a call; one that has ended is no error."""
    with suppress(CallGone):
        at.carrier.hang_up(call_sid)


def end_call(at: Workshop, call_sid: str, now: datetime) -> None:
    """Close a call that is gone, as its last webhook would have."""
    reply = at.parts.database.run(lambda tx: at.parts.calls.end(tx, Call(call_sid, None), now))
    for each in reply.touched:
        at.parts.places.publish(each, now)


def once(
    database: Database,
    errand: Errand,
    now: datetime,
    *,
    act: Callable[[], str],
    known: Callable[[datetime], str | None],
) -> None:
    """Write the intent, act, write what came of it; after a crash in between, look before acting again."""
    row, key = carrier_intent, f"{errand.kind}:{errand.key}"
    mine = row.c.errand == key
    fresh = database.run(lambda tx: insert_once(tx, row, errand=key, begun_at=now))
    sid: str | None = None
    if not fresh:
        with database.reading() as look:
            begun = look.execute(select(row.c.sid, row.c.begun_at).where(mine)).one()
        sid = begun.sid or known(begun.begun_at)
    sid = sid or act()
    database.run(lambda tx: tx.execute(update(row).where(mine).values(sid=sid)))
