"""The carrier ends a call after four hours: who waits so long is told before, and loses nothing."""

from tests.carrier.phones import BEN
from tests.ivr.hotline import BORN, Caller, Hotline

TOLD = "You have been on the line for more than three and a half hours."


def waiting(hotline: Hotline, phone: str = BEN, *keys: str) -> Caller:
    """Let somebody wait for nearly as long as a call may last."""
    caller = hotline.call(phone).press(*(keys or ("0",))).hears("Your ticket is")
    hotline.clock.later(hours=3, minutes=41)
    return caller


def told(hotline: Hotline, caller: Caller) -> Caller:
    hotline.sweep()
    hotline.work()
    return caller.hears(TOLD)


def test_who_says_nothing_is_called_back_at_their_key(hotline: Hotline) -> None:
    caller = waiting(hotline)
    key = hotline.place(caller).key
    told(hotline, caller).hears("When it is your turn, we call you on").press("").hears("It is promised")
    place = hotline.place(caller)
    assert (place.state, place.key) == ("promised", key)


def test_who_would_rather_hold_holds_and_is_asked_once(hotline: Hotline) -> None:
    caller = told(hotline, waiting(hotline)).press("2").hears("You are number 1 in the line.")
    said = caller.heard.count(TOLD)
    hotline.clock.later(minutes=6)
    hotline.sweep()
    hotline.work()
    assert hotline.place(caller).state == "waiting"
    assert caller.press("*").heard.count(TOLD) == said


def test_a_hidden_number_is_asked_for_one_and_else_waits_on(hotline: Hotline) -> None:
    caller = told(hotline, waiting(hotline, "anonymous")).hears("call us again within half an hour")
    caller.press("").hears("You are number 1 in the line.")
    assert hotline.place(caller).state == "waiting"


def test_who_is_busy_with_a_menu_is_told_when_they_are_back_in_the_line(hotline: Hotline) -> None:
    caller = waiting(hotline).press("4")
    hotline.sweep()
    hotline.work()
    assert TOLD not in caller.heard
    caller.press("9").hears("You are number 1 in the line.")
    hotline.clock.later(minutes=6)
    told(hotline, caller)


def test_a_call_whose_end_was_never_told_keeps_its_place_as_any_other(hotline: Hotline) -> None:
    caller = waiting(hotline)
    hotline.sweep()
    hotline.clock.later(minutes=30)
    hotline.sweep()
    assert hotline.place(caller).state == "dropped"


def test_two_sweeps_owe_one_word(hotline: Hotline) -> None:
    waiting(hotline)
    hotline.sweep()
    hotline.sweep()
    assert hotline.count("errand WHERE kind = 'long_call'") == 1


def test_who_waits_for_units_is_told_too(hotline: Hotline) -> None:
    hotline.leave_units(0)
    caller = hotline.call().press("1", "1", BORN, "1").hears("Your ticket is")
    hotline.clock.later(hours=3, minutes=41)
    told(hotline, caller)
