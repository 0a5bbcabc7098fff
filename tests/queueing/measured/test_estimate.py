"""The table of waits against sums by hand, what is said of it, and why it may rise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queueing import SaidRange, said
from queueing.measured import Course, Look, Pace, Seen, looked, pace, spread, table, words

RATES = st.floats(0.001, 2.0)
SECONDS = st.floats(0, 20_000)


def term_by_term(ahead: int, rate: float, leaving: float, on_phone: float = 1.0) -> float:
    return sum(1 / (rate + j * on_phone * leaving) for j in range(ahead + 1))


def test_three_people_ahead_of_two_desks_by_hand():
    """Two desks, five minutes a caller: a start each 150 s; nobody gives up."""
    assert dict(table(Pace(2, 300.0, 2 / 300, 0.0)))[4] == pytest.approx(600.0)


def test_who_gives_up_shortens_the_wait_by_hand():
    """1 / 0.01 + 1 / 0.02 + 1 / 0.03: one start in 100 s, and each who waits gives up within 100 s."""
    assert dict(table(Pace(1, 100.0, 0.01, 0.01)))[3] == pytest.approx(100 + 50 + 100 / 3)


def test_a_promised_place_cannot_give_up_by_hand():
    """Half of those ahead are on the phone: 1 / 0.01 + 1 / 0.015."""
    assert dict(table(Pace(1, 100.0, 0.01, 0.01, on_phone=0.5)))[2] == pytest.approx(100 + 100 / 1.5)


@given(RATES, st.floats(0, 0.01))
def test_the_table_is_the_sum_within_a_hundredth(rate, leaving):
    for position, seconds in table(Pace(1, 1 / rate, rate, leaving)):
        if position <= 5000:
            assert seconds == pytest.approx(term_by_term(position - 1, rate, leaving), rel=0.01)


@given(RATES, st.floats(0, 0.01))
def test_a_table_has_some_fifty_rows_and_never_falls(rate, leaving):
    rows = table(Pace(1, 1 / rate, rate, leaving))
    assert rows[0][0] == 1
    assert rows[-1][0] >= 100_000
    assert 40 <= len(rows) <= 60
    assert sorted(rows, key=lambda row: row[1]) == rows == sorted(rows)


def test_nothing_is_promised_while_nobody_serves():
    rows = table(pace(Seen(desks=0, talks=(200.0,) * 50, starts=9, waited_throughout=True)))
    assert rows == []
    assert words(rows, (0.8, 1.2), None) == "0.800 1.200 -"


def test_the_words_of_a_table():
    assert words([(1, 30.2), (2, 61.7)], (0.75, 1.25), "fewer_desks") == "0.750 1.250 fewer_desks 1:30 2:62"


def test_the_planned_time_stands_in_for_missing_talks_by_hand():
    """Ten talks of 200 s and forty planned ones of 300 s make 280 s."""
    assert pace(Seen(desks=1, talks=(200.0,) * 10), planned=300).handling == pytest.approx(280)
    assert pace(Seen(desks=1, talks=(999.0,) * 9 + (200.0,) * 50)).handling == pytest.approx(200)


def test_the_rate_is_what_desks_can_and_what_began_by_hand():
    """Five desks of 300 s can begin five in 300 s, three did: a quarter of the difference counts."""
    seen = Seen(desks=5, talks=(300.0,) * 50, starts=3, waited_throughout=True)
    assert pace(seen).rate == pytest.approx(4.5 / 300)
    assert pace(Seen(desks=5, talks=(300.0,) * 50, starts=3)).rate == pytest.approx(5 / 300)


def test_many_starts_count_as_much_as_what_desks_can():
    """A thousand desks can begin a thousand in 300 s; none did."""
    seen = Seen(desks=1000, talks=(300.0,) * 50, starts=0, waited_throughout=True)
    assert pace(seen).rate == pytest.approx(500 / 300, rel=0.01)


def test_a_line_without_desks_has_no_pace():
    assert not pace(Seen(desks=0, talks=(300.0,) * 50, starts=5, waited_throughout=True)).is_known


def test_the_range_is_the_usual_one_until_waits_have_been_seen():
    low, high = spread([])
    assert low < 1 < high
    assert spread([]) == pytest.approx((0.77, 1.25), abs=0.05)
    assert spread([9.0] * 200 + [2.0] * 100) == (2.0, 2.0)


@given(st.lists(st.floats(0, 10), max_size=200))
def test_a_range_has_its_ends_in_order(ratios):
    low, high = spread(ratios)
    assert 0 <= low <= high


@pytest.mark.parametrize(
    ("low", "high", "spoken"),
    [
        (0, 20, SaidRange(0, 1, more_than=False)),
        (70, 200, SaidRange(1, 4, more_than=False)),
        (200, 500, SaidRange(2, 10, more_than=False)),
        (13 * 60, 21 * 60, SaidRange(10, 25, more_than=False)),
        (30 * 60, 60 * 60, SaidRange(30, 60, more_than=False)),
        (50 * 60, 61 * 60, SaidRange(50, 60, more_than=True)),
        (90 * 60, 200 * 60, SaidRange(60, 60, more_than=True)),
    ],
)
def test_a_range_is_rounded_outward(low, high, spoken):
    assert said(low, high) == spoken


@given(SECONDS, SECONDS)
def test_what_is_spoken_holds_what_was_meant(low, more):
    spoken = said(low, low + more)
    assert spoken.least * 60 <= low
    assert spoken.more_than or spoken.most * 60 >= low + more
    assert 0 <= spoken.least <= spoken.most
    assert spoken.most >= 1


BUSY = Look(desks=6, talks=(300.0,) * 50, starts=6, waiting=40, promised=0, gone=0)


def course(*looks: Look, every: float = 5.0) -> list[Course]:
    found, before = [], None
    for turn, look in enumerate(looks):
        before, _ = looked(before, look, 1000 + turn * every, 300)
        found.append(before)
    return found


def test_a_desk_that_closes_is_the_reason_for_a_longer_wait():
    fewer = Look(4, BUSY.talks, 4, 40, 0, 0)
    assert [each.reason for each in course(BUSY, BUSY, fewer)] == [None, None, "fewer_desks"]


def test_longer_talks_are_the_reason_for_a_longer_wait():
    longer = Look(6, (400.0,) * 50, 5, 40, 0, 0)
    assert course(BUSY, longer)[-1].reason == "longer_calls"


def test_a_reason_is_said_for_five_minutes():
    fewer = Look(4, BUSY.talks, 4, 40, 0, 0)
    reasons = [each.reason for each in course(BUSY, *[fewer] * 7, every=60)]
    assert reasons == [None, *["fewer_desks"] * 5, None, None]


def test_a_slow_decline_has_its_reason_too():
    slowly = [Look(6, (300.0 + 10 * turn,) * 50, 6, 0, 0, 0) for turn in range(8)]
    assert "longer_calls" in [each.reason for each in course(*slowly)]


def test_who_gave_up_is_counted_over_what_all_waited():
    """40 people for 10 s, two of whom gave up; nobody is forgotten within seconds."""
    look = Look(6, (), 0, 40, 0, 1)
    last = course(look, look, look)[-1]
    assert last.gone == pytest.approx(3, rel=0.01)
    assert last.waited == pytest.approx(400, rel=0.01)


def test_a_start_rate_counts_only_while_somebody_waited_all_the_time():
    slow = Look(5, BUSY.talks, 3, 40, 0, 0)
    first, before = [], None
    for turn in range(7):
        before, found = looked(before, slow, 1000 + 60 * turn, 300)
        first.append(found.rate)
    assert first == pytest.approx([5 / 300] * 5 + [4.5 / 300] * 2)
    before, found = looked(before, Look(5, BUSY.talks, 3, 0, 0, 0), 2000, 300)
    assert found.rate == pytest.approx(5 / 300)


def test_a_course_outlives_its_words():
    before = course(BUSY, Look(4, BUSY.talks, 4, 40, 3, 1))[-1]
    assert Course.read(str(before)) == before


def test_a_clock_that_is_set_back_takes_nothing_away():
    before = course(BUSY, BUSY)[-1]
    after, found = looked(before, BUSY, before.at - 3600, 300)
    assert after.waited == before.waited
    assert found.is_known
