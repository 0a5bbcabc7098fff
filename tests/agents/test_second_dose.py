"""The second dose of a booking, by itself: from the screen and by a program, with the rule of the core."""

import pytest
from flask import Flask

from booking_core import Booking, load_campaign
from tests.agents.room import CAMPAIGN, Browser, Room
from tests.agents.test_api import Program
from tests.agents.test_booking import claims, held
from tests.agents.test_changing import deeds
from tests.agents.test_parties import booked


@pytest.fixture
def booking(room: Room) -> Booking:
    return room.touch_tone_booking()


@pytest.fixture
def desk(room: Room, screen: Browser) -> Browser:
    room.hire("rita")
    screen.sign_in("rita")
    return screen


def test_it_is_moved_alone(room: Room, desk: Browser, booking: Booking) -> None:
    assert "Second dose…" in desk.post("/bookings/open", claim=booking.claim).text
    page = desk.post("/bookings/second/", claim=booking.claim).text
    assert "Move here" in page
    assert "Held for" in page
    first, other = claims(page)[:2]
    assert other != booking.claim
    for _twice in range(2):
        answer = desk.post("/bookings/second/move", claim=first, first=booking.claim)
        assert "The second dose is moved" in answer.text
    assert answer.headers["HX-Trigger"] == "bookings-changed"
    (after,) = booked(room)
    assert (after.claim, after.starts_at) == (booking.claim, booking.starts_at)
    assert after.second != booking.second
    assert held(room) == 0
    (deed,) = deeds(room)
    assert (deed.kind, '"dose":2' in str(deed.told).replace(" ", "").replace("'", '"')) == ("moved", True)
    assert "second dose" in desk.post("/bookings/open", claim=booking.claim).text


def test_it_is_cancelled_alone_and_booked_again(room: Room, desk: Browser, booking: Booking) -> None:
    answer = desk.post("/bookings/second/cancel", claim=booking.claim)
    assert "The second dose is cancelled" in answer.text
    (left,) = booked(room)
    assert (left.claim, left.second) == (booking.claim, None)
    again = desk.post("/bookings/second/cancel", claim=booking.claim)
    assert (again.status_code, "It is cancelled already" in again.text) == (409, True)
    page = desk.post("/bookings/second/", claim=booking.claim).text
    assert "None is booked" in page
    desk.post("/bookings/second/move", claim=claims(page)[0], first=booking.claim)
    assert booked(room)[0].second == booking.second
    assert [each.kind for each in deeds(room)] == ["cancelled", "moved"]


def test_a_time_that_was_lost_is_said_and_others_are_held(
    room: Room, desk: Browser, app: Flask, booking: Booking
) -> None:
    mine = claims(desk.post("/bookings/second/", claim=booking.claim).text)
    room.hire("sam")
    sam = Browser(app)
    sam.sign_in("sam")
    lost = sam.post("/bookings/second/move", claim=mine[0], first=booking.claim).text
    assert "nothing was booked" in lost
    assert claims(lost)
    assert booked(room) == [booking]


def test_where_the_campaign_has_one_dose_there_is_none_to_move(
    room: Room, desk: Browser, booking: Booking
) -> None:
    one = CAMPAIGN.replace("[second_dose]\ndays = 21\n", "")
    room.database.run(lambda tx: load_campaign(tx, one))
    answer = desk.post("/bookings/second/", claim=booking.claim)
    assert (answer.status_code, "There is no second dose to be booked" in answer.text) == (409, True)


def test_a_program_moves_and_cancels_it(room: Room, app: Flask, booking: Booking) -> None:
    room.hire("robo")
    program = Program(app.test_client(), "robo")
    offers = program.ask("POST", "/bookings/second", {"claim": booking.claim}).get_json()["offers"]
    for _twice in range(2):
        moved = program.ask("POST", "/bookings/second/move", {"claim": offers[-1]["claim"]}).get_json()
        assert moved["second"] == offers[-1]["starts_at"]
        assert moved["starts_at"] == booking.local.isoformat()
    left = program.ask("POST", "/bookings/second/cancel", {"claim": booking.claim}).get_json()
    assert (left["claim"], left["second"]) == (booking.claim, None)
    assert program.ask("POST", "/bookings/second/cancel", {"claim": booking.claim}).status_code == 409
    assert len(deeds(room)) == 2
