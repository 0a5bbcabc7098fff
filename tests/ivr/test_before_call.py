"""Calls that ask how long the wait is, and go on without a place."""

import pytest
from redis import Redis

from tests.booking_core.campaign import CAMPAIGN, load
from tests.carrier.phones import ANNA, BEN
from tests.ivr.hotline import BORN, Caller, Hotline
from tests.ivr.test_opening_call import HOURS
from tests.ivr.test_turn_call import ALONE

LINE, HOW_LONG = "2", "1"
WROTE = ("place", "promise", "errand", "unit WHERE state = 1")


def asks(hotline: Hotline, phone: str = ANNA) -> Caller:
    hotline.sweep()
    caller = hotline.call(phone).hears("or to hear how long the wait is, press 2.").press(LINE)
    return caller.hears("To hear how long the wait is, press 1.").press(HOW_LONG)


def written(hotline: Hotline, valkey: Redis) -> list[object]:
    order = {name: valkey.dump(name) for name in sorted(valkey.keys("line:*")) if b"order" in name.encode()}
    return [order, *(hotline.count(each) for each in WROTE)]


def test_the_wait_is_heard_without_a_place_and_leads_back_to_the_choices(
    hotline: Hotline, valkey: Redis
) -> None:
    load(hotline.database, campaign=CAMPAIGN + HOURS)
    hotline.desk()
    for phone in ("+19025550170", "+19025550171"):
        hotline.call(phone).press("0").hears("Your ticket is")
    hotline.sweep()
    before = written(hotline, valkey)
    caller = asks(hotline).hears("We are open until seven o'clock in the evening.")
    caller.hears("If you ask for a person now, about 2 people are before you. You will wait between ")
    caller.hears("minutes. 32 appointments are open just now.", "depends on the birth date.")
    assert written(hotline, valkey) == before
    caller.press("1").hears("To book an appointment with the keys of your telephone, press 1.")
    assert caller.press("0").hears("You are number 3 in the line.")


def test_who_asks_and_then_joins_was_told_what_they_then_hear(hotline: Hotline) -> None:
    hotline.desk()
    hotline.call(BEN).press("0").hears("Your ticket is")
    caller = asks(hotline).hears("one person is before you. You will wait")
    said = caller.heard.split("before you. ")[1].split(" minutes.")[0]
    caller.press("0").hears("You are number 2 in the line.", said)


def test_those_who_called_after_them_are_not_before_them(hotline: Hotline) -> None:
    caller = hotline.call()
    hotline.clock.later(seconds=5)
    hotline.call(BEN).press("0").hears("Your ticket is")
    hotline.sweep()
    caller.press(LINE, HOW_LONG).hears("If you ask for a person now, nobody is before you.")
    caller.hears("How long you will wait is not known yet.")


def test_where_nothing_is_left_it_is_said_and_silence_leads_back(hotline: Hotline) -> None:
    hotline.leave_units(1)
    hotline.call(BEN).press(*ALONE).hears("This time is kept for you")
    hotline.call("+19025550170").press("1", "1", "19330109", "1").hears("When it is your turn")
    caller = asks(hotline).hears("We are open. If you ask", "No appointment is open just now.")
    assert "wait for them already" not in caller.heard
    caller.press("").hears("To book an appointment", "To speak with a person, press 0.")


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("2", ("combien de temps on attend", "Nous sommes ouverts.", "il n'y a personne devant vous")),
        ("3", ("cuánto hay que esperar", "Estamos abiertos.", "no hay nadie antes que usted")),
    ],
)
def test_the_same_in_french_and_in_spanish(hotline: Hotline, language: str, says: tuple[str, ...]) -> None:
    first, *heard = says
    hotline.sweep()
    hotline.call(language=language).hears(first).press(LINE, HOW_LONG).hears(*heard)


def test_who_asks_as_the_line_closes_hears_when_it_opens(hotline: Hotline) -> None:
    load(hotline.database, campaign=CAMPAIGN + HOURS)
    caller = hotline.call().press(LINE)
    hotline.clock.later(hours=12)
    caller.press(HOW_LONG).hears("We are closed. We open on Tuesday, March the second")


def test_the_address_is_heard_again_with_what_to_bring(hotline: Hotline) -> None:
    caller = (
        hotline.call().press(*ALONE, "1", "1").hears("To hear the address again and what to bring, press 2.")
    )
    caller.press("2").hears("The place is Truro, 1 Main Street.", "Please bring your health card")
    caller.press("9").hears("Your reference is").press("2", "1").hears(
        "Can this phone receive text messages?"
    )
    caller.hang_up()
    again = hotline.call().press("3", BORN, "1", "2").hears("The place is Truro", "something to read")
    again.press("").hears("Can this phone receive text messages?")


def test_a_campaign_says_itself_what_to_bring_in_the_languages_that_it_names(hotline: Hotline) -> None:
    load(hotline.database, campaign=CAMPAIGN + '[bring]\nen = "Please wear short sleeves & a smile."\n')
    hotline.call().press(*ALONE, "1", "1", "2").hears("Please wear short sleeves & a smile.").hang_up()
    french = hotline.call(language="2").press("3", BORN, "1", "2")
    french.hears("Apportez votre carte d'assurance maladie")
