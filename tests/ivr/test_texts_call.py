"""Words that come in by text, and what whoever said stop hears on the phone."""

import pytest

from tests.carrier.peer import until
from tests.carrier.phones import ANNA
from tests.ivr.hotline import BORN, Hotline
from tests.ivr.signed import Voice

QUIET = "+19025550191"  # the carrier remembers who said stop, for every test that shares it


@pytest.mark.parametrize("word", ["stop", "ARRET", "Arrêt", "alto"])
def test_whoever_asked_for_no_texts_is_not_offered_one(hotline: Hotline, word: str) -> None:
    hotline.text(word, QUIET)
    until(lambda: hotline.count("sms_opt_out") == 1, "the wish to be noted")
    caller = hotline.call(QUIET).press("1", "1", BORN, "1", "1", "1", "1")
    caller.hears("This phone gets no texts from us, because it asked for none.", "You may hang up now.")


@pytest.mark.parametrize("word", ["STOP", "start", "Help", "UNSUBSCRIBE"])
def test_what_the_carrier_answers_itself_is_only_noted(voice: Voice, word: str) -> None:
    assert "<Message>" not in said(voice, word)


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("Arrêt", "Vous ne recevrez plus de messages"),
        ("alto", "Ya no recibirá mensajes"),
        ("aide", "Ceci est la ligne des rendez-vous"),
        ("AYUDA", "Esta es la línea de citas"),
        ("hello?", "This is the appointment line"),
    ],
)
def test_what_the_carrier_does_not_know_is_answered_in_its_language(
    voice: Voice, word: str, answer: str
) -> None:
    assert answer in said(voice, word)


def said(voice: Voice, word: str) -> str:
    return voice.post("/sms/incoming", From=ANNA, Body=word)
