"""An outcome that the ledger contradicts is refused in words: *Booked* where nothing is booked."""

from flask import Flask

from tests.agents.room import Browser, Room
from tests.agents.test_api import Program
from tests.agents.test_booking import claims, clinic
from tests.agents.test_parties import talking

WORDS = "Nothing is booked for this caller."


def test_booked_is_refused_where_nothing_is(room: Room, app: Flask, screen: Browser) -> None:
    talking(room, screen)
    for _twice in range(2):
        answer = screen.post("/desk/finish", outcome="booked")
        assert (answer.status_code, WORDS in answer.text) == (409, True)
    said = Program(app.test_client(), "rita").ask("POST", "/desk/finish", {"outcome": "booked"})
    assert (said.status_code, WORDS in said.text) == (409, True)
    desk = room.desks.state("rita")
    assert desk is not None
    assert desk.state == "talking"
    assert screen.post("/desk/finish", outcome="information").status_code == 200


def test_what_was_booked_in_this_talk_counts(room: Room, screen: Browser) -> None:
    talking(room, screen)
    asked = {"birth_date": "1931-05-02", "clinic": clinic(room)}
    screen.post(
        "/desk/booking/confirm", **asked, claim=claims(screen.post("/desk/booking/times", **asked).text)[0]
    )
    assert screen.post("/desk/finish", outcome="booked").status_code == 200


def test_what_was_booked_by_touch_tone_before_counts(room: Room, screen: Browser) -> None:
    room.touch_tone_booking("+19025550142")
    talking(room, screen)
    assert screen.post("/desk/finish", outcome="booked").status_code == 200
