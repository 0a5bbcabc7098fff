"""Two webhooks, two clicks, two clocks: once."""

from sqlalchemy import func, select

from booking_core import Outbox
from queueing import Events, tables
from tests.queueing.morning import Morning


def history(morning: Morning) -> list[str]:
    row = tables.place_event.c
    with morning.database.reading() as look:
        return list(look.scalars(select(row.kind).order_by(row.id)))


def stream(morning: Morning) -> list[str]:
    return [event.kind for event in Events(morning.redis).after("0", block_ms=1)]


def test_joining_twice_is_one_place(morning: Morning):
    sid = morning.call()
    assert morning.join(sid) == morning.join(sid)
    assert history(morning) == ["joined"]
    assert stream(morning) == ["joined"]


def test_opening_a_call_twice_keeps_its_first_moment(morning: Morning):
    def open_leg(tx):
        return morning.places.open_leg(tx, "CA1", None, morning.now)

    first = morning.database.run(open_leg)
    morning.later(minutes=1)
    assert morning.database.run(open_leg) == first


def test_hanging_up_twice_is_one_drop(morning: Morning):
    place = morning.caller()
    assert morning.hang_up(place.call_sid) == morning.hang_up(place.call_sid)
    assert history(morning) == ["joined", "dropped"]


def test_a_hang_up_told_again_after_the_redial_changes_nothing(morning: Morning):
    place = morning.caller()
    morning.hang_up(place.call_sid)
    morning.resume(place, morning.call())
    morning.hang_up(place.call_sid)
    assert morning.place(place.id).state == "waiting"


def test_resuming_and_leaving_twice(morning: Morning):
    place = morning.caller()
    morning.hang_up(place.call_sid)
    sid = morning.call()
    assert morning.resume(place, sid) == morning.resume(place, sid)
    assert morning.leave(place) == morning.leave(place)
    assert history(morning) == ["joined", "dropped", "resumed", "left"]
    assert stream(morning) == history(morning)


def test_the_same_turn_of_the_wait_loop_hears_the_same(morning: Morning):
    first, second = morning.caller(), morning.caller()
    before = morning.wait(second, "1.1")
    morning.leave(first)
    morning.later(seconds=5)
    assert morning.wait(second, "1.1") == before
    assert morning.wait(second, "1.2").position == 1


def test_taking_twice_is_the_same_caller(morning: Morning):
    morning.caller(), morning.caller()
    morning.desk("ann")
    assert morning.take("ann").id == morning.take("ann").id
    assert history(morning) == ["joined", "joined", "taken"]


def test_meeting_returning_and_finishing_twice(morning: Morning):
    morning.caller()
    morning.desk("ann")
    place = morning.talk("ann")
    assert morning.desks.connected(place.id, place.call_sid, morning.now).version == place.version + 1
    back = morning.desks.returned(place.id, place.call_sid, morning.now)
    assert morning.desks.returned(place.id, place.call_sid, morning.now) == back
    again = morning.talk("ann")
    assert again.id == place.id
    assert morning.desks.finish("ann", "booked", "", morning.now).state == "done"
    assert morning.desks.finish("ann", "booked", "", morning.now) is None
    assert history(morning) == ["joined", "taken", "connected", "returned", "taken", "connected", "done"]
    kinds = [errand.kind for errand in Outbox(morning.database).take(morning.now)]
    assert kinds == ["ring_desk", "connect", "connect", "goodbye"]


def test_a_desk_made_ready_twice_rings_once(morning: Morning):
    for _ in range(2):
        morning.desks.ready("ann", "client:ann", morning.now)
    assert len(Outbox(morning.database).take(morning.now)) == 1


def test_publishing_late_or_twice_changes_nothing(morning: Morning):
    place = morning.caller()
    dropped = morning.hang_up(place.call_sid)
    told = stream(morning)
    for late in (place, dropped, place):
        morning.places.publish(late, morning.now)
    assert stream(morning) == told
    assert morning.places.line.counts().waiting == 0


def test_two_sweeps_do_it_once(morning: Morning):
    place = morning.caller()
    morning.hang_up(place.call_sid)
    morning.later(days=2)
    morning.sweep()
    morning.sweep()
    assert history(morning) == ["joined", "dropped", "lapsed"]
    with morning.database.reading() as look:
        assert look.scalar(select(func.count()).where(tables.place.c.deadline.is_not(None))) == 0
