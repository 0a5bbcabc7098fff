"""Promised places that want to book by the keypad: a turn is a claim, also for who is called back."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

import booking_core.tables as booking
from booking_core import Bookings
from queueing import Entrance, Place
from tests.booking_core.campaign import load, slots
from tests.queueing.morning import Morning
from tests.queueing.owed import NOON, ask, do, errands, promise, sweep_at

CAMPAIGN = 'name = "Spring"\ntimezone = "America/Halifax"\n'


@pytest.fixture
def surge(morning: Morning) -> Morning:
    """Open two units, which two callers look at, and let three wait who are to be called back."""
    load(morning.database, *slots("Truro", 2, "2027-03-08T09:00", release=""), campaign=CAMPAIGN)
    morning.now = NOON
    return morning


def enter(surge: Morning, n: int) -> Entrance:
    surge.later(seconds=1)
    wish = {"people": [{"birth_date": f"1930-01-{n:02}", "code": None}], "region": None}
    sid = surge.call(f"+1902555{n:04}")
    found = surge.database.run(lambda tx: surge.places.enter(tx, sid, wish, "en", surge.now))
    if found.place is not None:
        surge.places.publish(found.place, surge.now)
    return found


def crowd(surge: Morning, promised: int = 3) -> tuple[list[Entrance], list[Place]]:
    """Return who looks at the two units, and who waits to be called back when there is one."""
    inside = [enter(surge, n) for n in (1, 2)]
    places = [enter(surge, n).place for n in range(3, 3 + promised)]
    for place in places:
        ask(surge, place)
        surge.hang_up(place.call_sid)
    surge.later(seconds=31)
    return inside, places


def let_go(surge: Morning, *those: Entrance) -> None:
    for each in those:
        surge.database.run(lambda tx, each=each: Bookings("phone").release(tx, each.party, surge.now))


def keep(surge: Morning, *those: Entrance) -> None:
    for each in those:
        surge.database.run(lambda tx, each=each: Bookings("phone").extend(tx, each.party, surge.now))


def states(surge: Morning, places: Sequence[Place]) -> list[str]:
    return [surge.place(each.id).state for each in places]


def held(surge: Morning) -> int:
    with surge.database.reading() as look:
        found = select(booking.unit.c.id).where(booking.unit.c.state == booking.HELD)
        return len(look.execute(found).all())


def test_a_unit_that_becomes_free_is_held_and_then_the_first_is_rung(surge: Morning):
    inside, places = crowd(surge)
    sweep_at(surge)
    assert errands(surge, "dial") == []  # nothing to book: nobody is rung for nothing
    let_go(surge, inside[0])
    sweep_at(surge)
    sweep_at(surge)
    assert [each["place"] for each in errands(surge, "dial")] == [places[0].id]
    assert states(surge, places) == ["dialling", "promised", "promised"]
    assert surge.place(places[0].id).has_units(surge.now)
    assert held(surge) == 2


def test_who_presses_one_is_in_the_booking_menu_with_their_units(surge: Morning):
    inside, places = crowd(surge)
    let_go(surge, inside[0])
    sweep_at(surge)
    do(surge, "answered", places[0].id, 1, "CAout")
    for _ in range(2):
        seated = do(surge, "confirmed", places[0].id, "CAout")
        assert seated.at_the_keypad
        assert seated.has_units(surge.now)
    with surge.database.reading() as look:
        assert Bookings("phone").held(look, seated.party) is not None


def test_a_second_try_comes_with_the_same_units_and_then_they_pass_on(surge: Morning):
    inside, places = crowd(surge)
    let_go(surge, inside[0])
    sweep_at(surge)
    do(surge, "ended", places[0].id, 1, "no-answer")
    assert surge.place(places[0].id).has_units(surge.now)
    surge.later(minutes=3)
    keep(surge, inside[1])
    sweep_at(surge)
    assert [each["attempt"] for each in errands(surge, "dial")] == [1, 2]
    do(surge, "ended", places[0].id, 2, "no-answer")
    after = surge.place(places[0].id)
    assert (after.state, after.held_until, after.turn_at) == ("promised", None, None)
    keep(surge, inside[1])
    sweep_at(surge)
    assert states(surge, places) == ["promised", "dialling", "promised"]
    assert surge.place(places[0].id).key == places[0].key


def test_the_callback_that_is_lost_in_the_menu_stands_with_its_units(surge: Morning):
    inside, places = crowd(surge)
    let_go(surge, inside[0])
    sweep_at(surge)
    do(surge, "answered", places[0].id, 1, "CAout")
    do(surge, "confirmed", places[0].id, "CAout")
    surge.hang_up("CAout")
    there = surge.place(places[0].id)
    assert (there.state, promise(surge, there).misses) == ("promised", 0)
    assert there.has_units(surge.now)
    surge.later(seconds=31)
    sweep_at(surge)
    assert [each["attempt"] for each in errands(surge, "dial")] == [1, 2]


def test_a_call_of_theirs_in_the_meantime_is_at_once_in_the_menu(surge: Morning):
    inside, places = crowd(surge)
    let_go(surge, inside[0])
    sweep_at(surge)
    back = surge.resume(places[0], surge.call(places[0].phone))
    assert back.at_the_keypad
    assert len(errands(surge, "call_off")) == 1
    assert do(surge, "answered", places[0].id, 1, "CAout") is None


def test_who_has_just_asked_to_be_called_loses_nothing_while_they_put_the_receiver_down(surge: Morning):
    inside = [enter(surge, number) for number in (1, 2)]
    asks, later = enter(surge, 5).place, enter(surge, 9).place
    ask(surge, asks)
    surge.hang_up(asks.call_sid)
    let_go(surge, inside[0])
    sweep_at(surge)
    assert states(surge, [asks, later]) == ["promised", "waiting"]
    surge.later(seconds=31)
    sweep_at(surge)
    assert states(surge, [asks, later]) == ["dialling", "waiting"]


def test_no_more_are_begun_than_can_be_dialled_and_nobody_later_gets_their_units(surge: Morning):
    inside, places = crowd(surge, promised=3)
    later = enter(surge, 9).place
    let_go(surge, *inside)
    sweep_at(surge, a_second=0.4)
    assert states(surge, [*places, later]) == ["dialling", "promised", "promised", "waiting"]
    dials = errands(surge, "dial")
    do(surge, "rings", places[0].id, dials[0]["attempt"], "CAout")
    sweep_at(surge, a_second=0.4)
    assert states(surge, [*places, later]) == ["dialling", "dialling", "promised", "waiting"]


def test_the_turn_does_not_wait_for_the_dial(surge: Morning):
    inside, places = crowd(surge, promised=2)
    later = enter(surge, 9).place
    let_go(surge, *inside)
    sweep_at(surge, a_second=0.4)
    assert states(surge, [*places, later]) == ["dialling", "promised", "waiting"]
    assert [surge.place(each.id).has_units(surge.now) for each in [*places, later]] == [True, True, False]
    assert held(surge) == 2
    surge.later(seconds=5)
    sweep_at(surge, a_second=0.4)
    assert states(surge, places) == ["dialling", "promised"]  # no dial may leave yet
    (dial,) = errands(surge, "dial")
    do(surge, "rings", places[0].id, dial["attempt"], "CAout")
    sweep_at(surge, a_second=0.4)
    assert states(surge, places) == ["dialling", "dialling"]
    assert held(surge) == 2


def test_no_units_are_held_for_longer_than_the_dials_take(surge: Morning):
    inside, places = crowd(surge, promised=2)
    later = enter(surge, 9).place
    let_go(surge, *inside)
    sweep_at(surge, a_second=0.01)  # a hundred seconds from one dial to the next
    assert states(surge, [*places, later]) == ["dialling", "promised", "waiting"]
    assert [surge.place(each.id).has_units(surge.now) for each in places] == [True, False]


def test_who_cannot_be_rung_at_this_hour_is_passed_over_and_keeps_the_key(surge: Morning):
    inside, places = crowd(surge, promised=1)
    with surge.database.engine.begin() as tx:
        tx.exec_driver_sql("UPDATE promise SET number = '+16045550142'")  # in Vancouver it is eight
    later = enter(surge, 9).place
    let_go(surge, *inside)
    sweep_at(surge)
    assert states(surge, [*places, later]) == ["promised", "serving"]
    assert surge.place(places[0].id).key == places[0].key
    assert promise(surge, places[0]).due == NOON.replace(hour=17)
