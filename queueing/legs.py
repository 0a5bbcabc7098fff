"""Phone calls as the ledger knows them: whose, since when, and the place that each one's time went to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, or_, select, update

from booking_core import Prepared, insert_once_for
from queueing import tables
from queueing.errors import UnknownCall
from queueing.place import GRACE, key_of

_LEG = tables.leg.c
_CALL = select(tables.leg).where(_LEG.call_sid == bindparam("call"))
_THIS, _THIS_LOCKED = Prepared(_CALL), Prepared(_CALL.with_for_update())
_COLUMNS = tuple(_LEG)
_OPEN = (_LEG.call_sid == bindparam("call")) & _LEG.ended_at.is_(None)
_END = Prepared(update(tables.leg).where(_OPEN).returning(*_COLUMNS))
_RECENT = or_(_LEG.ended_at.is_(None), _LEG.ended_at >= bindparam("since"))
_own = tables.leg.alias("own")
_NUMBER = select(_own.c.phone).where(_own.c.call_sid == bindparam("call")).scalar_subquery()
_LINE = select(_own.c.line).where(_own.c.call_sid == bindparam("call")).scalar_subquery()
_THEIRS = Prepared(  # a withheld number is nobody's, and equals none
    select(tables.leg)
    .where(or_(_LEG.call_sid == bindparam("call"), (_LEG.phone == _NUMBER) & (_LEG.line == _LINE) & _RECENT))
    .order_by(_LEG.id)
    .with_for_update()
)
_ATTACH = Prepared(
    update(tables.leg).where(or_(_LEG.call_sid == bindparam("call"), _LEG.call_sid == bindparam("other")))
)


@dataclass(frozen=True, slots=True)
class Leg:
    """One phone call."""

    id: int
    call_sid: str
    line: str
    phone: str | None
    answered_at: datetime
    ended_at: datetime | None
    place_id: int | None
    counts_from: datetime | None

    @property
    def since(self) -> datetime:
        """The instant from which its time counts: its answer, or the opening that it came before."""
        return self.counts_from or self.answered_at

    @property
    def key(self) -> int:
        """The key of a place that counts from this call."""
        return key_of(self.since, self.id)


def opened(
    tx: Connection,
    line: str,
    call_sid: str,
    phone: str | None,
    now: datetime,
    counts_from: datetime | None = None,
) -> Leg:
    """Write down a call that was answered now; the same call again changes nothing."""
    later = counts_from if counts_from != now else None
    told = {"call_sid": call_sid, "line": line, "phone": phone, "answered_at": now, "counts_from": later}
    row = insert_once_for(tx, tables.leg, _COLUMNS, **told)
    return find(tx, call_sid) if row is None else Leg(*row)


def find(tx: Connection, call_sid: str) -> Leg:
    """Return the call, locked until the transaction ends."""
    row = _THIS_LOCKED.first(tx, call=call_sid)
    if row is None:
        raise UnknownCall(UnknownCall.__doc__)
    return Leg(*row)


def last_of(tx: Connection, place_id: int) -> Leg | None:
    """Return the last call that a place had, locked."""
    mine = select(tables.leg).where(_LEG.place_id == place_id).order_by(_LEG.id.desc()).limit(1)
    row = tx.execute(mine.with_for_update()).first()
    return None if row is None else Leg(*row)


def ended(tx: Connection, call_sid: str, now: datetime) -> Leg | None:
    """Write down a call's end; a second end changes nothing, and an unknown call is None."""
    row = _END.first(tx, call=call_sid, ended_at=now) or _THIS.first(tx, call=call_sid)
    return None if row is None else Leg(*row)


def unspent(tx: Connection, call_sid: str, now: datetime) -> tuple[Leg, list[Leg]]:
    """Return a call, and the calls of its number whose time is still to be given to a place, by their keys.

    Those are this call and others that broke off in a menu in the last half hour. All, and others of this
    number that are still on, stay locked: two can neither spend one time nor join for one person.
    """
    rows = _THEIRS.all(tx, call=call_sid, since=now - GRACE)
    legs = {found.call_sid: found for found in (Leg(*row) for row in rows)}
    if call_sid not in legs:
        raise UnknownCall(UnknownCall.__doc__)
    over = [each for each in legs.values() if each.ended_at is not None or each.call_sid == call_sid]
    return legs[call_sid], sorted((each for each in over if each.place_id is None), key=lambda each: each.key)


def begin_anew(tx: Connection, call_sid: str, now: datetime) -> None:
    """Let the time of a call whose place went on at another telephone count from now; twice is once."""
    elsewhere = select(tables.place.c.id).where(tables.place.c.call_sid != call_sid)
    gone = (_LEG.call_sid == call_sid) & _LEG.place_id.in_(elsewhere)
    tx.execute(update(tables.leg).where(gone).values(place_id=None, counts_from=now))


def attach(tx: Connection, place_id: int, call_sid: str, spent: str | None = None) -> None:
    """Give the time of a call to a place, and that of an earlier one which was `spent` on it too."""
    _ATTACH.all(tx, call=call_sid, other=spent or call_sid, place_id=place_id)
