"""Who is rung for a desk has its turn by their key: nobody on the phone takes the desk while it rings."""

import pytest

from tests.booking_core.campaign import load
from tests.queueing.morning import Morning
from tests.queueing.owed import ANNA, BEN, NOON, ask, desk, do, errands, owed, sweep_at

CAMPAIGN = 'name = "Spring"\ntimezone = "America/Halifax"\n[callbacks]\nagent_first_up_to = 0\n'
LATE = "+19025550199"


@pytest.fixture
def day(morning: Morning) -> Morning:
    """A Monday noon, with a desk that is in talk."""
    load(morning.database, campaign=CAMPAIGN)
    morning.now = NOON
    morning.desk("ann")
    morning.caller(LATE)
    morning.talk("ann")
    errands(morning, "connect")
    return morning


def rung_in_the_wrap_up(day: Morning):
    """Return a place whose telephone rings since the wrap-up began, and a later one on the phone."""
    place, later = owed(day), day.caller(BEN)
    sweep_at(day)
    assert errands(day, "dial") == []
    day.desks.hang_up("ann", day.now)
    sweep_at(day)
    assert [each["place"] for each in errands(day, "dial")] == [place.id]
    return day.place(place.id), later


def test_a_desk_that_becomes_free_while_it_rings_is_kept_from_later_keys(day: Morning):
    place, later = rung_in_the_wrap_up(day)
    day.later(seconds=10)
    day.desks.finish("ann", "booked", "", day.now)
    assert desk(day) == ("connecting", place.id)
    assert day.place(later.id).state == "waiting"
    do(day, "answered", place.id, 1, "CAout")
    for _ in range(2):
        there = do(day, "confirmed", place.id, "CAout")
        assert (there.state, there.agent) == ("serving", "ann")
    assert errands(day, "connect") == [{"place": place.id, "call_sid": "CAout", "agent": "ann"}]
    assert day.desks.connected(place.id, "CAout", day.now, "ann").why == "connected"


@pytest.mark.parametrize("how", ["no-answer", "busy", "completed"])
def test_where_nobody_answers_the_desk_is_the_next_ones(day: Morning, how: str):
    place, later = rung_in_the_wrap_up(day)
    day.desks.finish("ann", "booked", "", day.now)
    do(day, "ended", place.id, 1, how)
    assert day.take("ann").id == later.id


def test_the_wrap_up_that_ends_by_itself_gives_the_desk_to_who_is_rung(day: Morning):
    place, later = rung_in_the_wrap_up(day)
    day.later(seconds=46)
    sweep_at(day)
    assert desk(day) == ("connecting", place.id)
    assert day.place(later.id).state == "waiting"


def test_who_has_answered_and_not_pressed_a_key_yet_keeps_it_too(day: Morning):
    place, _ = rung_in_the_wrap_up(day)
    do(day, "answered", place.id, 1, "CAout")
    day.desks.finish("ann", "booked", "", day.now)
    assert desk(day) == ("connecting", place.id)


def test_who_waits_with_an_earlier_key_has_it(day: Morning):
    first = day.caller(BEN)
    place = owed(day)
    day.caller(LATE)
    day.desk("bob")
    assert day.talk("bob").id == first.id
    day.desks.hang_up("ann", day.now)
    sweep_at(day)
    assert [each["place"] for each in errands(day, "dial")] == [place.id]
    day.desks.leg_down("bob", "CAdesk-bob", day.now)  # their talk is lost, and they are back at their key
    day.desks.finish("ann", "booked", "", day.now)
    assert day.talk("ann").id == first.id


def test_it_is_kept_from_nobody_where_nobody_waits(day: Morning):
    place = owed(day)
    day.desks.hang_up("ann", day.now)
    sweep_at(day)
    day.desks.finish("ann", "booked", "", day.now)
    assert (desk(day), day.place(place.id).state) == (("ready", None), "dialling")


def test_nor_does_who_calls_while_it_rings_take_the_desk(day: Morning):
    place = owed(day)
    day.desks.finish("ann", "booked", "", day.now)
    assert (desk(day), day.place(place.id).state) == (("ready", None), "dialling")
    later = day.caller(BEN)
    assert (desk(day), day.place(later.id).state) == (("connecting", place.id), "waiting")
    day.desk("bob")
    assert day.take("bob").id == later.id


def test_who_calls_while_it_rings_has_another_desk_that_is_free(day: Morning):
    place = owed(day)
    day.desks.finish("ann", "booked", "", day.now)
    day.desk("bob")
    later = day.caller(BEN)
    offered = [day.offer(agent) for agent in ("ann", "bob")]
    assert (sorted(filter(None, offered)), day.place(place.id).state) == ([later.id], "dialling")


def test_another_desk_that_is_free_serves_who_waits(day: Morning):
    place, later = rung_in_the_wrap_up(day)
    day.desk("bob", "fr")
    day.desks.finish("ann", "booked", "", day.now)
    assert desk(day) == ("connecting", place.id)
    day.desk("cleo")
    assert day.take("cleo").id == later.id


def test_their_own_call_has_the_desk_at_once(day: Morning):
    place, _ = rung_in_the_wrap_up(day)
    day.desks.finish("ann", "booked", "", day.now)
    day.resume(place, day.call(ANNA))
    assert day.take("ann").id == place.id


@pytest.mark.parametrize(("seconds", "dials"), [(60, 1), (600, 0)])
def test_as_many_are_rung_as_desks_become_free_by_what_talks_have_lasted(
    day: Morning, seconds: int, dials: int
):
    """Six desks in talks of a minute: two and a half end while a telephone rings."""
    day.desks.finish("ann", "booked", "", day.now)
    for agent in ("bob", "cat", "dan", "eve", "fay"):
        day.desk(agent)
    for agent in ("ann", "bob", "cat", "dan", "eve", "fay"):
        day.caller()
        day.talk(agent)
        day.later(seconds=seconds)
        day.desks.finish(agent, "booked", "", day.now)
    for agent in ("ann", "bob", "cat", "dan", "eve", "fay"):
        day.caller()
        day.talk(agent)
    place = day.caller(ANNA)
    ask(day, place)
    day.hang_up(place.call_sid)
    day.later(seconds=31)
    sweep_at(day)
    assert len(errands(day, "dial")) == dials
