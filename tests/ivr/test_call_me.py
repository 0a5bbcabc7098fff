"""Please call me: one key, the number read back, a range, and the caller may hang up."""

import re

import pytest

from tests.carrier.peer import until
from tests.carrier.phones import ANNA, BEN, HOTLINE
from tests.ivr.hotline import Caller, Hotline
from tests.ivr.test_callback_call import again, day, over, rung

assert day  # the fixture

CARL = "+19025550144"

SPOKEN = "9 0 2, 5 5 5, 0 1 4 2"


def wait(day: Hotline) -> Caller:
    """Let Anna wait while the only desk talks with Ben."""
    day.desk()
    day.call(BEN).press("0")
    day.take()
    caller = day.call().press("0").hears("To be called back and keep your place, press 2.")
    day.sweep()
    return caller


def test_one_key_and_the_callback_is_promised_before_it_is_said(day: Hotline) -> None:
    caller = wait(day)
    before = day.place(caller)
    caller.press("2").hears("You keep your place while you wait.", f"To be called on {SPOKEN}, press 1.")
    caller.press("1").hears(f"It is promised: we will call {SPOKEN}", "You may hang up now.")
    said = re.search(r"We will call you today between (.*?) and (.*?)\.", caller.heard)
    assert said is not None, caller.heard
    assert "in the morning" in said.group(1)
    assert caller.number == before.ticket
    assert "half an hour" not in caller.heard  # which is for places that nobody is owed a call for
    place = again(day, before.id)
    assert (place.state, place.key) == ("promised", before.key)
    caller.press("").hears("Goodbye")
    until(lambda: caller.is_over, "the end")
    assert again(day, before.id) == place


def test_the_whole_of_it_from_asking_to_the_desk(day: Hotline) -> None:
    caller = wait(day)
    place = day.place(caller)
    caller.press("2", "1").hears("You may hang up now.").hang_up()
    until(lambda: over(day, caller, "call_promised"), "the end of the call")
    day.parts.desks.finish("maria", "booked", "", day.clock.now())
    day.clock.later(seconds=31)
    called = rung(day)
    called.line.act("answer")
    called.hears("with the call that you asked for").press("1").hears("head of the line")
    assert day.take().id == place.id


def test_another_number_is_typed_and_read_back(day: Hotline) -> None:
    caller = wait(day).press("2", "2").hears("ten digits, with the area code")
    caller.press("9025550143").hears("To be called on 9 0 2, 5 5 5, 0 1 4 3, press 1.").press("1")
    caller.hears("we will call 9 0 2, 5 5 5, 0 1 4 3")
    place = day.places_of(ANNA)[0]
    with day.database.reading() as look:
        assert day.parts.places.callbacks.of(look, place.id).number == BEN


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2125551212", "cannot call numbers of other countries"),
        ("9005550100", "cannot call numbers of this kind"),
        (HOTLINE[-10:], "That number leads to us."),
        ("1111111111", "no telephone number that we can call"),
        ("0000000000", "no telephone number that we can call"),
    ],
)
def test_a_number_that_we_do_not_ring_is_refused_with_its_reason(day: Hotline, typed: str, says: str) -> None:
    caller = wait(day)
    place = day.place(caller)
    caller.press("2", "2").press(typed).hears(says)
    assert again(day, place.id) == place
    caller.press("9025550142").hears("press 1").press("1").hears("It is promised")


def test_who_hides_their_number_gives_one(day: Hotline) -> None:
    caller = day.call("anonymous").press("0").press("2").hears("Please type the number")
    caller.press("9025550142", "1").hears("It is promised")


def test_they_may_change_their_mind_and_hold(day: Hotline) -> None:
    caller = wait(day)
    key = day.place(caller).key
    caller.press("2", "3").hears("Your ticket is").press("2", "1").hears("It is promised")
    caller.press("1").hears("Your ticket is")
    place = day.places_of(ANNA)[0]
    assert (place.state, place.key) == ("waiting", key)
    caller.hang_up()
    until(lambda: again(day, place.id).state == "promised", "the promise to stand")


def test_when_today_is_full_it_is_for_tomorrow_and_that_is_said(day: Hotline) -> None:
    caller = day.call().press("0")
    caller.press("2", "1").hears("We cannot promise you a call for today.")
    caller.hears("on Tuesday, March the second, between nine o'clock in the morning")
    place = day.places_of(ANNA)[0]
    caller.hang_up()
    day.desk()
    day.clock.later(hours=1)
    day.sweep()
    assert again(day, place.id).state == "promised"
    day.clock.later(hours=22)
    day.sweep()  # the phone of the desk is rung anew
    day.desk()
    day.sweep()
    assert again(day, place.id).state == "dialling"


def test_where_the_units_are_not_enough_that_is_said_and_no_day_is_named(day: Hotline) -> None:
    day.leave_units(1)
    day.call(BEN).press("1", "1", "19310502", "1").hears("kept for you")
    first = day.call(CARL).press("1", "1", "19310502", "1").hears("To be called back")
    caller = day.call().press("1", "1", "19310502", "1").hears("To be called back")
    caller.press("2", "1").hears("There is nothing left for you at present", "as soon as a time comes free")
    assert "tomorrow" not in caller.heard
    assert "Tuesday" not in caller.heard
    first.press("2", "1").hears("as soon as it is your turn")


def test_for_units_it_is_when_there_is_one(day: Hotline) -> None:
    day.leave_units(1)
    day.call(BEN).press("1", "1", "19310502", "1").hears("kept for you")
    caller = day.call().press("1", "1", "19310502", "1").hears("To be called back")
    caller.press("2", "1").hears("We will call you as soon as it is your turn.")


def test_in_french_and_spanish(day: Hotline) -> None:
    day.desk()
    for key, words in (
        (
            "2",
            ("Pour être rappelé sans perdre votre place", "C'est promis", "aujourd'hui entre", "raccrocher"),
        ),
        ("3", ("Para que le llamemos sin perder su lugar", "Prometido", "hoy entre", "colgar")),
    ):
        number = "+1902555014" + key
        caller = day.call(number, key).press("0").hears(words[0])
        day.sweep()
        caller.press("2", "1").hears(*words[1:])
