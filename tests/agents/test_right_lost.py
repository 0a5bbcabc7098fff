"""A role taken away, or an account shut, in the middle of a call: the call goes on, and it is the last."""

import pytest

from agents import Role, disable_user, set_role
from queueing import Place
from tests.agents.room import Browser, Room
from tests.agents.test_api import Program
from tests.agents.test_parties import talking


@pytest.fixture
def talk(room: Room, screen: Browser) -> Place:
    talking(room, screen)
    place = room.desks.place_of("rita")
    assert place is not None
    return place


def take_away(room: Room) -> None:
    for _twice in range(2):
        room.database.run(lambda tx: set_role(tx, name="rita", role=Role.AUDITOR, now=room.now))


def state(room: Room) -> str:
    desk = room.desks.state("rita")
    assert desk is not None
    return desk.state


def test_whose_role_is_taken_away_finishes_the_call_and_takes_no_other(
    room: Room, screen: Browser, talk: Place
) -> None:
    take_away(room)
    room.caller("+19025550150")
    assert f"{talk.ticket[:4]}\u00a0{talk.ticket[4:]}" in screen.get("/desk/").text
    assert "is on hold" in screen.post("/desk/hold", on="1").text
    assert "Held for this caller" in screen.post(
        "/desk/booking/times", birth_date="1931-05-02", clinic="1"
    ).text  # fmt: skip
    assert screen.post("/desk/ready").status_code == 403
    assert "Wrap-up" in screen.post("/desk/hang-up").text
    done = screen.post("/desk/finish", outcome="information", note="done")
    assert (done.status_code, done.headers["HX-Redirect"]) == (200, "/desk/")
    assert "Your account is not for the desk any more." in screen.get("/desk/").text
    assert state(room) == "away"
    for path in ("/desk/", "/bookings/"):
        assert screen.get(path).status_code == 403
    for path in ("/desk/take", "/desk/ready", "/desk/finish"):
        assert screen.post(path, outcome="information").status_code == 403
    assert screen.get("/board/").status_code == 200  # what the new role may


def test_a_wrap_up_that_ends_by_itself_is_the_end_too(room: Room, screen: Browser, talk: Place) -> None:
    take_away(room)
    room.hang_up(talk)
    assert "Wrap-up" in screen.get("/desk/").text
    room.later(46)
    assert state(room) == "away"
    assert screen.get("/desk/").status_code == 403


def test_a_program_ends_its_call_too(room: Room, app, talk: Place) -> None:
    program = Program(app.test_client(), "rita")
    take_away(room)
    assert program.ask("GET", "/desk/caller").get_json()["ticket"] == talk.ticket
    assert program.ask("POST", "/desk/finish", {"outcome": "information"}).get_json()["state"] == "away"
    assert program.ask("GET", "/desk/caller").status_code == 403


def test_a_stream_ends_with_the_last_call(
    room: Room, screen: Browser, talk: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agents.live.RIGHTS", 0.0)
    monkeypatch.setattr("agents.live.BEAT", 0.05)
    stream = screen.client.get("/live/desk")
    chunks = (chunk.decode() for chunk in stream.response)
    take_away(room)
    assert any("Talking" in each for each in chunks)
    room.desks.finish("rita", "information", "", room.now)
    assert not any("In the line" in each for each in chunks)  # it comes to its end
    stream.close()
    assert room.desks.place_of("rita") is None
    assert talk.call_sid is not None


def test_an_account_that_is_shut_in_mid_call_shuts_the_screen_and_not_the_call(
    room: Room, screen: Browser, talk: Place
) -> None:
    for _twice in range(2):
        room.database.run(lambda tx: disable_user(tx, name="rita", now=room.now))
    assert screen.get("/desk/").status_code == 303
    assert screen.post("/desk/finish", outcome="booked").headers["HX-Redirect"] == "/sign-in"
    room.later(60)
    assert state(room) == "talking"  # the telephone asks no screen
    waiting = room.caller("+19025550150")
    room.hang_up(talk)
    room.later(46)
    assert state(room) == "away"
    with room.database.reading() as look:
        assert [place.id for place in room.places.held_for(look, "+19025550150")] == [waiting.id]
        (kept,) = room.places.held_for(look, "+19025550142")  # a redial finds it
    assert kept.key == talk.key


def test_somebody_who_is_idle_is_away_at_once(room: Room, screen: Browser) -> None:
    room.hire("rita")
    room.sit_down("rita")
    place = room.caller()
    screen.sign_in("rita")
    take_away(room)
    assert state(room) == "away"
    room.sit_down("sam")
    offered = room.desks.offered(room.desks.state("sam"))
    assert offered is not None
    assert offered.id == place.id
