"""Units are not a race: straight in while they reach past everybody ahead, else turns by key."""

import pytest
from sqlalchemy import select

import booking_core.tables as booking
from queueing import Place, PlaceInUse
from tests.queueing.crowd import crowd, enter, errands, let_go, states, units, wish
from tests.queueing.morning import Morning


def test_straight_in_while_units_reach_and_then_a_place_at_the_key(surge: Morning):
    found = crowd(surge, 6)
    assert [each.offer is not None for each in found] == [True] * 4 + [False] * 2
    assert [each.place for each in found[:4]] == [None] * 4
    assert states(surge, found) == ["waiting"] * 2
    assert units(surge, booking.HELD) == 4
    assert surge.wait(found[4].place).position == 1
    assert surge.wait(found[5].place).position == 2


def test_who_types_faster_does_not_go_before_who_called_first(surge: Morning):
    crowd(surge, 3)
    slow = surge.call("+19025550801")
    surge.later(seconds=5)
    quick = surge.call("+19025550802")
    surge.later(seconds=40)
    waits = enter(surge, quick, wish(surge, "1931-05-02"))
    surge.sweep()
    assert states(surge, [waits]) == ["waiting"]
    assert enter(surge, slow, wish(surge, "1931-05-03")).offer is not None
    surge.sweep()
    assert states(surge, [waits]) == ["waiting"]


def test_who_called_first_chooses_first_where_there_may_not_be_enough_for_all(surge: Morning):
    slow = surge.call("+19025550801")
    surge.later(milliseconds=1)
    quick = [surge.call(f"+1902555081{n}") for n in range(4)]
    surge.later(seconds=40)
    waits = enter(surge, quick[0], wish(surge, "1931-05-02"))
    surge.sweep()
    assert states(surge, [waits]) == ["waiting"]
    assert enter(surge, slow, wish(surge, "1931-05-03")).offer is not None
    surge.sweep()
    assert states(surge, [waits]) == ["serving"]


def test_nobody_waits_for_who_types_slowly_while_there_is_enough_for_all(surge: Morning):
    surge.call("+19025550801")
    surge.later(milliseconds=1)
    quick = [surge.call(f"+1902555081{n}") for n in range(3)]
    surge.later(seconds=40)
    assert enter(surge, quick[2], wish(surge, "1931-05-02")).offer is not None


def test_whoever_says_nothing_for_four_minutes_is_no_longer_waited_for(surge: Morning):
    surge.call("+19025550801")
    surge.later(milliseconds=1)
    quick = [surge.call(f"+1902555081{n}") for n in range(4)]
    surge.later(seconds=239)
    waits = enter(surge, quick[0], wish(surge, "1931-05-02"))
    surge.sweep()
    assert states(surge, [waits]) == ["waiting"]
    surge.later(seconds=1)
    surge.sweep()
    assert states(surge, [waits]) == ["serving"]


def test_a_later_wish_for_anywhere_does_not_take_what_an_earlier_one_waits_beside(surge: Morning):
    crowd(surge, 3)
    surge.call("+19025550801")
    surge.later(seconds=5)
    truro = enter(surge, surge.call("+19025550802"), wish(surge, "1931-05-02"))
    surge.later(seconds=1)
    anywhere = enter(surge, surge.call("+19025550803"), wish(surge, "1931-05-03", where=None))
    surge.sweep()
    assert states(surge, [truro, anywhere]) == ["waiting", "waiting"]
    surge.later(minutes=4)
    surge.sweep()
    assert states(surge, [truro, anywhere]) == ["serving", "serving"]


def test_who_waits_behind_such_a_turn_keeps_later_keys_behind_them_in_turn(surge: Morning):
    crowd(surge, 1, where="Sydney")
    surge.call("+19025550801")
    surge.later(seconds=5)
    sydney = enter(surge, surge.call("+19025550802"), wish(surge, "1931-05-02", where="Sydney"))
    surge.later(seconds=1)
    anywhere = enter(surge, surge.call("+19025550803"), wish(surge, "1931-05-03", where=None))
    surge.later(seconds=1)
    truro = enter(surge, surge.call("+19025550804"), wish(surge, "1931-05-04"))
    surge.sweep()
    assert states(surge, [sydney, anywhere, truro]) == ["waiting"] * 3
    surge.later(minutes=4)
    surge.sweep()
    assert states(surge, [sydney, anywhere, truro]) == ["serving"] * 3


@pytest.mark.parametrize("becomes", ["hangs up", "asks for a person", "says nothing for four minutes"])
def test_who_will_not_say_a_wish_is_not_waited_for(surge: Morning, becomes: str):
    crowd(surge, 3)
    slow = surge.call("+19025550801")
    surge.later(seconds=5)
    waits = enter(surge, surge.call("+19025550802"), wish(surge, "1931-05-02"))
    surge.sweep()
    assert states(surge, [waits]) == ["waiting"]
    if becomes == "hangs up":
        surge.hang_up(slow)
    elif becomes == "asks for a person":
        surge.join(slow)
    else:
        surge.later(minutes=4)
    surge.sweep()
    assert states(surge, [waits]) == ["serving"]


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
