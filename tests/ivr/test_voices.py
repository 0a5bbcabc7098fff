"""A voice for each language, and no more of SSML than each of them takes."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pydantic import ValidationError

from tests.ivr.hotline import settings
from tests.ivr.signed import Voice

REDIS, SQL = "unix:///none", "sqlite:///none"


@pytest.mark.parametrize(
    ("voices", "sentence"),
    [
        ({"en": "man"}, "en: man cannot speak slower"),
        ({"es": "alice"}, "es: alice cannot speak slower"),
        ({"de": "Polly.Vicki"}, "de is no language of ours"),
    ],
)
def test_a_voice_that_could_not_be_understood_is_refused(
    tmp_path: Path, voices: dict[str, str], sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        settings(tmp_path, SQL, REDIS, "https://hotline.example", voices=voices)


def test_a_language_that_is_not_named_keeps_its_voice(tmp_path: Path) -> None:
    chosen = {"fr": "Google.fr-CA-Wavenet-A"}
    voices = settings(tmp_path, SQL, REDIS, "https://hotline.example", voices=chosen).voices
    assert voices == {"en": "Polly.Joanna-Neural", "es": "Polly.Lupe-Neural", **chosen}


@pytest.mark.parametrize("keys", [("1",), ("1", "0"), ("1", "1", "1")])
def test_only_the_rate_is_asked_of_a_voice_and_only_by_who_wants_it_slower(
    voice: Voice, keys: tuple[str, ...]
) -> None:
    said = list(ET.fromstring(voice.dial(*keys)).iter("Say"))
    assert not any(list(each) for each in said)
    twice = voice.press(voice.press(voice.post("/voice/here"), "*"), "*")
    slow = list(ET.fromstring(twice).iter("Say"))
    assert slow
    assert {tag.tag for each in slow for tag in each} == {"prosody"}
    assert {name for each in slow for tag in each for name in tag.attrib} == {"rate"}
