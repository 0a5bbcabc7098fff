"""Calls that book, as they are heard."""

from tests.ivr.hotline import BORN, Hotline


def test_somebody_books_and_leaves_with_a_reference(hotline: Hotline) -> None:
    caller = hotline.call(language="").hears("Welcome to the appointment line. For English, press 1.")
    caller.hears("Pour le français, appuyez sur le 2.", "Para español, marque el 3.")
    caller.press("1").hears("To book an appointment with the keys of your telephone, press 1.")
    caller.press("1").hears("For yourself, press 1.")
    caller.press("1").hears("Please enter your birth date", "1 9 3 4, 0 3 0 9")
    caller.press(BORN).hears("You entered May the second, nineteen thirty-one.", "If that is right, press 1.")
    caller.press("1").hears(
        "The place where you can book now is Truro County.", "The clinic is Truro, 1 Main Street."
    )
    caller.hears("For Monday, March the eighth, at ten o'clock in the morning, press 1.")
    caller.hears("For Monday, March the eighth, at twelve noon, press 3.", "For other times, press 4.")
    assert not hotline.bookings()
    caller.press("2").hears("It is booked.", "even if you hang up")
    (booking,) = hotline.bookings()
    caller.press("1")
    assert caller.number == booking.reference
    caller.hears(
        "Once more", "Truro, 1 Main Street", "Monday, March the eighth, at ten fifteen in the morning"
    )
    caller.hears(
        "Your second appointment is at the same place, on Monday, March the twenty-ninth, at ten fifteen"
    )
    caller.press("1").hears("Can this phone receive text messages?")
    caller.press("1").hears("We will send you the reference", "You may hang up now")
    caller.press("").hears("Goodbye")
    assert caller.is_over
