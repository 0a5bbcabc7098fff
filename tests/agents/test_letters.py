"""A letter for whoever has no mobile phone: one page a person, in the language of whoever reads it."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract

from agents.settings import CHECKOUT, ConsoleSettings
from agents.tongue import catalogue
from tests.agents.conftest import SECRET
from tests.agents.room import Browser, Room
from tests.agents.test_parties import talking

LETTER = CHECKOUT / "agents" / "templates" / "letter.html"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def settings(database_url: str, valkey_url: str, tmp_path: Path) -> ConsoleSettings:
    return ConsoleSettings(
        fairline_data=tmp_path,
        database_url=database_url,
        redis_url=valkey_url,
        secret_key=SECRET,
        hotline_number="+19025550100",
    )


def test_a_letter_is_in_the_callers_language_and_has_all_that_is_needed(room: Room, screen: Browser) -> None:
    talking(room, screen)  # who speaks French
    booking = room.touch_tone_booking("+19025550142")
    page = screen.post("/bookings/letter", booked=booking.claim).text
    for words in ("Votre rendez-vous", "2 mai 1931", "(902) 555-0100", "Truro Campus", "1 Main Street"):
        assert words in page
    assert f"{booking.reference[:4]}\u00a0{booking.reference[4:]}" in page
    assert "Close this tab" in page  # to the agent
    english = screen.post("/bookings/letter", booked=booking.claim, language="en").text
    assert "Your appointment" in english
    assert "Su cita" in screen.post("/bookings/letter", booked=booking.claim, language="es").text
    assert 'lang="en"' in screen.get("/bookings/").text


def test_a_couple_has_a_page_each(room: Room, screen: Browser) -> None:
    talking(room, screen)
    both = [room.touch_tone_booking(f"+1902555011{nth}").claim for nth in (1, 2)]
    page = screen.post("/bookings/letter", booked=both).text
    assert page.count("<article") == 2
    opened = screen.post("/bookings/open", claim=both[0]).text
    assert re.findall(r'action="([^"]+)"', opened) == ["/bookings/letter"]  # nobody is named in an address


def test_a_letter_about_nothing_is_refused_in_words(room: Room, screen: Browser) -> None:
    talking(room, screen)
    for odd in ("", "<b>", "f" * 32):
        answer = screen.post("/bookings/letter", booked=odd)
        assert answer.status_code == 409
        assert "not there any more" in answer.text


@pytest.mark.parametrize("language", ["fr", "es"])
def test_every_sentence_of_a_letter_is_there_in_each_language(language: str) -> None:
    with LETTER.open("rb") as template:
        found = list(extract("jinja2.ext:babel_extract", template, keywords={"_": None}))
    sentences = {str(message) for _, message, _, _ in found}
    assert len(sentences) > 9
    assert {each for each in sentences if catalogue(language).gettext(each) == each} == set()
