"""Registering before an opening: a person in one, one draw each, and calling again changes nothing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from redis import Redis
from sqlalchemy import func, select

from booking_core import Database, is_spoken_number, load_invitations
from queueing import NotKnown, RegistrationClosed, TooManyPlaces, WrongPeople, tables
from tests.queueing.night import CLOSING, EVENING, OPENING, Night, person

SON, DAUGHTER = "+19025550101", "+19025550102"
MOTHER, FATHER, AUNT = person("1933-05-02", "10000004"), person("1931-01-09"), person("1940-02-03")
CODES = "code,birth_date,region,batch\n10000004,1933-05-02,Cape Breton,first\n"


@pytest.fixture
def night(database: Database, valkey: Redis) -> Night:
    night = Night(database, valkey)
    database.run(lambda tx: load_invitations(tx, CODES, now=night.now))
    return night


def rows(night: Night) -> tuple[int, int]:
    """Count registrations and history: what a call that changes nothing leaves alone."""
    with night.database.reading() as look:
        return tuple(
            look.scalar(select(func.count()).select_from(table))
            for table in (tables.registration, tables.place_event)
        )


def test_one_call_registers_five_people_and_gives_one_number(night: Night):
    five = [person(f"193{digit}-05-02") for digit in range(5)]
    found = night.register(SON, *five, callback=True)
    place = found.place
    assert (found.is_new, found.rank, found.opens_at) == (True, None, OPENING)
    assert (place.state, place.why, place.people, place.carried_to) == (
        "registered",
        "registered",
        5,
        OPENING,
    )
    assert place.wish["callback"] is True
    assert rows(night) == (1, 1)


def test_the_public_number_says_nothing_of_the_ticket(night: Night):
    found = night.crowd(40)
    assert all(100_000 <= each.number <= 999_999 for each in found)
    assert len({each.number for each in found}) == 40
    assert not any(is_spoken_number(str(each.number)) for each in found)
    assert sorted(found, key=lambda each: each.number) != found


def test_calling_again_finds_it_and_changes_nothing(night: Night):
    first = night.register(SON, MOTHER, FATHER)
    night.hang_up(first.place.call_sid)
    before = rows(night)
    night.later(hours=1)
    for people in ((MOTHER, FATHER), (FATHER, MOTHER), (FATHER,), (MOTHER,)):
        again = night.register(SON, *people)
        assert (again.place, again.number, again.is_new) == (first.place, first.number, False)
    assert rows(night) == before


def test_the_same_webhook_twice_is_one_registration(night: Night):
    sid = night.call(SON)
    first, second = night.register(SON, FATHER, sid=sid), night.register(SON, FATHER, sid=sid)
    assert (first.place, first.number) == (second.place, second.number)
    assert rows(night) == (1, 1)


def test_a_person_is_in_one_registration_and_the_others_get_theirs(night: Night):
    first = night.register(SON, MOTHER)
    other = night.register(DAUGHTER, MOTHER, AUNT)
    assert other.place.id != first.place.id
    assert (other.place.wish["people"], other.left_out) == ([AUNT], (MOTHER,))
    assert night.place(first.place.id) == first.place


def test_whoever_registered_first_is_asked_for_nothing_by_an_earlier_call(night: Night):
    slow = night.call(DAUGHTER)  # still in the menus when her brother registers their mother
    night.later(minutes=1)
    first = night.register(SON, MOTHER)
    found = night.register(DAUGHTER, MOTHER, sid=slow)
    assert (found.place, found.number) == (first.place, first.number)


def test_one_number_names_another_person_for_the_same_lot(night: Night):
    first = night.register(SON, MOTHER)
    wider = night.register(SON, MOTHER, FATHER)
    assert (wider.place.id, wider.number, wider.place.people) == (first.place.id, first.number, 2)
    assert wider.place.carried_to == OPENING
    assert rows(night)[0] == 1


def test_two_of_one_house_may_register_each_for_themselves(night: Night):
    first, second = night.register(SON, FATHER), night.register(SON, AUNT)
    assert second.number != first.number
    assert [night.register(SON, each).number for each in (FATHER, AUNT)] == [first.number, second.number]


@pytest.mark.parametrize("count", [0, 6])
def test_nobody_and_six_people_are_refused_with_nothing_written(night: Night, count: int):
    people = [person(f"193{digit}-05-02") for digit in range(count)]
    sid = night.call(SON)
    with pytest.raises(WrongPeople, match="one to five people"):
        night.database.run(lambda tx: night.hours.register(tx, sid, {"people": people}, "en", night.now))
    assert rows(night) == (0, 0)


@pytest.mark.parametrize("people", [[FATHER, FATHER], [{"birth_date": None, "code": None}]])
def test_the_same_person_twice_and_nobodys_birth_date_are_refused(night: Night, people):
    with pytest.raises(WrongPeople):
        night.register(SON, *people)
    assert rows(night) == (0, 0)


def test_whoever_hides_their_number_registers_by_code_or_keeps_a_place_behind_the_draw(night: Night):
    with pytest.raises(NotKnown):
        night.register(None, FATHER)
    assert night.register(None, MOTHER).number is not None
    sid, wish = night.call(None), {"people": [FATHER]}
    kept = night.database.run(lambda tx: night.hours.keep(tx, sid, wish, "en", night.now))
    again = night.database.run(lambda tx: night.hours.keep(tx, sid, wish, "en", night.now))
    assert (kept.state, kept.carried_to, kept.key // 1000) == (
        "dropped",
        OPENING,
        int(OPENING.timestamp() * 1000),
    )
    assert kept == again


def test_a_number_registers_four_times_at_most_without_a_code(night: Night):
    for first in range(4):
        night.register(SON, *[person(f"19{first}{digit}-07-07") for digit in range(5)])
    with pytest.raises(TooManyPlaces):
        night.register(SON, AUNT)
    assert night.register(SON, MOTHER).is_new


def test_a_place_that_was_carried_over_needs_no_lot(night: Night):
    night.now = OPENING
    place = night.join(night.call(SON), {"people": [FATHER]})
    night.now = CLOSING
    night.sweep()
    found = night.register(SON, FATHER)
    assert (found.place.id, found.number, found.is_new) == (place.id, None, False)


def test_whoever_leaves_is_not_in_the_list_and_may_register_anew(night: Night):
    first, second = night.register(SON, FATHER), night.register(DAUGHTER, AUNT)
    night.leave(first.place)
    again = night.register(SON, FATHER)
    assert again.number != first.number
    night.open()
    assert {each.id for each in night.ranked()} == {second.place.id, again.place.id}
    assert night.place(first.place.id).state == "left"


@pytest.mark.parametrize("now", [OPENING, CLOSING - (CLOSING - OPENING) / 2])
def test_while_the_line_is_open_nobody_registers(night: Night, now):
    night.now = now
    with pytest.raises(RegistrationClosed):
        night.register(SON, FATHER)
    assert rows(night) == (0, 0)


def test_once_the_list_is_closed_nobody_registers(night: Night):
    night.register(DAUGHTER, AUNT)
    night.close()
    assert night.state().name == "closed"
    with pytest.raises(RegistrationClosed):
        night.register(SON, FATHER)
    assert rows(night)[0] == 1


def test_relatives_who_register_at_once_are_in_one(night: Night):
    for _ in range(5):
        calls = [night.call(f"+1902555{number:04}") for number in range(4)]
        start = Barrier(len(calls))

        def register(sid: str, start: Barrier = start) -> int:
            start.wait()
            return night.register(None, MOTHER, sid=sid).place.id

        with ThreadPoolExecutor(len(calls)) as pool:
            places = set(pool.map(register, calls))
        assert len(places) == 1
        night.leave(night.place(places.pop()))


def test_it_stands_in_the_order_of_its_class_before_every_arrival(night: Night):
    place = night.register(SON, FATHER).place
    assert EVENING < OPENING
    assert place.wish_class == "keys.any.0.1"
    assert night.position(place) == 1


def test_whoever_registered_may_agree_to_a_callback_later(night: Night):
    found = night.register(SON, FATHER)
    for _ in range(2):
        place = night.database.run(lambda tx: night.hours.agree(tx, found.place.id, night.now))
        assert (place.state, place.version, place.wish["callback"]) == ("registered", 2, True)
    assert (place.deadline, place.carried_to) == (found.place.deadline, OPENING)
    night.open()
    assert night.place(place.id).state == "promised"
