"""Somebody is brought into the talk: only a telephone that we ring, once, and they can be let go."""

import pytest
from sqlalchemy import text

from queueing import Place
from tests.agents.conftest import HOTLINE
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


def attempt(room: Room) -> int:
    desk = room.desks.state("rita")
    assert desk is not None
    assert desk.guest is not None
    return int(desk.guest["attempt"])


@pytest.mark.usefixtures("talk")
def test_a_guest_is_rung_once_and_another_only_after_them(room: Room, screen: Browser) -> None:
    for written in ("902 555 0177", "+1 902-555-0177"):
        assert "being rung" in screen.post("/desk/bring-in", number=written).text
    assert len(errands(room, "guest")) == 1
    answer = screen.post("/desk/bring-in", number="902 555 0178")
    assert (answer.status_code, "let them go first" in answer.text) == (409, True)
    room.desks.guest_answered("rita", attempt(room), room.now)
    assert "in the call" in screen.get("/desk/").text
    assert "let-go" not in screen.post("/desk/let-go").text
    assert "being rung" in screen.post("/desk/bring-in", number="902 555 0178").text


@pytest.mark.usefixtures("talk")
@pytest.mark.parametrize("number", ["", "911", "+1 900 555 0177", "+44 20 7946 0018", "my daughter", HOTLINE])
def test_a_number_that_we_do_not_ring_is_refused(room: Room, screen: Browser, number: str) -> None:
    answer = screen.post("/desk/bring-in", number=number)
    assert (answer.status_code, "We do not ring this number" in answer.text) == (422, True)
    assert errands(room, "guest") == []


def test_without_a_caller_nobody_is_rung(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    assert screen.post("/desk/bring-in", number="902 555 0177").status_code == 409


@pytest.mark.parametrize("how", ["caller", "finish", "pass on", "agent"])
def test_the_guests_call_ends_with_the_talk(room: Room, screen: Browser, talk: Place, how: str) -> None:
    screen.post("/desk/bring-in", number="902 555 0177")
    number = attempt(room)
    room.desks.guest_rung("rita", number, "CAguest", room.now)
    if how == "caller":
        room.hang_up(talk)
    elif how == "agent":
        room.desks.leg_down("rita", "CAdeskrita", room.now)
    elif how == "finish":
        screen.post("/desk/finish", outcome="information")
    else:
        screen.post("/desk/pass-on", language="fr")
    assert "CAguest" in errands(room, "hang_up")
    room.desks.guest_answered("rita", number, room.now)  # a word that is late
    desk = room.desks.state("rita")
    assert desk is not None
    assert desk.guest is None


@pytest.mark.usefixtures("talk")
def test_a_guest_who_is_rung_too_late_is_hung_up(room: Room, screen: Browser) -> None:
    screen.post("/desk/bring-in", number="902 555 0177")
    number = attempt(room)
    screen.post("/desk/let-go")
    room.desks.guest_rung("rita", number, "CAlate", room.now)
    with room.database.reading() as look:
        owed = look.execute(text("SELECT key FROM errand WHERE kind = 'hang_up'")).scalars().all()
    assert owed == ["CAlate"]


@pytest.mark.usefixtures("talk")
def test_the_callers_own_telephone_is_not_rung(room: Room, screen: Browser) -> None:
    answer = screen.post("/desk/bring-in", number="902 555 0142")
    assert (answer.status_code, "is on this telephone already" in answer.text) == (409, True)
    assert errands(room, "guest") == []
