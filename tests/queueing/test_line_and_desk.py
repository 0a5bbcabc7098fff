"""From joining to goodbye."""

from booking_core import Outbox
from tests.queueing.morning import Morning


def test_callers_stand_in_the_order_of_their_calls(morning: Morning):
    places = [morning.caller() for _ in range(5)]  # all in the same millisecond
    assert [morning.position(place) for place in places] == [1, 2, 3, 4, 5]
    assert sorted(place.key for place in places) == [place.key for place in places]


def test_the_first_call_counts_not_the_moment_of_joining(morning: Morning):
    early = morning.call()
    morning.later(minutes=3)
    late = morning.caller()
    assert morning.join(early).key < late.key
    assert morning.position(late) == 2


def test_an_agent_takes_the_earliest_and_the_worker_is_told(morning: Morning):
    first, second = morning.caller(), morning.caller()
    morning.desk("ann")
    taken = morning.take("ann")
    assert taken is not None
    assert (first.id, first.key, "serving") == (taken.id, taken.key, taken.state)
    errands = {errand.kind: errand.payload for errand in Outbox(morning.database).take(morning.now)}
    assert {"place": first.id, "call_sid": first.call_sid, "agent": "ann"} == errands["connect"]
    assert morning.position(second) == 1
    assert morning.wait(first).state == "serving"


def test_a_finished_talk_ends_the_place_and_frees_the_desk(morning: Morning):
    morning.caller()
    morning.desk("ann")
    place = morning.talk("ann")
    done = morning.desks.finish("ann", "booked", "", morning.now)
    assert done is not None
    assert morning.place(place.id).state == "done"
    assert morning.desks.state("ann").state == "ready"
    assert {"goodbye", "connect", "ring_desk"} == {e.kind for e in Outbox(morning.database).take(morning.now)}
    assert morning.take("ann") is None


def test_hanging_up_keeps_the_key_and_calling_again_takes_it_up(morning: Morning):
    first, second = morning.caller("+19025550101"), morning.caller("+19025550102")
    morning.hang_up(first.call_sid)
    assert morning.position(second) == 1
    morning.later(minutes=29)
    again = morning.call("+19025550101")
    [held] = morning.database.run(lambda tx: morning.places.held_for(tx, "+19025550101"))
    resumed = morning.resume(held, again)
    assert (first.id, first.key, "waiting") == (resumed.id, resumed.key, resumed.state)
    said = morning.wait(second)
    assert (said.position, said.before, said.reason) == (2, 1, "earlier_key")
