"""Who was promised a callback hears by text that it is near, or later than said; each once."""

from datetime import timedelta

from queueing import Window, foretold
from tests.queueing.morning import Morning
from tests.queueing.owed import ANNA, BEN, CALLBACKS, errands
from tests.queueing.test_promises import day

assert day  # the fixture


def promised(day: Morning, phone: str, *, until: timedelta | None = None):
    """Promise a callback to somebody, in a window that ends then."""
    place = day.caller(phone)
    said = None if until is None else Window(day.now, day.now + until)
    asked = day.database.run(
        lambda tx: CALLBACKS.ask(tx, place.id, phone, place.call_sid, day.now, said=said)
    )
    day.places.publish(asked, day.now)
    day.hang_up(place.call_sid)
    return asked


def told(day: Morning, kind: str) -> list[int]:
    day.database.run(lambda tx: foretold.owe(tx, "main", day.now))
    return [each["place"] for each in errands(day, kind)]


def test_the_first_few_are_told_that_it_is_near_once_and_not_at_once(day: Morning):
    near = [promised(day, f"+190255502{n:02}") for n in range(foretold.NEAR)]
    promised(day, ANNA)
    assert told(day, "near_text") == []
    day.later(minutes=21)
    assert told(day, "near_text") == [each.id for each in near]
    assert told(day, "near_text") == []


def test_who_is_told_a_window_hears_before_its_end_that_it_is_later(day: Morning):
    late, other = promised(day, ANNA, until=timedelta(minutes=45)), promised(day, BEN)
    day.later(minutes=34)
    assert told(day, "late_text") == []
    day.later(minutes=1)
    assert told(day, "late_text") == [late.id]
    day.later(minutes=5)
    assert told(day, "late_text") == []
    assert other.id not in told(day, "late_text")


def test_nobody_is_told_who_has_gone_or_is_being_rung(day: Morning):
    gone, rung = promised(day, ANNA, until=timedelta(minutes=30)), promised(day, BEN)
    day.leave(gone)
    day.later(minutes=25)
    day.sweep()
    assert day.place(rung.id).state == "dialling"
    assert told(day, "late_text") == []
    assert told(day, "near_text") == []
