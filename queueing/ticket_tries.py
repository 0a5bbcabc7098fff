"""How often somebody tried a ticket in vain: a ticket of eight digits must not be found by trying.

At one attempt in ten million to find a place, thirty wrong tries an hour from one number, and three in a
call, leave a guesser a chance of one in 10,000 a day for each 35 places held.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, or_, select

from queueing import tables

A_CALL, A_NUMBER = 3, 30
WITHIN = timedelta(hours=1)
_TRY = tables.ticket_try.c


def wrong(tx: Connection, call_sid: str, phone: str | None, now: datetime) -> None:
    """Write a try in vain down."""
    tx.execute(insert(tables.ticket_try).values(call_sid=call_sid, phone=phone, at=now))


def are_too_many(tx: Connection, call_sid: str, phone: str | None, now: datetime) -> bool:
    """Tell whether a call, or its number within the hour, has tried often enough."""
    mine = _TRY.call_sid == call_sid
    if phone is not None:
        mine = or_(mine, (_TRY.phone == phone) & (_TRY.at > now - WITHIN))
    in_call = func.count().filter(_TRY.call_sid == call_sid)
    by_call, by_number = tx.execute(select(in_call, func.count()).where(mine)).one()
    return bool(by_call >= A_CALL or by_number >= A_NUMBER)
