"""Where somebody is, and what is near: asked, never assumed, and said honestly when it is full."""

import pytest

from booking_core import load_towns, load_travel
from ivr.speech import travel_time
from tests.booking_core.campaign import CAMPAIGN, load, slots
from tests.carrier.phones import BEN
from tests.ivr.hotline import BORN, Hotline

ALONE = ("1", "1", BORN, "1")
TOWNS = "town,province,region\nYarmouth,NS,Yarmouth County\n"
YARMOUTH = "+19027420142"  # as its exchange says
TRAVEL = (
    "from_region,to_region,minutes\nYarmouth County,Halifax County,210\nYarmouth County,Truro County,255\n"
)


@pytest.fixture
def province(hotline: Hotline) -> Hotline:
    """Open one unit in Yarmouth and many in Halifax, and tell how far it is."""
    day = "2021-03-08T09:00"
    load(hotline.database, *slots("Yarmouth", 1, day), *slots("Halifax", 40, day), campaign=CAMPAIGN)
    hotline.database.run(lambda tx: (load_travel(tx, TRAVEL), load_towns(tx, TOWNS)))
    return hotline


def test_the_caller_is_asked_whether_they_are_where_their_number_says(province: Hotline) -> None:
    caller = province.call(YARMOUTH).press(*ALONE).hears("Are you calling from Yarmouth County?")
    caller.press("1").hears("The clinic is Yarmouth").press("1").hears("It is booked.")


def test_who_is_somewhere_else_is_asked_where_they_would_like_to_go(province: Hotline) -> None:
    province.call(YARMOUTH).press(*ALONE).hears("To go somewhere else, press 2.").press("2").hears(
        "Where would you like to go?"
    )


def test_who_cannot_be_guessed_is_asked_at_once(province: Hotline) -> None:
    province.call(BEN).press(*ALONE).hears("Where would you like to go?")


def test_a_full_region_is_said_to_be_full_with_what_is_nearest_and_how_far(province: Hotline) -> None:
    province.call(BEN).press(*ALONE, "2").hears("The clinic is Yarmouth").press("1").hears("It is booked.")
    caller = province.call(YARMOUTH).press(*ALONE, "1").hears("Yarmouth County is full just now.")
    caller.hears("For Halifax County, about three and a half hours away, press 1.")
    caller.hears("For Truro County, about four and a half hours away, press 2.")
    caller.hears("To wait for Yarmouth County, press 3.")
    caller.press("3").hears("When it is your turn, we tell you at once")
    assert province.place(caller).wish["region_name"] == "Yarmouth County"


def test_who_would_rather_travel_does(province: Hotline) -> None:
    province.call(BEN).press(*ALONE, "2").hears("The clinic is Yarmouth").press("1").hears("It is booked.")
    caller = province.call(YARMOUTH).press(*ALONE, "1").hears("is full just now").press("1")
    caller.hears("The clinic is Halifax").press("1").hears("It is booked.")


def test_what_another_caller_merely_looks_at_is_waited_for(province: Hotline) -> None:
    first = province.call(BEN).press(*ALONE, "2").hears("kept for you while you choose")
    caller = province.call(YARMOUTH).press(*ALONE, "1").hears("When it is your turn, we tell you at once")
    first.hang_up()
    assert caller


def test_who_lives_where_it_opens_later_hears_when_and_can_wait_for_that(hotline: Hotline) -> None:
    later = slots("Yarmouth", 4, "2021-03-15T09:00", release="later")
    load(hotline.database, *later, *slots("Halifax", 40, "2021-03-08T09:00"), campaign=CAMPAIGN)
    hotline.database.run(lambda tx: (load_travel(tx, TRAVEL), load_towns(tx, TOWNS)))
    caller = hotline.call(YARMOUTH).press(*ALONE).hears("Are you calling from Yarmouth County?")
    caller.press("1").hears("Yarmouth County is full just now. More opens there on Monday, March the eighth")
    caller.hears("For Halifax County, about three and a half hours away, press 1.")
    caller.hears("To wait for Yarmouth County, press 3.").press("3").hears("When it is your turn")
    assert hotline.place(caller).wish["region_name"] == "Yarmouth County"


def test_a_letter_is_asked_about_by_who_waits_for_what_opens_later_too(hotline: Hotline) -> None:
    letters = CAMPAIGN.replace('name = "later"', 'name = "later"\nasks_code = true')
    later = slots("Yarmouth", 4, "2021-03-15T09:00", release="later")
    load(hotline.database, *later, *slots("Halifax", 40, "2021-03-08T09:00"), campaign=letters)
    hotline.database.run(lambda tx: (load_travel(tx, TRAVEL), load_towns(tx, TOWNS)))
    caller = hotline.call(YARMOUTH).press(*ALONE, "1").hears("To wait for Yarmouth County, press 3.")
    caller.press("3").hears("Please enter the eight digits of the invitation code.")


@pytest.mark.parametrize(
    ("language", "minutes", "words"),
    [
        ("en", 38, "forty minutes"),
        ("en", 4, "ten minutes"),
        ("en", 61, "an hour"),
        ("en", 92, "an hour and a half"),
        ("en", 210, "three and a half hours"),
        ("fr", 92, "une heure et demie"),
        ("fr", 210, "trois heures et demie"),
        ("es", 61, "una hora"),
        ("es", 210, "tres horas y media"),
        ("es", 38, "cuarenta minutos"),
    ],
)
def test_a_journey_is_said_as_people_say_it(language: str, minutes: int, words: str) -> None:
    assert travel_time(language, minutes) == words
