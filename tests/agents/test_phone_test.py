"""An agent tests their telephone by one press, and the screen says that it works, or why not."""

import pytest

from tests.agents.room import Browser, Room
from tests.agents.test_desk import at_a_desk, errands

PRESS = 'hx-post="/desk/test-phone"'


def attempt(room: Room) -> int:
    desk = room.desks.state("rita")
    assert desk is not None
    assert desk.phone_test is not None
    return int(desk.phone_test["attempt"])


def test_one_press_owes_one_call_and_the_screen_says_what_came_of_it(room: Room, screen: Browser) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    assert PRESS in screen.get("/desk/").text
    for _twice in range(2):
        assert "Your phone is being tested" in screen.post("/desk/test-phone").text
    assert errands(room, "test_phone") == [f"rita:{attempt(room)}"]
    room.desks.phone_tested("rita", attempt(room), "works", room.now)
    room.desks.phone_tested("rita", attempt(room), "cut", room.now)  # a word that is late
    assert "Your phone works" in screen.get("/desk/").text
    screen.post("/desk/ready")
    assert "Your phone works" not in screen.get("/desk/").text


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("busy", "was busy"),
        ("no-answer", "was not answered"),
        ("failed", "could not be reached"),
        ("refused", "could not be reached"),
        ("cut", "was cut short"),
    ],
)
def test_the_screen_says_why_it_does_not_work(room: Room, screen: Browser, result: str, words: str) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    screen.post("/desk/test-phone")
    room.desks.phone_tested("rita", attempt(room), result, room.now)
    assert words in screen.get("/desk/").text


def test_a_phone_that_rings_or_has_a_caller_is_not_tested(room: Room, screen: Browser) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    screen.post("/desk/ready")
    answer = screen.post("/desk/test-phone")
    assert (answer.status_code, "is ringing" in answer.text) == (409, True)
    at_a_desk(room, screen, "sam")
    room.caller()
    screen.post("/desk/take")
    room.meet("sam")
    assert PRESS not in screen.get("/desk/").text
    answer = screen.post("/desk/test-phone")
    assert (answer.status_code, "between two calls" in answer.text) == (409, True)


def test_a_test_that_is_never_heard_of_can_be_begun_anew(room: Room, screen: Browser) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    room.desks.test_phone("rita", "client:rita", "en", room.now)
    first = attempt(room)
    room.later(61)
    room.desks.test_phone("rita", "client:rita", "en", room.now)
    assert attempt(room) > first
    assert len(errands(room, "test_phone")) == 2
