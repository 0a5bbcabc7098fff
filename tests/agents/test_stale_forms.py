"""Old forms: of a call that is over, of a session that is over, and of a screen that is not the only one."""

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from queueing import Place
from tests.agents.room import Browser, Room
from tests.agents.test_booking import claims, clinic, held
from tests.agents.test_parties import booked, talking
from tests.agents.world import contents

FORMS = [
    ("/desk/finish", {"outcome": "information", "note": "of the first caller"}),
    ("/desk/hold", {"on": "1"}),
    ("/desk/mute", {"on": "1"}),
    ("/desk/hang-up", {}),
    ("/desk/pass-on", {"language": "fr", "note": "of the first caller"}),
    ("/desk/hand-over", {"to": "sam"}),
    ("/desk/bring-in", {"number": "902 555 0177"}),
    ("/desk/booking/times", {"birth_date": "1931-05-02", "clinic": "1"}),
    ("/desk/booking/keep", {}),
    ("/desk/list/join", {"birth_date": "1931-05-02", "where": "anywhere", "phone": "902 555 0142"}),
]


def shown_for(page: str) -> dict[str, str]:
    """Return what the forms of a page say of their caller, as htmx sends it."""
    (found,) = set(re.findall(r"hx-headers='(\{\"Fairline-Place[^']*)'", page))
    return dict(json.loads(found))


@pytest.fixture
def old(room: Room, screen: Browser) -> dict[str, str]:
    """Rita had one caller on this screen, and by another screen she has the next one already."""
    talking(room, screen)
    shown = shown_for(screen.get("/desk/").text)
    room.desks.finish("rita", "information", "", room.now)
    room.caller("+19025550143")
    room.desks.take_next("rita", room.now)
    room.meet("rita")
    return shown


def test_a_form_of_a_call_that_is_over_does_nothing_to_the_next(
    room: Room, screen: Browser, old: dict[str, str]
) -> None:
    before = contents(room)
    for path, form in FORMS:
        headers = {"X-CSRFToken": screen.token, "HX-Request": "true"} | old
        answer = screen.client.post(path, data=form, headers=headers)
        assert answer.status_code == 409, path
        assert answer.headers["HX-Retarget"] == "#notice"  # the form stays, with what was typed
        assert "nothing was changed" in answer.text
        assert contents(room) == before, path


def test_the_same_forms_of_the_caller_who_is_there_are_taken(room: Room, screen: Browser) -> None:
    talking(room, screen)
    shown = shown_for(screen.get("/desk/").text)
    headers = {"X-CSRFToken": screen.token, "HX-Request": "true"} | shown
    assert screen.client.post("/desk/hold", data={"on": "1"}, headers=headers).status_code == 200
    assert screen.client.post("/desk/finish", data=FORMS[0][1], headers=headers).status_code == 200


def test_a_form_of_an_old_session_is_told_so_and_stays_where_it_is(
    room: Room, screen: Browser, app: Flask
) -> None:
    talking(room, screen)
    before = contents(room)
    new = Browser(app)
    new.client = screen.client  # another tab of the same browser signs out, and in again
    new.token = screen.token
    new.post("/sign-out")
    new.sign_in("rita")
    answer = screen.post("/desk/finish", outcome="booked", note="x")
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (400, "#notice")
    assert "Load it again" in answer.text
    assert contents(room) == before


@pytest.fixture
def two(room: Room, app: Flask) -> list[Browser]:
    """Rita is signed in at two machines."""
    room.hire("rita")
    screens = [Browser(app), Browser(app)]
    for each in screens:
        each.sign_in("rita")
    return screens


def test_one_account_at_two_machines_is_one_desk(room: Room, two: list[Browser]) -> None:
    with ThreadPoolExecutor() as both:
        list(both.map(lambda each: each.post("/desk/ready"), two))
    room.phone_up("rita")
    first = room.caller("+19025550101")
    room.caller("+19025550102")
    with ThreadPoolExecutor() as both:
        taken = list(both.map(lambda each: each.post("/desk/take").text, two))
    room.meet("rita")
    for shown in (*taken, *(each.get("/desk/").text for each in two)):
        assert f"{first.ticket[:4]}\u00a0{first.ticket[4:]}" in shown
    asked = {"birth_date": "1931-05-02", "clinic": clinic(room)}
    old, new = (claims(each.post("/desk/booking/times", **asked).text)[0] for each in two)
    assert held(room) > 0
    with ThreadPoolExecutor() as both:
        done = list(both.map(lambda it: it.post("/desk/booking/confirm", **asked, claim=new).text, two))
    assert all('id="done-head"' in each and "Booked" in each for each in done)
    late = two[0].post("/desk/booking/confirm", **asked, claim=old).text
    assert "has an appointment already" in late
    assert len(booked(room)) == 1
    with ThreadPoolExecutor() as both:
        ends = sorted(
            each.status_code for each in both.map(lambda it: it.post("/desk/finish", outcome="booked"), two)
        )
    assert ends == [200, 409]


def test_both_screens_hear_what_was_done_at_one(room: Room, two: list[Browser]) -> None:
    streams = [each.client.get("/live/desk") for each in two]
    told = [(chunk.decode() for chunk in each.response) for each in streams]
    two[0].post("/desk/ready")
    room.phone_up("rita")
    place: Place = room.caller()
    two[0].post("/desk/take")
    for each in told:
        assert any(
            chunk.startswith("event: desk\n") and f'data-place="{place.id}"' in chunk for chunk in each
        )
    two[1].post("/sign-out")
    assert two[0].get("/desk/").status_code == 200
    for each in streams:
        each.close()
