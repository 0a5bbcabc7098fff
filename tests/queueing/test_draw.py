"""The draw at the opening: once, by any clock, to its end; before all arrivals, after the carried over."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier

import pytest
from redis import Redis
from sqlalchemy import insert, select

from booking_core import Database
from queueing import Draws, LineAway, RegistrationClosed, draw_giving, drawing, rebuild, sweep, tables, verify
from queueing.place import DROPPED, GRACE, PROMISED, milliseconds
from tests.queueing.mortal import BATCH, sweep_and_die
from tests.queueing.night import CLOSING, EVENING, MORROW, OPENING, Night, person


@pytest.fixture
def night(database: Database, valkey: Redis) -> Night:
    return Night(database, valkey)


def order(night: Night) -> list[int]:
    return [int(each) for each in night.redis.zrange("line:{main}:order:keys.any.0.1", 0, -1)]


def judge(night: Night, size: int) -> None:
    """See to it that everybody was drawn once, as was announced, and that Redis knows."""
    draw, places = night.draw(), night.ranked()
    published = Draws(night.database).published(draw)
    assert verify(str(published), draw.seed_hash, draw.list_hash) == []
    assert (len(places), draw.drawn_at) == (size, draw.closed_at)
    keys = [each.key for each in places]
    top = milliseconds(OPENING) * 1000
    assert keys == list(range(top - size, top))
    assert {each.state for each in places} == {DROPPED}
    assert {each.version for each in places} == {2}
    assert order(night) == [each.id for each in places]
    with night.database.reading() as look:
        row = tables.place_event.c
        audit = {each.place_id: each.note for each in look.execute(select(row).where(row.kind == "drawn"))}
    assert {place.id: (place.key, nth) for nth, place in enumerate(places, 1)} == {
        place_id: (note["key"], note["rank"]) for place_id, note in audit.items()
    }


def test_the_clock_announces_the_seed_when_registration_opens(night: Night):
    night.sweep()
    draw = night.draw()
    assert drawing.seed_hash(draw.seed) == draw.seed_hash
    said = Draws(night.database).published(draw)
    assert (said.seed_hash, said.seed, said.list_hash, said.numbers) == (draw.seed_hash, None, None, None)
    assert draw.seed not in str(said) + repr(draw)
    night.sweep()
    assert night.draw() == draw


def test_at_the_opening_everybody_is_drawn_in_the_published_order(night: Night):
    found = night.crowd(20)
    night.now = OPENING - timedelta(milliseconds=1)
    night.sweep()
    assert night.ranked() == []
    night.open()
    judge(night, 20)
    assert {each.number for each in found} == set(Draws(night.database).published(night.draw()).order)
    lots = [night.registration(place) for place in night.ranked()]
    assert [(lot.rank, lot.drawn) for lot in lots] == [(rank, 20) for rank in range(1, 21)]


def test_sweeping_again_draws_nothing_anew(night: Night):
    night.crowd(5)
    night.open()
    places, draw = night.ranked(), night.draw()
    for _ in range(3):
        night.later(seconds=1)
        night.sweep()
    assert (night.ranked(), night.draw()) == (places, draw)


def test_two_clocks_draw_once(night: Night, monkeypatch):
    monkeypatch.setattr(draw_giving, "BATCH", 7)
    night.crowd(60)
    night.now = OPENING
    with ThreadPoolExecutor(4) as pool:
        for clock in [pool.submit(night.sweep) for _ in range(4)]:
            clock.result()
    judge(night, 60)


@pytest.mark.parametrize("transactions", range(1, 8))
def test_a_clock_that_is_killed_in_between_is_gone_on_from(
    night: Night, database_url: str, valkey_url: str, transactions: int
):
    night.crowd(30)
    sweep_and_die(database_url, valkey_url, OPENING, transactions)
    ranks = [place.key for place in night.ranked()]
    assert len(ranks) == BATCH * (transactions - 1)
    night.open()
    judge(night, 30)
    assert [place.key for place in night.ranked()][: len(ranks)] == ranks


def test_a_clock_that_was_away_at_the_opening_draws_when_it_is_back(night: Night):
    night.crowd(12)
    night.now = OPENING + timedelta(hours=3)
    late = night.join(
        night.call("+19025550999"), {"seat": "keys", "people": [person("1940-01-01")], "releases": [0]}
    )
    assert night.position(late) == 13
    night.sweep()
    keys = [place.key for place in night.ranked()]
    assert max(keys) < milliseconds(OPENING) * 1000
    assert night.position(late) == 13


def test_arrivals_come_after_and_whoever_was_carried_over_before(night: Night):
    night.now = OPENING - timedelta(days=3)  # Friday
    early = night.join(night.call("+19025550901"), {"people": [person("1940-01-01")]})
    night.now = EVENING
    night.sweep()
    drawn = night.crowd(3)
    hasty = night.call("+19025550902")  # calls before the opening, and is still in the menus when it comes
    night.open()
    night.later(seconds=2)
    after = [night.join(hasty, {"people": [person("1940-01-02")]})]
    after.append(night.join(night.call("+19025550903"), {"people": [person("1940-01-03")]}))
    keys = [night.place(each.id).key for each in (early, *night.ranked(), *after)]
    assert keys == sorted(keys)
    assert {each.place.id for each in drawn} == {each.id for each in night.ranked()}
    assert keys[-2] // 1000 == milliseconds(OPENING)


def test_where_the_caller_agreed_it_is_a_promise(night: Night):
    agreed, refused = night.register("+19025550101", callback=True), night.register("+19025550102")
    night.open()
    assert night.place(agreed.place.id).state == PROMISED
    assert night.place(refused.place.id).state == DROPPED
    for each in night.ranked():
        assert (each.call_sid, each.carried_to, each.why) == (None, OPENING, "drawn")
        assert each.deadline == CLOSING + timedelta(days=2)


def test_the_time_of_a_dropped_one_starts_at_its_turn(night: Night):
    place = night.register("+19025550101").place
    desk_wish = {"seat": "desk", "people": [person("1940-01-01")]}
    sid = night.call("+19025550102")
    found = night.database.run(lambda tx: night.hours.register(tx, sid, desk_wish, "en", night.now))
    night.open()
    night.later(hours=4)
    night.sweep()
    assert {night.place(each).state for each in (place.id, found.place.id)} == {DROPPED}
    night.desk("ann")
    night.sweep()
    turned = night.place(found.place.id)
    assert (turned.turn_at, turned.deadline) == (night.now, night.now + GRACE)
    night.later(minutes=31)
    night.sweep()
    assert night.place(found.place.id).state == "left"


def test_a_registered_caller_takes_up_the_drawn_place(night: Night):
    sid = night.call("+19025550101")
    place = night.register("+19025550101", sid=sid).place
    assert night.resume(place, night.call("+19025550101")).state == "registered"
    night.open()
    taken = night.resume(place, sid)  # on the very call that registered
    assert (taken.state, taken.call_sid, taken.key) == ("waiting", sid, night.ranked()[0].key)


def test_whoever_leaves_after_the_list_was_closed_stays_on_it(night: Night):
    found = night.crowd(6)
    night.close()
    night.leave(found[0].place)
    night.open()
    published = Draws(night.database).published(night.draw())
    assert found[0].number in published.order
    assert verify(str(published)) == []
    assert night.place(found[0].place.id).state == "left"
    assert len([each for each in night.ranked() if each.state == DROPPED]) == 5


def test_a_key_in_the_block_that_somebody_has_is_left_to_them(night: Night):
    night.crowd(4)
    top = milliseconds(OPENING) * 1000
    taken = night.join(night.call("+19025550999"))
    with night.database.engine.begin() as tx:
        tx.execute(tables.place.update().where(tables.place.c.id == taken.id).values(key=top - 2))
    night.open()
    assert [each.key for each in night.ranked()] == list(range(top - 6, top - 2))


def test_the_draw_of_nobody_is_a_draw(night: Night):
    night.sweep()
    night.open()
    assert Draws(night.database).published(night.draw()).order == []


def test_a_wipe_before_and_after_the_draw_changes_no_order(night: Night):
    night.crowd(10)
    night.redis.flushall()
    night.open()
    judge(night, 10)
    night.redis.flushall()
    rebuild(night.database, night.redis, night.now)
    judge(night, 10)


def test_every_morning_has_its_own_draw(night: Night):
    night.crowd(3)
    night.open()
    first = night.draw()
    night.now = CLOSING
    night.sweep()
    second = night.draw()
    assert (second.opens_at, second.seed == first.seed) == (MORROW, False)
    for number in range(3, 6):
        night.register(f"+1902{number:07}")
    night.now = MORROW
    night.sweep()
    keys = [each.key for each in night.ranked()]
    assert (len(keys), keys) == (6, sorted(keys))


def fill(night: Night, size: int) -> None:
    """Register so many at once, as rows: how long the calls take is another matter."""
    first = night.register("+19020000000").place
    with night.database.engine.begin() as tx:
        draw_id = night.draw().id
        row = dict(tx.execute(select(tables.place)).mappings().one()) | {"call_sid": None}
        more = range(2, size + 1)
        tx.execute(
            insert(tables.place),
            [row | {"id": each, "key": first.key + each, "ticket": f"{each:08}"} for each in more],
        )
        numbers = random.Random(1).sample(range(1_000_000, 2_000_000), size)
        tx.execute(
            insert(tables.registration),
            [{"draw_id": draw_id, "number": numbers[each - 1], "place_id": each} for each in more],
        )


@pytest.mark.timeout(300)
@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=pytest.mark.long)])
def test_thousands_are_drawn_at_once(night: Night, count: int):
    fill(night, count)
    rebuild(night.database, night.redis, night.now)
    night.open()
    judge(night, count)


def test_who_registers_while_the_list_is_closed_is_on_it_or_hears_that_it_is(night: Night):
    night.sweep()
    calls = [night.call(f"+1902{number:07}") for number in range(24)]
    given, start = [], Barrier(5)

    def register(mine: list[str]) -> None:
        start.wait()
        for sid in mine:
            with suppress(RegistrationClosed):
                given.append(night.register(f"+{sid[-1]}", sid=sid).number)

    def close() -> None:
        start.wait()
        time.sleep(0.02)
        night.close()

    with ThreadPoolExecutor(5) as pool:
        work = [pool.submit(register, calls[each::4]) for each in range(4)] + [pool.submit(close)]
        for each in work:
            each.result()
    published = Draws(night.database).published(night.draw())
    assert published.numbers == sorted(given)
    assert published.list_hash == drawing.list_hash("main", published.opens_at, given)


def test_while_redis_is_away_the_draw_is_made_and_shown_when_it_is_back(night: Night):
    night.crowd(8)
    night.now = OPENING
    with pytest.raises(LineAway):
        sweep(night.database, Redis(port=1, socket_connect_timeout=1, retry=None), OPENING)
    assert len(night.ranked()) == 8
    night.sweep()
    judge(night, 8)
