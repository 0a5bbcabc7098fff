"""The clock measures how fast the line moves, and writes the table of waits."""

from datetime import timedelta

from queueing.measured import Course, Look, desk_history, pacing, refresh, spread, statements
from queueing.measured.desk_history import DeskMoved, talks
from tests.queueing.measured.test_statements import tell
from tests.queueing.morning import SEVEN, Morning

PACE = "line:{main}:pace"


def measure(morning: Morning) -> str:
    refresh(morning.database, morning.redis, morning.now)
    return morning.redis.get(PACE)


def look(morning: Morning, **ago: float) -> Look:
    with morning.database.reading() as tx:
        return pacing.look(tx, "main", morning.now, morning.now - timedelta(**ago or {"seconds": 5}))


def talk(morning: Morning, agent: str, seconds: float) -> None:
    morning.talk(agent)
    morning.later(seconds=seconds)
    morning.desks.finish(agent, "booked", "", morning.now)


def test_nothing_is_promised_before_a_desk_is_open(morning: Morning):
    morning.caller()
    assert measure(morning).split()[2:] == ["-"]


def test_the_first_table_is_made_of_desks_and_planned_talks(morning: Morning):
    """Two desks of five minutes each, and one imagined person who gives up in an hour."""
    morning.desk("ann")
    morning.desk("ben")
    words = measure(morning).split()
    assert words[2:4] == ["-", "1:150"]


def test_it_is_measured_anew_every_five_seconds_whoever_asks(morning: Morning):
    morning.desk("ann")
    before = measure(morning)
    morning.desk("ben")
    morning.later(seconds=4.9)
    assert measure(morning) == before
    morning.later(seconds=0.1)
    assert measure(morning) != before
    morning.desk("cleo")
    morning.later(hours=-1)  # a clock that was set back waits for nothing
    assert "1:100" in measure(morning)


def test_what_a_look_sees(morning: Morning):
    callers = [morning.caller() for _ in range(6)]
    morning.desk("ann")
    morning.desk("ben")
    morning.desks.pause("ben", morning.now)
    talk(morning, "ann", 240)
    morning.desk("cleo")
    morning.desks.away("cleo", morning.now)
    morning.hang_up(callers[4].call_sid)
    morning.leave(callers[5])
    seen = look(morning)
    assert seen == Look(desks=1, talks=(240.0,), starts=1, waiting=3, promised=0, gone=2)
    morning.resume(callers[4], morning.call())
    assert look(morning).gone == 1
    morning.later(minutes=10)
    assert (look(morning).gone, look(morning).starts) == (0, 0)


def test_another_line_is_not_seen(morning: Morning):
    morning.desk("ann")
    morning.caller()
    with morning.database.reading() as tx:
        other = pacing.look(tx, "other", morning.now, morning.now - timedelta(seconds=5))
    assert other == Look(0, (), 0, 0, 0, 0)


def test_a_desk_that_closes_is_the_reason(morning: Morning):
    for agent in ("ann", "ben"):
        morning.desk(agent)
    measure(morning)
    morning.desks.away("ben", morning.now)
    morning.later(seconds=5)
    assert measure(morning).split()[2] == "fewer_desks"


def test_the_course_is_kept_in_redis_and_may_be_lost(morning: Morning):
    morning.desk("ann")
    measure(morning)
    assert Course.read(morning.redis.get("line:{main}:course")).desks == 1
    morning.redis.flushall()
    assert "1:300" in measure(morning)


def test_waits_that_were_longer_than_said_widen_the_range(morning: Morning):
    """Both were told 300 seconds, and waited for 600."""
    morning.desk("ann")
    morning.redis.set(PACE, "1.000 1.000 - 1:300")
    for place in [morning.caller(), morning.caller()]:
        tell(morning, place.id, low="300", high="300")
        morning.later(seconds=600)
        talk(morning, "ann", 0)
    statements.copy(morning.database, morning.redis, "main", morning.redis.get(PACE))
    low, high = spread([2.0, 2.0])
    assert measure(morning).split()[:2] == [f"{low:.3f}", f"{high:.3f}"]


def moved(second: float, agent: str, state: str) -> DeskMoved:
    return DeskMoved(agent, state, SEVEN + timedelta(seconds=second))


def test_a_talk_lasts_from_the_offer_until_the_desk_is_free():
    moves = [
        moved(0, "ann", "ready"),
        moved(10, "ann", "offered"),
        moved(12, "ann", "connecting"),
        moved(15, "ben", "offered"),
        moved(20, "ann", "talking"),
        moved(35, "ben", "away"),  # not taken: no talk
        moved(200, "ann", "wrap-up"),
        moved(260, "ann", "ready"),
        moved(270, "ann", "offered"),
        moved(275, "ann", "talking"),  # still on
    ]
    assert talks(moves) == (250.0,)


def test_only_the_last_talks_are_read(morning: Morning):
    morning.desk("ann")
    for seconds in (60, 120, 180):
        morning.caller()
        talk(morning, "ann", seconds)
    with morning.database.reading() as tx:
        assert desk_history.last_talks(tx, "main", 2) == (120.0, 180.0)
        assert len(desk_history.last_served(tx, "main", 2)) == 2
