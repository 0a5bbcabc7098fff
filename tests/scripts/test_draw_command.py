"""`scripts/fairline draw` and `line`: announced, closed, run, published and proven from the file alone."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from redis import Redis

from booking_core import Database, load_campaign
from scripts.operator.__main__ import fairline
from tests.queueing.night import CAMPAIGN, DRAW, HALIFAX, Night

PLAIN = 'name = "Spring"\ntimezone = "America/Halifax"\n'
LONG_AGO = datetime(2026, 3, 1, 20, 0, tzinfo=HALIFAX).astimezone(UTC)  # a Sunday: its opening has come


@pytest.fixture
def operator(database_url, valkey_url, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", valkey_url)
    monkeypatch.setenv("FAIRLINE_DATA", str(tmp_path))

    def say(*words, code=0):
        said = CliRunner().invoke(fairline, words)
        assert said.exit_code == code, said.output
        return said.output

    return say


@pytest.fixture
def night(database: Database, valkey: Redis) -> Night:
    """Let thirty people have registered for an opening that has come since, and nothing been drawn."""
    night = Night(database, valkey)
    night.now = LONG_AGO
    night.crowd(30)
    return night


def test_the_next_draw_is_announced_before_anybody_can_register(operator, database: Database, tmp_path: Path):
    database.run(lambda tx: load_campaign(tx, CAMPAIGN + DRAW))
    announced = json.loads(operator("draw", "publish", "--next"))
    assert (announced["seed"], announced["numbers"], announced["order"]) == (None, None, None)
    assert json.loads(operator("draw", "publish", "--next")) == announced
    shown = operator("draw", "show")
    assert f"Seed hash:  {announced['seed_hash']}" in shown
    assert "Registered: 0" in shown
    assert "not drawn yet" in operator("draw", "verify", str(write(tmp_path / "draw.json", announced)))
    assert "to come" in operator("draw", "run", code=1)


@pytest.mark.usefixtures("night")
def test_a_draw_from_its_list_to_its_proof(operator, tmp_path: Path):
    file = tmp_path / "draw.json"
    assert "Registered: 30" in operator("draw", "show")
    announced = json.loads(operator("draw", "publish"))
    assert "The list is closed: 30 numbers" in operator("draw", "close")
    operator("draw", "close")
    closed = json.loads(operator("draw", "publish"))
    assert (closed["seed_hash"], len(closed["numbers"]), closed["order"]) == (
        announced["seed_hash"],
        30,
        None,
    )

    assert "Drawn: 30." in operator("draw", "run")
    assert "Drawn: 0." in operator("draw", "run")
    assert f"Written: {file}." in operator("draw", "publish", "--to", str(file))
    noted = ("--seed-hash", announced["seed_hash"], "--list-hash", closed["list_hash"])
    assert "The order of all 30 numbers" in operator("draw", "verify", str(file), *noted)
    assert "drawn at" in operator("draw", "show", "--day", "2026-03-02")


def test_whoever_left_is_not_counted(operator, night: Night):
    night.leave(night.register("+19025550199").place)
    assert "Registered: 30" in operator("draw", "show")
    assert "30 numbers" in operator("draw", "close")


@pytest.mark.usefixtures("night")
def test_whatever_is_tampered_with_is_named_by_its_line(operator, tmp_path: Path):
    file, forged = tmp_path / "draw.json", tmp_path / "forged.json"
    operator("draw", "run")
    operator("draw", "publish", "--to", str(file))
    lines = file.read_text().splitlines()
    first = lines.index(' "order": [') + 1
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    forged.write_text("\n".join(lines))
    said = operator("draw", "verify", str(forged), code=1)
    assert f"{forged}: line {first + 1}: order, place 1: " in said
    assert f"{forged}: line {first + 2}: order, place 2: " in said
    said = operator("draw", "verify", str(file), "--seed-hash", "0" * 64, code=1)
    assert "which was announced" in said


def test_a_draw_whose_only_opening_is_over_says_what_is_missing(operator, database: Database):
    over = "opens = 2021-03-01T07:00:00\n[draw]\n"
    database.run(lambda tx: load_campaign(tx, PLAIN + over))
    said = operator("draw", "publish", "--next", code=1)
    assert "has a [draw], but no opening to come" in said
    assert "[hours]" in said


def test_what_there_is_not_is_said_in_a_sentence(operator, database: Database):
    database.run(lambda tx: load_campaign(tx, PLAIN))
    assert "The campaign has no draw: its file has no [draw]" in operator("draw", "publish", "--next", code=1)
    for command in ("show", "publish", "close", "run"):
        assert "There is no such draw" in operator("draw", command, code=1)
    assert "There is no such draw" in operator("draw", "show", "--day", "2021-03-01", code=1)


def test_a_supervisor_pauses_the_line_and_lets_it_go_on(operator):
    assert "The line is paused: technical." in operator("line", "pause", "technical")
    assert "The line goes on." in operator("line", "resume")
    assert "The line was not paused." in operator("line", "resume")
    assert "Invalid value" in operator("line", "pause", "lunch", code=2)


def write(file: Path, document: dict) -> Path:
    file.write_text(json.dumps(document, indent=1))
    return file
