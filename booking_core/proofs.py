"""Whose booking it is: shown by reference and birth date, or by the number that booked and birth date.

A reference that does not exist and one with another birth date are answered in the same words, after the same
statements; only a wrong check digit is told apart, for that tells nobody anything.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, case, func, insert, or_, select

from booking_core.check_digits import is_spoken_number
from booking_core.claims import Booking
from booking_core.finding import find_bookings
from booking_core.tables import booking_try

OF_A_CALL = 3  # wrong tries; then it is a person's turn to help
IN_A_DAY = 10  # from one number, and for one reference
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody has shown to be theirs, or why not: "slip", "unknown" or "too many"."""

    bookings: tuple[Booking, ...] = ()
    reason: str = ""


def prove(
    tx: Connection,
    *,
    call: str,
    phone: str | None,
    birth_date: date,
    now: datetime,
    reference: str | None = None,
) -> Proof:
    """Find the bookings of a caller, by reference or, without one, by the number that they call from.

    `call` names the call, so that its wrong tries can be counted.
    """
    if reference is not None and not is_spoken_number(reference):
        return Proof(reason="slip")
    if reference is None and phone is None:
        return Proof(reason="unknown")
    too_many = _too_many(tx, call, phone, reference, now)
    of = {"reference": reference} if reference is not None else {"phone": phone}
    found = tuple(find_bookings(tx, **of, birth_date=birth_date))
    tried = {"call": call, "phone": phone, "reference": reference, "at": now}
    tx.execute(insert(booking_try).values(**tried, is_wrong=not found))
    if too_many:
        return Proof(reason="too many")
    return Proof(found) if found else Proof(reason="unknown")


def _too_many(tx: Connection, call: str, phone: str | None, reference: str | None, now: datetime) -> bool:
    row = booking_try.c
    of_call, lately = row.call == call, row.at > now - DAY
    counts = [func.count(case((of_call, 1)))]
    same = [of_call]
    for column, value in ((row.phone, phone), (row.reference, reference)):
        if value is not None:
            counts.append(func.count(case((column == value, 1))))
            same.append((column == value) & lately)
    ofcall, *others = tx.execute(select(*counts).where(row.is_wrong, or_(*same))).one()
    return ofcall >= OF_A_CALL or any(count >= IN_A_DAY for count in others)
