"""Callers, agents and clocks in many threads: whatever happened, the ledger is whole and Redis agrees."""

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

from sqlalchemy import func, select

from queueing import DeskNotReady, PlaceClosed, TooManyPlaces, rebuild, tables
from queueing.place import FINAL, MOVES
from tests.queueing.morning import Morning

THREADS, STEPS = 8, 60


def live(morning: Morning, chance: random.Random, agent: str) -> None:
    """Be a few callers and an agent for a while."""
    mine: list[tuple[str, int]] = []
    morning.desk(agent)
    for _ in range(STEPS):
        what = chance.choice(
            ["join", "join", "take", "meet", "back", "finish", "hang up", "redial", "steal", "sweep"]
        )
        try:
            step(morning, chance, agent, mine, what)
        except (DeskNotReady, PlaceClosed, TooManyPlaces):
            morning.desk(agent)


def step(morning: Morning, chance: random.Random, agent: str, mine: list[tuple[str, int]], what: str) -> None:
    if what == "join":
        sid = morning.call(chance.choice([None, f"+1902555{chance.randrange(100, 108):04}"]))
        mine.append((sid, morning.join(sid).id))
    elif what == "take":
        morning.take(agent)
    elif what in {"meet", "back"}:
        place = morning.desks.place_of(agent)
        if place is not None and place.call_sid is not None:
            come = morning.desks.connected if what == "meet" else morning.desks.returned
            come(place.id, place.call_sid, morning.now)
    elif what == "finish":
        morning.desks.finish(agent, "booked", "", morning.now)
    elif what == "sweep":
        morning.sweep()
    elif mine:
        sid, place_id = chance.choice(mine)
        if what == "hang up":
            morning.hang_up(sid)
        elif what == "redial":
            again = morning.call(None)
            mine.append((again, morning.resume(morning.place(place_id), again).id))
        else:
            morning.desks.leg_down(f"agent{chance.randrange(THREADS)}", None, morning.now)


def test_everything_at_once_leaves_the_ledger_whole(morning: Morning):
    start = Barrier(THREADS)

    def work(number: int) -> None:
        start.wait()
        live(morning, random.Random(number), f"agent{number}")

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(work, number) for number in range(THREADS)]:
            done.result()
    check(morning)


def check(morning: Morning) -> None:
    place, desk, event = tables.place.c, tables.desk.c, tables.place_event.c
    with morning.database.reading() as look:
        places = {each.id: each for each in look.execute(select(tables.place))}
        desks = list(look.execute(select(tables.desk).where(desk.place_id.is_not(None))))
        history = list(
            look.execute(select(event.place_id, event.state).order_by(event.place_id, event.version))
        )
        counts = dict(
            tuple(row) for row in look.execute(select(event.place_id, func.count()).group_by(event.place_id))
        )
        waiting = list(look.scalars(select(place.id).where(place.state == "waiting").order_by(place.key)))
    with_desk = {each.place_id for each in desks if each.state in {"connecting", "talking"}}
    assert {each.id for each in places.values() if each.state == "serving"} == with_desk
    offered = {each.place_id for each in desks if each.state == "offered"}
    assert offered <= set(waiting)
    assert all((each.deadline is None) == (each.state in FINAL) for each in places.values())
    assert counts == {each.id: each.version for each in places.values()}
    for (one, before), (other, after) in pairwise(history):
        assert one != other or after == before or after in MOVES[before]
    rebuild(morning.database, morning.redis, morning.now)
    order, leased = (
        [int(each) for each in morning.redis.zrange(f"line:{{main}}:{part}", 0, -1)]
        for part in ("order:desk.en", "leased")
    )
    assert order == [each for each in waiting if each not in offered]
    assert set(leased) == offered


def test_two_calls_of_one_person_that_join_at_once_are_one_place(morning: Morning):
    for attempt in range(15):
        phone, wish = f"+1902555{attempt:04}", {"birth_date": "1938-04-02"}
        calls = [morning.call(phone) for _ in range(4)]
        start = Barrier(len(calls))

        def join(sid: str, start: Barrier = start, wish: dict = wish) -> int:
            start.wait()
            return morning.join(sid, wish).id

        with ThreadPoolExecutor(len(calls)) as pool:
            assert len(set(pool.map(join, calls))) == 1


def test_one_broken_off_call_gives_its_time_once_to_calls_that_join_at_once(morning: Morning):
    for attempt in range(15):
        phone = f"+1902555{attempt:04}"
        first = morning.call(phone)
        morning.hang_up(first)
        calls = [morning.call(phone) for _ in range(4)]
        start = Barrier(len(calls))

        def join(sid: str, start: Barrier = start) -> int:
            start.wait()
            return morning.join(sid).key

        with ThreadPoolExecutor(len(calls)) as pool:
            keys = list(pool.map(join, calls))
        assert len(set(keys)) == 4
