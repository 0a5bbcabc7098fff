"""A caller is lost in mid-talk: the desk shows that they can be called back, and one press does it."""

import pytest

from queueing import Place
from tests.agents.room import Browser, Room
from tests.agents.test_desk import at_a_desk, errands, in_talk

PRESS = 'hx-post="/desk/call-back"'


@pytest.fixture
def talk(room: Room, screen: Browser) -> Place:
    """Rita talks with somebody."""
    return in_talk(room, screen)


def test_one_press_calls_them_back_and_the_screen_says_so(room: Room, screen: Browser, talk: Place) -> None:
    assert PRESS not in screen.get("/desk/").text
    room.hang_up(talk)
    page = screen.get("/desk/").text
    assert PRESS in page
    assert "The caller was lost. Call them back now" in page
    for _twice in range(2):
        shown = screen.post("/desk/call-back")
        assert (shown.status_code, "The caller is being called back" in shown.text) == (200, True)
    assert errands(room, "dial") == [f"{talk.id}:1"]
    room.database.run(lambda tx: room.places.callbacks.ended(tx, talk.id, 1, "busy", room.now))
    assert "was not reached" in screen.get("/desk/").text


@pytest.mark.parametrize("phone", [None, "+442079460018"])
def test_who_cannot_be_rung_is_not_offered(room: Room, screen: Browser, phone: str | None) -> None:
    at_a_desk(room, screen)
    place = room.caller(phone)
    screen.post("/desk/take")
    room.meet("rita")
    room.hang_up(place)
    page = screen.get("/desk/").text
    assert PRESS not in page
    assert "Choose an outcome" in page
    assert screen.post("/desk/call-back").status_code == 409


@pytest.mark.usefixtures("talk")
def test_nobody_is_called_back_who_is_there(screen: Browser) -> None:
    answer = screen.post("/desk/call-back")
    assert (answer.status_code, "nobody to call back" in answer.text) == (409, True)


@pytest.mark.usefixtures("talk")
def test_who_was_said_goodbye_to_is_not_called_lost(room: Room, screen: Browser) -> None:
    """The agent hung up: the outcome is what is asked for, also after more time to wrap up."""
    said = screen.post("/desk/hang-up").text
    desk = room.desks.state("rita")
    assert desk is not None
    assert desk.deadline is not None
    for shown in (said, screen.post("/desk/longer", until=str(int(desk.deadline.timestamp()))).text):
        assert "You hung up. Choose an outcome" in shown
        assert "was lost" not in shown
        assert '<button id="call-back" hx-post' in shown  # possible, and not urged
        assert 'class="button main" href="/desk/#finish"' in shown
