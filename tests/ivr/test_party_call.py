"""Several people in one call: whoever is not named yet is asked for, and nobody is left out in silence."""

from tests.booking_core.campaign import CAMPAIGN, load
from tests.ivr.hotline import BORN, Hotline

NEXT, LAST = "19320204", "19330305"


def test_a_party_that_was_led_to_a_person_goes_on_with_whom_it_has_not_named(hotline: Hotline) -> None:
    caller = hotline.call().press("1", "3", "3", BORN, "1", NEXT, "1")
    caller.press("", "").hears("A person will help you.", "You have a place")
    caller.press("1").hears("birth date of person number 3").press(LAST, "1", "1").hears("It is booked.")
    born = {each.birth_date.isoformat() for each in hotline.bookings()}
    assert born == {"1931-05-02", "1932-02-04", "1933-03-05"}


def test_who_has_named_everybody_is_asked_where_at_once(hotline: Hotline) -> None:
    caller = hotline.call().press("1", "3", "2", BORN, "1", NEXT, "1", "0").hears("You have a place")
    caller.press("1").hears("The clinic is").press("1").hears("It is booked.")
    assert len(hotline.bookings()) == 2


def test_who_can_never_book_is_not_asked_to_wait_for_it(hotline: Hotline) -> None:
    cohort = "cohort = { born_until = 1941-03-01 }\n"
    load(
        hotline.database,
        campaign=CAMPAIGN.replace("opens = 2021-03-08T07:00:00\n", f"opens = 2021-03-08T07:00:00\n{cohort}"),
    )
    caller = hotline.call().press("1", "1", "20010101", "1").hears("born on or before March the first")
    assert "To wait for whatever becomes free" not in caller.heard
    caller.hears("To enter another birth date, press 1.").press("1").press(BORN, "1", "1").hears(
        "It is booked."
    )
    assert hotline.count("place") == 0
