"""`scripts/fairline provision`: shown first, then written, read back, and verified by a signed request."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from click.testing import CliRunner, Result
from redis import Redis

from scripts.operator.__main__ import fairline
from tests.carrier.peer import until
from tests.carrier.phones import ACCOUNT, HOTLINE, TOKEN, Carrier, running
from tests.scripts.web import serving

ELSEWHERE = "http://127.0.0.1:9/elsewhere"


@pytest.fixture
def carrier(
    sqlite_url: str, valkey: Redis, valkey_url: str, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Carrier]:
    assert valkey.ping()
    with running(ELSEWHERE) as carrier, serving(tmp_path, sqlite_url, valkey_url) as base:
        for name, value in {
            "DATABASE_URL": sqlite_url, "REDIS_URL": valkey_url, "FAIRLINE_DATA": str(tmp_path),
            "PUBLIC_BASE_URL": base, "HOTLINE_NUMBER": HOTLINE, "TWILIO_API_BASE_URL": carrier.base,
            "TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN,
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        yield carrier


def provision(*words: str) -> Result:
    return CliRunner().invoke(fairline, ["provision", *words])


@pytest.mark.usefixtures("carrier")
def test_it_is_shown_then_written_read_back_and_verified(carrier: Carrier) -> None:
    shown = provision()
    assert shown.exit_code == 0, shown.output
    assert f"voice_url: {ELSEWHERE} -> http://127.0.0.1:" in shown.output
    assert "nothing was written" in shown.output
    assert f"voice_url: {ELSEWHERE} ->" in provision().output  # nothing was, indeed
    written = provision("--apply")
    assert written.exit_code == 0, written.output
    assert f"{HOTLINE}: written, and read back." in written.output
    assert "what the carrier signs is heard, and nothing else" in written.output
    assert f"{HOTLINE}: nothing to change." in provision("--apply").output
    line = carrier.dial()
    line.waits()
    assert "Welcome to the appointment line." in " ".join(line.heard())
    line.hang_up()


def untouched(carrier: Carrier) -> bool:
    """Tell whether the number still leads where it did: nothing was written."""
    line = carrier.dial()
    until(lambda: line.look()["status"] in {"failed", "completed"}, "the call to fail")
    return "Welcome" not in " ".join(line.heard())


@contextmanager
def speaking_no_http() -> Iterator[str]:
    """Listen as a Redis would, for one caller."""

    def answer() -> None:
        with listening.accept()[0] as caller:
            caller.sendall(b"+PONG\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        speaking = Thread(target=answer)
        speaking.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        speaking.join()


def test_nothing_is_written_where_one_of_the_numbers_is_not_owned(carrier: Carrier) -> None:
    refused = provision(HOTLINE, "+19025550199", "--apply")
    assert refused.exit_code == 1
    assert "Nothing was written: +19025550199 is no number of this account" in refused.output
    assert untouched(carrier)


@pytest.mark.usefixtures("carrier")
def test_a_wrong_token_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "another")
    refused = provision("--apply")
    assert refused.exit_code == 1
    assert (
        "The carrier did not do it: 401. Look at TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN." in refused.output
    )


@pytest.mark.usefixtures("carrier")
def test_a_carrier_that_is_not_there_is_no_matter_of_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_API_BASE_URL", "http://127.0.0.1:1")
    refused = provision("--apply")
    assert refused.exit_code == 1
    assert "The carrier did not do it: ConnectionError. Look at the network" in refused.output


def test_nobody_is_led_to_where_nobody_of_ours_answers(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    with speaking_no_http() as other:
        for address, says in (
            ("http://127.0.0.1:9", "does not answer"),
            (other, "does not answer"),
            (carrier.base, "/voice/status answers 404"),
        ):
            monkeypatch.setenv("PUBLIC_BASE_URL", address)
            refused = provision("--apply")
            assert refused.exit_code == 1
            assert "Nothing was written: " in refused.output
            assert says in refused.output
    assert untouched(carrier)
