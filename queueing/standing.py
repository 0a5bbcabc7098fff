"""Which places stand in an order, and what Redis knows of them and of the desks: in Python as in SQL."""

from sqlalchemy import ColumnElement, and_, not_, or_

from queueing import tables
from queueing.desk import Desk
from queueing.place import DROPPED, PROMISED, REGISTERED, WAITING, Place, milliseconds
from queueing.wishes import DESK

AWAY = (REGISTERED, DROPPED, PROMISED)  # people who want units keep their standing until their turn


def in_order(place: Place) -> bool:
    """Tell whether a place stands in the order of its class."""
    if place.is_for_a_desk:
        return place.state == WAITING
    return place.state == WAITING or (place.state in AWAY and place.turn_at is None)


def record(place: Place) -> str:
    """Return what Redis keeps of a place: `version state language class people`."""
    return f"{place.version} {place.state} {place.language} {place.wish_class} {place.people}"


def abilities(desk: Desk) -> str:
    """Return what Redis keeps of a desk: `since languages skills`; `-` is not idle, or none, `*` is all."""
    since = milliseconds(desk.idle_since or desk.since) if desk.is_free else "-"
    return f"{since} {','.join(desk.languages) or '*'} {','.join(desk.skills) or '-'}"


def are_in_order() -> ColumnElement[bool]:
    """Return the same as a condition on rows."""
    row = tables.place.c
    for_units = not_(row.wish_class.startswith(f"{DESK}.", autoescape=True))
    away = and_(row.state.in_(AWAY), row.turn_at.is_(None), for_units)
    return or_(row.state == WAITING, away)
