"""What was told is copied from the stream to SQL, once, whatever happens to the copier."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from queueing import tables
from queueing.measured import statements
from queueing.place import milliseconds
from tests.queueing.morning import Morning

STREAM, PACE = "line:{main}:events", "line:{main}:pace"


def tell(morning: Morning, place: int, low: str = "480", high: str = "900", reason: str = "") -> None:
    at = milliseconds(morning.now)
    morning.redis.xadd(STREAM, {"told": f"{place}|1.2|{at}|{at}|9|{low}|{high}||{reason}|8|"})


def copy(morning: Morning) -> int:
    return statements.copy(morning.database, morning.redis, "main", morning.redis.get(PACE))


def stored(morning: Morning) -> list:
    with morning.database.reading() as look:
        return look.execute(select(tables.statement).order_by(tables.statement.c.id)).all()


@pytest.fixture
def place(morning: Morning) -> int:
    place = morning.caller().id
    morning.redis.delete(STREAM)
    return place


def test_an_announcement_is_kept_with_what_was_predicted(morning: Morning, place: int):
    """The upper end of the range was 1.25 times the table's 720 seconds."""
    morning.redis.set(PACE, "0.75 1.25 - 1:90")
    tell(morning, place, reason="fewer_desks")
    assert copy(morning) == 1
    row = stored(morning)[0]
    assert (row.place_id, row.at, row.position, row.ahead) == (place, morning.now, 9, 8)
    assert (row.predicted, row.low, row.high, row.reason) == (720, 480, 900, "fewer_desks")


def test_units_and_people_are_kept_where_no_wait_was_said(morning: Morning, place: int):
    at = milliseconds(morning.now)
    morning.redis.xadd(STREAM, {"told": f"{place}|1.2|{at}|{at}|9|||||140|36 4"})
    copy(morning)
    row = stored(morning)[0]
    assert (row.predicted, row.low, row.high, row.reason, row.ahead, row.units) == (None,) * 4 + (140, 36)


def test_copying_again_changes_nothing(morning: Morning, place: int):
    tell(morning, place)
    assert (copy(morning), copy(morning)) == (1, 0)
    tell(morning, place)
    assert copy(morning) == 1
    morning.redis.delete("line:{main}:copied")  # a copier that forgot where it was
    assert copy(morning) == 2
    assert len(stored(morning)) == 2


def test_a_trimmed_or_emptied_stream_is_no_fault(morning: Morning, place: int):
    for _ in range(5):
        tell(morning, place)
    copy(morning)
    for _ in range(3):
        tell(morning, place)
    morning.redis.xtrim(STREAM, maxlen=2, approximate=False)
    assert copy(morning) == 2
    morning.redis.flushall()
    assert copy(morning) == 0
    tell(morning, place)
    assert copy(morning) == 1


def test_more_than_a_batch_and_other_events_are_copied_at_once(morning: Morning, place: int):
    for _ in range(statements.BATCH):
        tell(morning, place)
        morning.redis.xadd(STREAM, {"joined": "x"})
    assert copy(morning) == statements.BATCH
    assert len(stored(morning)) == statements.BATCH


def test_a_place_that_the_ledger_does_not_know_is_passed_over(morning: Morning, place: int):
    tell(morning, place + 1000)
    tell(morning, place)
    copy(morning)
    assert [row.place_id for row in stored(morning)] == [place]


def test_a_score_is_what_was_said_against_what_was_waited(morning: Morning, place: int):
    morning.redis.set(PACE, "0.75 1.25 - 1:90")
    tell(morning, place)
    morning.later(minutes=5)
    tell(morning, place)
    morning.later(minutes=5)
    copy(morning)
    with morning.database.reading() as look:
        scores = statements.scored(look, {place: morning.now})
        before = statements.scored(look, {place: morning.now - timedelta(minutes=7)})
    assert [(each.waited, each.predicted) for each in scores] == [(600, 720), (300, 720)]
    assert statements.first_of_each(scores) == scores[:1]
    assert [each.waited for each in before] == [180]


def test_who_was_away_meanwhile_is_not_scored(morning: Morning, place: int):
    morning.redis.set(PACE, "0.75 1.25 - 1:90")
    tell(morning, place)
    copy(morning)
    morning.hang_up(morning.place(place).call_sid)
    with morning.database.reading() as look:
        assert statements.scored(look, {place: morning.now}) == []
