"""Who wants no calls from us, by their own word."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from booking_core import insert_once
from queueing import tables

_ROW = tables.call_opt_out.c


def wants_no_calls(tx: Connection, number: str) -> bool:
    """Tell whether this number has asked not to be rung."""
    return tx.scalar(select(_ROW.phone).where(_ROW.phone == number)) is not None


def stop(tx: Connection, number: str, now: datetime) -> None:
    """Note that this number wants no calls; said twice, the same."""
    insert_once(tx, tables.call_opt_out, phone=number, since=now)


def start(tx: Connection, number: str) -> None:
    """Note that this number may be rung again: somebody asked for it from there."""
    tx.execute(delete(tables.call_opt_out).where(_ROW.phone == number))
