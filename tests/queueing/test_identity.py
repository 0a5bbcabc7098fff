"""One open place a person: by number and birth date, or by the invitation code that five relatives share."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select

from booking_core import Outbox, load_campaign, load_invitations
from queueing import Place, PlaceInUse, TooManyPlaces, tables
from tests.queueing.morning import Morning

SON, DAUGHTER, HOME = "+19025550101", "+19025550102", "+19025550199"
MOTHER = {"birth_date": "1933-05-02", "code": "10000004"}
FATHER = {"birth_date": "1931-01-09", "code": None}
CODES = "code,birth_date,region,batch\n10000004,1933-05-02,Cape Breton,first\n"


@pytest.fixture
def invited(morning: Morning) -> Morning:
    def work(tx: Any) -> None:
        load_campaign(tx, 'name = "Spring"\ntimezone = "America/Halifax"\n')
        load_invitations(tx, CODES, now=morning.now)

    morning.database.run(work)
    return morning


def of(*people: dict[str, Any]) -> dict[str, Any]:
    return {"people": list(people)}


def identities(morning: Morning, place: Place) -> set[str]:
    row = tables.place_person.c
    with morning.database.reading() as look:
        return set(look.scalars(select(row.identity).where(row.place_id == place.id, row.is_open)))


def errands(morning: Morning) -> list[tuple[str, dict[str, Any]]]:
    return [(each.kind, each.payload) for each in Outbox(morning.database).take(morning.now)]


def test_a_place_is_written_down_for_its_people_until_it_ends(invited: Morning):
    place = invited.join(invited.call(SON), of(MOTHER, FATHER))
    assert identities(invited, place) == {"code:10000004", f"{SON}|1931-01-09"}
    invited.leave(place)
    assert identities(invited, place) == set()
    again = invited.join(invited.call(SON), of(MOTHER))
    assert again.id != place.id


def test_a_code_that_was_sent_to_another_birth_date_counts_for_nothing(invited: Morning):
    wrong = {"birth_date": "1934-05-02", "code": "10000004"}
    place = invited.join(invited.call(SON), of(wrong))
    assert identities(invited, place) == {f"{SON}|1934-05-02"}
    assert invited.join(invited.call(DAUGHTER), of(MOTHER)).id != place.id


def test_all_who_dial_for_one_person_stand_at_the_earliest_place(invited: Morning):
    first = invited.join(invited.call(SON), of(MOTHER))
    invited.hang_up(first.call_sid)
    invited.later(minutes=1)
    sid = invited.call(DAUGHTER)
    second = invited.join(sid, of(MOTHER))
    assert (second.id, second.key, second.phone, second.call_sid) == (first.id, first.key, SON, sid)


def test_whoever_dials_for_somebody_who_is_on_the_phone_is_asked(invited: Morning):
    first = invited.join(invited.call(SON), of(MOTHER))
    sid = invited.call(DAUGHTER)
    with pytest.raises(PlaceInUse) as asked:
        invited.join(sid, of(MOTHER), take_over=False)
    assert asked.value.place_id == first.id
    taken = invited.resume(first, sid, take_over=True)
    assert taken.moved_from == first.call_sid
    assert errands(invited) == [("moved", {"place": first.id, "call_sid": first.call_sid})]


def test_who_stands_elsewhere_is_left_out_of_a_later_place(invited: Morning):
    first = invited.join(invited.call(SON), of(MOTHER))
    invited.later(minutes=1)
    later = invited.join(invited.call(DAUGHTER), of(MOTHER, FATHER))
    assert later.id != first.id
    assert later.wish["people"] == [FATHER]
    assert identities(invited, first) == {"code:10000004"}


def test_an_earlier_key_takes_the_person_from_the_later_place(invited: Morning):
    sid = invited.call(DAUGHTER)  # she is still in the menus
    invited.later(minutes=1)
    later = invited.join(invited.call(SON), of(MOTHER, FATHER))
    earlier = invited.join(sid, of(MOTHER))
    assert earlier.key < later.key
    now = invited.place(later.id)
    assert (now.state, now.why, now.wish["people"], now.key) == ("waiting", "gave_up", [FATHER], later.key)
    assert identities(invited, earlier) == {"code:10000004"}


def test_a_later_place_that_is_left_without_people_ends_and_its_caller_goes_on(invited: Morning):
    sid = invited.call(DAUGHTER)
    invited.later(minutes=1)
    later = invited.join(invited.call(SON), of(MOTHER))
    earlier = invited.join(sid, of(MOTHER))
    closed = invited.place(later.id)
    assert (closed.state, closed.why) == ("left", "joined_other")
    told = {"place": later.id, "to": earlier.id, "call_sid": later.call_sid}
    assert errands(invited) == [("joined_other", told)]
    with invited.database.reading() as look:
        assert invited.places.joined_to(look, later.id).id == earlier.id


def test_a_changed_wish_goes_over_to_the_earlier_place(invited: Morning):
    first = invited.join(invited.call(SON), of(MOTHER))
    invited.hang_up(first.call_sid)
    mine = invited.join(invited.call(DAUGHTER))
    went = invited.database.run(lambda tx: invited.places.wish(tx, mine.id, of(MOTHER), invited.now))
    assert (went.id, went.call_sid, went.phone) == (first.id, mine.call_sid, SON)
    assert invited.place(mine.id).why == "joined_other"
    assert errands(invited) == []


def test_one_number_names_another_person_and_keeps_its_key(morning: Morning):
    place = morning.join(morning.call(SON), of(FATHER))
    morning.hang_up(place.call_sid)
    wider = morning.join(morning.call(SON), of(FATHER, {"birth_date": "1940-01-01", "code": None}))
    assert (wider.id, wider.key, wider.people) == (place.id, place.key, 2)


def test_ten_callers_of_one_number_are_ten_people_while_they_are_on_the_phone(morning: Morning):
    born = [{"birth_date": f"193{digit}-01-01", "code": None} for digit in range(10)]
    places = [morning.join(morning.call(HOME), of(each)) for each in born]
    assert len({place.id for place in places}) == 10
    for place in places:
        morning.hang_up(place.call_sid)
    with pytest.raises(TooManyPlaces):
        morning.join(morning.call(HOME), of({"birth_date": "1929-01-01", "code": None}))
    assert morning.join(morning.call(HOME), of(born[0])).id == places[0].id


def test_a_code_is_never_too_many(invited: Morning):
    for digit in range(4):
        sid = invited.call(HOME)
        invited.join(sid, of({"birth_date": f"193{digit}-01-01", "code": None}))
        invited.hang_up(sid)
    assert invited.join(invited.call(HOME), of(MOTHER)).state == "waiting"


def test_relatives_who_join_at_once_are_at_one_place(invited: Morning):
    for _ in range(10):
        calls = [invited.call(f"+1902555{number:04}") for number in range(4)]
        start = Barrier(len(calls))

        def join(sid: str, start: Barrier = start) -> int:
            start.wait()
            return invited.join(sid, of(MOTHER)).id

        with ThreadPoolExecutor(len(calls)) as pool:
            places = set(pool.map(join, calls))
        open_now = [each for each in map(invited.place, places) if not each.is_final]
        assert len(open_now) == 1
        assert identities(invited, open_now[0]) == {"code:10000004"}
        invited.leave(open_now[0])
