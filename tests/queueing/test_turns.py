"""Units are not a race: straight in while they reach past everybody ahead, else turns by key, held before."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

import booking_core.tables as booking
from booking_core import Bookings, Outbox, Person
from queueing import Entrance, Place, PlaceInUse, persons
from tests.booking_core.campaign import load, slots
from tests.queueing.morning import Morning

CAMPAIGN = """
name = "Spring"
timezone = "America/Halifax"

[[release]]
name = "first"
opens = 2021-03-01T07:00:00
"""
TIMES = ("2027-03-08T09:00", "2027-03-08T09:15")


@pytest.fixture
def surge(morning: Morning) -> Morning:
    """Open four units in Truro, and two in Sydney."""
    load(morning.database, *slots("Truro", 2, *TIMES), *slots("Sydney", 1, *TIMES), campaign=CAMPAIGN)
    return morning


def region(surge: Morning, name: str) -> int:
    with surge.database.reading() as look:
        found = look.scalar(select(booking.region.c.id).where(booking.region.c.name == f"{name} County"))
    assert found is not None
    return found


def wish(surge: Morning, *born: str, where: str | None = "Truro") -> dict[str, Any]:
    there = None if where is None else region(surge, where)
    return {"people": [{"birth_date": each, "code": None} for each in born], "region": there}


def enter(surge: Morning, sid: str, wish: dict[str, Any], *, take_over: bool = False) -> Entrance:
    found = surge.database.run(
        lambda tx: surge.places.enter(tx, sid, wish, "en", surge.now, take_over=take_over)
    )
    if found.place is not None:
        surge.places.publish(found.place)
    return found


def crowd(surge: Morning, count: int, *, where: str | None = "Truro", people: int = 1) -> list[Entrance]:
    """Let so many different people call, one after the other, and ask to be let in."""
    found = []
    for _ in range(count):
        surge.later(seconds=1)
        n = int(surge.call()[2:])
        sid = surge.call(f"+1902555{n:04}")
        born = [f"19{20 + each}-01-{1 + n % 28:02}" for each in range(people)]
        found.append(enter(surge, sid, wish(surge, *born, where=where)))
    return found


def units(surge: Morning, state: int) -> int:
    with surge.database.reading() as look:
        return len(look.execute(select(booking.unit.c.id).where(booking.unit.c.state == state)).all())


def confirm(surge: Morning, entrance: Entrance, born: str) -> None:
    assert entrance.offer is not None
    people = [Person(date.fromisoformat(born), "+19025550142")]
    claim = entrance.offer.claim
    assert surge.database.run(lambda tx: Bookings("phone").confirm(tx, claim, people, surge.now))


def let_go(surge: Morning, *parties: str) -> None:
    for party in parties:
        surge.database.run(lambda tx, party=party: Bookings("phone").release(tx, party, surge.now))


def states(surge: Morning, found: Sequence[Entrance]) -> list[str]:
    return [surge.place(each.place.id).state for each in found if each.place is not None]


def errands(surge: Morning, kind: str) -> list[dict[str, Any]]:
    return [each.payload for each in Outbox(surge.database).take(surge.now, limit=200) if each.kind == kind]


def test_straight_in_while_units_reach_and_then_a_place_at_the_key(surge: Morning):
    found = crowd(surge, 6)
    assert [each.offer is not None for each in found] == [True] * 4 + [False] * 2
    assert [each.place for each in found[:4]] == [None] * 4
    assert states(surge, found) == ["waiting"] * 2
    assert units(surge, booking.HELD) == 4
    assert surge.wait(found[4].place).position == 1
    assert surge.wait(found[5].place).position == 2


def test_a_couple_gets_both_or_waits_for_both(surge: Morning):
    found = crowd(surge, 3, people=2)
    assert [len(each.offer.times) if each.offer else 0 for each in found] == [2, 2, 0]
    assert units(surge, booking.HELD) == 4


def test_a_unit_that_is_let_go_is_the_turn_of_the_first_key_and_is_held_before_they_are_called(
    surge: Morning,
):
    found = crowd(surge, 7)
    let_go(surge, found[2].party)
    surge.sweep()
    assert states(surge, found) == ["serving", "waiting", "waiting"]
    assert units(surge, booking.HELD) == 4
    (errand,) = errands(surge, "turn")
    assert errand == {"place": found[4].place.id, "call_sid": found[4].place.call_sid}
    surge.sweep()
    assert errands(surge, "turn") == []


def test_a_later_caller_does_not_get_what_became_free_a_moment_before_the_sweep(surge: Morning):
    found = crowd(surge, 5)
    let_go(surge, found[0].party)
    (later,) = crowd(surge, 1)
    assert later.offer is None
    surge.sweep()
    assert states(surge, [found[4], later]) == ["serving", "waiting"]


def test_the_same_wish_for_any_region_stands_in_the_same_order(surge: Morning):
    crowd(surge, 4)
    crowd(surge, 2, where="Sydney")
    anywhere, truro = *crowd(surge, 1, where=None), *crowd(surge, 1)
    with surge.database.reading() as look:
        held = select(booking.claim.c.party).where(booking.claim.c.state == "held")
        first = look.scalars(held).first()
    let_go(surge, str(first))
    surge.sweep()
    assert states(surge, [anywhere, truro]) == ["serving", "waiting"]


def test_a_party_that_does_not_fit_is_passed_over_and_keeps_its_key(surge: Morning):
    found = crowd(surge, 4)
    (couple,), (single,) = crowd(surge, 1, people=2), crowd(surge, 1)
    let_go(surge, found[0].party)
    surge.sweep()
    assert states(surge, [couple, single]) == ["waiting", "serving"]
    let_go(surge, found[1].party, found[2].party)
    surge.sweep()
    assert states(surge, [couple, single]) == ["serving", "serving"]
    assert surge.place(couple.place.id).key == couple.place.key


def test_whoever_is_away_at_their_turn_has_ten_minutes_and_then_it_passes_on_while_the_key_stays(
    surge: Morning,
):
    found = crowd(surge, 6)
    away, next_one = found[4].place, found[5].place
    surge.hang_up(away.call_sid)
    let_go(surge, found[0].party)
    surge.sweep()
    assert surge.place(away.id).state == "dropped"
    assert surge.place(away.id).has_units(surge.now)
    for _ in range(2):
        surge.later(minutes=4)
        for each in found[1:4]:
            surge.database.run(lambda tx, each=each: Bookings("phone").extend(tx, each.party, surge.now))
    back = surge.resume(away, surge.call(away.phone))
    assert (back.state, back.key) == ("serving", away.key)
    surge.hang_up(back.call_sid)
    for _ in range(6):
        surge.later(minutes=2)
        for each in found[1:4]:
            surge.database.run(lambda tx, each=each: Bookings("phone").extend(tx, each.party, surge.now))
        surge.sweep()
    assert surge.place(next_one.id).state == "serving"
    again = surge.resume(away, surge.call(away.phone))
    assert (again.state, again.key) == ("waiting", away.key)


def test_a_seat_lasts_eight_minutes_and_then_a_person_helps_at_the_same_key(surge: Morning):
    found = crowd(surge, 5)
    let_go(surge, found[0].party)
    surge.sweep()
    place = found[4].place
    surge.database.run(lambda tx: surge.places.arrive(tx, place.id, place.call_sid, surge.now))
    assert surge.place(place.id).why == "arrived"
    surge.later(minutes=8, seconds=1)
    surge.sweep()
    after = surge.place(place.id)
    assert (after.state, after.why, after.key, after.wish_class) == (
        "waiting",
        "seat_over",
        place.key,
        "desk.en",
    )
    assert errands(surge, "seat_over") == [{"place": place.id, "call_sid": place.call_sid}]


def test_a_caller_who_never_came_to_their_seat_is_kept_with_their_units(surge: Morning):
    found = crowd(surge, 5)
    let_go(surge, found[0].party)
    surge.sweep()
    surge.later(minutes=1, seconds=1)
    surge.sweep()
    place = surge.place(found[4].place.id)
    assert (place.state, place.key) == ("dropped", found[4].place.key)
    assert place.has_units(surge.now)


def test_arriving_twice_or_from_another_call_changes_nothing(surge: Morning):
    found = crowd(surge, 5)
    let_go(surge, found[0].party)
    surge.sweep()
    place = found[4].place
    first = surge.database.run(lambda tx: surge.places.arrive(tx, place.id, place.call_sid, surge.now))
    again = surge.database.run(lambda tx: surge.places.arrive(tx, place.id, place.call_sid, surge.now))
    other = surge.call("+19025559999")
    alien = surge.database.run(lambda tx: surge.places.arrive(tx, place.id, other, surge.now))
    assert first == again == alien
    assert first.deadline is not None


def test_asking_for_a_person_lets_the_units_go_and_keeps_the_key(surge: Morning):
    found = crowd(surge, 6)
    let_go(surge, found[0].party)
    surge.sweep()
    place = found[4].place
    asked = surge.database.run(lambda tx: surge.places.to_person(tx, place.id, surge.now))
    assert (asked.state, asked.key, asked.wish_class) == ("waiting", place.key, "desk.en")
    again = surge.database.run(lambda tx: surge.places.to_person(tx, place.id, surge.now))
    assert again == asked
    surge.sweep()
    assert surge.place(found[5].place.id).state == "serving"


def test_who_has_booked_is_done_and_who_calls_again_to_book_hears_it(surge: Morning):
    found = crowd(surge, 5)
    let_go(surge, found[0].party)
    surge.sweep()
    place = found[4].place
    people = persons(surge.place(place.id).wish, place.phone)
    with surge.database.reading() as look:
        offer = Bookings("phone").held(look, place.party)
    assert offer is not None
    surge.database.run(lambda tx: Bookings("phone").confirm(tx, offer.claim, people, surge.now))
    for _ in range(2):
        done = surge.database.run(lambda tx: surge.places.booked(tx, place.id, surge.now))
        assert done.state == "done"
    again = enter(surge, surge.call(place.phone), {**place.wish})
    assert again.booking is not None
    assert again.offer is None


def test_who_booked_elsewhere_while_waiting_is_called_to_hear_it(surge: Morning):
    found = crowd(surge, 6)
    waiting = surge.place(found[4].place.id)
    (person,) = persons(waiting.wish, waiting.phone)
    claim = found[0].offer.claim
    assert surge.database.run(lambda tx: Bookings("agent").confirm(tx, claim, [person], surge.now))
    let_go(surge, found[1].party)
    surge.sweep()
    assert states(surge, found) == ["serving", "serving"]


def test_another_telephone_at_the_same_place_is_asked_first(surge: Morning):
    found = crowd(surge, 5)
    place: Place = found[4].place
    second = surge.call(place.phone)
    with pytest.raises(PlaceInUse):
        enter(surge, second, place.wish)
    taken = enter(surge, second, place.wish, take_over=True)
    assert (taken.place.id, taken.place.key) == (place.id, place.key)


def test_entering_twice_holds_once(surge: Morning):
    sid = surge.call("+19025550142")
    asked = wish(surge, "1931-05-02")
    first, again = enter(surge, sid, asked), enter(surge, sid, asked)
    assert first.offer is not None
    assert again.offer is not None
    assert units(surge, booking.HELD) == 1


def test_two_clocks_give_a_turn_once(surge: Morning):
    found = crowd(surge, 8)
    let_go(surge, found[0].party, found[1].party)
    surge.sweep()
    surge.sweep()
    assert states(surge, found) == ["serving", "serving", "waiting", "waiting"]
    assert len(errands(surge, "turn")) == 2


def test_people_who_asked_for_a_person_keep_units_back_while_there_are_desks(surge: Morning):
    surge.desk("ann")
    early = surge.join(surge.call("+19025550001"), wish(surge, "1930-01-01"))
    found = crowd(surge, 4)
    assert [each.offer is not None for each in found] == [True, True, True, False]
    surge.leave(early)
    surge.sweep()
    assert states(surge, found) == ["serving"]
