"""How much was booked, for who watches the day."""

from datetime import datetime

from sqlalchemy import Connection, exists, func, select

from booking_core.tables import claim, event

_other = claim.alias("other")


def booked(tx: Connection, channel: str, since: datetime, until: datetime) -> int:
    """Count people whose first dose was booked on a channel in this time; a change of a booking is none."""
    row = claim.c
    theirs = (_other.c.person_id == row.person_id) & (_other.c.id != row.id)
    instead = theirs & (event.c.at == row.confirmed_at)
    moved = select(event.c.id).select_from(event.join(_other)).where(instead, event.c.kind == "moved")
    mine = (
        (row.channel == channel) & (row.dose == 1) & (row.confirmed_at >= since) & (row.confirmed_at < until)
    )
    return tx.scalar(select(func.count()).where(mine, ~exists(moved))) or 0
