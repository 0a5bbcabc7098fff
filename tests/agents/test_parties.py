"""A couple at the desk: both or none, in one step, and each with a reference of their own."""

import re
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from booking_core import Booking, find_bookings
from tests.agents.room import Browser, Room
from tests.agents.test_booking import claims, clinic

COUPLE = ["1931-05-02", "1933-06-03"]
KEYED = [{"birth_date": born, "code": None} for born in COUPLE]
TOKEN = r'name="csrf_token" value="[^"]+"'  # another each second


def talking(
    room: Room, screen: Browser, name: str = "rita", phone: str = "+19025550142", **wish: Any
) -> None:
    """Let an agent talk to a caller."""
    room.hire(name)
    room.sit_down(name)
    room.caller(phone, **wish)
    screen.sign_in(name)
    screen.post("/desk/take")
    room.meet(name)


@pytest.fixture
def desk(room: Room, screen: Browser) -> Browser:
    talking(room, screen, whom="several", people=KEYED)
    return screen


def booked(room: Room) -> list[Booking]:
    with room.database.reading() as look:
        return sorted(find_bookings(look), key=lambda booking: booking.birth_date)


def test_both_are_booked_in_one_step_with_a_reference_each(room: Room, desk: Browser) -> None:
    asked: dict[str, Any] = {"birth_date": COUPLE, "clinic": clinic(room)}
    page = desk.post("/desk/booking/times", **asked).text
    assert "Book for all 2" in page
    done = desk.post("/desk/booking/confirm", **asked, claim=claims(page)[0])
    anna, ben = booked(room)
    assert (anna.starts_at, anna.second) == (ben.starts_at, ben.second)
    for booking in (anna, ben):
        assert f"{booking.reference[:4]}\u00a0{booking.reference[4:]}" in done.text
    again = desk.post("/desk/booking/confirm", **asked, claim=claims(page)[0])
    assert re.sub(TOKEN, "", again.text) == re.sub(TOKEN, "", done.text)
    desk.post(
        "/desk/booking/text", reference=[anna.reference, ben.reference], to="902 555 0177", language="fr"
    )
    with room.database.reading() as look:
        owed = look.scalars(text("SELECT payload FROM errand WHERE kind = 'reference_text'")).all()
    assert len(owed) == 2
    assert all("+19025550177" in str(each) and "fr" in str(each) for each in owed)


def test_where_one_slot_is_too_small_each_sees_a_time_of_their_own(room: Room, desk: Browser) -> None:
    with room.database.engine.begin() as tx:
        tx.execute(text("UPDATE unit SET state = 3 WHERE seq > 0"))
    asked: dict[str, Any] = {"birth_date": COUPLE, "clinic": clinic(room)}
    page = desk.post("/desk/booking/times", **asked).text
    assert "born 2 May 1931" in page
    desk.post("/desk/booking/confirm", **asked, claim=claims(page)[0])
    anna, ben = booked(room)
    assert anna.starts_at != ben.starts_at
    assert anna.local.date() == ben.local.date()


def test_one_who_has_an_appointment_keeps_the_couple_from_booking(room: Room, desk: Browser) -> None:
    theirs = room.touch_tone_booking("+19025550142")
    page = desk.post("/desk/booking/times", birth_date=COUPLE, clinic=clinic(room)).text
    assert theirs.reference[4:] in page
    assert "One of these people has an appointment already" in page
    assert len(booked(room)) == 1


def test_what_another_desk_holds_cannot_be_booked_here(room: Room, app: Flask, desk: Browser) -> None:
    other = Browser(app)
    talking(room, other, "omar", "+19025550143")
    asked: dict[str, Any] = {"birth_date": "1934-05-02", "clinic": clinic(room)}
    (theirs, *_) = claims(other.post("/desk/booking/times", **asked).text)
    answer = desk.post("/desk/booking/confirm", **asked, claim=theirs).text
    assert "nothing was booked" in answer
    assert booked(room) == []
    other.post("/desk/booking/confirm", **asked, claim=theirs)
    assert len(booked(room)) == 1


def test_of_two_agents_at_one_instant_one_wins_and_the_other_sees_why(
    room: Room, app: Flask, desk: Browser
) -> None:
    other = Browser(app)
    talking(room, other, "omar", "+19025550143")
    leave_one_unit(room)
    here, answers, start = clinic(room), dict[str, str](), Barrier(2)

    def press(name: str, screen: Browser, born: str) -> None:
        start.wait()
        answers[name] = screen.post("/desk/booking/times", birth_date=born, clinic=here).text

    presses = [("rita", desk, COUPLE[0]), ("omar", other, COUPLE[1])]
    threads = [Thread(target=press, args=each) for each in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (won,) = [name for name, page in answers.items() if claims(page)]
    (lost,) = set(answers) - {won}
    assert "being looked at by somebody else" in answers[lost]
    assert held(room) == 1


def test_days_show_what_is_open_and_lead_to_times_of_that_part(room: Room, desk: Browser) -> None:
    asked: dict[str, Any] = {"birth_date": COUPLE, "clinic": clinic(room)}
    page = desk.post("/desk/booking/days", **asked).text
    words = re.findall(r'name="when" value="([\d-]+) (\w+)"', page)
    days = sorted({day for day, _ in words})
    assert len(days) == 2
    assert {part for _, part in words} == {"morning", "day"}  # 9, 10 and 11 o'clock
    page = desk.post("/desk/booking/times", **asked, when=f"{days[1]} morning").text
    assert claims(page)
    desk.post("/desk/booking/confirm", **asked, claim=claims(page)[0])
    assert [str(each.local.date()) for each in booked(room)] == [days[1]] * 2
    page = desk.post(
        "/desk/booking/times", birth_date="1934-01-01", clinic=clinic(room), when=f"{days[1]} evening"
    )
    assert "Nothing is left then" in page.text


def held(room: Room) -> int:
    with room.database.reading() as look:
        return int(look.scalar(text("SELECT count(*) FROM unit WHERE state = 1 AND id > 0")) or 0)


def leave_one_unit(room: Room) -> None:
    """Block all units of one clinic but the first."""
    mine = "SELECT unit.id FROM unit JOIN slot ON slot.id = slot_id WHERE clinic_id = :clinic"
    with room.database.engine.begin() as tx:
        ids = list(tx.scalars(text(f"{mine} ORDER BY starts_at, seq"), {"clinic": clinic(room)}))
        for each in ids[1:]:
            tx.execute(text("UPDATE unit SET state = 3 WHERE id = :id"), {"id": each})
