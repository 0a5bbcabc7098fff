"""Who wants no texts from us, by their own word."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from booking_core import insert_once
from ivr.tables import sms_opt_out


def wants_none(tx: Connection, phone: str) -> bool:
    """Tell whether this number has asked us to stop."""
    return tx.scalar(select(sms_opt_out.c.phone).where(sms_opt_out.c.phone == phone)) is not None


def stop(tx: Connection, phone: str, now: datetime) -> None:
    """Note that this number wants no texts; said twice, the same."""
    insert_once(tx, sms_opt_out, phone=phone, since=now)


def start(tx: Connection, phone: str) -> None:
    """Note that this number wants texts again."""
    tx.execute(delete(sms_opt_out).where(sms_opt_out.c.phone == phone))
