"""Calling again neither helps nor hurts."""

from datetime import date

import pytest
from sqlalchemy import update

from queueing import PlaceClosed, TooManyPlaces, UnknownCall, tables
from tests.queueing.morning import Morning

MARY, ROSE = "+19025550101", "+19025550102"


def test_whoever_calls_again_and_again_keeps_their_key_and_the_order(morning: Morning):
    mary, rose = morning.caller(MARY), morning.caller(ROSE)
    key = mary.key
    for _ in range(20):
        morning.later(minutes=1)
        morning.hang_up(mary.call_sid)
        morning.later(minutes=1)
        mary = morning.resume(mary, morning.call(MARY))
        assert (mary.key, morning.position(mary), morning.position(rose)) == (key, 1, 2)


def test_a_call_cut_off_in_a_menu_keeps_its_time_for_half_an_hour(morning: Morning):
    cut_off = morning.call(MARY)
    morning.hang_up(cut_off)
    rose = morning.caller(ROSE)
    morning.later(minutes=29)
    mary = morning.caller(MARY)
    assert mary.key < rose.key
    assert [morning.position(mary), morning.position(rose)] == [1, 2]


def test_a_call_cut_off_longer_ago_keeps_nothing(morning: Morning):
    morning.hang_up(morning.call(MARY))
    rose = morning.caller(ROSE)
    morning.later(minutes=31)
    assert morning.caller(MARY).key > rose.key


def test_the_time_of_one_call_is_given_to_one_place_only(morning: Morning):
    morning.hang_up(morning.call(MARY))
    keys = [morning.caller(MARY).key for _ in range(3)]
    assert len(set(keys)) == 3


def test_a_withheld_number_keeps_no_time_and_has_its_ticket(morning: Morning):
    morning.hang_up(morning.call(None))
    nobody = morning.join(morning.call(None), {"people": [{"birth_date": "1938-04-02", "code": None}]})
    morning.hang_up(nobody.call_sid)
    assert morning.database.run(lambda tx: morning.places.held_for(tx, None)) == []

    def by_ticket(born: date | None):
        return morning.database.run(lambda tx: morning.places.by_ticket(tx, nobody.ticket, born))

    assert by_ticket(None) is None
    assert by_ticket(date(1938, 4, 3)) is None
    found = by_ticket(date(1938, 4, 2))
    assert morning.resume(found, morning.call(None)).key == nobody.key


def test_the_same_person_on_a_second_telephone_stands_once(morning: Morning):
    wish = {"people": [{"birth_date": day, "code": None} for day in ("1938-04-02", "1940-01-09")]}
    mary = morning.join(morning.call(MARY), wish)
    morning.later(minutes=1)
    again = morning.join(morning.call(MARY), {"birth_date": "1940-01-09"})
    assert (again.id, again.key, again.moved_from) == (mary.id, mary.key, mary.call_sid)


def test_a_second_live_call_takes_the_place_over_and_says_so(morning: Morning):
    mary = morning.caller(MARY)
    newer = morning.resume(mary, morning.call(MARY))
    assert (newer.moved_from, newer.key) == (mary.call_sid, mary.key)
    morning.hang_up(mary.call_sid)
    assert (morning.place(mary.id).state, morning.position(mary)) == ("waiting", 1)


def test_everybody_on_the_phone_has_a_place_and_a_number_keeps_four(morning: Morning):
    callers = [morning.caller(MARY) for _ in range(5)]
    for caller in callers[:4]:
        morning.hang_up(caller.call_sid)
    with pytest.raises(TooManyPlaces):
        morning.caller(MARY)


def test_a_place_given_up_cannot_be_taken_up(morning: Morning):
    mary = morning.caller(MARY)
    morning.leave(mary)
    with pytest.raises(PlaceClosed):
        morning.resume(mary, morning.call(MARY))
    assert morning.caller(MARY).key > mary.key


def test_a_call_that_was_never_opened_is_not_let_in(morning: Morning):
    with pytest.raises(UnknownCall):
        morning.join("CAnobody")


def test_a_join_that_comes_after_the_hang_up_is_kept_for_the_next_call(morning: Morning):
    sid = morning.call(MARY)
    morning.hang_up(sid)
    late = morning.join(sid)
    assert late.state == "dropped"
    assert morning.resume(late, morning.call(MARY)).state == "waiting"


def test_a_clock_set_back_gives_nobody_a_key_twice(morning: Morning):
    first = morning.caller()
    morning.later(milliseconds=-1)
    sid = morning.call()

    def skip(tx):
        tx.execute(update(tables.leg).where(tables.leg.c.call_sid == sid).values(id=first.key % 1000 + 1000))

    morning.database.run(skip)
    assert morning.join(sid).key == first.key + 1
