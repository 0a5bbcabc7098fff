"""`scripts/fairline doctor`: a hotline that is well, and each thing that may be wrong with it."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from click.testing import CliRunner, Result
from redis import Redis
from rq import Queue, SimpleWorker

from booking_core import Database, SystemClock
from queueing import as_bytes, rebuild
from queueing.beats import beaten
from scripts.operator.__main__ import fairline
from tests.carrier.phones import ACCOUNT, HOTLINE, TOKEN
from tests.scripts.web import serving


@pytest.fixture
def well(
    database_url: str, valkey: Redis, valkey_url: str, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Let a hotline be well: web answers, the clock has swept, a worker listens."""
    with serving(tmp_path, database_url, valkey_url) as base:
        yield from _well(base, database_url, valkey, valkey_url, tmp_path, monkeypatch)


def _well(
    base: str, database_url: str, valkey: Redis, valkey_url: str, tmp_path, monkeypatch
) -> Iterator[None]:
    for name, value in {
        "DATABASE_URL": database_url, "REDIS_URL": valkey_url, "FAIRLINE_DATA": str(tmp_path),
        "PUBLIC_BASE_URL": base, "HOTLINE_NUMBER": HOTLINE,
        "TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN,
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    valkey.config_set("appendonly", "yes")
    with closing(Database(database_url)) as database:
        rebuild(database, valkey, SystemClock().now())
    beaten(valkey, SystemClock().now())
    worker = SimpleWorker([Queue("fairline", connection=as_bytes(valkey))], connection=as_bytes(valkey))
    worker.register_birth()
    yield
    worker.register_death()
    valkey.config_set("appendonly", "no")


def doctor() -> Result:
    return CliRunner().invoke(fairline, ["doctor"])


@pytest.mark.usefixtures("well")
def test_a_hotline_that_is_well_is_said_to_be() -> None:
    said = doctor()
    assert said.exit_code == 0, said.output
    assert said.output.count("ok  ") == 9
    assert "what the carrier signs is heard, and nothing else" in said.output


@pytest.mark.usefixtures("well")
@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("TWILIO_AUTH_TOKEN", "another", "FAILED  signature: what the carrier signs is refused"),
        ("PUBLIC_BASE_URL", "http://127.0.0.1:9", "FAILED  web: http://127.0.0.1:9/healthz does not answer"),
        (
            "DATABASE_URL",
            "sqlite:////nowhere/at/all.sqlite3",
            "FAILED  database: the database does not answer",
        ),
        ("REDIS_URL", "redis://127.0.0.1:9", "FAILED  redis: Redis does not answer"),
        ("TWILIO_ACCOUNT_SID", "nonsense", "The voice cannot start. TWILIO_ACCOUNT_SID"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    said = doctor()
    assert said.exit_code == 1
    assert says in said.output
    assert "Traceback" not in said.output


@pytest.mark.usefixtures("well")
def test_a_clock_that_stands_and_a_lost_order_have_their_commands(valkey: Redis) -> None:
    valkey.delete("fairline:clock")
    said = doctor().output
    assert "FAILED  clock: it has swept never" in said
    assert "start the Procfile's clock" in said
    valkey.flushdb()
    assert "start the Procfile's worker" in doctor().output


@pytest.mark.usefixtures("well")
def test_a_database_of_another_shape_is_migrated_first(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    said = doctor().output
    assert "FAILED  database: it has not the newest shape\n        scripts/fairline migrate" in said
