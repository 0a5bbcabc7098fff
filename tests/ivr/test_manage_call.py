"""Calls about what is booked already: heard, changed, cancelled, and shown to be theirs first."""

from booking_core import Booking
from tests.carrier.phones import BEN
from tests.ivr.hotline import BORN, Caller, Hotline

BORN_TOO = "19330109"

TEXTS = "errand WHERE kind = 'reference_text'"


def booked(hotline: Hotline) -> Booking:
    """Let somebody book the earliest time."""
    hotline.call().press("1", "1", BORN, "1", "1").hears("It is booked.").hang_up()
    (booking,) = hotline.bookings()
    return booking


def manage(hotline: Hotline, phone: str | None = None) -> Caller:
    caller = hotline.call(phone) if phone else hotline.call()
    caller.hears("To hear, change or cancel an appointment, press 3.").press("3")
    return caller.hears("birth date of the person whose appointment it is").press(BORN)


def test_the_number_that_booked_needs_only_the_birth_date(hotline: Hotline) -> None:
    booking = booked(hotline)
    caller = manage(hotline).hears("Truro, 1 Main Street", "Monday, March the eighth, at ten o'clock")
    caller.hears("Your second appointment is at the same place, on Monday, March the twenty-ninth")
    caller.press("1").hears("Your reference is")
    assert caller.number == booking.reference


def test_another_number_needs_the_reference(hotline: Hotline) -> None:
    booking = booked(hotline)
    caller = manage(hotline, BEN).hears("Please type the eight digits of the reference.")
    assert "Truro" not in caller.heard
    caller.press(booking.reference).hears("Truro, 1 Main Street")


def test_a_slip_is_told_apart_and_an_unknown_reference_sounds_like_a_wrong_date(hotline: Hotline) -> None:
    booking = booked(hotline)
    slip = booking.reference[:-1] + str((int(booking.reference[-1]) + 1) % 10)
    caller = manage(hotline, BEN).press(slip).hears("one of the digits is not right")
    unknown = caller.press("00000000").hears("we find no appointment for this reference and birth date").heard
    other = hotline.call(BEN).press("3", "19310503", booking.reference)
    assert other.hears("we find no appointment").heard == unknown


def test_tries_in_vain_end_with_a_person(hotline: Hotline) -> None:
    booked(hotline)
    caller = hotline.call(BEN).press("3", "19310503", "00000000", "00000000", "00000000")
    caller.hears("A person will help you.", "Your ticket is")


def test_cancelling_is_asked_twice_and_frees_the_time(hotline: Hotline) -> None:
    booked(hotline)
    caller = (
        manage(hotline).press("3").hears("Would you like to cancel this appointment?", "keep it, press 1.")
    )
    caller.press("1").hears("Truro, 1 Main Street")
    assert len(hotline.bookings()) == 1
    caller.press("3", "2").hears("The appointment is cancelled.", "To book an appointment")
    again = hotline.call().press("1", "1", BORN, "1").hears("at ten o'clock in the morning, press 1.")
    again.press("1").hears("It is booked.")


def test_a_move_keeps_the_old_until_the_new_is_sure_and_keeps_the_reference(hotline: Hotline) -> None:
    before = booked(hotline)
    caller = manage(hotline).press("2").hears("You keep what you have until you choose something else.")
    caller.press("1").hears("For Monday, March the eighth, at ten fifteen in the morning, press 1.")
    (still,) = hotline.bookings()
    assert still.starts_at == before.starts_at
    caller.press("1").hears("It is changed.").press("1").hears("at ten fifteen in the morning")
    (after,) = hotline.bookings()
    assert (after.reference, after.starts_at > before.starts_at) == (before.reference, True)
    assert after.second is not None
    assert before.second is not None
    assert after.second - before.second == after.starts_at - before.starts_at


def test_who_has_the_old_time_by_text_gets_the_new_one(hotline: Hotline) -> None:
    caller = hotline.call().press("1", "1", BORN, "1", "1", "1", "1").hears("Can this phone receive")
    caller.press("1").hears("We will send you the reference by text message.").hang_up()
    caller = manage(hotline).press("2", "1").hears("ten fifteen").press("1").hears("It is changed.")
    assert hotline.count(TEXTS) == 2
    caller.press("1", "1").hears("We will send you the reference by text message.", "You may hang up now")
    assert hotline.count(TEXTS) == 2


def test_who_has_lost_the_text_gets_another_by_calling_again(hotline: Hotline) -> None:
    hotline.call().press("1", "1", BORN, "1", "1", "1", "1", "1").hears("by text message").hang_up()
    caller = manage(hotline).press("1").hears("Your reference is").press("1").hears("Can this phone receive")
    caller.press("1").hears("We will send you the reference by text message.")
    assert hotline.count(TEXTS) == 2


def test_hanging_up_while_choosing_leaves_everything_as_it_was(hotline: Hotline) -> None:
    before = booked(hotline)
    manage(hotline).press("2", "1").hears("ten fifteen").hang_up()
    assert hotline.bookings() == [before]


def test_where_there_is_nothing_else_the_appointment_stands(hotline: Hotline) -> None:
    before = booked(hotline)
    hotline.block("first")
    manage(hotline).press("2", "1").hears(
        "There is nothing else just now. Your appointment stands as it was."
    )
    assert hotline.bookings() == [before]


def test_a_couple_is_moved_together(hotline: Hotline) -> None:
    hotline.call().press("1", "3", "2", BORN, "1", BORN_TOO, "1", "1").hears("It is booked.").hang_up()
    manage(hotline).press("2", "1").hears("at ten fifteen in the morning, press 1.").press("1").hears(
        "changed"
    )
    first, second = hotline.bookings()
    assert first.starts_at == second.starts_at
    assert first.local.minute == 15


def test_what_was_cancelled_meanwhile_is_not_moved(hotline: Hotline) -> None:
    booked(hotline)
    caller = manage(hotline).press("2", "1").hears("ten fifteen")
    manage(hotline).press("3", "2").hears("The appointment is cancelled.").hang_up()
    caller.press("1").hears("it was cancelled meanwhile", "To book an appointment")
    assert hotline.bookings() == []
