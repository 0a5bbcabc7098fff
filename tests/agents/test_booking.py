"""Booking with the caller: the same core and the same rules as by touch-tone."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from booking_core import Booking, find_bookings, load_campaign
from tests.agents.room import CAMPAIGN, Browser, FixedClock, Room


@pytest.fixture
def with_caller(room: Room, screen: Browser) -> Browser:
    """An agent who talks to a caller."""
    room.hire("rita")
    room.sit_down("rita")
    room.caller("+19025550142")
    screen.sign_in("rita")
    screen.post("/desk/take")
    room.meet("rita")
    return screen


def clinic(room: Room, name: str = "Truro Campus") -> str:
    with room.database.reading() as look:
        return str(look.scalar(text("SELECT id FROM clinic WHERE name = :name"), {"name": name}))


def claims(page: str) -> list[str]:
    return re.findall(r'name="claim" value="(\w+)"', page)


def booked(room: Room) -> list[Booking]:
    with room.database.reading() as look:
        return find_bookings(look)


def held(room: Room) -> int:
    with room.database.reading() as look:
        return int(look.scalar(text("SELECT count(*) FROM unit WHERE state = 1")) or 0)


def test_times_are_held_before_they_are_shown(room: Room, with_caller: Browser) -> None:
    page = with_caller.post("/desk/booking/times", birth_date="1931-05-02", clinic=clinic(room)).text
    assert held(room) == 2 * len(claims(page)) > 0  # with the second dose


def test_a_held_time_is_booked_with_its_second_dose(room: Room, with_caller: Browser) -> None:
    asked = {"birth_date": "1931-05-02", "clinic": clinic(room)}
    page = with_caller.post("/desk/booking/times", **asked).text
    shown = with_caller.post("/desk/booking/confirm", **asked, claim=claims(page)[0]).text
    (booking,) = booked(room)
    assert f"{booking.reference[:4]}\u00a0{booking.reference[4:]}" in shown
    assert booking.channel == "agent"
    assert booking.phone == "+19025550142"
    assert "Second dose" in shown
    assert held(room) == 0


def test_confirming_twice_is_booking_once(room: Room, with_caller: Browser) -> None:
    asked = {"birth_date": "1931-05-02", "clinic": clinic(room)}
    page = with_caller.post("/desk/booking/times", **asked).text
    first, again = (
        with_caller.post("/desk/booking/confirm", **asked, claim=claims(page)[0]) for _ in range(2)
    )
    assert first.text == again.text
    assert len(booked(room)) == 1


def test_a_lost_time_is_said_and_the_next_ones_are_held(
    room: Room, with_caller: Browser, clock: FixedClock
) -> None:
    asked = {"birth_date": "1931-05-02", "clinic": clinic(room)}
    page = with_caller.post("/desk/booking/times", **asked).text
    clock.at += timedelta(minutes=10)  # the hold runs out, and others are quicker
    room.now = clock.at
    for number in range(4):
        room.touch_tone_booking(f"+1902555020{number}")
    answer = with_caller.post("/desk/booking/confirm", **asked, claim=claims(page)[0]).text
    assert "nothing was booked" in answer
    assert claims(answer)
    assert len(booked(room)) == 4


def test_the_cohort_binds_agents_as_it_binds_callers(with_caller: Browser) -> None:
    page = with_caller.post("/desk/booking/clinics", birth_date="1950-01-01").text
    assert "Nothing is open now" in page


def test_where_a_release_goes_by_surname_the_agent_is_asked_for_it(room: Room, with_caller: Browser) -> None:
    assert "surname" not in with_caller.get("/desk/").text.lower()
    by_name = CAMPAIGN.replace("1941-03-01 }", '1941-03-01, surname_from = "A", surname_until = "L" }')
    room.database.run(lambda tx: load_campaign(tx, by_name))
    assert "it decides who may book now" in with_caller.get("/desk/").text
    asked = {"birth_date": "1931-05-02", "clinic": clinic(room)}
    assert "or goes by surname" in with_caller.post("/desk/booking/times", **asked).text
    assert "Nothing is open now" in with_caller.post("/desk/booking/clinics", **asked, surname="Zwicker").text
    page = with_caller.post("/desk/booking/times", **asked, surname="d'Entremont").text
    with_caller.post("/desk/booking/confirm", **asked, surname="d'Entremont", claim=claims(page)[0])
    assert len(booked(room)) == 1


def test_a_code_counts_only_with_its_birth_date(with_caller: Browser) -> None:
    answer = with_caller.post("/desk/booking/clinics", birth_date="1931-05-02", code="12345678")
    assert answer.status_code == 422
    assert "does not go with this birth date" in answer.text


@pytest.mark.parametrize("born", ["", "yesterday", "1931-13-02", "2090-01-01", "1700-01-01"])
def test_a_birth_date_that_cannot_be_is_said_so(with_caller: Browser, born: str) -> None:
    assert with_caller.post("/desk/booking/clinics", birth_date=born).status_code == 422


@pytest.mark.parametrize("given", ["", "first", "-1", "99999999999999999999", "999999999"])
def test_a_clinic_that_is_none_is_said_so(with_caller: Browser, given: str) -> None:
    answer = with_caller.post("/desk/booking/times", birth_date="1931-05-02", clinic=given)
    assert answer.status_code == 422


def test_somebody_who_has_an_appointment_is_shown_it(room: Room, with_caller: Browser) -> None:
    booking = room.touch_tone_booking("+19025550142")
    page = with_caller.post("/desk/booking/clinics", birth_date="1931-05-02").text
    assert "has an appointment already" in page
    assert booking.reference[4:] in page


def test_finishing_lets_go_of_what_was_held(room: Room, with_caller: Browser) -> None:
    with_caller.post("/desk/booking/times", birth_date="1931-05-02", clinic=clinic(room))
    with_caller.post("/desk/finish", outcome="information")
    assert held(room) == 0


def test_nothing_is_booked_without_a_caller(room: Room, screen: Browser) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    answer = screen.post("/desk/booking/times", birth_date="1931-05-02", clinic=clinic(room))
    assert answer.status_code == 409
    assert held(room) == 0


def test_the_text_is_owed_once_for_one_press_and_again_when_it_is_asked_for_again(
    room: Room, with_caller: Browser, clock: FixedClock
) -> None:
    booking = room.touch_tone_booking()
    for sent in (1, 1, 2):
        clock.at += timedelta(minutes=sent - 1)
        with_caller.post("/desk/booking/text", reference=booking.reference, to="902 555 0177")
        with room.database.reading() as look:
            errands = look.execute(text("SELECT payload FROM errand WHERE kind = 'reference_text'")).all()
        assert len(errands) == sent
    assert "+19025550177" in str(errands[0].payload)


def test_a_number_that_is_none_gets_no_text(room: Room, with_caller: Browser) -> None:
    booking = room.touch_tone_booking()
    answer = with_caller.post("/desk/booking/text", reference=booking.reference, to="12")
    assert answer.status_code == 422
