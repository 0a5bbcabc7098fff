"""Calls before the opening: registering in under a minute, what is kept, and the draw as callers hear it."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest

from queueing import Draws, pausing
from tests.booking_core.campaign import CAMPAIGN, load, slots
from tests.carrier.phones import ANNA, BEN
from tests.ivr.hotline import BORN, Caller, Hotline
from tests.ivr.signed import Voice

HALIFAX = ZoneInfo("America/Halifax")
EVENING = datetime(2021, 2, 28, 20, 0, tzinfo=HALIFAX).astimezone(UTC)
OPENING = datetime(2021, 3, 1, 7, 0, tzinfo=HALIFAX).astimezone(UTC)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
HOURS = "\n[hours]\n" + "".join(f'{day} = ["07:00-19:00"]\n' for day in DAYS)
DRAW = "\n[draw]\n"
BORN_TOO = "19330109"
REGISTER = ("1", BORN, "1")  # for yourself, the birth date, and it is right


@pytest.fixture
def night(hotline: Hotline) -> Hotline:
    """Let it be the evening before the campaign opens."""
    load(hotline.database, campaign=CAMPAIGN + HOURS + DRAW)
    hotline.clock.instant = EVENING
    hotline.sweep()
    return hotline


def number(caller: Caller) -> int:
    found = re.findall(r"number is (\d \d \d, \d \d \d)", caller.heard)
    assert found, caller.heard
    return int(re.sub(r"\D", "", found[0]))


def opened(night: Hotline) -> None:
    night.clock.instant = OPENING
    night.sweep()


def test_a_caller_registers_and_hears_the_number_and_when_it_is_drawn(night: Hotline) -> None:
    caller = night.call().hears("We are closed. Who would you like to register?", "For yourself, press 1.")
    caller.press("1").hears("Please enter your birth date")
    caller.press(BORN).hears("You entered May the second, nineteen thirty-one. If that is right, press 1.")
    caller.press("1").hears("May we call you when it is your turn?")
    place = night.place(caller)
    assert (place.state, place.people, place.phone) == ("registered", 1, ANNA)  # before anything more is said
    caller.press("1").hears(
        "It is registered. The number is", "Once more", "Monday, March the first, at seven"
    )
    caller.hears("calling early or often makes no difference", "We call you when it is your turn.")
    assert night.place(caller).wish["callback"] is True
    opened(night)
    assert night.place(caller).state == "promised"
    assert number(caller) in Draws(night.database).published(Draws(night.database).of()).order


def test_a_wrong_birth_date_is_entered_again_with_nine(night: Hotline) -> None:
    caller = night.call().press("1", BORN_TOO, "9").hears("Please enter your birth date")
    caller.press(BORN, "1", "2").hears("It is registered.", "Please call us then")
    assert [each["birth_date"] for each in night.place(caller).wish["people"]] == ["1931-05-02"]
    assert night.count("registration") == 1


def test_several_are_registered_together(night: Hotline) -> None:
    caller = night.call().press("3", "2", BORN, "1", BORN_TOO, "1").hears("May we call you")
    assert night.place(caller).people == 2
    assert night.count("registration") == 1


def test_calling_again_hears_the_same_number_and_changes_nothing(night: Hotline) -> None:
    first = night.call().press(*REGISTER, "2")
    mine, before = number(first), night.place(first)
    first.hang_up()
    again = night.call().hears("Something is kept for this number already.").press("4")
    assert number(again) == mine
    again.press("1", *REGISTER).hears("That is kept already, and nothing has changed.")
    again.press("2").hears("It is registered.")
    assert number(again) == mine
    assert night.place(first) == before
    assert night.count("registration") == 1


def test_a_registration_is_given_up_as_asked_twice(night: Hotline) -> None:
    caller = night.call().press(*REGISTER, "2", "2").hears("Would you like to give it up?")
    caller.press("1").hears("It is registered.").press("2", "2").hears(
        "It is given up.", "Who would you like"
    )
    assert night.places_of(ANNA) == []


def test_whoever_hides_their_number_is_entered_by_code_or_kept_behind_the_draw(night: Hotline) -> None:
    night.invite("10000004", "1931-05-02")
    caller = night.call("anonymous").press(*REGISTER).hears("We cannot see the number of your phone.")
    caller.press("1").hears("invitation code").press("10000004").hears("It is registered.")
    other = (
        night.call("anonymous").press("1", BORN_TOO, "1", "2").hears("Your place is kept.", "Your ticket is")
    )
    assert night.count("registration") == 1
    assert len(other.number) == 8


def test_whoever_is_registered_elsewhere_is_left_out_and_that_is_said(night: Hotline) -> None:
    night.close("Truro")
    load(
        night.database,
        *slots("Sydney", 4, "2021-03-08T10:00", release="letters"),
        campaign=CAMPAIGN + HOURS + DRAW,
    )
    night.invite("10000004", "1931-05-02"), night.invite("20000006", "1933-01-09")
    first = night.call().press("1", BORN, "2").hears("invitation code").press("10000004", "2")
    both = night.call(BEN).press("3", "2", BORN, "1", BORN_TOO, "1", "2")
    both.press("10000004", "20000006").hears(
        "One of the people you named is registered at another place already"
    )
    assert [each["code"] for each in night.place(both).wish["people"]] == ["20000006"]
    assert [each["code"] for each in night.place(first).wish["people"]] == ["10000004"]


def test_nought_before_the_opening_keeps_a_place_for_then(night: Hotline) -> None:
    caller = (
        night.call().press("0").hears("We are closed. We open on Monday, March the first, at seven o'clock")
    )
    caller.press("1").hears("May we call you").press("2").hears("Your place is kept.", "Your ticket is")
    place = night.place(caller)
    assert (place.state, place.carried_to) == ("dropped", OPENING)


def test_nought_before_a_language_is_chosen_does_the_same(night: Hotline) -> None:
    night.call(language="").press("0").hears("We are closed. We open on")


def test_silence_is_told_everything_twice_and_ends_in_kind_words(night: Hotline) -> None:
    caller = night.call().press("", "").hears("Nobody is here at this hour.", "We are closed. We open on")
    assert "A person will help you" not in caller.heard
    caller.press("").hears("We will not hang up.").press("")
    assert caller.is_over
    assert "Thank you for calling" in caller.heard


def test_after_the_draw_a_caller_hears_how_it_came_out_and_goes_on(night: Hotline) -> None:
    night.leave_units(0)
    first, second = night.call().press(*REGISTER, "2"), night.call(BEN).press("1", BORN_TOO, "1", "2")
    first.hang_up(), second.hang_up()
    opened(night)
    heard = [night.call(phone).press("1").hears("You were drawn as number").heard for phone in (ANNA, BEN)]
    ranks = [re.search(r"drawn as number (\d) of 2", each)[1] for each in heard]
    assert sorted(ranks) == ["1", "2"]


def test_whoever_registers_while_the_clock_strikes_is_first_come_first_served(night: Hotline) -> None:
    caller = night.call().press("1", BORN)
    opened(night)
    caller.press("1").hears("These times are kept for you")
    assert night.count("registration") == 0


def test_a_caller_at_the_very_second_waits_for_the_draw(night: Hotline) -> None:
    night.call().press(*REGISTER, "2").hang_up()
    night.clock.instant = OPENING + timedelta(milliseconds=10)  # and the clock has not swept yet
    caller = night.call().press("1").hears("The order is being drawn just now.")
    opened(night)
    caller.press("").hears("It is your turn. A time is kept for you.")


def test_without_a_draw_a_place_is_kept_until_the_opening(night: Hotline) -> None:
    load(night.database, campaign=CAMPAIGN + HOURS)
    caller = night.call().hears("We are closed. We open on Monday, March the first, at seven o'clock")
    caller.press("1").hears("May we call you").press("1").hears("Your place is kept.", "We call you")
    assert night.place(caller).state == "promised"
    caller.hang_up()
    again = (
        night.call().hears("To hear it, press 4.").press("4").hears("Your place is kept.", "Your ticket is")
    )
    again.press("2", "2").hears("It is given up.")


def test_registration_that_begins_later_is_announced(night: Hotline) -> None:
    load(night.database, campaign=CAMPAIGN + HOURS + DRAW + 'registration_opens = "05:00"\n')
    caller = night.call().hears(
        "You can register for that opening from Monday, March the first, at five o'clock"
    )
    caller.hears("Calling before then makes no difference.")


def test_a_pause_is_said_and_everybody_still_gets_a_place(night: Hotline) -> None:
    opened(night)
    night.clock.later(minutes=1)
    night.database.run(lambda tx: pausing.pause(tx, "technical", night.clock.now()))
    caller = night.call().hears("We have a technical difficulty").press("1", "1", BORN, "1")
    caller.hears("Whoever called before you comes first.")
    assert night.place(caller).state == "waiting"
    assert night.held() == 0


# ---- under a minute


WORDS_A_SECOND, KEY = 150 / 60, 3.0
REGIONS = [*slots("Truro", 8, "2021-03-08T10:00"), *slots("Sydney", 8, "2021-03-08T10:00")]
ENGLISH = ("English, press 1.", "yourself, press 1.", "two for the day.", "County, press 1.", "yes, press 1.")
PRESS = "appuyez sur le"
FRENCH = (
    f"français, {PRESS} 2.",
    f"vous-même, {PRESS} 1.",
    "deux pour le jour.",
    f"County, {PRESS} 1.",
    f"oui, {PRESS} 1.",
)
SPANISH = (
    "español, marque el 3.",
    "usted, marque el 1.",
    "para el día.",
    "County, marque el 1.",
    "sí, marque el 1.",
)


def heard_until(twiml: str, said: str) -> int:
    """Count the words until an option, its key included, has been named."""
    text = " ".join("".join(say.itertext()) for say in ET.fromstring(twiml).iter("Say"))
    assert said in text, text
    return len(text[: text.index(said) + len(said)].split())


@pytest.mark.parametrize(("language", "options"), [("1", ENGLISH), ("2", FRENCH), ("3", SPANISH)])
def test_whoever_answers_at_once_is_registered_in_under_a_minute(
    voice: Voice, language: str, options: tuple[str, ...]
) -> None:
    """Each answer comes when its option has been said, and takes three seconds; then the number."""
    load(voice.parts.database, *REGIONS, campaign=CAMPAIGN + HOURS + DRAW)
    voice.clock.instant = EVENING
    answers = (language, "1", BORN, "1", "1")
    twiml, words = voice.dial(), 0
    for option, keys in zip(options, answers, strict=True):
        words += heard_until(twiml, option)
        twiml = voice.press(twiml, keys)
    words += heard_until(twiml, re.search(r"(?:\d,? ){5}\d", twiml)[0])
    seconds = words / WORDS_A_SECOND + KEY * len(answers)
    further = sum(len(keys) - 1 for keys in answers)  # a second for each more digit, at an easy pace
    assert seconds < 60
    assert (
        seconds + further < 60 or language != "1"
    )  # who waits for their own language hears the others first
