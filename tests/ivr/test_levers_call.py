"""What callers hear of a supervisor's levers: an announcement once, no offer that will not be kept."""

import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from ivr import addresses
from queueing import Levers, levers, sweep
from tests.carrier.phones import ANNA, BEN
from tests.ivr.signed import Voice, redirect

SNOW = {"en": "Truro & Sydney are closed by snow.", "fr": "La neige a fermé Truro."}
OTHER = "CA" + "2" * 32
OFF = "Just now we cannot promise new callbacks."


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Call once: what is stored is proven on both engines, in tests/queueing."""
    return sqlite_url


def pull(voice: Voice, act: str, *words: object, **how: bool) -> None:
    pulled, now = getattr(Levers(), act), voice.clock.now()
    assert voice.parts.database.run(lambda tx: pulled(tx, *words, "snow", "boss", now, **how))
    levers.tell(voice.parts.database, voice.parts.redis)


def announce(voice: Voice, **texts: str) -> None:
    pull(voice, "announce", texts or SNOW, voice.clock.now() + timedelta(hours=1))


def says(twiml: str) -> list[tuple[str, str]]:
    return [(str(each.get("language")), str(each.text)) for each in ET.fromstring(twiml).iter("Say")]


def rounds(voice: Voice, twiml: str, count: int = 4) -> str:
    """What is heard in so many rounds of the wait loop."""
    heard = []
    for _ in range(count):
        twiml = voice.post(redirect(twiml))
        heard.append(twiml)
    return "".join(heard)


def test_an_announcement_is_heard_at_the_welcome_and_once_in_the_wait_loop(voice: Voice) -> None:
    announce(voice)
    welcome = voice.dial("1")
    assert says(welcome)[0] == ("en-US", SNOW["en"])
    waiting = voice.press(welcome, "0")
    heard = rounds(voice, waiting)
    assert [words for _, words in says(f"<all>{_without_prologue(heard)}</all>")].count(SNOW["en"]) == 1


def test_who_waits_already_hears_it_at_the_next_round_and_again_where_the_carrier_asks_again(
    voice: Voice,
) -> None:
    waiting = voice.post(redirect(voice.dial("1", "0")))
    announce(voice)
    first = voice.post(redirect(waiting))
    assert says(first)[0] == ("en-US", SNOW["en"])
    assert voice.post(redirect(waiting)) == first
    assert SNOW["en"][-8:] not in rounds(voice, first)
    assert says(voice.post(_key(first), Digits="*"))[0] == ("en-US", SNOW["en"])


def test_it_is_not_heard_again_by_who_comes_back_to_the_loop(voice: Voice) -> None:
    announce(voice)
    loop = voice.post(redirect(voice.dial("1", "0")))
    assert "closed by snow" in loop
    languages = voice.post(_key(loop), Digits="4")
    assert "closed by snow" not in rounds(voice, voice.press(languages, "1"))


def test_each_hears_it_in_their_language_and_english_stands_in_with_its_own_voice(voice: Voice) -> None:
    announce(voice)
    assert says(voice.dial("2"))[0] == ("fr-CA", SNOW["fr"])
    spanish = voice.dial("3", sid=OTHER, phone=BEN)
    assert says(spanish)[0] == ("en-US", SNOW["en"])
    loop = voice.post(redirect(voice.press(spanish, "0", sid=OTHER)), sid=OTHER)
    assert [language for language, _ in says(loop)][:2] == ["en-US", "es-US"]


def test_it_is_not_said_after_its_end_or_once_it_is_taken_down(voice: Voice) -> None:
    announce(voice)
    voice.clock.later(hours=1)
    assert "snow" not in voice.dial("1")
    announce(voice, en="Another word.")
    pull(voice, "take_down")
    assert "Another word" not in voice.dial("1", sid=OTHER, phone=BEN)


def test_while_no_callback_is_promised_none_is_offered_and_an_offer_of_before_is_refused_kindly(
    voice: Voice,
) -> None:
    joined = voice.dial("1", "0")
    assert "To be called back" in joined
    asked = voice.press(joined, "2")
    pull(voice, "call_back", offered=False)
    assert OFF in voice.press(asked, "1")
    other = voice.dial("1", "0", sid=OTHER, phone=BEN)
    assert "called back" not in other
    assert "Your ticket is" in other
    assert "called back" not in rounds(voice, voice.press(other, "3", sid=OTHER), 6)


def test_a_promise_of_before_stands_and_its_number_can_be_changed(voice: Voice) -> None:
    joined = voice.dial("1", "0")
    assert "It is promised" in voice.press(voice.press(joined, "2"), "1")
    pull(voice, "call_back", offered=False)
    resumed = voice.dial("1", "1", sid=OTHER)
    with voice.parts.database.reading() as look:
        leg = voice.parts.places.held_for(look, "+19025550142")
        assert any(voice.parts.places.callbacks.of(look, each.id) for each in leg), resumed


def test_who_is_told_of_a_long_call_hears_of_no_callback_while_none_is_promised(voice: Voice) -> None:
    voice.dial("1", "0")
    pull(voice, "call_back", offered=False)
    with voice.parts.database.reading() as look:
        (place,) = voice.parts.places.held_for(look, ANNA)
    told = voice.post(addresses.long_call(place.id))
    assert "call us again within half an hour" in told
    assert "we call you" not in told
    assert "music" in voice.press(told, "")
    assert OFF not in told


def test_a_line_that_is_closed_for_today_keeps_a_place_for_who_calls(voice: Voice) -> None:
    pull(voice, "close_today")
    announce(voice)
    closed = voice.dial("1")
    assert re.search("snow.*We are closed. We open on", closed, re.DOTALL)
    assert "Your ticket is" in voice.press(voice.press(voice.press(closed, "0"), "1"), "2")


def test_who_waits_when_the_line_is_closed_for_today_hears_it_and_keeps_the_place(voice: Voice) -> None:
    waiting = voice.post(redirect(voice.dial("1", "0")))
    pull(voice, "close_today")
    sweep(voice.parts.database, voice.parts.redis, voice.clock.now())
    told = voice.post(redirect(waiting))
    assert "We have closed. You lose nothing: your place is kept" in told
    with voice.parts.database.reading() as look:
        (place,) = voice.parts.places.held_for(look, ANNA)
    assert place.carried_to is not None


def test_zero_gives_a_place_while_the_line_is_paused(voice: Voice) -> None:
    pull(voice, "pause", "emergency")
    assert "We had to interrupt our work" in voice.dial("1")
    assert "Your ticket is" in voice.dial("1", "0", sid=OTHER, phone=BEN)


def _key(loop: str) -> str:
    gather = ET.fromstring(loop).find("Gather")
    assert gather is not None
    return str(gather.get("action"))


def _without_prologue(documents: str) -> str:
    return re.sub(r"<\?xml[^>]*\?>", "", documents)
