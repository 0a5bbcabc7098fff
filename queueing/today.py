"""Which places may have their turn: nobody is awaited before the opening that they are kept for."""

from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, or_

from queueing import tables

_PLACE = tables.place.c


def is_for_today(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Tell of places whether the opening that they are kept for has come."""
    return or_(_PLACE.carried_to.is_(None), _PLACE.carried_to <= now)
