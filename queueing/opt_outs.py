"""Who wants no calls from us, by their own word."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from booking_core import Prepared, insert_once
from queueing import tables

_ROW = tables.call_opt_out.c
_OF = Prepared(select(_ROW.phone).where(_ROW.phone == bindparam("phone")))
_START = Prepared(delete(tables.call_opt_out).where(_ROW.phone == bindparam("phone")))


def wants_no_calls(tx: Connection, number: str) -> bool:
    """Tell whether this number has asked not to be rung."""
    return _OF.first(tx, phone=number) is not None


def stop(tx: Connection, number: str, now: datetime) -> None:
    """Note that this number wants no calls; said twice, the same."""
    insert_once(tx, tables.call_opt_out, phone=number, since=now)


def start(tx: Connection, number: str) -> None:
    """Note that this number may be rung again: somebody asked for it from there."""
    _START.all(tx, phone=number)
