"""A small surge in real time: every process is killed, and nothing is lost; and its figures can be bad."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scripts.mornings.real.figures import Webhooks, failed_in_restarts
from scripts.mornings.real.pace import BEGINS, Pace
from scripts.mornings.real.surge import Size, surge
from scripts.mornings.real.troubles import KINDS, ROLLING

SMALL = Size(seed=3, seconds=45, callers=60, units=300, speed=6)
BEGAN = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.mark.long
@pytest.mark.timeout(300)
def test_each_process_is_killed_and_nothing_is_lost(short_folder: Path):
    _see_that_sound(short_folder / "surge", None)


@pytest.mark.long
@pytest.mark.timeout(300)
def test_nothing_is_lost_on_postgresql_either(make_postgresql, short_folder: Path):
    with make_postgresql() as url:
        _see_that_sound(short_folder / "surge-pg", url)


def _see_that_sound(folder: Path, url: str | None) -> None:
    outcome = surge(SMALL, folder, url)
    told, judged = outcome.figures, outcome.verdict.judged
    assert outcome.is_sound, outcome
    assert told["killed"].keys() == {*KINDS, ROLLING}
    assert told["restarts"] == len(KINDS) - 1 + 2  # the embedded Valkey is started by whoever needs it
    assert min(told["webhooks"], judged["places"], judged["booked"], told["copies"]) > 0


def line(what: str, number: int, after: float, **facts: object) -> dict[str, object]:
    return {"what": what, "id": number, "at": BEGAN + timedelta(seconds=after)} | facts


def asked(number: int, after: float, token: str, which: str = "1") -> dict[str, object]:
    return line("webhook", number, after, token=token, **{"try": which})


def test_a_webhook_takes_until_it_has_an_answer_over_all_its_tries():
    lines = [asked(1, 0, "a"), line("answer", 1, 1, status=0)]
    lines += [asked(2, 1, "a", "2"), line("answer", 2, 3, status=200)]
    told = Webhooks.of(lines).as_json()
    assert (told["webhooks"], told["answered"], told["answered_at_second_try"]) == (1, 1, 1)
    assert told["max_ms"] == 3000


def test_what_was_given_up_after_a_quarter_of_a_minute_is_over_the_limit():
    lines = [asked(1, 0, "a"), line("answer", 1, 15.0, status=0)]
    lines += [asked(2, 15, "b", "fallback"), line("answer", 2, 15.2, status=200)]
    told = Webhooks.of(lines).as_json()
    assert (told["over_15_s"], told["without_answer"]) == (1, 1)
    assert (told["fallbacks"], told["fallbacks_without_answer"]) == (1, 0)


def test_what_fails_in_a_rolling_restart_is_told_apart():
    fails = [line("answer", 1, 0, status=502)]
    restart = [line("trouble", 0, 1, kind="restart"), *fails, line("restarted", 0, 2)]
    assert failed_in_restarts([*fails, *restart, *fails, line("trouble", 0, 3, kind="death"), *fails]) == 1


def test_a_copy_and_what_is_still_under_way_are_told_apart():
    lines = [asked(1, 0, "a"), asked(2, 0, "a", "copy"), line("answer", 2, 1, status=200), asked(3, 1, "b")]
    lines += [line("answer", 1, 2, status=204)]
    told = Webhooks.of(lines).as_json()
    assert (told["webhooks"], told["copies"], told["in_flight_at_the_end"]) == (1, 1, 1)


@pytest.mark.parametrize(("took", "goes"), [(0.1, 1), (0.2, 0), (2.0, -1)])
def test_the_pace_follows_what_answers_take(took: float, goes: int, tmp_path: Path):
    pace = Pace(tmp_path / "network.log")
    pace.feel([took] * 10)
    assert (pace.rate > BEGINS) - (pace.rate < BEGINS) == goes
