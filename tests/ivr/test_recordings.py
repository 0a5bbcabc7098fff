"""Recorded prompts: heard where the words agree, synthesised where anything is wrong."""

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from redis import Redis

from ivr import Recordings, recordable
from ivr.music import quiet_tone
from ivr.words import every_word
from scripts.operator.recordings import recordings
from tests.ivr.signed import Voice, open_voice

WORDS = every_word()
PRESSED_NOTHING = "take-your-time"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Record everything that can be recorded, in English."""
    made = tmp_path / "recordings" / "en"
    made.mkdir(parents=True)
    for prompt in recordable(WORDS, "en"):
        (made / f"{prompt}.wav").write_bytes(quiet_tone())
    listed(made, recordable(WORDS, "en"))
    return made.parent


def listed(folder: Path, texts: dict[str, str]) -> None:
    with (folder / "texts.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("prompt", "text"), *texts.items()])


@contextmanager
def voice_with(folder: Path, database_url: str, valkey_url: str) -> Iterator[Voice]:
    with open_voice(folder.parent, database_url, valkey_url, recordings=folder) as voice:
        yield voice


def test_what_is_recorded_is_played_and_fetched_and_the_rest_is_synthesised(
    folder: Path, sqlite_url: str, valkey: Redis, valkey_url: str
) -> None:
    assert valkey.ping()
    with voice_with(folder, sqlite_url, valkey_url) as voice:
        english, french = voice.dial("1"), voice.dial("2", sid="CA" + "2" * 32)
        played = re.findall(r"<Play>(/audio/recorded/en/([^<]+)\.wav[^<]*)</Play>", english)
        assert "main-book.1" in [prompt for _, prompt in played]
        for address, _ in played:
            answer = voice.webhooks.get(address)
            assert (answer.status_code, answer.data) == (200, quiet_tone())
        assert "recorded" not in french
        assert "Pour prendre" in french or "<Say" in french
        assert voice.webhooks.get("/audio/recorded/fr/main-book.1.wav").status_code == 404
        assert voice.webhooks.get("/audio/recorded/en/..%2F..%2Fsecret.wav").status_code == 403


def test_who_asks_for_it_slower_hears_the_synthetic_voice(
    folder: Path, sqlite_url: str, valkey: Redis, valkey_url: str
) -> None:
    assert valkey.ping()
    with voice_with(folder, sqlite_url, valkey_url) as voice:
        slower = voice.dial("1", "*", "*")
    assert "recorded" not in slower
    assert 'rate="80%"' in slower


def test_a_file_that_says_other_words_is_not_heard(folder: Path) -> None:
    texts = recordable(WORDS, "en") | {"main-book.1": "To bock an appointment, press 1."}
    del texts[PRESSED_NOTHING]
    listed(folder / "en", texts)
    (folder / "en" / "apology.wav").write_bytes(b"RIFF....WAVEfmt ")
    (folder / "en" / "no-such-prompt.wav").write_bytes(quiet_tone())
    found = Recordings.read(folder, WORDS)
    assert {"main-book.1", PRESSED_NOTHING, "apology"}.isdisjoint(prompt for _, prompt in found.files)
    said = " ".join(found.faults)
    assert "en/main-book.1.wav says other words than the prompt does now" in said
    assert f"en/{PRESSED_NOTHING}.wav is not in texts.csv" in said
    assert "en/no-such-prompt.wav is no prompt that can be recorded" in said


def test_the_format_is_the_telephones(folder: Path) -> None:
    prompt = sorted(recordable(WORDS, "en"))[0]
    (folder / "en" / f"{prompt}.wav").write_bytes(quiet_tone().replace(b"\x40\x1f", b"\x80\x3e", 1))
    assert Recordings.read(folder, WORDS).faults == (
        f"en/{prompt}.wav is not a WAV file of one channel at 8 kHz",
    )


def test_nothing_with_values_in_it_and_no_text_message_is_recorded() -> None:
    for language in ("en", "fr", "es"):
        texts = recordable(WORDS, language)
        assert len(texts) > 100
        assert not any("{" in text for text in texts.values())
        assert not any(prompt.startswith("text-") for prompt in texts)


def test_the_operator_gets_the_texts_and_is_told_what_is_wrong(folder: Path) -> None:
    printed = CliRunner().invoke(recordings, ["texts", "en"])
    (folder / "en" / "texts.csv").write_text(printed.stdout)
    sound = CliRunner().invoke(recordings, ["check", str(folder)])
    assert (sound.exit_code, sound.stderr) == (0, "")
    assert f"en: {len(recordable(WORDS, 'en'))} of {len(recordable(WORDS, 'en'))}" in sound.stdout
    assert "fr: 0 of" in sound.stdout
    (folder / "en" / "texts.csv").unlink()
    wrong = CliRunner().invoke(recordings, ["check", str(folder)])
    assert wrong.exit_code == 1
    assert "en/main-book.1.wav is not in texts.csv" in wrong.stderr
