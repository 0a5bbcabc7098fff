"""Calls around the close: who is told at once that today will not do, and who comes first tomorrow."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.booking_core.campaign import CAMPAIGN, load
from tests.carrier.peer import until
from tests.carrier.phones import BEN
from tests.ivr.hotline import BORN, Hotline
from tests.ivr.test_opening_call import BORN_TOO, HALIFAX, HOURS

CLOSE = datetime(2021, 3, 1, 19, 0, tzinfo=HALIFAX).astimezone(UTC)
MORROW = datetime(2021, 3, 2, 7, 0, tzinfo=HALIFAX).astimezone(UTC)


@pytest.fixture
def day(hotline: Hotline) -> Hotline:
    """Let it be an hour before the close, with nothing left to book."""
    load(hotline.database, campaign=CAMPAIGN + HOURS)
    hotline.clock.instant = CLOSE - timedelta(hours=1)
    hotline.leave_units(0)
    return hotline


def test_closing_soon_is_said_and_who_can_be_served_is_let_in(day: Hotline) -> None:
    day.desk()
    day.clock.instant = CLOSE - timedelta(minutes=20)
    day.sweep()
    caller = day.call().hears("We close at seven o'clock in the evening.")
    caller.press("0").hears("Your ticket is", "You are number 1 in the line.")
    assert day.place(caller).state == "waiting"


def test_who_cannot_be_served_before_the_close_is_told_so_at_once(day: Hotline) -> None:
    day.clock.instant = CLOSE - timedelta(minutes=20)
    caller = (
        day.call().press("0").hears("Until we close we cannot reach everybody who waits. You lose nothing")
    )
    caller.hears("May we call you when it is your turn?").press("1").hears("Your place is kept.")
    caller.hears("We open on Tuesday, March the second, at seven o'clock", "Your ticket is", "We call you")
    place = day.place(caller)
    assert (place.state, place.carried_to) == ("promised", MORROW)


def test_whom_the_units_do_not_reach_is_told_so_at_once(day: Hotline) -> None:
    day.clock.instant = CLOSE - timedelta(minutes=20)
    caller = day.call().press("1", "1", BORN, "1").hears("Until we close we cannot reach everybody")
    assert day.place(caller).carried_to == MORROW


def test_who_still_waits_at_the_close_hears_it_and_comes_first_in_the_morning(day: Hotline) -> None:
    caller = day.call().press("0").hears("You are number 1 in the line.")
    before = day.place(caller)
    day.clock.instant = CLOSE
    day.sweep()
    caller.press("*").hears("We have closed. You lose nothing: your place is kept", "May we call you")
    caller.press("2").hears("Your place is kept.", "Please call us then: we know your place.")
    caller.hang_up()
    evening = day.call().hears("We are closed. We open on Tuesday, March the second").press("4")
    evening.hears("Your place is kept.").hang_up()
    day.clock.instant = MORROW
    day.sweep()
    other = day.call(BEN).press("0").hears("Your ticket is")
    again = day.call().press("1").hears("You are number 1 in the line.")
    assert day.place(again).key == before.key
    other.press("*").hears("You are number 2 in the line.")


def test_a_ticket_in_the_evening_finds_the_place_and_leaves_it_where_it_is(day: Hotline) -> None:
    caller = day.call().press("0").hears("Your ticket is")
    ticket, before = caller.number, day.place(caller)
    day.clock.instant = CLOSE
    day.sweep()
    kept = day.place(caller)
    found = day.call(BEN).press("2", ticket).hears("Your place is kept.")
    assert found.number == ticket
    assert (day.place(caller), kept.key) == (kept, before.key)


def test_who_is_in_the_menus_when_the_line_closes_keeps_a_place(day: Hotline) -> None:
    caller = day.call().press("1", "1", BORN_TOO)
    day.clock.instant = CLOSE
    caller.press("1").hears("May we call you").press("2").hears("Your place is kept.")
    assert day.place(caller).carried_to == MORROW


def test_who_is_choosing_a_time_when_the_line_closes_books_it(hotline: Hotline) -> None:
    load(hotline.database, campaign=CAMPAIGN + HOURS)
    hotline.clock.instant = CLOSE - timedelta(minutes=1)
    caller = hotline.call().press("1", "1", BORN, "1").hears("These times are kept for you")
    hotline.clock.instant = CLOSE + timedelta(minutes=1)
    hotline.sweep()
    caller.press("1").hears("It is booked.")
    until(lambda: len(hotline.bookings()) == 1, "the booking")


def test_at_night_an_appointment_is_heard_and_cancelled(hotline: Hotline) -> None:
    load(hotline.database, campaign=CAMPAIGN + HOURS)
    hotline.clock.instant = CLOSE - timedelta(hours=1)
    hotline.call().press("1", "1", BORN, "1", "1").hears("It is booked.").hang_up()
    hotline.clock.instant = CLOSE + timedelta(hours=2)
    caller = hotline.call().hears("We are closed.", "To hear, change or cancel an appointment, press 3.")
    caller.press("3", BORN).hears("Truro", "To cancel")
    caller.press("3", "2").hears("The appointment is cancelled.")
    assert not hotline.bookings()
    caller.press("1", "1", BORN, "1").hears("May we call you").press("2").hears("Your place is kept.")
