"""The hotline as a process of its own: what is sent is done in order, and what fails is said."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import text

from booking_core import open_database
from scripts.mornings.hotline import settings
from scripts.mornings.link import UNREAD, HotlineFailed
from scripts.mornings.loading import load
from scripts.mornings.phone import Phone
from scripts.mornings.world import ANSWERED, World, open_world
from tests.surge.small import OPENING, small


@pytest.fixture
def world(tmp_path: Path, valkey_url: str) -> Iterator[World]:
    given, scenario = settings(tmp_path, None, valkey_url), small()
    with closing(open_database(given)) as database:
        load(database, scenario, [])
    with open_world(given, scenario.facts.starts.astimezone(scenario.facts.zone)) as world:
        yield world


def calls(world: World, at: float, number: int) -> Phone:
    phone = Phone(world, f"CA{number:032}", f"+1902556{number:04}", lambda _: None)
    world.after(at, phone.dial)
    return phone


def test_an_answer_is_heard_a_moment_later_and_not_by_who_has_hung_up(world: World):
    stays, goes = calls(world, OPENING, 1), calls(world, OPENING, 2)
    world.after(OPENING + ANSWERED / 2, goes.hang_up)
    world.run(OPENING + ANSWERED - 0.01)
    assert stays.heard == []
    world.run(OPENING + ANSWERED)
    assert stays.heard
    assert stays.heard[0][0] == pytest.approx(OPENING + ANSWERED)
    assert goes.heard == []


def test_more_calls_at_once_than_fit_in_the_pipe_are_all_answered_in_their_order(world: World):
    phones = [calls(world, OPENING, number) for number in range(3 * UNREAD)]
    world.run(OPENING + 2 * ANSWERED)
    assert all(phone.heard for phone in phones)
    with world.database.reading() as look:
        kept = [sid for (sid,) in look.execute(text("SELECT call_sid FROM leg ORDER BY id"))]
    assert kept == [phone.sid for phone in phones]


def test_what_was_sent_is_done_when_the_time_is_over_whether_or_not_it_was_heard(world: World):
    calls(world, OPENING, 1)
    world.run(OPENING)
    with world.database.reading() as look:
        assert look.scalar(text("SELECT count(*) FROM leg")) == 1


def test_what_fails_there_fails_here_with_its_reason(world: World):
    heard: list[ET.Element | None] = []
    world.post("/voice/nowhere", "CA1", heard.append, From="+19025550001")
    with pytest.raises(HotlineFailed, match="404 NOT FOUND of /voice/nowhere"):
        world.run(1)
    assert heard == []
