"""Matching: Redis pairs the longest idle desk with the earliest key it can serve, SQL makes it an offer."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from redis import Redis

from booking_core import Database
from queueing import desk_ledger, dialling, ledger, offers
from queueing.errors import OrderNotWhole
from queueing.line import Line
from queueing.rebuild import heal

A_FEW = 2  # callbacks; the clock begins more, as many as can be dialled
ROUNDS = 20  # each but the last has found that Redis was behind, and has told it


def match(
    database: Database,
    redis: Redis,
    line: str,
    now: datetime,
    *,
    asks: str = "",
    news: bool = True,
    dials: int = A_FEW,
) -> None:
    """Offer to every idle desk who is for it; two at one instant offer nobody twice.

    The agent who `asks` does not wait for an offer that somebody else is just making. Without `news` of
    desks, SQL is read only where Redis finds a pair. With news, or where somebody is rung, who was promised a
    callback and has an earlier key comes first: nobody who waits on the phone takes their desk before their
    telephone rings, or while it does. That is at most so many `dials`; the clock has begun its own.
    """
    order = Line(redis, line)
    if news:
        _dial(database, order, now, dials)
    try:
        _match(database, order, now, asks, news=news)
    except OrderNotWhole:
        heal(database, redis, now, line)
        _match(database, order, now, asks, news=news)


def _match(database: Database, order: Line, now: datetime, asks: str, *, news: bool) -> None:
    for _ in range(ROUNDS):
        if news:
            _agree(database, order)
        pairs = order.match(now, asks)
        if pairs and not news and dialling.is_ringing(database, order.name):
            for agent, place in pairs:
                order.back(agent, place)
            _dial(database, order, now, A_FEW)
            news = True
            continue
        made = [_settle(database, order, agent, place, now) for agent, place in pairs]
        if all(made):
            return
        news = True


def _dial(database: Database, order: Line, now: datetime, dials: int) -> None:
    for place in dialling.dial(database, order.name, now, dials):
        order.publish(place)


def _agree(database: Database, order: Line) -> None:
    """Show Redis every desk of which it knows another version than the ledger."""
    known = order.desks()
    with database.reading() as look:
        there = desk_ledger.versions(look, order.name)
        desks = [desk_ledger.read(look, agent) for agent in _moved(there, known)]
    for desk in desks:
        if desk is not None:
            order.tell(desk)


def agrees(database: Database, line: str, known: Mapping[str, int]) -> bool:
    """Tell whether these are the versions of the desks that the ledger has."""
    with database.reading() as look:
        return not _moved(desk_ledger.versions(look, line), known)


def _moved(there: Mapping[str, int], known: Mapping[str, int]) -> list[str]:
    return [agent for agent, version in there.items() if known.get(agent) != version]


def _settle(database: Database, order: Line, agent: str, place_id: int, now: datetime) -> bool:
    """Make an offer of what Redis has leased, or tell Redis what it did not know."""
    desk = database.run(partial(offers.offer, agent=agent, place_id=place_id, now=now))
    made = desk is not None and desk.agent == agent
    if desk is not None:
        order.tell(desk)
    if not made:
        order.back(agent, place_id)
        _correct(database, order, agent, place_id)
    return made


def _correct(database: Database, order: Line, agent: str, place_id: int) -> None:
    with database.reading() as look:
        desk, place = desk_ledger.read(look, agent), ledger.read(look, place_id)
    if desk is not None:
        order.tell(desk)
    if place is not None:
        order.publish(place)
