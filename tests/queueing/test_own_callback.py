"""Somebody whom we ring comes to their place by the front door, on the callback's own call."""

import pytest

from queueing import Place
from tests.booking_core.campaign import load, slots
from tests.queueing.morning import Morning
from tests.queueing.owed import ANNA, NOON, do, errands, owed, ring

RULES = 'name = "Spring"\ntimezone = "America/Halifax"\n[callbacks]\nagent_first_up_to = {}\n'


@pytest.fixture
def day(morning: Morning) -> Morning:
    """A Monday noon, with a desk that is free and is kept for nobody."""
    load(morning.database, *slots("Truro", 2, "2027-03-08T09:00", release=""), campaign=RULES.format(0))
    morning.now = NOON
    morning.desk("ann")
    return morning


def picked_up(day: Morning) -> tuple[Place, str]:
    """Ring somebody, and let their call begin as if they had called."""
    place, sid = owed(day), day.call(ANNA)
    ring(day, place, sid)
    return place, sid


def there(day: Morning, place: Place, sid: str) -> None:
    now = day.place(place.id)
    assert (now.state, now.key, now.call_sid) == ("waiting", place.key, sid)
    assert errands(day, "call_off") == []
    assert day.talk("ann").id == place.id


def test_going_on_with_it_is_as_good_as_pressing_one_and_twice_is_once(day: Morning):
    place, sid = picked_up(day)
    found = [day.resume(place, sid, take_over=False) for _ in range(2)]
    assert found[0].version == found[1].version
    there(day, place, sid)


def test_asking_for_a_person_is_too(day: Morning):
    place, sid = picked_up(day)
    born = {"people": [{"birth_date": "1938-04-02", "code": None}]}
    day.database.run(lambda tx: day.places.wish(tx, place.id, born, day.now))
    assert day.join(sid, born).id == place.id
    there(day, place, sid)


def test_a_desk_that_was_kept_for_them_has_them(day: Morning):
    load(day.database, campaign=RULES.format(9))
    place, sid = picked_up(day)
    assert day.resume(place, sid).state == "serving"
    (way,) = errands(day, "connect")
    assert way == {"place": place.id, "call_sid": sid, "agent": "ann"}


def test_when_it_ends_unserved_the_promise_stands(day: Morning):
    place, sid = picked_up(day)
    day.resume(place, sid)
    assert do(day, "heard_end", place.id, 1, sid, "completed") is None
    day.hang_up(sid)
    assert day.place(place.id).state == "promised"
