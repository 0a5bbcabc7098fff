"""`scripts/fairline draw` and `line`: announced, closed, run, published and proven from the file alone."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from freezegun import freeze_time
from redis import Redis

from booking_core import Database, load_campaign
from scripts.operator.__main__ import fairline
from tests.queueing.night import EVENING, OPENING, Night

PLAIN = 'name = "Spring"\ntimezone = "America/Halifax"\n'


@pytest.fixture
def operator(database_url, valkey_url, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", valkey_url)
    monkeypatch.setenv("FAIRLINE_DATA", str(tmp_path))

    def say(*words, now=EVENING, code=0):
        with freeze_time(now):
            said = CliRunner().invoke(fairline, words)
        assert said.exit_code == code, said.output
        return said.output

    return say


@pytest.fixture
def _registered(database: Database, valkey: Redis) -> None:
    """Let thirty people have registered on the evening before."""
    Night(database, valkey).crowd(30)


def test_whoever_left_is_not_counted(operator, database: Database, valkey: Redis):
    night = Night(database, valkey)
    night.leave(night.crowd(3)[0].place)
    assert "Registered: 2" in operator("draw", "show")
    assert "2 numbers" in operator("draw", "close")


@pytest.mark.usefixtures("_registered")
def test_a_draw_from_its_announcement_to_its_proof(operator, tmp_path: Path):
    file = tmp_path / "draw.json"
    announced = json.loads(operator("draw", "publish", "--next"))
    assert announced["seed"] is None
    assert "Registered: 30" in operator("draw", "show")
    assert "not drawn yet" in operator("draw", "verify", str(write(file, announced)))
    assert "to come" in operator("draw", "run", code=1)

    assert "The list is closed: 30 numbers" in operator("draw", "close")
    operator("draw", "close")
    closed = json.loads(operator("draw", "publish"))
    assert (closed["seed_hash"], len(closed["numbers"]), closed["order"]) == (
        announced["seed_hash"],
        30,
        None,
    )

    assert "Drawn: 30." in operator("draw", "run", now=OPENING)
    assert "Drawn: 0." in operator("draw", "run", now=OPENING)
    assert f"Written: {file}." in operator("draw", "publish", "--to", str(file))
    noted = ("--seed-hash", announced["seed_hash"], "--list-hash", closed["list_hash"])
    assert "The order of all 30 numbers" in operator("draw", "verify", str(file), *noted)
    assert "drawn at" in operator("draw", "show")


@pytest.mark.usefixtures("_registered")
def test_whatever_is_tampered_with_is_named_by_its_line(operator, tmp_path: Path):
    file, forged = tmp_path / "draw.json", tmp_path / "forged.json"
    operator("draw", "run", now=OPENING)
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


def test_what_there_is_not_is_said_in_a_sentence(operator, database: Database):
    database.run(lambda tx: load_campaign(tx, PLAIN))
    assert "The campaign has no draw" in operator("draw", "publish", "--next", code=1)
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
