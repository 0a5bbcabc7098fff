"""The supervisor's levers on the screen: who may pull them, what is refused, what everybody reads."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agents import Role
from queueing import Hours, LineState
from tests.agents.room import Browser, Room

HALIFAX = ZoneInfo("America/Halifax")
SNOW = "Truro is closed by snow."


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pull once: what is stored is proven on both engines, in tests/queueing."""
    return sqlite_url


@pytest.fixture
def boss(room: Room, screen: Browser) -> Browser:
    room.hire("boss", Role.SUPERVISOR)
    screen.sign_in("boss")
    return screen


def state(room: Room) -> LineState:
    with room.database.reading() as look:
        return Hours(room.redis).state(look, room.now)


def until(room: Room, **span: float) -> str:
    local: datetime = (room.now + timedelta(**span)).astimezone(HALIFAX)
    return local.strftime("%Y-%m-%dT%H:%M")


def announce(room: Room, screen: Browser, **changed: str):
    form = {"en": SNOW, "until": until(room, hours=2), "reason": "Storm"} | changed
    return screen.post("/board/levers/announce", **form)


def test_each_lever_does_what_it_says_and_everybody_at_the_board_reads_why(room: Room, boss: Browser) -> None:
    boss.post("/board/levers/pause", says="technical", reason="Network down")
    assert state(room).pause == "technical"
    assert "Done. The line is open." in boss.post("/board/levers/open", reason="Network is up").text
    assert state(room).gives_turns
    off = boss.post("/board/levers/callbacks", offered="off", reason="Too many owed")
    assert "Done. No callback is offered from now on." in off.text
    assert not state(room).calls_back
    closed = boss.post("/board/levers/close", reason="No more vaccine")
    assert "Done. The line is closed for today." in closed.text
    assert not state(room).is_open
    board = boss.get("/board/").text
    for words in (
        "Network down",
        "Network is up",
        "Too many owed",
        "No more vaccine",
        "Not offered",
        "Closed",
    ):
        assert words in board


def test_what_is_announced_reaches_who_waits_at_once_and_ends_by_the_wall_clock(
    room: Room, boss: Browser
) -> None:
    place = room.caller()
    shown = announce(room, boss, fr="La neige a fermé Truro.")
    assert "Callers hear it from now on" in shown.text
    assert SNOW in shown.text
    heard = room.places.wait(place.id, room.now)
    assert heard is not None
    assert heard.announced is not None
    assert heard.announced.text("fr") == ("La neige a fermé Truro.", "fr")
    assert timedelta(hours=2) - (heard.announced.until - room.now) < timedelta(minutes=1)
    down = boss.post("/board/levers/take-down", reason="Snow is cleared")
    assert "Done. Callers do not hear it any more." in down.text
    assert state(room).announced is None


def test_pulled_twice_it_is_pulled_once(room: Room, boss: Browser) -> None:
    for said in ("from now on", "It stood so already"):
        assert said in announce(room, boss).text
        assert said in boss.post("/board/levers/callbacks", offered="off", reason="Full").text
    assert boss.get("/board/").text.count("Storm") == 1


@pytest.mark.parametrize(
    ("path", "form", "sentence"),
    [
        ("pause", {"says": "holiday", "reason": "x"}, "Choose what callers hear"),
        ("pause", {"says": "supply", "reason": "  "}, "Say why"),
        ("callbacks", {"reason": "x"}, "Choose whether"),
        ("announce", {"en": SNOW, "until": "soon", "reason": "x"}, "the day and the time"),
        ("announce", {"en": SNOW, "until": "2021-01-01T10:00", "reason": "x"}, "later than now"),
        ("announce", {"fr": SNOW, "until": "2099-01-01T10:00", "reason": "x"}, "English at least"),
        ("announce", {"en": "a" * 201, "until": "2099-01-01T10:00", "reason": "x"}, "At most 200"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(
    room: Room, boss: Browser, path: str, form: dict[str, str], sentence: str
) -> None:
    answer = boss.post(f"/board/levers/{path}", **form)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert state(room) == LineState("open")
    assert "Nothing yet." in boss.get("/board/").text


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SUPERVISOR}))
def test_nobody_else_may_pull_one(room: Room, screen: Browser, role: Role) -> None:
    room.hire("somebody", role)
    screen.sign_in("somebody")
    assert screen.post("/board/levers/close", reason="x").status_code == 403
    assert state(room).is_open


def test_the_board_reads_in_french(boss: Browser) -> None:
    boss.post("/language", tongue="fr")
    page = boss.get("/board/").text
    for words in ("Attendent au téléphone", "Mettre la ligne en pause", "Ce qui a été fait aujourd"):
        assert words in page
