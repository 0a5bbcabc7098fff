"""Bookings changed at a desk: the old stays until the new is sure, and a cancelled unit is passed on."""

import re
from typing import Any

import pytest
from sqlalchemy import text

from booking_core import Booking, Person, Waitlist, Wish, find_bookings
from tests.agents.room import ROSE, Browser, Room
from tests.agents.test_booking import claims, clinic
from tests.agents.test_parties import booked, held, talking


@pytest.fixture
def desk(room: Room, screen: Browser) -> Browser:
    """An agent without a caller: what is looked up can be changed all the same."""
    room.hire("rita")
    screen.sign_in("rita")
    return screen


@pytest.fixture
def booking(room: Room) -> Booking:
    return room.touch_tone_booking()


def deeds(room: Room) -> list[Any]:
    with room.database.reading() as look:
        return list(look.execute(text("SELECT kind, reference, told FROM deed ORDER BY id")).all())


def test_a_booking_found_is_opened_with_all_that_can_be_done(desk: Browser, booking: Booking) -> None:
    assert booking.claim in desk.post("/bookings/", sought=booking.reference).text
    page = desk.post("/bookings/open", claim=booking.claim, into="found").text
    for words in ("Move to another day", "Cancel…", "Correct", "Send the text", "born 2 May 1931"):
        assert words in page


def test_the_old_time_stays_until_the_new_one_is_sure(room: Room, desk: Browser, booking: Booking) -> None:
    asked = {"booked": booking.claim, "clinic": clinic(room, "Yarmouth Hall")}
    assert "Truro Campus" in desk.post("/desk/booking/clinics", **asked).text
    page = desk.post("/desk/booking/times", **asked).text
    assert "Move here" in page
    assert [each.claim for each in booked(room)] == [booking.claim]
    for _ in range(2):
        done = desk.post("/desk/booking/confirm", **asked, claim=claims(page)[0])
        assert "Moved" in done.text
    (moved,) = booked(room)
    assert done.headers["HX-Retarget"] == "#found"  # the card is drawn anew, and knows the new claim alone
    assert moved.claim in done.text
    assert booking.claim not in done.text
    assert (moved.reference, moved.clinic.name) == (booking.reference, "Yarmouth Hall")
    assert [each.kind for each in deeds(room)] == ["moved"]
    assert held(room) == 0


def test_a_booking_that_was_cancelled_meanwhile_is_not_moved(
    room: Room, desk: Browser, booking: Booking
) -> None:
    asked = {"booked": booking.claim, "clinic": clinic(room)}
    page = desk.post("/desk/booking/times", **asked).text
    desk.post("/bookings/cancel", booked=booking.claim)
    answer = desk.post("/desk/booking/confirm", **asked, claim=claims(page)[0])
    assert answer.status_code == 409
    assert "not there any more" in answer.text
    assert booked(room) == []


def test_a_cancelled_unit_goes_to_the_waiting_list(room: Room, desk: Browser, booking: Booking) -> None:
    who = Person(ROSE.replace(year=1930), "+19025550111")
    listed = {"people": [who], "wish": Wish(), "phone": "+19025550111", "language": "en"}
    room.database.run(lambda tx: Waitlist("agent").join(tx, key=1, now=room.now, **listed))
    asked = desk.post("/bookings/cancelling", booked=booking.claim, into="found").text
    assert "Cancel this appointment?" in asked
    assert "2 May 1931" in asked
    assert booked(room) == [booking]
    assert "The appointment is cancelled" in desk.post("/bookings/cancel", booked=booking.claim).text
    with room.database.reading() as look:
        entry = Waitlist("agent").of(look, who)
    assert entry is not None
    assert entry.claim is not None
    again = desk.post("/bookings/cancel", booked=booking.claim)
    assert again.status_code == 409
    assert "It is cancelled already" in again.text
    assert [(each.kind, each.reference) for each in deeds(room)] == [("cancelled", booking.reference)]


