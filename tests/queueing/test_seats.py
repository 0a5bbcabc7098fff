"""The keypad seat: who is away at their turn, who stays too long, who has booked, who asks for a person."""

from booking_core import Bookings
from queueing import persons
from tests.queueing.crowd import crowd, enter, errands, let_go, states
from tests.queueing.morning import Morning


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
