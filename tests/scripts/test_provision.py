"""`scripts/fairline provision`: shown first, then written, read back, and verified by a signed request."""

from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result
from redis import Redis

from scripts.operator.__main__ import fairline
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


@pytest.mark.usefixtures("carrier")
def test_what_cannot_be_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "+19025550199 is no number of this account." in provision("+19025550199").output
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "another")
    refused = provision("--apply")
    assert refused.exit_code == 1
    assert "The carrier did not do it" in refused.output


@pytest.mark.usefixtures("carrier")
def test_a_web_server_that_knows_another_address_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_BASE_URL", "http://127.0.0.1:9")
    refused = provision("--apply")
    assert refused.exit_code == 1
    assert "does not answer" in refused.output