def test_one_of_a_couple_is_cancelled_and_the_other_stays(room: Room, screen: Browser) -> None:
    talking(room, screen)
    asked: dict[str, Any] = {"birth_date": ["1931-05-02", "1933-06-03"], "clinic": clinic(room)}
    page = screen.post("/desk/booking/times", **asked).text
    screen.post("/desk/booking/confirm", **asked, claim=claims(page)[0])
    anna, ben = booked(room)
    opened = screen.post("/bookings/open", claim=ben.claim, into="booking").text
    assert "Booked together" in opened
    assert anna.claim in screen.get("/desk/booking/earlier").text
    asked = {"booked": [anna.claim, ben.claim], "clinic": clinic(room, "Yarmouth Hall")}
    page = screen.post("/desk/booking/times", **asked).text
    screen.post("/desk/booking/confirm", **asked, claim=claims(page)[0])
    moved = booked(room)
    assert {each.clinic.name for each in moved} == {"Yarmouth Hall"}
    screen.post("/bookings/cancel", booked=moved[1].claim)
    assert [each.reference for each in booked(room)] == [anna.reference]


def test_what_was_mistyped_is_put_right_and_who_did_it_is_kept(
    room: Room, desk: Browser, booking: Booking
) -> None:
    assert "1931-05-02" in desk.post("/bookings/correcting", claim=booking.claim, into="found").text
    right = {"claim": booking.claim, "birth_date": "1932-05-02", "phone": "902 555 0188"}
    for _ in range(2):
        assert "It is put right" in desk.post("/bookings/correct", **right).text
    (after,) = booked(room)
    assert (str(after.birth_date), after.phone) == ("1932-05-02", "+19025550188")
    (deed,) = deeds(room)
    assert deed.kind == "corrected"
    page = desk.post("/bookings/open", claim=booking.claim).text
    assert "1931-05-02 → 1932-05-02" in page


def test_a_birth_date_that_could_not_book_is_said_and_the_appointment_stands(
    room: Room, desk: Browser, booking: Booking
) -> None:
    """The release is for who was born until 1941."""
    words = "With this birth date they could not book"
    right = {"claim": booking.claim, "phone": ""}
    assert words not in desk.post("/bookings/correct", **right, birth_date="1932-05-02").text
    for _twice in range(2):
        assert words in desk.post("/bookings/correct", **right, birth_date="1972-05-02").text
    (after,) = booked(room)
    assert (str(after.birth_date), after.starts_at) == ("1972-05-02", booking.starts_at)


def test_where_it_was_before_a_move_is_said_as_times_are(room: Room, desk: Browser, booking: Booking) -> None:
    asked = {"booked": booking.claim, "clinic": clinic(room, "Yarmouth Hall")}
    page = desk.post("/desk/booking/times", **asked).text
    moved = desk.post("/desk/booking/confirm", **asked, claim=claims(page)[0]).text
    hour = "9:00\u202fa.m."
    (before,) = re.findall("before: Truro Campus, ([^<]+)<", moved)
    assert before == f"{booking.local:%a} {booking.local.day} {booking.local:%b %Y}, {hour}"


def test_a_correction_into_somebody_who_has_a_booking_changes_nothing(
    room: Room, desk: Browser, booking: Booking
) -> None:
    other = room.touch_tone_booking(born=ROSE.replace(year=1932))
    answer = desk.post("/bookings/correct", claim=booking.claim, birth_date="1932-05-02", phone="")
    assert answer.status_code == 409
    assert other.reference[4:] in answer.text
    assert len(booked(room)) == 2
    assert deeds(room) == []


def test_what_cannot_be_read_changes_nothing(room: Room, desk: Browser, booking: Booking) -> None:
    for odd in ("", "<b>x</b>", "=1+1", "f" * 32, "0" * 5000):
        for path in ("open", "cancelling", "cancel", "correcting", "correct"):
            form = {"claim": odd, "booked": odd, "birth_date": "1932-05-02"}
            answer = desk.post(f"/bookings/{path}", **form)
            assert answer.status_code in {409, 422}, (path, odd)
        for path in ("days", "times", "clinics", "confirm"):
            assert desk.post(f"/desk/booking/{path}", booked=odd or "x", clinic="1").status_code == 409
    for birth_date, phone in (("soon", ""), ("1932-05-02", "12"), ("2090-01-01", "")):
        wrong = {"claim": booking.claim, "birth_date": birth_date, "phone": phone}
        assert desk.post("/bookings/correct", **wrong).status_code == 422
    assert desk.post("/bookings/open", claim="9" * 10_000_000).status_code == 413
    with room.database.reading() as look:
        assert find_bookings(look) == [booking]
