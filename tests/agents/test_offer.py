"""Who is offered to a desk: what its agent sees, what pressing does, and why they are away afterwards."""

from datetime import timedelta

import pytest

from agents import Role
from tests.agents.room import Browser, FixedClock, Room


def at_a_desk(room: Room, screen: Browser, *languages: str, skills: tuple[str, ...] = ()) -> None:
    room.hire("rita", Role.AGENT, *languages, skills=skills)
    screen.sign_in("rita")
    screen.post("/desk/ready")
    room.phone_up("rita")


def test_an_offer_shows_the_tickets_end_the_language_and_the_wait_and_no_more(
    room: Room, screen: Browser
) -> None:
    at_a_desk(room, screen)
    place = room.caller("+19025550142", waited=192, whom="self", birth_date="1938-04-05")
    page = screen.get("/desk/").text
    strip = page[page.index('id="desk"') : page.index("<main")]
    for words in ("Caller for you", place.ticket[4:], "French", "03:12", "s to take it", "Take next"):
        assert words in strip
    for words in (place.ticket[:4], "5550142", "5 April 1938"):
        assert words not in strip
    assert "A caller is offered to you" in page  # the main part, as the strip
    assert "No caller at your desk" not in page


def test_pressing_take_next_is_accepting(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    place = room.caller()
    shown = screen.post("/desk/take").text
    assert place.ticket[:4] in shown
    assert "Connecting" in shown
    assert "data-offer" not in shown


def test_whoever_does_not_press_is_away_and_reads_why(room: Room, screen: Browser, clock: FixedClock) -> None:
    at_a_desk(room, screen)
    place = room.caller()
    room.sit_down("sam")
    room.later(seconds=20)
    clock.at += timedelta(seconds=20)
    page = screen.get("/desk/").text
    assert "You did not take the caller in time" in page
    assert screen.post("/desk/take").status_code == 409
    offered = room.desks.offered(room.desks.state("sam"))
    assert offered is not None
    assert offered.id == place.id


def test_pressing_away_leaves_the_caller_to_the_next_desk(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    place = room.caller()
    room.sit_down("sam")
    assert "Away" in screen.post("/desk/away").text
    assert room.desks.take_next("sam", room.now).id == place.id  # type: ignore[union-attr]


def test_an_agent_is_offered_only_whom_they_can_serve(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen, "en", skills=("relay",))
    room.caller("+19025550101")
    assert screen.post("/desk/take").status_code == 409
    relay = room.caller("+19025550102", language="en", skill="relay")
    page = screen.get("/desk/").text
    assert relay.ticket[4:] in page
    assert "relay" in page


def test_a_call_that_broke_off_leaves_the_desk_as_able_as_it_was(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen, "fr", skills=("relay",))
    place = room.caller()
    screen.post("/desk/take")
    room.meet("rita")
    room.hang_up(place)
    screen.post("/desk/finish", outcome="dropped")
    desk = room.desks.state("rita")
    assert desk is not None
    assert (desk.state, desk.languages, desk.skills) == ("ready", ["fr"], ["relay"])


def test_a_screen_hears_of_an_offer_and_of_its_end(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    answer = screen.client.get("/live/desk")
    stream = (chunk.decode() for chunk in answer.response)
    place = room.caller()
    assert any(each.startswith("event: desk\n") and place.ticket[4:] in each for each in stream)
    assert any(
        each == "event: say\ndata: A caller for you, in French. Press Take next within 20 seconds.\n\n"
        for each in stream
    )
    room.hang_up(place)
    assert any(each.startswith("event: desk\n") and "data-offer" not in each for each in stream)
    answer.close()


@pytest.mark.parametrize("role", [Role.LEAD, Role.SUPERVISOR])
def test_the_board_shows_whom_each_desk_serves_and_whom_nobody_does(
    room: Room, screen: Browser, role: Role
) -> None:
    room.hire("boss", role)
    room.desks.ready("rita", "client:rita", room.now, languages=["en"], skills=["relay"])
    room.caller("+19025550101")
    room.caller("+19025550102", language="en")
    screen.sign_in("boss")
    page = screen.get("/board/").text
    assert "English; relay" in page
    assert "Nobody here serves French: 1 waiting." in page
    assert "Nobody here serves English" not in page
