"""What is decided one after the other: changes of bookings, and the waiting list that they feed.

Holds and first bookings do not wait for this lock, and whoever has it waits for nobody who wants it: no ring
can form. It is taken before any unit is.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Select, select

from booking_core.tables import campaign, claim


def one_at_a_time(tx: Connection, campaigns: Select[Any]) -> None:
    """Be the only one who changes bookings of these campaigns, until the transaction ends."""
    rows = select(campaign.c.id).where(campaign.c.id.in_(campaigns)).order_by(campaign.c.id)
    tx.execute(rows.with_for_update(key_share=True))  # a row that refers to the campaign is no conflict


def of_claims(claims: Collection[str]) -> Select[Any]:
    """Return the campaigns of these claims."""
    return select(claim.c.campaign_id).where(claim.c.id.in_(claims))
