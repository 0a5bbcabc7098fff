"""Whoever calls through a relay service has twice the time, and a desk is kept before they are rung."""

import re

import pytest

from queueing import Place
from tests.carrier.phones import ANNA
from tests.ivr.hotline import BORN
from tests.ivr.signed import SID, Voice, following


def patience(twiml: str) -> int:
    found = re.search(r'timeout="(\d+)"', twiml)
    assert found
    return int(found[1])


def place_of(voice: Voice) -> Place:
    with voice.parts.database.reading() as look:
        (place,) = voice.parts.places.held_for(look, ANNA)
    return place


def test_seven_doubles_every_time_and_seven_again_takes_that_back(voice: Voice) -> None:
    main = voice.dial("1")
    assert "If you call through a relay service, press 7 for twice the time." in main
    relay = voice.press(main, "7")
    assert "Everything waits twice as long for you now" in relay
    assert patience(relay) == 2 * patience(main)
    assert "To book an appointment" in relay
    whom = voice.press(relay, "1")
    assert patience(whom) == patience(relay)
    usual = voice.press(whom, "7")
    assert "Everything goes at its usual pace again." in usual
    assert patience(usual) == patience(main)
    assert patience(voice.press(voice.press(usual, "7"), "1")) == 30  # for a birth date


@pytest.mark.parametrize(("key", "says"), [("2", "deux fois plus longtemps"), ("3", "el doble de tiempo")])
def test_in_every_language(voice: Voice, key: str, says: str) -> None:
    assert says in voice.dial(key, "7")


def test_inside_an_entry_a_seven_is_a_digit(voice: Voice) -> None:
    birth = voice.dial("1", "1", "1")
    assert "twice as long" not in voice.press(birth, "7")


def test_the_place_knows_it_and_says_so_to_whoever_calls_back(voice: Voice) -> None:
    voice.dial("1", "7", "1", "1", BORN, "1", "0")
    assert place_of(voice).wish["relay"] is True
    voice.post("/voice/status", CallStatus="completed")
    again = voice.dial("1", sid="CA" + "9" * 32)
    assert "Your ticket" in again or "still" in again
    assert place_of(voice).wish["relay"] is True


def test_who_waits_already_says_it_in_the_loop_at_the_same_key(voice: Voice) -> None:
    loop = voice.announced(voice.dial("1", "0"))
    before = place_of(voice)
    assert before.wish.get("relay") is None
    said = voice.post(following(loop), SID, Digits="7")
    assert "Everything waits twice as long" in said
    assert place_of(voice).wish["relay"] is True
    assert place_of(voice).key == before.key
    voice.post(following(said), SID, Digits="7")
    assert place_of(voice).wish["relay"] is False


def test_a_place_from_before_learns_of_it_at_its_key(voice: Voice) -> None:
    voice.dial("1", "0")
    before = place_of(voice)
    voice.post("/voice/status", CallStatus="completed")
    voice.dial("1", "7", "1", sid="CA" + "9" * 32)
    assert place_of(voice).wish["relay"] is True
    assert (place_of(voice).key, place_of(voice).state) == (before.key, "waiting")
