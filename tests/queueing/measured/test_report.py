"""The fairness report, from the ledger of a small morning."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import insert, select, update

from booking_core import metadata
from queueing import tables
from queueing.measured import Report, report
from scripts.operator.__main__ import fairness
from tests.booking_core.campaign import load, slots
from tests.queueing.crowd import crowd, enter, let_go, region, states
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


def test_a_day_of_more_holds_than_one_statement_has_room_for_is_judged(morning: Morning):
    load(morning.database, *slots("Truro", 1, "2027-03-08T09:00"))
    claim, unit = (metadata.tables[name] for name in ("claim", "unit"))
    with morning.database.engine.begin() as tx:
        one = {"campaign_id": 1, "unit_id": tx.scalar(select(unit.c.id)), "dose": 1, "state": "expired"}
        one |= {"channel": "phone", "created_at": morning.now}
        many = [one | {"id": f"{number:032x}", "party": f"CA{number:032}"} for number in range(66_000)]
        tx.execute(insert(claim), many)
    assert judged(morning).overtaken.unexplained == 0


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


def test_whoever_is_offered_to_a_desk_that_does_not_take_them_is_overtaken_for_that_reason(morning: Morning):
    for agent in ("ann", "bob"):
        morning.desk(agent)
        morning.later(seconds=1)
    first, second = morning.caller(), morning.caller()
    morning.later(seconds=2)
    assert morning.take("bob").id == second.id
    morning.later(seconds=18)
    morning.sweep()
    assert morning.desks.state("ann").why == "missed"
    morning.later(seconds=1)
    morning.desk("cleo")
    served(morning, "cleo")
    found = judged(morning)
    assert found.overtaken.places == {first.id: {"offered": 1}}
    assert found.overtaken.seats == 2


def test_who_comes_back_while_a_later_key_is_being_taken_was_not_overtaken(morning: Morning):
    first = morning.caller()
    morning.later(seconds=1)
    morning.hang_up(first.call_sid)
    morning.caller()
    morning.desk("ann")
    morning.later(seconds=5)
    morning.resume(first, morning.call())
    morning.later(seconds=5)
    served(morning, "ann")
    served(morning, "ann")
    assert judged(morning).overtaken.reasons == {"away": 1}


def test_a_head_start_counts_from_when_it_was_given_and_has_its_own_name(morning: Morning):
    places = []
    for _ in range(4):
        places.append(morning.caller())
        morning.later(minutes=1)
    morning.desk("ann")
    served(morning, "ann")  # before it
    moved = morning.head_start(places[3].id, 150)
    assert morning.offer("ann") == places[1].id  # nobody loses an offer by it
    served(morning, "ann")
    assert morning.talk("ann").id == moved.id
    assert judged(morning).overtaken.places == {places[2].id: {"head_start": 1}}


def test_a_desk_passes_those_whom_it_cannot_serve(morning: Morning):
    french, relay = morning.caller(language="fr"), morning.caller(skill="relay")
    morning.caller()
    morning.later(seconds=1)
    morning.desk("ann", "en")
    morning.later(seconds=1)
    served(morning, "ann")
    assert judged(morning).overtaken.places == {french.id: {"language": 1}, relay.id: {"skill": 1}}


def test_each_turn_counts_where_its_own_units_were(surge: Morning):
    """Rob takes whichever: first in Truro, then in Sydney, when Bea waits for Truro by then."""
    truro, (sydney, _) = crowd(surge, 4), crowd(surge, 2, where="Sydney")
    (bea,), (rob,) = crowd(surge, 1, where="Sydney"), crowd(surge, 1, where=None)
    surge.later(seconds=5)
    let_go(surge, truro[0].party)
    surge.sweep()
    assert states(surge, [bea, rob]) == ["waiting", "serving"]
    let_go(surge, rob.party)
    assert crowd(surge, 1)[0].offer is not None
    surge.later(seconds=1)
    whichever = surge.place(rob.place.id).wish
    assert enter(surge, rob.place.call_sid, whichever).offer is None
    there = surge.place(bea.place.id).wish | {"region": region(surge, "Truro")}
    surge.database.run(lambda tx: surge.places.wish(tx, bea.place.id, there, surge.now))
    surge.later(seconds=5)
    let_go(surge, sydney.party)
    surge.sweep()
    assert states(surge, [bea, rob]) == ["waiting", "serving"]
    surge.later(seconds=1)
    assert judged(surge).overtaken.unexplained == 0


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


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path):
    (tmp_path / "file").touch()
    done = CliRunner().invoke(fairness, ["--csv", str(tmp_path / "file" / "folder")])
    assert (done.exit_code, done.output) == (1, f"Error: {tmp_path}/file/folder: Not a directory.\n")


def test_a_time_that_ends_before_it_begins_is_refused():
    done = CliRunner().invoke(fairness, ["--since", "2027-03-02", "--until", "2027-03-01"])
    assert done.exit_code == 1
    assert "--since has to be before --until." in done.output
