"""What a key means, judged without a call."""

import json
from dataclasses import replace

import pytest

from ivr.menu import FOR_ALL, HELPED, PERSON, TYPE, Entry, Menu, entered, press
from ivr.talk import Choice, Line, Step, Talk, do, go

MENU = Menu("colour", "colour-greet", (Choice("1", "red", go("red")), Choice("2", "blue", do("paint", 7))))
ENTRY = Menu("birth", entry=Entry(8, "birth_date"), patience=TYPE)
PEN = Menu("pen", "pen-greet", (Choice("1", "ready", go("read")),), silent=go("read"))


def at(menu: Menu, **more: object) -> Talk:
    return entered(Talk(menu="before"), menu, (), menu.choices).but(**more)


def test_a_key_leads_where_its_choice_says() -> None:
    assert press(MENU, at(MENU), "2").step == Step(action="paint", value=7)


def test_keys_are_judged_by_what_was_read_out_and_not_by_the_file() -> None:
    offered = (Choice("1", "green", go("green")),)
    assert press(MENU, at(MENU, choices=offered), "1").step == go("green")


def test_nought_is_a_person() -> None:
    assert press(MENU, at(MENU), "0").step == PERSON


def test_star_says_it_again_and_the_second_star_is_slower() -> None:
    once = press(MENU, at(MENU), "*")
    assert (once.step, once.talk.slow) == (None, False)
    twice = press(MENU, once.talk, "*")
    assert (twice.step, twice.talk.slow) == (None, True)


def test_nine_goes_one_step_back() -> None:
    assert press(MENU, at(MENU), "9").step == go("before")


def test_nine_at_the_first_step_stays() -> None:
    pressed = press(MENU, Talk(menu="colour", choices=MENU.choices), "9")
    assert (pressed.step, pressed.lines) == (None, (Line("first-step"),))


def test_going_back_shortens_the_trail() -> None:
    talk = entered(at(MENU), ENTRY, (), ())
    assert talk.trail == ("before", "colour")
    assert entered(talk, MENU, (), ()).trail == ("before",)


def test_a_fresh_menu_has_nothing_behind_it() -> None:
    assert entered(at(MENU), Menu("booked", fresh=True), (), ()).trail == ()


def test_two_silences_are_a_person() -> None:
    first = press(MENU, at(MENU), "")
    assert (first.step, first.lines) == (None, (Line("take-your-time"),))
    assert press(MENU, first.talk, "").step == HELPED


def test_three_wrong_keys_are_a_person() -> None:
    talk = at(MENU)
    for _ in range(2):
        pressed = press(MENU, talk, "6")
        assert (pressed.step, pressed.lines) == (None, (Line("wrong-key"),))
        talk = pressed.talk
    assert press(MENU, talk, "#").step == HELPED


@pytest.mark.parametrize("keys", ["", "7", "9"])
def test_before_a_language_is_chosen_it_is_only_asked_again(keys: str) -> None:
    menu = replace(MENU, polyglot=True)
    pressed = press(menu, Talk(menu="colour", choices=menu.choices), keys)
    assert (pressed.step, pressed.lines) == (None, ())


def test_before_a_language_is_chosen_a_person_is_promised_in_all() -> None:
    menu = replace(MENU, polyglot=True)
    pressed = press(menu, at(menu, silences=1), "")
    assert (pressed.step, pressed.lines) == (FOR_ALL, ())


def test_a_menu_that_only_tells_goes_on_in_silence() -> None:
    assert press(PEN, at(PEN), "").step == go("read")


def test_an_entry_takes_every_digit_as_a_digit() -> None:
    assert press(ENTRY, at(ENTRY), "19340909").step == do("birth_date", "19340909")
    assert press(ENTRY, at(ENTRY), "00000000").step == do("birth_date", "00000000")


@pytest.mark.parametrize(("key", "step"), [("0", PERSON), ("9", go("before"))])
def test_a_lone_nought_or_nine_in_an_entry_is_the_person_or_the_step_back(key: str, step: Step) -> None:
    assert press(ENTRY, at(ENTRY), key).step == step


def test_star_starts_an_entry_again_and_what_follows_counts() -> None:
    begun = press(ENTRY, at(ENTRY), "193*1934")
    assert (begun.step, begun.talk.typed) == (None, "1934")
    assert begun.lines == (Line("typed-so-far", {"digits": "1934", "count": 4}),)
    assert press(ENTRY, begun.talk, "0309").step == do("birth_date", "19340309")


def test_star_at_the_end_of_a_wrong_entry_forgets_all_of_it() -> None:
    pressed = press(ENTRY, at(ENTRY), "1935030*")
    assert (pressed.step, pressed.talk.typed, pressed.talk.wrongs) == (None, "", 0)
    assert pressed.lines == ()


@pytest.mark.parametrize("keys", ["1934", "1" * 40, "A" * 8, "1934030٩", "#"])
def test_what_is_no_entry_is_asked_again_kindly(keys: str) -> None:
    pressed = press(ENTRY, at(ENTRY), keys)
    assert (pressed.step, pressed.talk.wrongs) == (None, 1)
    assert pressed.lines == (Line("wrong-length", {"count": 8}),)


def test_two_silences_in_an_entry_are_a_person() -> None:
    assert press(ENTRY, press(ENTRY, at(ENTRY), "").talk, "").step == HELPED


def test_a_talk_survives_being_stored() -> None:
    talk = at(MENU, heads=(Line("a", {"count": 2}),), answers={"birth_date": "1931-05-02"}, place=4)
    assert Talk.read(json.loads(json.dumps(talk.stored()))) == talk
