"""A screen that says nothing for 45 seconds closes its desk, but no call."""

import pytest

from queueing import Screens
from tests.queueing.morning import Morning


@pytest.fixture
def screens(morning: Morning) -> Screens:
    return Screens(morning.redis)


def watch(morning: Morning, seconds: int, *, step: int = 5) -> None:
    """Let the clock look every few seconds."""
    for _ in range(0, seconds, step):
        morning.later(seconds=step)
        morning.sweep()


def desk(morning: Morning, agent: str = "ann") -> tuple[str, str]:
    found = morning.desks.state(agent)
    return found.state, found.why


def open_desk(morning: Morning, screens: Screens, agent: str = "ann") -> None:
    morning.desk(agent)
    screens.beat(agent, morning.now)
    morning.sweep()


def test_a_lost_screen_closes_a_desk_that_is_ready(morning: Morning, screens: Screens):
    open_desk(morning, screens)
    watch(morning, 40)
    assert desk(morning)[0] == "ready"
    watch(morning, 5)
    assert desk(morning) == ("away", "screen_lost")
    assert morning.desks.state("ann").call_sid is None


def test_who_is_offered_to_a_lost_screen_is_the_next_desks(morning: Morning, screens: Screens):
    open_desk(morning, screens)
    watch(morning, 35)
    place = morning.caller()
    assert morning.offer("ann") == place.id
    morning.desk("bob")
    screens.beat("bob", morning.now)
    watch(morning, 10)
    assert desk(morning) == ("away", "screen_lost")
    assert morning.offer("bob") == place.id


def test_a_talk_goes_on_without_a_screen_and_the_desk_is_away_after_it(morning: Morning, screens: Screens):
    open_desk(morning, screens)
    place = morning.caller()
    morning.talk("ann")
    watch(morning, 120)
    assert desk(morning)[0] == "talking"
    assert morning.place(place.id).state == "serving"
    morning.desks.finish("ann", "booked", "", morning.now)
    watch(morning, 5)
    assert desk(morning) == ("away", "screen_lost")


def test_a_screen_that_speaks_stays_and_an_older_word_does_not_count(morning: Morning, screens: Screens):
    open_desk(morning, screens)
    before = morning.now
    for _each in range(8):
        watch(morning, 15)
        screens.beat("ann", morning.now)
        screens.beat("ann", before)  # of another console, whose clock is behind
    assert desk(morning)[0] == "ready"


def test_nobody_is_judged_by_a_time_in_which_we_were_away_ourselves(morning: Morning, screens: Screens):
    open_desk(morning, screens)
    morning.later(minutes=5)  # neither the clock nor Redis
    watch(morning, 40)
    assert desk(morning)[0] == "ready"
    watch(morning, 10)
    assert desk(morning)[0] == "away"


def test_nobody_is_judged_who_was_never_heard_of(morning: Morning, screens: Screens):
    open_desk(morning, screens)
    morning.redis.flushall()
    watch(morning, 120)
    assert desk(morning)[0] == "ready"
