"""A desk that is kept before a telephone rings: for small teams, and for who calls through a relay."""

import pytest

from tests.booking_core.campaign import load
from tests.queueing.morning import Morning
from tests.queueing.owed import ANNA, BEN, NOON, ask, desk, do, errands, owed, pick_up, ring, sweep_at

CAMPAIGN = 'name = "Spring"\ntimezone = "America/Halifax"\n[callbacks]\nagent_first_up_to = 2\n'


@pytest.fixture
def day(morning: Morning) -> Morning:
    load(morning.database, campaign=CAMPAIGN)
    morning.now = NOON
    morning.desk("ann")
    return morning


def test_the_desk_is_kept_and_whoever_presses_one_goes_straight_there(day: Morning):
    place = owed(day)
    pick_up(day, place)
    assert desk(day) == ("connecting", place.id)
    assert day.desks.take_next("ann", day.now) is not None  # it is their next
    for _ in range(2):
        there = do(day, "confirmed", place.id, "CAout")
        assert (there.state, there.agent) == ("serving", "ann")
    assert errands(day, "connect") == [{"place": place.id, "call_sid": "CAout", "agent": "ann"}]
    assert day.desks.connected(place.id, "CAout", day.now, "ann").why == "connected"


def test_nobody_else_has_the_desk_meanwhile(day: Morning):
    place = owed(day)
    ring(day, place)
    later = day.caller(BEN)
    sweep_at(day)
    assert day.place(later.id).state == "waiting"
    assert desk(day) == ("connecting", place.id)


@pytest.mark.parametrize("how", ["no-answer", "busy", "completed"])
def test_a_miss_frees_the_desk_for_the_next(day: Morning, how: str):
    place = owed(day)
    ring(day, place)
    later = day.caller(BEN)
    do(day, "ended", place.id, 1, how)
    assert desk(day) == ("ready", None)
    assert day.take("ann").id == later.id


def test_their_own_call_frees_the_desk_and_has_it_by_their_key(day: Morning):
    place = owed(day)
    ring(day, place)
    day.caller(BEN)
    day.resume(place, day.call(ANNA))
    assert day.take("ann").id == place.id


def test_a_desk_that_has_gone_leaves_them_at_the_head(day: Morning):
    place = owed(day)
    pick_up(day, place)
    day.desks.leg_down("ann", "CAdesk-ann", day.now)
    there = do(day, "confirmed", place.id, "CAout")
    assert (there.state, there.agent) == ("waiting", None)
    assert day.position(there) == 1


def test_with_more_desks_none_is_kept_except_for_a_relay(day: Morning):
    for each in ("bob", "cat"):
        day.desk(each)
    owed(day)
    relayed = day.join(day.call(BEN), {"skill": "relay"})
    ask(day, relayed)
    day.hang_up(relayed.call_sid)
    with day.database.engine.begin() as tx:
        tx.exec_driver_sql("UPDATE desk SET skills = '[\"relay\"]' WHERE agent = 'cat'")
    day.later(minutes=1)
    sweep_at(day)
    assert [desk(day, each)[0] for each in ("ann", "bob", "cat")] == ["ready", "ready", "connecting"]
    assert len(errands(day, "dial")) == 2


def test_a_desk_serves_only_those_whose_language_it_speaks(day: Morning):
    with day.database.engine.begin() as tx:
        tx.exec_driver_sql("UPDATE desk SET languages = '[\"fr\"]'")
    place = owed(day)
    sweep_at(day)
    assert day.place(place.id).state == "promised"
    day.desk("bob")
    sweep_at(day)
    assert desk(day, "bob") == ("connecting", place.id)


@pytest.mark.parametrize("relay", [True, False])
def test_in_a_larger_team_a_desk_is_kept_for_who_calls_through_a_relay(day: Morning, *, relay: bool):
    for agent in ("ben", "cara", "dan"):
        day.desk(agent)
    place = owed(day)
    wish = day.place(place.id).wish | {"relay": relay}
    day.database.run(lambda tx: day.places.wish(tx, place.id, wish, day.now))
    ring(day, place)
    kept = [each for each in ("ann", "ben", "cara", "dan") if desk(day, each) == ("connecting", place.id)]
    assert len(kept) == relay
