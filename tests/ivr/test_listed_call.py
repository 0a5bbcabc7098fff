"""What is texted the day before, and what came free for somebody on the waiting list."""

from collections.abc import Iterator
from datetime import date

import pytest

from booking_core import Person, Waitlist, Wish
from queueing.place import key_of
from tests.carrier.phones import ANNA, BEN
from tests.ivr.hotline import BORN, Hotline

ALONE = ("1", "1", BORN, "1")
ROSE = date(1931, 5, 2)
OTHER = "19330109"


@pytest.fixture(autouse=True)
def _silent(hotline: Hotline) -> Iterator[None]:
    """Leave no telephone ringing, of those whom we called to offer them a time."""
    yield
    hotline.hang_up_at(ANNA)


def listed(hotline: Hotline, known_by: str = ANNA) -> None:
    """Put Rose on the list, who calls from Anna's telephone, and may be known by another."""
    now = hotline.clock.now()
    hotline.database.run(
        lambda tx: Waitlist("phone").join(
            tx,
            key=key_of(now, 1),
            people=[Person(ROSE, known_by)],
            wish=Wish(),
            phone=ANNA,
            language="en",
            now=now,
        )
    )


def cancelled_elsewhere(hotline: Hotline, known_by: str = ANNA) -> None:
    """Let somebody else, who has the only unit, cancel it."""
    hotline.leave_units(1)
    hotline.call(BEN).press("1", "1", OTHER, "1", "1").hears("It is booked.").hang_up()
    listed(hotline, known_by)
    hotline.call(BEN).press("3", OTHER, "3", "2").hears("The appointment is cancelled.").hang_up()
    hotline.clock.later(hours=2)
    hotline.work()


def test_a_reminder_comes_the_day_before_at_ten(hotline: Hotline) -> None:
    hotline.call().press(*ALONE, "1").hears("It is booked.").press("1", "1", "1").hang_up()
    hotline.work()
    sent = len(hotline.carrier.texts_to(ANNA))
    hotline.clock.later(days=6, hours=3)
    hotline.work()
    assert len(hotline.carrier.texts_to(ANNA)) == sent + 1
    (body,) = [each["body"] for each in hotline.carrier.texts_to(ANNA)[-1:]]
    assert body.startswith("Tomorrow: Truro, 1 Main Street, Mon, Mar 8")
    assert "press" not in body  # the first question is the language, and at night the choices are others
    hotline.work()
    assert len(hotline.carrier.texts_to(ANNA)) == sent + 1


def test_what_is_cancelled_goes_to_the_list_and_is_taken_by_a_call(hotline: Hotline) -> None:
    cancelled_elsewhere(hotline)
    (body,) = [each["body"] for each in hotline.carrier.texts_to(ANNA)[-1:]]
    assert "is kept for you until" in body
    assert "press" not in body
    caller = hotline.call().press("3", BORN).hears("A time that came free is kept for you", "Truro")
    caller.press("1").hears("It is booked.").press("1").hears("Your reference is")
    (booking,) = hotline.bookings()
    assert booking.birth_date == ROSE


def test_what_is_left_to_somebody_else_passes_on(hotline: Hotline) -> None:
    cancelled_elsewhere(hotline)
    caller = hotline.call().press("3", BORN).hears("press 2.").press("2").hears("goes to somebody else")
    caller.press("3", BORN).hears("the eight digits of the reference")
    hotline.sweep()
    hotline.call(BEN).press("1", "1", OTHER, "1").hears("kept for you while you choose")
