"""The stream that the screens read."""

from queueing import Events
from tests.queueing.morning import Morning


def test_everything_that_happens_is_in_the_stream_in_order(morning: Morning):
    place = morning.caller()
    morning.position(place)
    morning.desk("ann")
    morning.talk("ann")
    morning.desks.finish("ann", "booked", "", morning.now)
    events = Events(morning.redis).after("0")
    told = [event.kind for event in events if event.place_id == place.id and event.kind != "desk"]
    assert told == ["joined", "told", "offered", "taken", "connected", "done"]
    desks = [event.state for event in events if event.kind == "desk"]
    assert desks == ["ready", "ready", "offered", "ready"]


def test_reading_goes_on_where_it_stopped(morning: Morning):
    events = Events(morning.redis)
    assert events.last_id() == "0"
    first = morning.caller()
    [joined] = events.after("0")
    second = morning.caller()
    [next_joined] = events.after(joined.id)
    assert (joined.place_id, next_joined.place_id) == (first.id, second.id)
    assert events.after(next_joined.id, block_ms=1) == []
    assert [event.place_id for event in events.latest(1)] == [second.id]
    assert events.last_id() == next_joined.id


def test_nothing_in_the_stream_names_a_telephone(morning: Morning):
    place = morning.caller("+19025550101")
    morning.hang_up(place.call_sid)
    assert "5550101" not in str(Events(morning.redis).after("0"))


def test_every_event_of_a_desk_names_its_agent(morning: Morning):
    morning.caller()
    morning.desk("ann")
    place = morning.talk("ann")
    last = Events(morning.redis).latest(1)[0].id
    morning.hang_up(place.call_sid)
    told = [(event.kind, event.agent) for event in Events(morning.redis).after(last)]
    assert told == [("dropped", "ann"), ("desk", "ann")]
