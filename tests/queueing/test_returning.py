"""A caller who is lost in mid-talk is called back to the same desk, or comes there by their own call."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from booking_core import Bookings, Person
from booking_core.tables import unit
from queueing import DeskNotReady, Place, party_at
from tests.booking_core.campaign import load, slots
from tests.queueing.crowd import CAMPAIGN, TIMES
from tests.queueing.morning import Morning
from tests.queueing.owed import ANNA, BEN, NOON, do, errands


@pytest.fixture
def lost(morning: Morning) -> Place:
    """A place whose caller was lost in mid-talk at the desk of ann; somebody else waits since."""
    morning.now = NOON
    morning.caller(ANNA)
    morning.desk("ann")
    place = morning.talk("ann")
    morning.later(minutes=2)
    morning.caller(BEN)
    morning.hang_up(str(place.call_sid))
    return place


def desk(morning: Morning, agent: str = "ann") -> tuple[str, int | None]:
    found = morning.desks.state(agent)
    assert found is not None
    return found.state, found.place_id


def test_one_press_calls_them_back_to_this_desk_once_and_the_key_is_unchanged(morning: Morning, lost: Place):
    assert desk(morning) == ("wrap-up", lost.id)
    for _twice in range(2):
        place = morning.desks.call_back("ann", morning.now)
        assert (place.state, place.key) == ("dialling", lost.key)
    assert desk(morning) == ("connecting", lost.id)
    assert errands(morning, "dial") == [{"place": lost.id, "attempt": 1, "number": ANNA}]
    do(morning, "rings", lost.id, 1, "CAout")
    do(morning, "answered", lost.id, 1, "CAout")
    for _twice in range(2):
        there = do(morning, "confirmed", lost.id, "CAout")
        assert (there.state, there.agent) == ("serving", "ann")
    assert morning.desks.connected(lost.id, "CAout", morning.now, "ann").why == "connected"
    assert desk(morning) == ("talking", lost.id)


def test_who_is_not_reached_keeps_the_key_and_is_called_again_and_the_desk_goes_on(
    morning: Morning, lost: Place
):
    morning.desks.call_back("ann", morning.now)
    do(morning, "ended", lost.id, 1, "no-answer")
    after = morning.place(lost.id)
    assert (after.state, after.key) == ("promised", lost.key)
    assert desk(morning)[0] in {"ready", "offered"}


def test_nobody_is_called_back_who_cannot_be(morning: Morning):
    with pytest.raises(DeskNotReady, match="nobody to call back"):
        morning.desks.call_back("ann", morning.now)
    morning.desk("ann")
    morning.caller(None)
    place = morning.talk("ann")
    with pytest.raises(DeskNotReady, match="nobody to call back"):
        morning.desks.call_back("ann", morning.now)
    morning.hang_up(str(place.call_sid))
    with pytest.raises(DeskNotReady, match="do not ring"):
        morning.desks.call_back("ann", morning.now)
    assert morning.place(place.id).state == "dropped"
    assert errands(morning, "dial") == []


def test_who_is_lost_with_the_goodbye_is_not_rung_while_it_is_said(morning: Morning):
    morning.now = NOON
    morning.caller(ANNA)
    morning.desk("ann")
    morning.talk("ann")
    morning.desks.hang_up("ann", morning.now)
    with pytest.raises(DeskNotReady, match="still on our line"):
        morning.desks.call_back("ann", morning.now)


def test_their_own_call_comes_straight_to_the_desk_that_still_wraps_up(morning: Morning, lost: Place):
    morning.later(seconds=20)
    again = morning.call(ANNA)
    for _twice in range(2):
        back = morning.resume(lost, again)
        assert (back.state, back.agent, back.key) == ("serving", "ann", lost.key)
    assert desk(morning) == ("connecting", lost.id)
    assert errands(morning, "connect")[-1] == {"place": lost.id, "call_sid": again, "agent": "ann"}
    assert morning.desks.connected(lost.id, again, morning.now, "ann").state == "serving"


def test_their_own_call_within_ten_minutes_is_offered_to_that_desk_though_another_is_idle_for_longer(
    morning: Morning, lost: Place
):
    morning.desk("bob")
    other = morning.talk("bob")  # who waits is bob's, so that ann has nobody
    assert other.id != lost.id
    morning.desk("cleo")
    morning.later(minutes=1)
    morning.sweep()
    assert desk(morning) == ("ready", None)
    morning.later(minutes=8)
    back = morning.resume(lost, morning.call(ANNA))
    assert (back.state, back.key) == ("waiting", lost.key)
    morning.sweep()
    assert desk(morning) == ("offered", lost.id)
    assert morning.take("ann").id == lost.id


def test_after_ten_minutes_and_where_that_desk_is_busy_they_are_the_head_of_the_line(
    morning: Morning, lost: Place
):
    morning.later(minutes=1)
    morning.sweep()
    other = morning.talk("ann")
    back = morning.resume(lost, morning.call(ANNA))
    assert (back.state, back.key, morning.position(back)) == ("waiting", lost.key, 1)
    assert desk(morning) == ("talking", other.id)
    morning.hang_up(str(back.call_sid))
    morning.desk("bob")
    morning.later(seconds=1)
    morning.desks.finish("ann", "booked", "", morning.now)
    morning.later(minutes=10)
    assert morning.resume(lost, morning.call(ANNA)).state == "waiting"
    morning.sweep()
    assert morning.offer("bob") == lost.id  # who has been idle longest


def test_what_was_held_for_them_is_kept_ten_minutes(morning: Morning):
    load(morning.database, *slots("Truro", 2, *TIMES), campaign=CAMPAIGN)
    morning.caller(ANNA)
    morning.desk("ann")
    place = morning.talk("ann")
    bookings, [who] = Bookings("agent"), [Person(NOON.date().replace(year=1931), ANNA)]

    def hold(tx):
        [clinic, *_] = bookings.releases.clinics(tx, None, [who], morning.now)
        held = {"party": party_at("ann", place.id), "people": [who], "clinic": clinic.clinic}
        return bookings.hold(tx, **held, now=morning.now)

    assert morning.database.run(hold).offers
    morning.hang_up(str(place.call_sid))
    kept = select(unit.c.hold_until).where(unit.c.hold_until.is_not(None))
    with morning.database.reading() as look:
        until = look.scalars(kept).all()
    assert until
    assert set(until) == {morning.now + timedelta(minutes=10)}
