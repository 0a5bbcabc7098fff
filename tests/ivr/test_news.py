"""What a waiting caller is told: short, true, and no more than is known."""

from itertools import product

import pytest

from ivr.news import about, news, offer, outlook
from ivr.speech import seconds_of
from ivr.talk import LANGUAGES
from ivr.words import every_word
from queueing import Outlook, Waiting

WORDS = every_word()
LONGEST = 12.0  # seconds: nobody listens longer
DESK, KEYS, COUPLE = "desk.en", "keys.3.0-1.1", "keys.any.0.2"


def waiting(**known: object) -> Waiting:
    usual = {"place_id": 1, "state": "waiting", "language": "en", "wish_class": DESK, "position": 3}
    return Waiting(**({**usual, "before": None} | known))


def said(found: Waiting, language: str = "en", *, again: bool = False) -> str:
    return " ".join(WORDS.say(line, language) for line in news(found, again=again))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_announcement_is_longer_than_twelve_seconds(language: str):
    waits = [None, (10, 50), (300, 900), (600, 9000), (4000, 9000)]
    reasons = [None, "earlier_key", "fewer_desks", "longer_calls"]
    for wait, reason, position in product(waits, reasons, (1, 7, 48317)):
        for again in (False, True):
            text = said(waiting(wait=wait, reason=reason, position=position), language, again=again)
            assert seconds_of(text) <= LONGEST, text
    for units, ahead, reason in product([(0, 0), (0, 9), (1, 0), (1200, 3)], (0, 1, 14, 48317), reasons):
        for wish in (KEYS, COUPLE):
            text = said(waiting(wish_class=wish, units=units, ahead=ahead, reason=reason), language)
            assert seconds_of(text) <= LONGEST, text


def test_a_position_that_was_said_is_not_said_again_unless_asked():
    known = waiting(before=3, wait=(120, 240))
    assert (
        said(known) == "We have not forgotten you. Your place is kept. You will wait between 2 and 4 minutes."
    )
    assert said(known, again=True).startswith("You are number 3 in the line.")


def test_before_anything_was_counted_no_number_is_said_to_who_waits_for_units():
    assert said(waiting(wish_class=KEYS)) == "We have not forgotten you. Your place is kept."


def test_a_worse_position_comes_with_its_reason():
    assert said(waiting(position=4, before=3, reason="earlier_key", wait=(120, 240))) == (
        "You are number 4 in the line. You will wait between 2 and 4 minutes."
        " Somebody who called before you is ahead of you now."
    )


def test_while_nobody_serves_that_is_said():
    nobody = "Just now nobody is at our telephones."
    assert said(waiting(position=4, before=5)) == f"You are number 4 in the line. {nobody}"
    assert said(waiting(position=4, before=4)).endswith(nobody)


def test_more_than_an_hour_is_a_place_and_no_minutes():
    assert said(waiting(position=2873, wait=(4000, 9000))) == (
        "You will wait more than an hour. You are at about place 2,900."
    )


def test_what_is_looked_at_by_others_is_not_called_gone():
    assert "looked at by others" in said(waiting(wish_class=KEYS, units=(0, 4), ahead=2))
    assert "No appointment is left" in said(waiting(wish_class=KEYS, units=(0, 0), ahead=2))


def test_people_ahead_and_units_are_said_together_and_when_they_will_not_do():
    assert said(waiting(wish_class=KEYS, units=(40, 0), ahead=12)) == (
        "About 12 people are before you, and 40 appointments are left."
    )
    short = said(waiting(wish_class=KEYS, units=(12, 0), ahead=40))
    assert "12 appointments are left, and about 40 people are before you." in short
    assert "To look elsewhere and keep your place, press 1." in short


def test_a_couple_for_whom_one_unit_is_left_hears_why_others_are_called_first():
    text = said(waiting(wish_class=COUPLE, units=(1, 0), ahead=0))
    assert "The only open appointment is for one person, you asked for 2." in text


@pytest.mark.parametrize(
    ("count", "rounded"), [(0, 0), (1, 1), (19, 19), (23, 25), (104, 100), (996, 1000), (48317, 48300)]
)
def test_large_numbers_are_said_as_people_keep_them(count: int, rounded: int):
    assert about(count) == rounded


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_callback_is_offered_now_and_then_to_who_waits_long(language: str):
    long, short = waiting(before=3, wait=(600, 1500)), waiting(before=3, wait=(60, 240))
    assert [offer(long, begins) != () for begins in (0, 60, 180, 300, 420)] == [
        False,
        False,
        True,
        False,
        True,
    ]
    assert offer(short, 180) == ()
    assert offer(waiting(wish_class=KEYS, units=(1, 0), ahead=9), 180) != ()
    text = " ".join(WORDS.say(line, language) for line in (*news(long), *offer(long, 180)))
    assert seconds_of(text) <= LONGEST, text


@pytest.mark.parametrize(
    ("found", "left", "says"),
    [
        (
            Outlook(0, 0, (10, 50)),
            3,
            "nobody is before you. You will wait less than a minute. 3 appointments",
        ),
        (
            Outlook(1, 0, (300, 900)),
            1,
            "one person is before you. You will wait between 5 and 15 minutes. One",
        ),
        (
            Outlook(2873, 0, (4000, 9000)),
            0,
            "about 2,900 people are before you. You will wait more than an hour.",
        ),
        (Outlook(4, 0), 0, "about 4 people are before you. How long you will wait is not known yet. No"),
        (Outlook(0, 48317), 5, "depends on the birth date. About 48,300 people wait for them already."),
    ],
)
def test_who_asks_before_they_join_hears_what_is_known_and_of_no_place(found, left, says):
    text = " ".join(WORDS.say(line, "en") for line in outlook(found, left))
    assert says in text
    assert "You are" not in text
