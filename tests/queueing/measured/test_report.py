"""The fairness report, from the ledger of a small morning."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from queueing import tables
from queueing.measured import Report, report
from scripts.operator.__main__ import fairness
from tests.queueing.morning import SEVEN, Morning


def judged(morning: Morning) -> Report:
    with morning.database.reading() as look:
        return report(look, "main", SEVEN, morning.now)


def served(morning: Morning, agent: str) -> None:
    morning.talk(agent)
    morning.later(minutes=4)
    morning.desks.finish(agent, "booked", "", morning.now)
    morning.later(seconds=5)


def test_served_in_order_nobody_was_overtaken(morning: Morning):
    for _ in range(3):
        morning.caller()
        morning.later(seconds=1)
    morning.desk("ann")
    for _ in range(3):
        served(morning, "ann")
    found = judged(morning)
    assert (found.overtaken.seats, found.overtaken.reasons, found.order_kept) == (3, {}, 1.0)
    (bucket,) = found.equality
    assert bucket.persons == 3
    assert 0.5 < bucket.index < 1


def test_an_overtake_without_a_reason_is_found(morning: Morning):
    first = morning.caller()
    morning.later(seconds=1)
    second = morning.caller()
    late = {"key": first.key + 10_000_000_000}
    with morning.database.engine.begin() as tx:  # somebody tampers with a key, and puts it back afterwards
        tx.execute(update(tables.place).where(tables.place.c.id == first.id).values(**late))
    morning.redis.flushall()
    morning.desk("ann")
    assert morning.talk("ann").id == second.id
    with morning.database.engine.begin() as tx:
        tx.execute(update(tables.place).where(tables.place.c.id == first.id).values(key=first.key))
    found = judged(morning)
    assert found.overtaken.unexplained == 1
    assert found.overtaken.most_skipped == (first.id, 1)


def test_whoever_is_away_is_overtaken_for_that_reason(morning: Morning):
    first = morning.caller("+19025550101")
    morning.later(seconds=1)
    morning.caller()
    morning.hang_up(first.call_sid)
    morning.desk("ann")
    served(morning, "ann")
    found = judged(morning)
    assert found.overtaken.reasons == {"away": 1}
    assert found.overtaken.unexplained == 0


def test_redialling_is_counted_by_person(morning: Morning):
    for _ in range(3):
        morning.call("+19025550101")
    morning.call("+19025550102")
    morning.later(seconds=1)
    (bucket,) = judged(morning).pressure
    assert (bucket.calls, bucket.persons, bucket.pressure) == (4, 2, 2.0)


def test_the_operator_exports_it(
    morning: Morning, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    first = morning.caller("+19025550101")
    morning.later(seconds=1)
    morning.caller()
    morning.hang_up(first.call_sid)
    morning.desk("ann")
    served(morning, "ann")
    monkeypatch.setenv("DATABASE_URL", database_url)
    asked = ["--since", "2027-03-01", "--until", "2027-03-02", "--csv", str(tmp_path / "out")]
    done = CliRunner().invoke(fairness, asked)
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert (told["seats"], told["overtakes"], told["unexplained"]) == (1, {"away": 1}, 0)
    with (tmp_path / "out" / "overtakes.csv").open() as file:
        assert list(csv.DictReader(file)) == [{"place": str(first.id), "reason": "away", "times": "1"}]
    assert "5550101" not in done.output


def test_a_time_that_ends_before_it_begins_is_refused():
    done = CliRunner().invoke(fairness, ["--since", "2027-03-02", "--until", "2027-03-01"])
    assert done.exit_code == 1
    assert "--since has to be before --until." in done.output
