"""A colleague is introduced to the caller: both screens say who is there, and who has them afterwards."""

from time import monotonic

import pytest
from flask import Flask

from queueing import Place
from tests.agents.room import PASSWORD, Browser, Room
from tests.agents.test_desk import at_a_desk, errands, in_talk
from tests.agents.test_live import heard


@pytest.fixture
def talk(room: Room, screen: Browser) -> Place:
    """Rita talks with somebody."""
    return in_talk(room, screen)


@pytest.fixture
def sam(room: Room, app: Flask, talk: Place) -> Browser:
    """Sam, whose desk is free while Rita talks."""
    assert talk
    screen = Browser(app)
    at_a_desk(room, screen, "sam")
    return screen


def arrive(room: Room, screen: Browser, sam: Browser) -> str:
    """Let Sam take the introduction, and come into the talk; return what Sam's screen showed of it."""
    screen.post("/desk/introduce", to="sam", note="wants Yarmouth")
    shown = sam.post("/desk/take").text
    room.desks.seated("sam", "CAdesksam", room.now)
    return shown


def test_a_colleague_is_rung_into_the_talk_and_reads_of_the_caller_and_cannot_act_yet(
    room: Room, screen: Browser, sam: Browser, talk: Place
) -> None:
    for _twice in range(2):
        shown = screen.post("/desk/introduce", to="sam", note="wants Yarmouth").text
        assert "Offered to sam. The caller stays with you" in shown
    assert "Introduced by" in sam.get("/desk/").text
    card = sam.post("/desk/take").text
    for words in (talk.ticket[:4], "2 May 1931", "Offered to a colleague", "wants Yarmouth"):
        assert words in card
    assert "Finish this call" not in card
    assert sam.post("/desk/finish", outcome="booked").status_code == 409
    assert "sam comes into the call" in screen.get("/desk/").text
    assert "The caller is on hold" in screen.get("/desk/").text
    room.desks.seated("sam", "CAdesksam", room.now)
    assert "You are in the call of rita" in sam.get("/desk/").text
    assert "Leave the caller with sam" in screen.get("/desk/").text
    assert len(errands(room, "sit")) == 1


def test_the_first_agent_leaves_and_the_second_finishes(
    room: Room, screen: Browser, sam: Browser, talk: Place
) -> None:
    arrive(room, screen, sam)
    assert "The caller is with your colleague now" in screen.post("/desk/complete").text
    assert screen.post("/desk/complete").status_code == 200
    shown = sam.get("/desk/").text
    assert "You are connected to the caller" in shown
    assert f'data-place="{talk.id}"' in shown
    assert "Finish this call" in shown
    assert sam.post("/desk/finish", outcome="information").status_code == 200
    assert f'data-place="{talk.id}"' not in sam.get("/desk/").text


@pytest.mark.parametrize("who", ["rita", "sam"])
def test_either_ends_the_introduction_and_the_caller_stays(
    room: Room, screen: Browser, sam: Browser, talk: Place, who: str
) -> None:
    arrive(room, screen, sam)
    for _twice in range(2):
        assert {"rita": screen, "sam": sam}[who].post("/desk/part").status_code == 200
    assert "No caller at your desk" in sam.get("/desk/").text
    assert f'data-place="{talk.id}"' in screen.get("/desk/").text
    assert "Leave the caller with sam" not in screen.get("/desk/").text


@pytest.mark.usefixtures("talk")
def test_what_cannot_be_is_said(screen: Browser) -> None:
    answer = screen.post("/desk/complete")
    assert (answer.status_code, "not in the call yet" in answer.text) == (409, True)
    for path in ("/desk/introduce", "/desk/hand-over"):
        answer = screen.post(path, to="")
        assert (answer.status_code, "Choose a colleague" in answer.text) == (422, True)


def test_a_program_introduces_and_leaves(room: Room, app: Flask, sam: Browser, talk: Place) -> None:
    client = app.test_client()
    token = client.post("/api/v1/sign-in", json={"name": "rita", "password": PASSWORD}).get_json()["token"]
    headers = {"Authorization": f"Bearer {token}"}

    def ask(method: str, path: str, body: dict | None = None) -> dict:
        return client.open(f"/api/v1{path}", method=method, json=body, headers=headers).get_json()

    assert [each["name"] for each in ask("GET", "/colleagues")["free"]] == ["sam"]
    assert ask("POST", "/desk/introduce", {"to": "sam"})["colleague"] == ""
    sam.post("/desk/take")
    room.desks.seated("sam", "CAdesksam", room.now)
    told = client.post("/api/v1/sign-in", json={"name": "sam", "password": PASSWORD}).get_json()
    own = {"Authorization": f"Bearer {told['token']}"}
    assert client.get("/api/v1/desk/caller", headers=own).get_json()["ticket"] == talk.ticket
    seen = ask("GET", "/desk")
    assert (seen["colleague"], seen["colleague_is_there"]) == ("sam", True)
    assert ask("GET", "/colleagues")["free"] == []
    assert ask("POST", "/desk/complete")["state"] == "wrap-up"
    with room.database.reading() as look:
        after = room.places.by_id(look, talk.id)
    assert after is not None
    assert (after.agent, after.key) == ("sam", talk.key)


def test_the_list_of_colleagues_is_as_fresh_as_the_line(room: Room, app: Flask, screen: Browser) -> None:
    at_a_desk(room, screen)
    room.caller("+19025550142")
    card = screen.post("/desk/take").text
    room.meet("rita")
    assert "nobody is free just now" in card
    answer = screen.client.get("/live/desk")
    stream = iter(answer.response)
    assert heard(stream, "colleagues", "nobody is free just now")
    at_a_desk(room, Browser(app), "sam")
    assert heard(stream, "colleagues", 'value="sam"')
    room.desks.pause("sam", room.now)
    assert heard(stream, "colleagues", "nobody is free just now")
    answer.close()


def test_the_first_agent_sees_at_once_that_the_colleague_came_and_went(
    room: Room, screen: Browser, sam: Browser
) -> None:
    answer = screen.client.get("/live/desk")
    stream = iter(answer.response)
    assert heard(stream, "desk", "Talking")
    screen.post("/desk/introduce", to="sam")
    assert heard(stream, "desk", "Offered to sam")
    sam.post("/desk/take")
    assert heard(stream, "desk", "sam comes into the call")
    room.desks.seated("sam", "CAdesksam", room.now)
    assert heard(stream, "desk", "Leave the caller with sam")
    sam.post("/desk/part")
    began = monotonic()
    assert heard(stream, "desk", "The caller is on hold, and hears music.")
    assert monotonic() - began < 8  # and not only when it looks anyway
    answer.close()
