"""Closing: no more are let in than can be served, the rest is carried over with its key, and comes first."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from redis import Redis

from booking_core import Database
from queueing import Place, carrying, closing
from queueing.measured import PLANNED, Pace, estimate, table
from tests.queueing.mortal import BATCH, sweep_and_die
from tests.queueing.night import CAMPAIGN, CLOSING, DRAW, MORROW, OPENING, Night, person

THIRD_CLOSE = CLOSING + timedelta(days=3)  # Tuesday, Wednesday, Thursday


@pytest.fixture
def day(database: Database, valkey: Redis) -> Night:
    """Let it be an hour before the close of an open day."""
    day = Night(database, valkey)
    day.load(CAMPAIGN)
    day.now = CLOSING - timedelta(hours=1)
    return day


def wish(*people: dict, callback: bool = False, seat: str = "desk") -> dict:
    return {"seat": seat, "people": list(people), "callback": callback, "releases": [0]}


def join(day: Night, number: int, **more) -> Place:
    phone = f"+1902{number:07}"
    return day.join(day.call(phone), wish(person("1940-01-01"), **more))


def carried(day: Night, place: Place) -> tuple:
    now = day.place(place.id)
    return now.state, now.carried_to, now.deadline


def test_at_the_close_all_who_wait_are_carried_over_with_their_keys(day: Night):
    waiting, agreed, dropped = join(day, 1), join(day, 2, callback=True), join(day, 3)
    day.hang_up(dropped.call_sid)
    units = join(day, 4, seat="keys")
    day.now = CLOSING - timedelta(seconds=1)
    day.sweep()
    assert day.place(waiting.id).state == "waiting"
    kept = {each.id: each.key for each in (waiting, agreed, units)}
    dropped = join(day, 5)
    day.hang_up(dropped.call_sid)
    day.now = CLOSING
    day.sweep()
    for place, state in (
        (waiting, "dropped"),
        (agreed, "promised"),
        (units, "dropped"),
        (dropped, "dropped"),
    ):
        assert carried(day, place) == (state, MORROW, THIRD_CLOSE)
        assert day.place(place.id).call_sid is None
    assert {place_id: day.place(place_id).key for place_id in kept} == kept
    assert day.wait(waiting).state == "dropped"  # which the voice reads to whoever still listens


def test_whoever_is_being_served_is_served_to_the_end(day: Night):
    join(day, 1)
    day.desk("ann")
    place = day.talk("ann")
    day.now = CLOSING
    day.sweep()
    assert day.place(place.id).state == "serving"
    day.later(minutes=10)
    day.desks.returned(place.id, place.call_sid, day.now)
    day.sweep()
    assert carried(day, place) == ("dropped", MORROW, THIRD_CLOSE)


def test_an_offer_that_no_agent_took_by_the_close_is_withdrawn(day: Night):
    day.desk("ann")
    day.now = CLOSING - timedelta(seconds=5)
    place = join(day, 1)
    assert (day.desks.state("ann").state, day.desks.state("ann").place_id) == ("offered", place.id)
    day.now = CLOSING
    day.sweep()
    assert carried(day, place) == ("dropped", MORROW, THIRD_CLOSE)
    assert (day.desks.state("ann").state, day.desks.state("ann").place_id) == ("ready", None)
    day.later(seconds=30)
    day.sweep()
    assert carried(day, place)[0] == "dropped"


def test_sweeping_all_night_changes_nothing_more(day: Night):
    place = join(day, 1)
    day.now = CLOSING
    day.sweep()
    before = day.place(place.id)
    for _ in range(12):
        day.later(hours=1)
        day.sweep()
    assert day.place(place.id) == before


def test_on_the_next_morning_they_come_before_the_draw_and_all_others(day: Night):
    day.load(CAMPAIGN + DRAW)
    places = [join(day, number) for number in range(3)]
    day.now = CLOSING
    day.sweep()
    drawn = [day.register(f"+1902{number:07}") for number in range(10, 13)]
    day.now = MORROW
    day.sweep()
    taken = [day.resume(place, day.call(place.phone)) for place in reversed(places)]
    taken += [day.resume(each.place, day.call(each.place.phone)) for each in drawn]
    keys = [day.place(each.id).key for each in places] + [each.key for each in day.ranked()]
    assert keys == sorted(keys)
    assert {each.state for each in taken} == {"waiting"}
    assert day.position(places[0]) == 1


def test_an_idle_desk_in_the_evening_is_nobodys_turn_who_was_carried_over(day: Night):
    place = join(day, 1)
    day.now = CLOSING
    day.sweep()
    day.desk("ann")
    day.sweep()
    assert day.place(place.id).turn_at is None
    day.now = MORROW
    day.sweep()
    day.desk("ann")  # her phone was rung anew
    day.sweep()
    assert day.place(place.id).turn_at == MORROW


def test_a_place_is_kept_until_the_close_of_the_third_open_day(day: Night):
    place = join(day, 1)
    for days in range(3):
        day.now = CLOSING + timedelta(days=days)
        day.sweep()
        assert carried(day, place) == ("dropped", day.now + timedelta(hours=12), THIRD_CLOSE)
    day.now = THIRD_CLOSE
    day.sweep()
    assert day.place(place.id).state == "left"


def test_whoever_calls_in_between_has_three_more_days(day: Night):
    place = join(day, 1)
    day.now = CLOSING
    day.sweep()
    day.now = CLOSING + timedelta(hours=23)
    day.resume(place, day.call(place.phone))
    assert day.place(place.id).carried_to is None
    day.now = CLOSING + timedelta(days=1)
    day.sweep()
    assert day.place(place.id).deadline == THIRD_CLOSE + timedelta(days=1)


def test_over_a_weekend_the_opening_is_on_monday(day: Night):
    day.now = CLOSING + timedelta(days=4) - timedelta(minutes=5)  # Friday
    place = join(day, 1)
    day.later(minutes=5)
    day.sweep()
    assert carried(day, place)[1] == OPENING + timedelta(days=7)


def test_two_clocks_carry_everybody_over_once(day: Night, monkeypatch):
    monkeypatch.setattr(carrying, "BATCH", 5)
    places = [join(day, number) for number in range(40)]
    day.now = CLOSING
    with ThreadPoolExecutor(4) as pool:
        for clock in [pool.submit(day.sweep) for _ in range(4)]:
            clock.result()
    day.sweep()
    assert {carried(day, place) for place in places} == {("dropped", MORROW, THIRD_CLOSE)}
    assert {day.place(place.id).version for place in places} == {2}


@pytest.mark.parametrize("transactions", [1, 2, 4])
def test_a_clock_that_is_killed_in_between_is_gone_on_from(
    day: Night, database_url: str, valkey_url: str, transactions: int
):
    places = [join(day, number) for number in range(20)]
    sweep_and_die(database_url, valkey_url, CLOSING, transactions)
    states = [day.place(place.id).state for place in places]
    assert states == ["dropped"] * BATCH * transactions + ["waiting"] * (20 - BATCH * transactions)
    day.now = CLOSING
    day.sweep()
    assert {carried(day, place) for place in places} == {("dropped", MORROW, THIRD_CLOSE)}


# ---- closing soon


def let_in(day: Night, place: Place) -> Place:
    judged = day.database.run(lambda tx: day.hours.let_in(tx, place, day.now))
    day.places.publish(judged, day.now)
    return judged


def test_before_closing_soon_everybody_is_let_in(day: Night):
    assert let_in(day, join(day, 1)).state == "waiting"


def test_closing_soon_lets_in_as_many_as_the_desks_will_reach(day: Night):
    day.desk("ann"), day.desk("ben")
    day.now = CLOSING - timedelta(minutes=20)
    day.sweep()
    assert day.state().name == "closing"
    states = [let_in(day, join(day, number)).state for number in range(30)]
    fits = states.count("waiting")
    assert states == ["waiting"] * fits + ["dropped"] * (30 - fits)
    # two desks of five minutes a caller begin eight in twenty minutes; the range that is said is wider
    assert 4 <= fits <= 8


def test_closing_soon_lets_in_whom_the_units_reach(day: Night):
    day.load(CAMPAIGN, units=3)
    day.now = CLOSING - timedelta(minutes=20)
    places = [let_in(day, join(day, number, seat="keys")) for number in range(5)]
    assert [each.state for each in places] == ["waiting"] * 3 + ["dropped"] * 2
    assert {each.carried_to for each in places[3:]} == {MORROW}
    assert let_in(day, places[4]) == places[4]


def test_nobody_serves_and_the_line_is_closing(day: Night):
    day.now = CLOSING - timedelta(minutes=1)
    day.sweep()
    place = let_in(day, join(day, 1, callback=True))
    assert carried(day, place) == ("promised", MORROW, THIRD_CLOSE)


def test_who_was_carried_over_may_agree_to_a_callback(day: Night):
    day.now = CLOSING - timedelta(minutes=1)
    place = let_in(day, join(day, 1))
    for _ in range(2):
        again = day.database.run(lambda tx: day.hours.agree(tx, place.id, day.now))
        assert (again.state, again.version, again.wish["callback"]) == ("promised", 3, True)
    assert carried(day, place) == ("promised", MORROW, THIRD_CLOSE)
    assert day.database.run(lambda tx: day.hours.carry_over(tx, place.id, day.now)) == again


def test_a_caller_in_the_evening_keeps_a_place_for_the_morning(day: Night):
    day.now = CLOSING + timedelta(hours=2)

    def keep(sid: str, **more) -> Place:
        return day.database.run(
            lambda tx: day.hours.keep(tx, sid, wish(person("1940-01-01"), **more), "en", day.now)
        )

    place = keep(day.call("+19025550101"))
    assert (place.state, place.carried_to, place.deadline) == ("dropped", MORROW, THIRD_CLOSE)
    assert place.arrived_at == day.now  # no draw: first come, first served
    assert keep(day.call("+19025550101")).id == place.id
    assert keep(day.call("+19025550102"), callback=True).state == "promised"
    day.sweep()
    assert day.place(place.id) == place


# ---- the rule by itself


@pytest.mark.parametrize("left", [0, 59, 600, 1800, 7200])
def test_the_reach_is_the_last_position_whose_range_ends_before_the_close(left: float):
    rows, high = table(Pace(desks=4, handling=PLANNED, rate=4 / PLANNED, leaving=1 / 3600)), 1.3
    reached = closing.reach(rows, high, left)
    waits = dict(rows)
    for position, wait in waits.items():
        assert (wait * high <= left) == (position <= reached)


def test_the_table_is_read_as_it_was_written():
    rows = table(Pace(desks=4, handling=PLANNED, rate=4 / PLANNED, leaving=1 / 3600))
    again, spread = estimate.read(estimate.words(rows, (0.75, 1.3), None))
    assert (spread, [at for at, _ in again]) == ((0.75, 1.3), [at for at, _ in rows])
    assert all(abs(one[1] - other[1]) <= 0.5 for one, other in zip(rows, again, strict=True))
    assert estimate.read("") == ([], (1, 1))
    assert closing.reach([], 1, 3600) == 0


def test_on_simulated_evenings_nine_in_ten_who_are_let_in_begin_before_the_close():
    """Talks as they are (lognormal, the mean planned), everybody there when closing soon begins."""
    chance, desks, left = random.Random(3), 6, 1800.0
    rows = table(Pace(desks=desks, handling=PLANNED, rate=desks / PLANNED, leaving=0.0))
    fits = closing.reach(rows, 1.2, left)
    began = [begun_before(chance, desks, fits, left) / fits for _ in range(500)]
    assert sum(began) / len(began) > 0.9
    assert fits > 0.75 * desks * left / PLANNED  # and desks are not sent home either


def begun_before(chance: random.Random, desks: int, callers: int, left: float) -> int:
    free = sorted(chance.uniform(0, PLANNED) for _ in range(desks))
    begun = 0
    for _ in range(callers):
        at = free.pop(0)
        begun += at <= left
        free = sorted([*free, at + chance.lognormvariate(5.41, 0.77)])  # mean 300 s, coefficient 0.9
    return begun
