"""Bookings found again: those made by touch-tone too."""

import pytest

from agents import Role
from agents.wishes import read_date
from booking_core import Booking
from tests.agents.room import Browser, Room


@pytest.fixture
def booking(room: Room, screen: Browser) -> Booking:
    room.hire("rita")
    screen.sign_in("rita")
    return room.touch_tone_booking("+19025550177")


@pytest.mark.parametrize(
    "sought", ["{reference}", "1931-05-02", "2 May 1931", "May 2, 1931", "(902) 555-0177", "+19025550177"]
)
def test_a_touch_tone_booking_is_found(screen: Browser, booking: Booking, sought: str) -> None:
    page = screen.post("/bookings/", sought=sought.format(reference=booking.reference)).text
    assert f"{booking.reference[:4]}\u00a0{booking.reference[4:]}" in page
    assert "booked by touch-tone" in page
    assert "5550177" not in page


def test_nothing_found_ends_in_a_next_step(screen: Browser, booking: Booking) -> None:
    del booking
    assert "Ask for the birth date" in screen.post("/bookings/", sought="902 555 0111").text


def test_what_cannot_be_read_is_said_so(screen: Browser, booking: Booking) -> None:
    del booking
    for sought in ("Rose", "02/05/1931", "5.2.1931"):  # of which nobody can tell the day from the month
        assert screen.post("/bookings/", sought=sought).status_code == 422


def test_a_date_that_there_is_not_is_said_to_be_none(screen: Browser, booking: Booking) -> None:
    del booking
    answer = screen.post("/bookings/", sought="1931-02-30")
    assert answer.status_code == 422
    assert "There is no such date" in answer.text
    assert answer.headers["Fairline-Field"] == "sought"


def test_a_slip_in_a_reference_is_said(screen: Browser, booking: Booking) -> None:
    ref = booking.reference  # eight digits may be a birth date, but there is no month from 80 on
    slip = f"{ref[:4]}{8 if ref[4] == '9' else 9}{ref[5:]}"
    assert read_date(slip) is None
    answer = screen.post("/bookings/", sought=slip)
    assert answer.status_code == 422
    assert "No booking has this reference; please check the digits." in answer.text


def test_the_supervisor_sees_the_line_the_desks_and_what_is_left(room: Room, screen: Browser) -> None:
    room.hire("boss", Role.SUPERVISOR)
    room.hire("rita")
    room.sit_down("rita")
    room.caller(waited=125)
    screen.sign_in("boss")
    page = screen.get("/board/").text
    for words in ("02:05", "rita", "Offered a caller", "Yarmouth Hall"):
        assert words in page
