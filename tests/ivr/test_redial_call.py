"""Whoever calls again has their place, whatever they press; and everybody in one house has their own."""

import pytest

from queueing import Place
from tests.carrier.peer import until
from tests.carrier.phones import ANNA
from tests.ivr.hotline import BORN, Caller, Hotline


def another(hotline: Hotline) -> Caller:
    """Call from the same house, as somebody else, and ask for a person."""
    caller = hotline.call()
    if hotline.places_of(ANNA):
        while "If you are somebody else" not in caller.heard:
            caller.press("4")
        caller.press(str(caller.heard.count("ticket ends in") + 1) if "ends in" in caller.heard else "2")
    hotline.clock.later(seconds=1)
    return caller.press("0").hears("Your ticket is")


def dropped(hotline: Hotline, count: int) -> list[Place]:
    """Keep so many places for one number, with nobody on the phone."""
    for caller in [another(hotline) for _ in range(count)]:
        caller.hang_up()
    states = ["dropped"] * count
    until(lambda: [each.state for each in hotline.places_of(ANNA)] == states, "the places to be kept")
    return hotline.places_of(ANNA)


def ending(place: Place) -> str:
    return " ".join(place.ticket[-4:])


@pytest.mark.parametrize("keys", [("0",), ("", ""), ("6", "8", "6")])
def test_whatever_is_pressed_at_welcome_back_the_place_is_the_same(
    hotline: Hotline, keys: tuple[str, ...]
) -> None:
    (before,) = dropped(hotline, 1)
    hotline.clock.later(minutes=5)
    caller = hotline.call().press(*keys).hears("Your ticket is")
    assert caller.number == before.ticket
    assert [(each.id, each.key) for each in hotline.places_of(ANNA)] == [(before.id, before.key)]


def test_several_places_are_named_by_the_end_of_their_tickets(hotline: Hotline) -> None:
    first, second = dropped(hotline, 2)
    caller = hotline.call().hears(f"For the place whose ticket ends in {ending(first)}, press 1.")
    caller.hears(f"ends in {ending(second)}, press 2.", "If you are somebody else, press 3.")
    caller.press("2").hears("Your ticket is")
    assert caller.number == second.ticket


def test_with_several_held_nought_is_the_earliest_with_nobody_on_the_phone(hotline: Hotline) -> None:
    first, second, _third = dropped(hotline, 3)
    hotline.call().press("1").hears("Your ticket is")
    caller = hotline.call().press("0").hears("Your ticket is")
    assert (caller.number, len(hotline.places_of(ANNA))) == (second.ticket, 3)
    assert hotline.place(caller).key > first.key


def test_with_everybody_on_the_phone_nought_is_a_new_place(hotline: Hotline) -> None:
    others = [another(hotline), another(hotline)]
    caller = hotline.call().press("0").hears("Your ticket is")
    assert caller.number not in {each.number for each in others}


def test_five_people_behind_one_number_each_have_a_place_and_are_read_four_options(hotline: Hotline) -> None:
    callers = [another(hotline) for _ in range(5)]
    assert len({each.number for each in callers}) == 5
    sixth = hotline.call().hears("To hear others, press 4.")
    assert "somebody else" not in sixth.heard
    fourth, fifth = hotline.places_of(ANNA)[3:]
    live = "in use on another telephone just now"
    sixth.press("4").hears(f"{ending(fourth)}, {live}, press 1.", f"{ending(fifth)}, {live}, press 2.")
    sixth.hears("If you are somebody else, press 3.").press("3").hears("To book an appointment")


def test_four_kept_places_are_all_a_number_can_hoard_and_nought_is_never_a_ring(hotline: Hotline) -> None:
    kept = dropped(hotline, 4)
    caller = hotline.call().press("4", "2").hears("To book an appointment").press("0").hears("Your ticket is")
    assert (caller.number, len(hotline.places_of(ANNA))) == (kept[0].ticket, 4)
    fifth = another(hotline)
    assert (fifth.number in {each.ticket for each in kept}, len(hotline.places_of(ANNA))) == (False, 5)


def test_a_place_keeps_what_was_answered_for_it(hotline: Hotline) -> None:
    hotline.call().press("1", "1", BORN, "1", "0").hears("Your ticket is").hang_up()
    caller = hotline.call().press("0").hears("Your ticket is")
    assert hotline.place(caller).wish["people"] == [{"birth_date": "1931-05-02", "code": None}]
