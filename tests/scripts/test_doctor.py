"""`scripts/fairline doctor`: a hotline that is well, and each thing that may be wrong with it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from redis import Redis
from rq import Queue, SimpleWorker
from rq.utils import utcformat

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
        ("REDIS_URL", "nonsense", "The voice cannot start. REDIS_URL: must be redis://HOST:PORT/0"),
        ("REDIS_URL", "redis://localhost:many", "The voice cannot start. REDIS_URL: must be"),
        ("PUBLIC_BASE_URL", "http://", "The voice cannot start. PUBLIC_BASE_URL: names no host"),
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
    assert "scripts/fairline rebuild" not in said


@pytest.mark.usefixtures("well")
def test_every_wrong_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOTLINE_NUMBER")
    monkeypatch.setenv("REDIS_URL", "nonsense")
    said = doctor().output
    assert "HOTLINE_NUMBER: is not set" in said
    assert "REDIS_URL: must be" in said


@pytest.mark.usefixtures("well")
def test_a_worker_that_was_killed_is_not_counted_unless_it_was_at_a_job(valkey: Redis) -> None:
    (worker,) = valkey.scan_iter("rq:worker:*")
    valkey.hset(worker, "last_heartbeat", utcformat(SystemClock().now() - timedelta(seconds=50)))
    assert "FAILED  worker: none answers the bell" in doctor().output
    valkey.hset(worker, "state", "busy")
    assert "ok      worker: answering the bell: 1" in doctor().output


@pytest.mark.usefixtures("well")
def test_a_worker_of_another_queue_is_not_counted(valkey: Redis) -> None:
    valkey.delete("rq:workers:fairline")
    assert "FAILED  worker: none answers the bell" in doctor().output


@pytest.mark.usefixtures("well")
def test_redis_keeps_by_log_or_snapshot_or_does_not_tell(
    valkey: Redis, valkey_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    valkey.config_set("appendonly", "no")
    said = doctor().output
    assert "FAILED  redis: what it knows is lost when it ends\n        CONFIG SET appendonly yes" in said
    valkey.config_set("save", "3600 1")
    assert "keeps what it knew at its last snapshot" in doctor().output
    valkey.config_set("save", "")
    valkey.acl_setuser("guest", enabled=True, passwords=["+pass"], keys=["*"], channels=["*"],
                       commands=["+@all", "-config"])  # fmt: skip
    monkeypatch.setenv("REDIS_URL", valkey_url.replace("unix://", "unix://guest:pass@"))
    said = doctor()
    valkey.acl_deluser("guest")
    assert "whether it keeps what it knows is unknown" in said.output
    assert said.exit_code == 0


@pytest.mark.usefixtures("well")
def test_a_clock_that_is_off_leaves_the_other_checks_to_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("booking_core.clock.FURTHEST", -1.0)  # so that any clock is too far off
    said = doctor().output
    assert "FAILED  time: this machine's clock is" in said
    assert "FAILED  clock: this machine's clock is" in said
    assert "ok      signature" in said


@pytest.mark.usefixtures("well")
def test_menus_that_cannot_work_are_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ivr.tree.COMMON", ("no-such-prompt",))
    said = doctor().output
    assert "FAILED  prompts: the menus cannot work: " in said
    assert "ok      web" in said
