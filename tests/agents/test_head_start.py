"""A supervisor's head start: who may give it, what is refused in words, and that everybody can read why."""

import pytest
from sqlalchemy import text

from agents import Role
from agents.roles import BOARD
from queueing import Place
from tests.agents.room import Browser, Room


@pytest.fixture
def boss(room: Room, screen: Browser) -> Browser:
    room.hire("boss", Role.SUPERVISOR)
    screen.sign_in("boss")
    return screen


def give(screen: Browser, ticket: str, minutes: str = "5", reason: str = "The line broke off"):
    return screen.post("/board/head-start", ticket=ticket, minutes=minutes, reason=reason)


def stored(room: Room, place: Place) -> Place:
    with room.database.reading() as look:
        found = room.places.by_id(look, place.id)
    assert found is not None
    return found


def test_it_moves_the_place_and_everybody_at_the_board_reads_why(room: Room, boss: Browser) -> None:
    first = room.caller("+19025550101", waited=300)
    place = room.caller("+19025550102", waited=60, birth_date="1938-04-05")
    shown = give(boss, f"{place.ticket[:4]} {place.ticket[4:]}")
    assert shown.status_code == 200
    assert "head start of 5 min in all" in shown.text
    moved = stored(room, place)
    assert (moved.key, moved.head_start) == (place.key - 300_000_000, 300)
    assert room.places.wait(place.id, room.now).position == 1  # type: ignore[union-attr]
    assert room.places.wait(first.id, room.now).position == 2  # type: ignore[union-attr]
    board = boss.get("/board/").text
    for words in ("The line broke off", "boss", place.ticket[4:]):
        assert words in board


def test_sent_twice_it_is_given_once(room: Room, boss: Browser) -> None:
    place = room.caller()
    assert give(boss, place.ticket).text == give(boss, place.ticket).text
    assert stored(room, place).head_start == 300
    with room.database.reading() as look:
        audit = "SELECT count(*) FROM place_event WHERE kind = 'head_start'"
        assert look.scalar(text(audit)) == 1


@pytest.mark.parametrize(
    ("minutes", "reason", "sentence"),
    [
        ("16", "a reason", "at most fifteen minutes in all"),
        ("0", "a reason", "at most fifteen minutes in all"),
        ("five", "a reason", "whole minutes"),
        ("-5", "a reason", "whole minutes"),
        ("\u0665", "a reason", "whole minutes"),
        ("5", "", "Say why"),
        ("5", " \n ", "Say why"),
    ],
)
def test_what_is_out_of_bounds_is_refused_in_words(
    room: Room, boss: Browser, minutes: str, reason: str, sentence: str
) -> None:
    place = room.caller()
    answer = give(boss, place.ticket, minutes, reason)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert stored(room, place) == place


def test_more_than_fifteen_minutes_in_all_is_refused(room: Room, boss: Browser) -> None:
    place = room.caller()
    give(boss, place.ticket, "10")
    assert give(boss, place.ticket, "6", "again").status_code == 422
    assert stored(room, place).head_start == 600


def test_a_ticket_that_nobody_waits_with_is_refused_in_words(room: Room, boss: Browser) -> None:
    assert "No open place" in give(boss, "1234 5678").text
    room.sit_down("rita")
    place = room.caller()
    room.desks.take_next("rita", room.now)
    answer = give(boss, place.ticket)
    assert answer.status_code == 409
    assert "Nobody waits" in answer.text


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SUPERVISOR}))
def test_nobody_else_may_give_one(room: Room, screen: Browser, role: Role) -> None:
    room.hire("somebody", role)
    place = room.caller()
    screen.sign_in("somebody")
    assert give(screen, place.ticket).status_code == 403
    assert stored(room, place) == place
    if role in BOARD:
        assert "Give a head start" not in screen.get("/board/").text
