"""What a line is now, as the voice asks: by its hours, a pause, and the draw's list."""

from datetime import timedelta

import pytest
from redis import Redis

from booking_core import Database
from queueing import Hours, Levers, LineState, NoOpening, pausing
from tests.queueing.morning import Morning
from tests.queueing.night import CAMPAIGN, CLOSING, DRAW, EVENING, MORROW, OPENING, Night, person


@pytest.fixture
def night(database: Database, valkey: Redis) -> Night:
    return Night(database, valkey)


def test_without_a_campaign_the_line_is_always_open(morning: Morning):
    with morning.database.reading() as look:
        assert Hours(morning.redis).state(look, EVENING) == LineState("open")


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (EVENING, LineState("before_opening", OPENING)),
        (OPENING - timedelta(microseconds=1), LineState("before_opening", OPENING)),
        (OPENING, LineState("open", CLOSING)),
        (CLOSING - timedelta(minutes=30), LineState("closing", CLOSING)),
        (CLOSING, LineState("before_opening", MORROW)),
    ],
)
def test_a_day_with_a_draw(night: Night, now, state):
    night.now = now
    assert night.state() == state


def test_without_a_draw_it_is_closed(night: Night):
    night.load(CAMPAIGN)
    assert night.state() == LineState("closed", OPENING)


def test_registration_may_begin_later_than_the_closing(night: Night):
    night.load(CAMPAIGN + DRAW + 'registration_opens = "05:00"\n')
    assert night.state() == LineState("closed", OPENING, registers_from=OPENING - timedelta(hours=2))
    night.sweep()
    night.now = OPENING - timedelta(hours=2)
    assert night.state() == LineState("before_opening", OPENING)


def test_a_list_that_was_closed_early_is_said(night: Night):
    night.sweep()
    night.close()
    assert night.state() == LineState("closed", OPENING)


def test_a_pause_is_announced_until_it_ends_and_twice_is_once(night: Night):
    night.now = OPENING
    for announcement in ("technical", "technical", "supply"):
        night.database.run(lambda tx, why=announcement: pausing.pause(tx, why, night.now))
    assert night.state() == LineState("open", CLOSING, pause="supply")
    assert not night.state().gives_turns
    over = [night.database.run(lambda tx: Levers().open(tx, "mended", "boss", night.now)) for _ in range(2)]
    assert over == [True, False]
    assert night.state() == LineState("open", CLOSING)
    assert night.state().gives_turns


def test_while_the_line_is_open_no_place_is_kept_for_later(night: Night):
    night.now = OPENING
    sid, wish = night.call("+19025550101"), {"people": [person("1940-01-01")]}
    with pytest.raises(NoOpening):
        night.database.run(lambda tx: night.hours.keep(tx, sid, wish, "en", night.now))


def test_what_is_registered_for_a_number_is_found_by_it(night: Night):
    first = night.register("+19025550101", person("1931-01-09"))
    second = night.register("+19025550101", person("1940-02-03"))
    night.register("+19025550102")
    with night.database.reading() as look:
        found = night.hours.registrations(look, "+19025550101")
        assert [each.number for each in found] == [first.number, second.number]
        assert night.hours.registrations(look, None) == []
        assert night.hours.registration(look, 999) is None
