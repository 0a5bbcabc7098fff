"""The board's numbers on the screen: they are those of the line, at most two seconds old, and cheap."""

import re
import time
from pathlib import Path

import pytest

from agents import Role, look
from agents.feed import Feed
from agents.tongue import catalogue
from queueing import Events, said
from tests.agents.room import Browser, FixedClock, Room

DASH = "\u2013"
TEMPLATES = Path(look.__file__).parent / "templates"
BOARD = {
    "board.html", "_numbers.html", "_formulas.html", "_day.html", "_levers.html", "_lever.html",
    "_pulled.html", "_lever_forms.html", "_done_today.html", "_tables.html", "look.py",
}  # fmt: skip


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Look once: what is counted is proven on both engines, in tests/queueing/measured."""
    return sqlite_url


def tiles(html: str) -> dict[str, str]:
    """Return each number of the board by its name."""
    html = html.partition('<dl class="formula">')[0]
    found = re.findall(r"<dt>([^<]+)</dt><dd>(.*?)</dd>", html, re.DOTALL)
    return {name: re.sub(r"<[^>]+>", "", value).strip() for name, value in found}


def test_the_board_counts_what_happened(room: Room, clock: FixedClock, screen: Browser) -> None:
    room.now = clock.at = room.now.replace(hour=16, minute=0, second=0)  # noon: nothing was yesterday
    room.hire("boss", Role.SUPERVISOR)
    room.hire("rita")
    room.sit_down("rita")
    _, second, third = (room.caller(f"+1902555010{n}", waited=600 - 60 * n) for n in range(3))
    room.desks.take_next("rita", room.now)
    room.meet("rita")
    room.hang_up(second)
    left = room.database.run(lambda tx: room.places.leave(tx, third.id, room.now))
    assert left is not None
    room.caller("+19025550109", waited=90)
    room.touch_tone_booking()
    screen.sign_in("boss")
    found = tiles(screen.get("/board/").text)
    expected = {
        "Waiting on the phone": "1",
        "Longest wait": "01:30",
        "Dropped, place kept": "1",
        "Answered today": "1",
        "Booked by keypad": "1",
        "Abandoned today": "1",
        "Calls a person": "1.00",
        "Desks free": "0",
        "Units left": "46",
    }
    assert {name: found[name] for name in expected} == expected
    assert all(name in found for name in ("Callbacks owed", "Callbacks due", "Callbacks kept"))


def test_the_estimate_is_what_the_next_caller_hears(room: Room, clock: FixedClock, screen: Browser) -> None:
    room.hire("boss", Role.SUPERVISOR)
    room.hire("rita")
    room.sit_down("rita")
    for number in range(4):
        room.caller(f"+1902555010{number}")
    screen.sign_in("boss")
    assert tiles(screen.get("/board/").text)["Next caller hears"] == DASH  # before the clock has looked
    room.later(5)
    clock.at = room.now
    room.calls += 1
    sid = f"CA{room.calls:032d}"
    room.database.run(lambda tx: room.places.open_leg(tx, sid, "+19025550199", room.now))
    heard = room.database.run(lambda tx: room.places.outlook(tx, sid, room.now)).wait
    assert heard is not None
    time.sleep(1)  # for so long the screens share one look
    minutes = said(*heard)
    shown = tiles(screen.get("/board/").text)["Next caller hears"]
    assert shown == f"{minutes.least}{DASH}{minutes.most} min"


def test_each_number_says_how_it_is_counted(room: Room, screen: Browser) -> None:
    room.hire("boss", Role.AUDITOR)
    screen.sign_in("boss")
    page = screen.get("/board/").text
    numbers, _, formulas = page.partition('<dl class="formula">')
    names = re.findall(r'class="count"><dt>([^<]+)</dt>', numbers)
    assert len(names) == 14
    assert names == re.findall(r"<div><dt>([^<]+)</dt><dd>[^<]+\.</dd>", formulas)


def test_a_burst_of_news_is_one_look(room: Room) -> None:
    feed, looks = Feed(Events(room.redis)), []
    for _ in range(5):
        feed.shared("numbers", lambda: looks.append(1) or "seen", 0.9, at_least=0.9)
        feed.tell(["rita"])
    assert len(looks) == 1
    feed.stop()


def test_every_sentence_of_the_board_is_there_in_french() -> None:
    sources = [*TEMPLATES.glob("*.html"), Path(look.__file__)]
    mine = [each for each in sources if each.name in BOARD]
    said = {
        words for each in mine for _, words in re.findall(r"\b_\((['\"])(.*?)\1", each.read_text("utf-8"))
    }
    assert len(mine) == len(BOARD)
    assert sorted(words for words in said if catalogue("fr").gettext(words) == words) == ["Agent", "min"]
