"""Breaks with their reason, and the time after a call that ends by itself."""

import re
from datetime import timedelta

from agents import Role
from tests.agents.room import Browser, FixedClock, Room
from tests.agents.test_desk import at_a_desk


def wrapping(room: Room, screen: Browser) -> None:
    """Talk with somebody who hangs up."""
    at_a_desk(room, screen)
    place = room.caller()
    screen.post("/desk/take")
    room.meet("rita")
    room.hang_up(place)


def test_who_signs_out_in_a_wrap_up_leaves_no_desk_that_is_ready(room: Room, screen: Browser) -> None:
    wrapping(room, screen)
    screen.post("/sign-out")
    room.later(60)
    desk = room.desks.state("rita")
    assert desk is not None
    assert desk.state == "away"


def test_a_break_shows_its_reason_at_the_desk_and_on_the_board(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    assert screen.post("/desk/break", reason="golf").status_code == 422
    assert "On break: lunch" in screen.post("/desk/break", reason="lunch").text
    room.hire("boss", Role.SUPERVISOR)
    boss = Browser(screen.app)
    boss.sign_in("boss")
    assert "On break: lunch" in boss.get("/board/").text


def test_a_break_asked_for_in_talk_comes_after_the_call(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    room.caller()
    screen.post("/desk/take")
    room.meet("rita")
    assert "then you are on break" in screen.post("/desk/break", reason="training").text
    assert "On break: training" in screen.post("/desk/finish", outcome="information").text


def test_the_wrap_up_counts_down_and_is_longer_once_for_each_press(
    room: Room, screen: Browser, clock: FixedClock
) -> None:
    wrapping(room, screen)
    shown = screen.get("/desk/").text
    (until,) = re.findall(r'"until": "(\d+)"', shown)
    assert ">45</strong> s, then you are ready" in shown
    for _twice in range(2):
        assert ">90</strong> s" in screen.post("/desk/longer", until=until).text
    room.later(90)
    clock.at += timedelta(seconds=90)
    assert "You are ready" in screen.get("/desk/").text


def test_what_was_written_of_a_call_that_broke_off_is_kept_and_the_break_follows(
    room: Room, screen: Browser
) -> None:
    wrapping(room, screen)
    screen.post("/desk/break", reason="other")
    assert "On break: other" in screen.post("/desk/finish", outcome="dropped", note="bad line").text
    assert screen.post("/desk/finish", outcome="dropped").status_code == 409


def test_the_desk_speaks_french(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    screen.post("/language", tongue="fr")
    shown = screen.post("/desk/break", reason="lunch").text
    assert "En pause : repas" in shown
