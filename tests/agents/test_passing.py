"""A caller is passed on: same key, another language or skill, with a word for the next colleague."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from queueing import Place
from tests.agents.room import Browser, FixedClock, Room
from tests.agents.test_desk import at_a_desk, errands, in_talk


@pytest.fixture
def talk(room: Room, screen: Browser) -> Place:
    """Rita talks with somebody who speaks French."""
    return in_talk(room, screen)


def test_who_is_passed_on_keeps_key_and_answers_and_the_next_colleague_reads_the_note(
    room: Room, app: Flask, screen: Browser, talk: Place
) -> None:
    room.caller("+19025550143", waited=10, language="en")
    shown = screen.post("/desk/pass-on", language="en", skill="relay", note="hears badly, speak slowly").text
    assert "No caller at your desk" in shown
    assert "The caller waits in the line for the next free desk" in shown
    with room.database.reading() as look:
        place = room.places.by_id(look, talk.id)
    assert place is not None
    assert (place.key, place.state, place.wish_class) == (talk.key, "waiting", "desk.en.relay")
    assert errands(room, "back") == [f"{place.id}:{place.version}"]
    room.hire("sam", skills=("relay",))
    sam = Browser(app)
    sam.sign_in("sam")
    sam.post("/desk/ready")
    room.phone_up("sam")
    card = sam.post("/desk/take").text
    for words in (talk.ticket[:4], "2 May 1931", "Passed on", "rita", "hears badly, speak slowly"):
        assert words in card


def test_pressed_twice_it_is_once(room: Room, screen: Browser, talk: Place) -> None:
    screen.post("/desk/pass-on", language="en")
    answer = screen.post("/desk/pass-on", language="es")
    assert (answer.status_code, "no caller" in answer.text) == (409, True)
    room.desks.pass_on("rita", "es", "", "", room.now)  # as two presses at one instant would
    with room.database.reading() as look:
        place = room.places.by_id(look, talk.id)
    assert place is not None
    assert place.language == "en"
    assert len(errands(room, "back")) == 1


@pytest.mark.usefixtures("talk")
@pytest.mark.parametrize(("language", "skill"), [("de", ""), ("", ""), ("en", "Two Words")])
def test_what_nobody_could_serve_is_refused(screen: Browser, language: str, skill: str) -> None:
    assert screen.post("/desk/pass-on", language=language, skill=skill).status_code == 422
    assert "Talking" in screen.get("/desk/").text


def test_the_desk_goes_on_by_itself_after_passing_on(room: Room, screen: Browser, talk: Place) -> None:
    screen.post("/desk/pass-on", language="es")
    desk = room.desks.state("rita")
    assert desk is not None
    assert (desk.state, desk.place_id) == ("wrap-up", None)
    room.later(46)
    after = room.desks.state("rita")
    assert after is not None
    assert (after.state, after.place_id) == ("offered", talk.id)  # she speaks every language herself


def seated(room: Room, app: Flask, name: str) -> Browser:
    screen = Browser(app)
    at_a_desk(room, screen, name)
    return screen


def test_a_colleague_who_is_free_is_offered_the_caller_and_takes_them(
    room: Room, app: Flask, screen: Browser, talk: Place
) -> None:
    sam = seated(room, app, "sam")
    for _twice in range(2):
        shown = screen.post("/desk/hand-over", to="sam", note="wants Yarmouth").text
        assert "Offered to sam. The caller stays with you" in shown
    assert "Passed on by" in sam.get("/desk/").text
    card = sam.post("/desk/take").text
    for words in (talk.ticket[:4], "Offered to a colleague", "wants Yarmouth"):
        assert words in card
    assert errands(room, "connect")[1:] == [f"{talk.id}:5"]
    rita, other = room.desks.state("rita"), room.desks.state("sam")
    assert rita is not None
    assert other is not None
    assert (rita.state, rita.place_id, other.state, other.place_id) == (
        "wrap-up",
        None,
        "connecting",
        talk.id,
    )
    room.meet("sam")
    assert "Finish this call" in sam.get("/desk/").text


@pytest.mark.usefixtures("talk")
@pytest.mark.parametrize("how", ["hand-over", "introduce"])
def test_who_is_passed_on_waited_until_their_talk_began(
    room: Room, app: Flask, screen: Browser, clock: FixedClock, how: str
) -> None:
    """They called a minute ago when Rita took them; two and a half minutes of talk are no wait."""
    sam = seated(room, app, "sam")
    clock.at += timedelta(seconds=150)
    room.now += timedelta(seconds=150)
    screen.post(f"/desk/{how}", to="sam")
    page = sam.get("/desk/").text
    strip = page[page.index('id="desk"') : page.index("<main")]
    assert re.search(r"waited <strong>01:00</strong>", strip)
    assert "03:30" not in strip
    assert "Waited 01:00" in screen.get("/desk/caller").text
    assert "Waited 01:00" in sam.post("/desk/take").text


def test_two_agents_who_offer_to_one_colleague_at_once_reach_them_once(room: Room, app: Flask) -> None:
    screens = [seated(room, app, name) for name in ("ann", "bob")]
    for number, (name, screen) in enumerate(zip(("ann", "bob"), screens, strict=True)):
        room.caller(f"+1902555015{number}")
        screen.post("/desk/take")
        room.meet(name)
    seated(room, app, "sam")
    with ThreadPoolExecutor() as both:
        answers = list(both.map(lambda each: each.post("/desk/hand-over", to="sam"), screens))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert "Your colleague sam is not free just now, and the caller is still with you." in max(
        answers, key=lambda answer: answer.status_code
    ).text  # fmt: skip


@pytest.mark.parametrize("how", ["caller gone", "agent gone", "finished", "not taken"])
def test_an_offer_by_a_colleague_ends_and_nobody_is_lost(
    room: Room, app: Flask, screen: Browser, talk: Place, how: str
) -> None:
    sam = seated(room, app, "sam")
    screen.post("/desk/hand-over", to="sam")
    if how == "caller gone":
        room.hang_up(talk)
    elif how == "agent gone":
        room.desks.leg_down("rita", "CAdeskrita", room.now)
    elif how == "finished":
        screen.post("/desk/finish", outcome="information")
    else:
        room.later(21)
    desk, rita = room.desks.state("sam"), room.desks.state("rita")
    assert desk is not None
    assert rita is not None
    if how == "not taken":
        assert (desk.state, rita.state, rita.place_id) == ("away", "talking", talk.id)
        return
    offered = talk.id if how == "agent gone" else None  # who lost their agent is the first in the line
    assert (desk.state, desk.place_id, desk.passed_by) == ("offered" if offered else "ready", offered, None)
    assert sam.post("/desk/take").status_code == (200 if offered else 409)


@pytest.mark.usefixtures("talk")
def test_nobody_is_offered_to_a_desk_that_is_not_free(room: Room, app: Flask, screen: Browser) -> None:
    sam = seated(room, app, "sam")
    sam.post("/desk/break", reason="lunch")
    for to in ("sam", "rita"):
        answer = screen.post("/desk/hand-over", to=to)
        assert (answer.status_code, f"Your colleague {to} is not free just now" in answer.text) == (409, True)
    for path in ("/desk/hand-over", "/desk/introduce"):
        answer = screen.post(path, to="nobody")
        assert (answer.status_code, "There is no such colleague" in answer.text) == (409, True)
