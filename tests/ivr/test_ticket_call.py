"""A place found by its ticket, from a phone that hides its number or from another one."""

import pytest

from booking_core import spoken_number
from tests.carrier.peer import until
from tests.carrier.phones import BEN
from tests.ivr.hotline import BORN, Caller, Hotline

WITHHELD = "anonymous"


def kept(hotline: Hotline, *before: str) -> tuple[str, int]:
    """Keep a place of a hidden number with nobody on the phone; returns its ticket and its key."""
    caller = hotline.call(WITHHELD).press(*before, "0").hears("call again within half an hour")
    caller.hears("We cannot see the number of your phone.")
    ticket, key = caller.number, hotline.place(caller).key
    place = hotline.place(caller).id
    caller.hang_up()
    until(lambda: state(hotline, place) == "dropped", "the place to be kept")
    hotline.clock.later(minutes=5)
    return ticket, key


def state(hotline: Hotline, place: int) -> str:
    return hotline.database.run(lambda tx: hotline.parts.places.by_id(tx, place)).state


def with_ticket(hotline: Hotline, phone: str, ticket: str) -> Caller:
    caller = hotline.call(phone).hears("If you have a ticket, or to hear how long the wait is, press 2.")
    caller.press("2").hears("If you have a ticket, press 2.")
    return caller.press("2").hears("the eight digits of your ticket").press(ticket)


@pytest.mark.parametrize("phone", [WITHHELD, BEN])
def test_a_ticket_goes_on_at_its_key(hotline: Hotline, phone: str) -> None:
    ticket, key = kept(hotline)
    caller = with_ticket(hotline, phone, ticket).hears("Your ticket is")
    assert (caller.number, hotline.place(caller).key) == (ticket, key)


def test_where_a_birth_date_is_known_it_is_asked(hotline: Hotline) -> None:
    ticket, key = kept(hotline, "1", "1", BORN, "1")
    caller = with_ticket(hotline, BEN, ticket).hears("the birth date that goes with this ticket")
    assert hotline.place(caller.press(BORN).hears("Your ticket is")).key == key


def test_an_unknown_ticket_and_a_wrong_birth_date_sound_the_same(hotline: Hotline) -> None:
    ticket, _ = kept(hotline, "1", "1", BORN, "1")
    known = with_ticket(hotline, BEN, ticket).press("19310503").heard
    unknown = with_ticket(hotline, BEN, "00000000").press("19310503").heard
    assert known == unknown
    assert "we find no place for this ticket and birth date" in known


def test_no_ticket_is_found_by_typing_one_after_the_other(hotline: Hotline) -> None:
    ticket, _ = kept(hotline)  # nobody was named: it needs no birth date
    caller = with_ticket(hotline, BEN, spoken_number())
    caller.press("9#", spoken_number(), "9#", spoken_number(), "9#", ticket)
    caller.hears("A person will help you.", "Your ticket is")
    assert caller.number != ticket


def test_a_wrong_digit_is_said_kindly_and_the_third_time_in_vain_is_a_person(hotline: Hotline) -> None:
    ticket, _ = kept(hotline, "1", "1", BORN, "1")
    caller = with_ticket(hotline, BEN, "00000001").hears("one of the digits is not right")
    caller.press(ticket, "19310503", ticket, "19310504", ticket, "19310505")
    caller.hears("A person will help you.", "Your ticket is")
    assert caller.number != ticket
