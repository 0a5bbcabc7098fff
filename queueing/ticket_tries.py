"""How often somebody tried a ticket in vain: a ticket of eight digits must not be found by trying.

At one attempt in ten million to find a place, thirty wrong tries an hour from one number, and three in a
call, leave a guesser a chance of one in 10,000 a day for each 35 places held.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, insert, or_, select

from queueing import ledger, legs, tables
from queueing.errors import TooManyTries
from queueing.legs import Leg
from queueing.place import Place

A_CALL, A_NUMBER = 3, 30
WITHIN = timedelta(hours=1)
_TRY = tables.ticket_try.c


def typed(tx: Connection, ticket: str, call_sid: str, now: datetime) -> Place | None:
    """Return the open place of a ticket if it has no birth date; one that there is not is a try in vain.

    It is counted here, for whoever is asked for a birth date may go back and type the next one. Raises
    TooManyTries where there were enough before.
    """
    leg = legs.find(tx, call_sid)
    _check(tx, leg, now)
    if ledger.open_of(tx, ticket) is None:
        _note(tx, leg, now)
    return ledger.by_ticket(tx, ticket, None)


def claimed(tx: Connection, ticket: str, born: date, call_sid: str, now: datetime) -> Place | None:
    """Return the open place of a ticket that was typed, and a birth date; a wrong date is a try in vain.

    Raises TooManyTries at the try that is one too many.
    """
    leg, found = legs.find(tx, call_sid), ledger.by_ticket(tx, ticket, born)
    if found is None and ledger.open_of(tx, ticket) is not None:
        _note(tx, leg, now)
    _check(tx, leg, now)
    return found


def _note(tx: Connection, leg: Leg, now: datetime) -> None:
    tx.execute(insert(tables.ticket_try).values(call_sid=leg.call_sid, phone=leg.phone, at=now))


def _check(tx: Connection, leg: Leg, now: datetime) -> None:
    """Raise TooManyTries where the call, or its number within the hour, has tried often enough."""
    mine = _TRY.call_sid == leg.call_sid
    if leg.phone is not None:
        mine = or_(mine, (_TRY.phone == leg.phone) & (_TRY.at > now - WITHIN))
    in_call = func.count().filter(_TRY.call_sid == leg.call_sid)
    by_call, by_number = tx.execute(select(in_call, func.count()).where(mine)).one()
    if by_call >= A_CALL or by_number >= A_NUMBER:
        raise TooManyTries(TooManyTries.__doc__)
