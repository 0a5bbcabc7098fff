"""The desk: ready, take next, what the caller has said, finish."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from flask import Flask
from sqlalchemy import text

from queueing import Callbacks, Place
from tests.agents.room import Browser, Room


def errands(room: Room, kind: str) -> list[str]:
    with room.database.reading() as look:
        found = look.execute(text("SELECT key FROM errand WHERE kind = :kind ORDER BY id"), {"kind": kind})
        return [row.key for row in found]


def at_a_desk(room: Room, screen: Browser, name: str = "rita") -> None:
    room.hire(name)
    screen.sign_in(name)
    screen.post("/desk/ready")
    room.phone_up(name)


def in_talk(room: Room, screen: Browser) -> Place:
    """Let rita take somebody and talk with them."""
    at_a_desk(room, screen)
    place = room.caller("+19025550142", whom="self", birth_date="1931-05-02")
    screen.post("/desk/take")
    room.meet("rita")
    return place


def test_ready_rings_the_agents_own_phone_once(room: Room, screen: Browser) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    screen.post("/desk/ready")
    answer = screen.post("/desk/ready")
    assert "Phone ringing" in answer.text
    assert errands(room, "ring_desk") == ["rita:1"]


def test_take_next_shows_what_the_caller_has_already_said(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    place = room.caller(
        whom="other", birth_date="1938-04-05", region=1, region_name="Truro County", clinic=1,
        clinic_name="Truro Campus",
    )  # fmt: skip
    shown = screen.post("/desk/take").text
    assert place.ticket[:4] in shown
    for words in ("French", "somebody else", "5 April 1938", "Truro County", "chosen by touch-tone"):
        assert words in shown
    assert errands(room, "connect") == [f"{place.id}:2"]


def test_take_next_is_refused_in_words_when_nobody_waits(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    answer = screen.post("/desk/take")
    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#notice"
    assert "Nobody is waiting" in answer.text


def test_who_was_promised_a_callback_is_counted_apart_from_who_waits(room: Room, screen: Browser) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    place = room.caller()
    sid, phone = place.call_sid or "", place.phone or ""
    owed = room.database.run(lambda tx: Callbacks().ask(tx, place.id, phone, sid, room.now))
    room.places.publish(owed, room.now)
    page = screen.get("/desk/").text
    assert "Nobody is waiting." in page
    assert '<dd id="waiting-count">0</dd>' in page
    assert "<dt>Callbacks owed</dt><dd>1</dd>" in page


def test_take_next_is_refused_while_the_phone_is_not_up(room: Room, screen: Browser) -> None:
    room.hire("rita")
    room.caller()
    screen.sign_in("rita")
    screen.post("/desk/ready")
    assert screen.post("/desk/take").status_code == 409


def test_two_agents_who_press_at_once_get_one_caller_between_them(room: Room, app: Flask) -> None:
    screens = [Browser(app), Browser(app)]
    for name, screen in zip(("rita", "sam"), screens, strict=True):
        at_a_desk(room, screen, name)
    place = room.caller()
    with ThreadPoolExecutor() as both:
        answers = list(both.map(lambda each: each.post("/desk/take").status_code, screens))
    assert sorted(answers) == [200, 409]
    assert errands(room, "connect") == [f"{place.id}:2"]


def test_finishing_needs_an_outcome_that_can_be_counted(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    room.caller()
    screen.post("/desk/take")
    room.meet("rita")
    assert screen.post("/desk/finish", outcome="wonderful").status_code == 422
    assert "No caller at your desk" in screen.post("/desk/finish", outcome="information").text
    desk = room.desks.state("rita")
    assert desk is not None
    assert desk.may_take


def test_only_what_can_be_done_is_offered_as_an_outcome(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    room.caller()
    shown = screen.post("/desk/take").text
    assert re.findall(r'name="outcome" value="(\w+)"', shown) == [
        "booked", "changed", "cancelled", "waiting_list",
        "information", "not_eligible", "nobody", "dropped",
    ]  # fmt: skip


def test_what_to_do_is_true_in_each_state(room: Room, screen: Browser) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    assert "Press Ready, then answer your phone" in screen.get("/desk/").text
    screen.post("/desk/ready")
    assert "Your phone is ringing" in screen.get("/desk/").text
    room.phone_up("rita")
    shown = screen.get("/desk/").text
    assert "You are ready, and your phone is connected." in shown
    assert "answer your phone" not in shown


def test_a_call_that_broke_off_keeps_its_place_for_a_redial(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    place = room.caller("+19025550142")
    screen.post("/desk/take")
    room.meet("rita")
    assert screen.post("/desk/finish", outcome="dropped").status_code == 409  # they are still there
    room.hang_up(place)
    assert "Wrap-up" in screen.get("/desk/").text
    assert screen.post("/desk/finish", outcome="dropped").status_code == 200
    with room.database.reading() as look:
        (kept,) = room.places.held_for(look, "+19025550142")
    assert (kept.key, kept.state) == (place.key, "dropped")
    desk = room.desks.state("rita")
    assert desk is not None
    assert desk.may_take


def test_take_next_from_another_page_leads_to_the_desk(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    room.caller()
    assert "Take next" in screen.get("/bookings/").text
    screen.at = "http://localhost/bookings/"
    assert screen.post("/desk/take").headers["HX-Redirect"] == "/desk/"


def test_the_list_shows_two_digits_of_a_number_and_no_more(room: Room, screen: Browser) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    room.caller("+19025550199")
    page = screen.get("/desk/").text
    assert "…99" in page
    assert "5550199" not in page


def test_earlier_bookings_of_the_number_come_with_the_caller(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    booking = room.touch_tone_booking("+19025550142")
    room.caller("+19025550142", whom="self", birth_date=date(1931, 5, 2).isoformat())
    assert f"{booking.reference[:4]}\u00a0{booking.reference[4:]}" in screen.post("/desk/take").text
