"""The database or Redis away: nobody is dropped, and everybody hears that their place is safe."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import event

from booking_core import DatabaseClock
from ivr.parts import EXTENSION
from tests.ivr.hotline import BORN, StandingClock
from tests.ivr.signed import Voice, following, open_voice, redirect

NO_REDIS = "redis://127.0.0.1:1"
NO_DATABASE = {
    "sqlite": "sqlite:////no-such-folder/none.sqlite3",
    "postgresql": "postgresql+psycopg://nobody@127.0.0.1:1/none",
}


@pytest.fixture(params=NO_DATABASE)
def no_database(
    request: pytest.FixtureRequest, tmp_path: Path, valkey: Redis, valkey_url: str
) -> Iterator[Voice]:
    assert valkey.ping()
    with open_voice(tmp_path, NO_DATABASE[request.param], valkey_url) as voice:
        yield voice


@pytest.fixture
def no_redis(voice: Voice, database_url: str, tmp_path: Path) -> Iterator[Voice]:
    """Open the same voice once more, as it is when Redis is gone."""
    assert voice.clock
    with open_voice(tmp_path, database_url, NO_REDIS) as cut_off:
        yield cut_off


def test_a_new_call_is_asked_to_stay(no_database: Voice) -> None:
    answer = no_database.post("/voice/incoming")
    assert "Please stay on the line. Your place is safe." in answer
    assert redirect(answer) == "/voice/incoming"


def test_a_key_is_asked_again_once_the_database_is_back(no_database: Voice, voice: Voice) -> None:
    main = voice.dial("2")
    answer = no_database.post(following(main), Digits="1")
    assert "Votre place est gardée." in answer
    assert voice.post(redirect(answer)) == main


def test_the_fallback_needs_nobody(no_database: Voice) -> None:
    answer = no_database.post(
        "/voice/fallback", ErrorCode="11200", ErrorUrl="https://hotline.example/voice/step"
    )
    for words in ("Your place is safe.", "Votre place est gardée.", "Su lugar está guardado."):
        assert words in answer
    assert redirect(answer).startswith("/voice/here")


@pytest.mark.parametrize("first", ["/voice/callback?place=7&attempt=1", "/voice/notice?kind=listed&claim=1"])
def test_who_was_rung_goes_on_to_who_calls_and_not_to_the_front_door(no_database: Voice, first: str) -> None:
    answer = no_database.post("/voice/fallback", ErrorUrl=f"https://hotline.example{first}")
    assert redirect(answer) == first


def test_the_wait_loop_goes_on_without_the_database(no_database: Voice, voice: Voice) -> None:
    waiting = voice.post(redirect(voice.dial("1", "0")))
    assert "Your place is kept." in no_database.announced(waiting)


def test_without_redis_the_wait_loop_says_that_the_place_is_safe(voice: Voice, no_redis: Voice) -> None:
    waiting = redirect(voice.dial("1", "0"))
    answer = no_redis.post(waiting)
    assert "Your place is safe." in answer
    assert redirect(answer) == waiting
    assert "You are number 1" in voice.post(redirect(answer))


def test_without_redis_a_place_is_still_given_and_kept(voice: Voice, no_redis: Voice) -> None:
    waiting = redirect(no_redis.dial("1", "0"))
    assert "You are number 1 in the line." in voice.post(waiting)


def test_without_redis_one_still_books(no_redis: Voice) -> None:
    assert "It is booked." in no_redis.dial("1", "1", "1", BORN, "1", "1")


def test_a_wiped_redis_says_the_same_position(voice: Voice, valkey: Redis) -> None:
    voice.dial("1", "0", sid="CA" + "7" * 32, phone="+19025550177")
    waiting = redirect(voice.dial("1", "0"))
    valkey.flushall()
    assert "You are number 2 in the line." in voice.post(waiting)


def test_readyz_says_which_part_is_down(voice: Voice, no_redis: Voice, no_database: Voice) -> None:
    assert voice.webhooks.get("/readyz").json == {
        "ready": True,
        "parts": {"database": "up", "redis": "up", "clock": "up"},
    }
    answer = no_redis.webhooks.get("/readyz")
    assert (answer.status_code, answer.json["parts"]) == (
        503,
        {"database": "up", "redis": "down", "clock": "up"},
    )
    answer = no_database.webhooks.get("/readyz")
    assert (answer.status_code, answer.json["parts"]) == (
        503,
        {"database": "down", "redis": "up", "clock": "up"},
    )


def test_the_wait_loop_makes_no_sql_statement(voice: Voice) -> None:
    waiting = redirect(voice.post(redirect(voice.dial("1", "0"))))  # the first finds the order whole
    statements: list[str] = []
    event.listen(
        voice.parts.database.engine, "before_cursor_execute", lambda *given: statements.append(given[2])
    )
    scripts = voice.parts.redis.info("commandstats")
    for _ in range(3):
        waiting = redirect(voice.post(waiting))
    after = voice.parts.redis.info("commandstats")
    assert statements == []
    assert after["cmdstat_evalsha"]["calls"] - scripts.get("cmdstat_evalsha", {"calls": 0})["calls"] == 3


def test_what_is_pressed_in_the_loop_to_hear_it_otherwise_needs_no_sql_either(
    no_database: Voice, voice: Voice
) -> None:
    waiting = voice.post(redirect(voice.dial("1", "0")))
    for key in ("3", "*", "*"):
        waiting = no_database.press(waiting, key)
    assert "/audio/quiet.wav" in waiting
    assert 'rate="80%"' in waiting


def test_the_position_is_said_when_it_is_news_and_else_that_nobody_is_forgotten(voice: Voice) -> None:
    sid = "CA" + "7" * 32
    first = voice.dial("1", "0", sid=sid, phone="+19025550177")
    waiting = voice.post(redirect(voice.dial("1", "0")))
    assert "You are number 2" in waiting
    waiting = voice.announced(waiting)
    assert "We have not forgotten you." in waiting
    for key in ("4", "4", "2"):
        first = voice.press(first, key, sid)
    assert "You are number 1 in the line. You are next." in voice.announced(waiting)


def test_a_machine_whose_clock_is_off_writes_nothing_and_keeps_the_caller(voice: Voice) -> None:
    first = voice.dial("1")
    seconds_off = DatabaseClock(voice.parts.database, StandingClock(datetime.now(UTC) + timedelta(seconds=4)))
    right = voice.parts
    voice.app.extensions[EXTENSION] = replace(right, clock=seconds_off)
    assert "Your place is safe." in voice.press(first, "0")
    assert voice.webhooks.get("/readyz").json["parts"]["clock"] == "down"
    voice.app.extensions[EXTENSION] = right
    assert "Your ticket is" in voice.press(first, "0")
