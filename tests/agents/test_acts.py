"""Hold, mute, hang up, a raised hand, and what came of earlier calls."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from agents import Role
from queueing import Place
from tests.agents.room import Browser, Room
from tests.agents.test_desk import at_a_desk, errands


@pytest.fixture
def talk(room: Room, screen: Browser) -> Place:
    """Rita talks with somebody."""
    at_a_desk(room, screen)
    place = room.caller("+19025550142")
    screen.post("/desk/take")
    room.meet("rita")
    return place


def is_on(shown: str, name: str) -> bool:
    """Tell whether a button is lit; its words then say how to turn it off."""
    (button,) = re.findall(rf'<button id="{name}"[^>]*>', shown)
    return 'class="on"' in button


def is_pressed(shown: str, name: str) -> bool:
    """Tell whether a button that keeps its words is down."""
    (button,) = re.findall(rf'<button id="{name}"[^>]*>', shown)
    return 'aria-pressed="true"' in button


@pytest.mark.usefixtures("talk")
@pytest.mark.parametrize(("name", "words"), [("hold", "is on hold"), ("mute", "is muted")])
def test_hold_and_mute_show_and_pressing_twice_is_once(
    room: Room, screen: Browser, name: str, words: str
) -> None:
    for _twice in range(2):
        shown = screen.post(f"/desk/{name}", on="1").text
        assert words in shown
        assert is_on(shown, name)
    assert len(errands(room, "seat")) == 1
    assert not is_on(screen.post(f"/desk/{name}", on="0").text, name)


def test_without_a_caller_it_is_refused_in_words(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    for path in ("hold", "mute", "hang-up"):
        answer = screen.post(f"/desk/{path}", on="1")
        assert (answer.status_code, "Nobody is on your line" in answer.text) == (409, True)


def test_what_was_written_is_on_the_card_of_the_next_call(room: Room, screen: Browser, talk: Place) -> None:
    assert "Wrap-up" in screen.post("/desk/hang-up").text
    screen.post("/desk/finish", outcome="not_eligible", note="turns 80 in May")
    assert "Earlier calls" not in screen.get("/desk/").text
    room.caller("+19025550142", waited=0)
    shown = screen.post("/desk/take").text
    assert re.search(r"Calls in 24 hours</dt><dd>2<", shown)
    assert re.search(r"Not eligible yet</strong>.*rita", shown)
    assert "turns 80 in May" in shown
    assert talk.phone == "+19025550142"


def test_another_numbers_calls_are_not_on_the_card(room: Room, screen: Browser, talk: Place) -> None:
    screen.post("/desk/finish", outcome="information", note="private")
    room.caller("+19025550143")
    shown = screen.post("/desk/take").text
    assert "private" not in shown
    assert re.search(r"Calls in 24 hours</dt><dd>1<", shown)
    assert talk.phone is not None


def test_a_raised_hand_is_seen_and_lowered_by_a_supervisor_alone(room: Room, app: Flask) -> None:
    room.hire("boss", Role.SUPERVISOR)
    room.hire("vera", Role.AUDITOR)
    rita, boss, vera = Browser(app), Browser(app), Browser(app)
    at_a_desk(room, rita)
    boss.sign_in("boss")
    vera.sign_in("vera")
    assert "You have asked for help" not in rita.get("/desk/").text
    assert is_pressed(rita.post("/desk/hand", on="1").text, "hand")
    assert "asks for help" in boss.get("/board/").text
    assert vera.post("/desk/others-hand", agent="rita").status_code == 403
    for _twice in range(2):
        assert boss.post("/desk/others-hand", agent="rita").status_code == 204
    assert not is_pressed(rita.get("/desk/").text, "hand")


def test_a_hold_and_a_hang_up_at_one_instant_leave_no_hold(room: Room, screen: Browser, talk: Place) -> None:
    with ThreadPoolExecutor() as both:
        hold = both.submit(screen.post, "/desk/hold", on="1")
        gone = both.submit(screen.post, "/desk/hang-up")
        assert hold.result().status_code in {200, 409}
        assert gone.result().status_code == 200
    desk = room.desks.state("rita")
    assert desk is not None
    assert (desk.state, desk.on_hold, desk.place_id) == ("wrap-up", False, talk.id)
