"""The French console is French: no sentence is missing, and no page says a word as the English one does."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.extract import extract
from flask import Flask

import agents
from agents import Role, changing, outcomes, search, state_words, states, tongue
from agents.failures import AWAY, OFF, STALE, UNFORESEEN, WORDS
from agents.look import CHANNELS, ROOMS
from agents.security import NOT_ANY_MORE
from agents.sign_ins import WRONG
from agents.wishes import WHOM
from tests.agents.room import Browser, Room
from tests.agents.test_booking import claims, clinic
from tests.agents.test_parties import booked, talking

HERE = Path(agents.__file__).parent
REFUSALS = {"Refused", "Unreadable", "NoCaller", "Forbidden", "BadAnnouncement"}
SHOWN = {"aria-label", "placeholder", "title", "alt", "hx-confirm", "data-words"}
# What is the same in both: names, and the few words that French has in common with English.
NAMES = {
    "Fairline", "English", "Français", "rita", "boss", "sam", "Truro Campus", "Yarmouth Hall",
    "Truro Campus County", "Yarmouth Hall County", "1 Main Street", "Spring", "relay", "s", "s,",
    "1938-04-05", "Note", "min", "Agent", "agent", "Console", "Minutes",
    "Truro Campus County \u00b7 1 Main Street", "Yarmouth Hall County \u00b7 1 Main Street",
}  # fmt: skip


class Words(HTMLParser):
    """Collects what a page shows: the text between its tags, and what is read of its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        for name, value in attrs:
            if name in SHOWN:
                self._keep(value or "")

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.inside[-1:]):
            self._keep(data)

    def _keep(self, text: str) -> None:
        words = " ".join(text.split()).strip("·:(), ")
        if re.search(r"[^\W\d_]{2}", words):
            self.found.add(words)


def sentences() -> Iterator[tuple[str, str]]:
    """Yield every sentence that the console can say, with where it stands."""
    for path in HERE.rglob("*.html"):
        with path.open("rb") as source:
            for _line, found, _comments, _context in extract("jinja2.ext:babel_extract", source, {"_": None}):
                yield path.name, str(found)
    for path in (
        *HERE.rglob("*.py"),
        HERE.parent / "queueing" / "levers.py",
        HERE.parent / "queueing" / "lever.py",
    ):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                given = node.args[0]
                if node.func.id in REFUSALS | {"_"} and isinstance(given, ast.Constant) and given.value:
                    yield path.name, str(given.value)


def constants() -> list[str]:
    """Return what is looked up by a name: states, outcomes, roles, what went wrong."""
    tables = (state_words.STATES, state_words.BREAKS, state_words.SENTENCES, state_words.AFTERWARDS)
    words = [words for table in tables for words in table.values()]
    words += [*state_words.TESTED.values(), state_words.UNREACHED, *(each for _, each in state_words.KEYS)]
    words += [states.named("on break", why) for why in state_words.BREAKS]
    words += [*outcomes.OUTCOMES.values(), *outcomes.OTHERWISE.values(), *WHOM.values(), *CHANNELS.values()]
    words += [*WORDS.values(), AWAY, OFF, STALE, UNFORESEEN, search.HELP, search.SLIP, search.NO_DATE]
    words += [WRONG, NOT_ANY_MORE, changing.NOT_FOR_THEM]
    return words + [name for _endpoint, name, _roles in ROOMS] + [role.value for role in Role]


def test_no_sentence_is_missing() -> None:
    french = tongue.catalogue("fr")
    said = [*sentences(), *(("constants", each) for each in constants())]
    assert len(said) > 300
    missing = {(where, words) for where, words in said if french.gettext(words) == words}
    assert {each for each in missing if each[1] not in NAMES} == set()


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is read is the same over either engine."""
    return sqlite_url


class Two:
    """One account at two screens, one in English and one in French, that look at the same thing."""

    def __init__(self, app: Flask, name: str) -> None:
        self.english, self.french = Browser(app), Browser(app)
        for screen in (self.english, self.french):
            screen.sign_in(name)
        self.french.post("/language", tongue="fr")
        self.alike: set[tuple[str, str]] = set()

    def look(self, path: str, **form: str) -> str:
        """Compare what both are shown, and return the English page."""
        pages = [
            screen.post(path, **form).text if form else screen.get(path).text
            for screen in (self.english, self.french)
        ]
        both = Words(pages[0]).found & Words(pages[1]).found
        self.alike |= {(path, words) for words in both - NAMES if not words.startswith("\u2026")}
        return pages[0]


def test_no_page_of_an_agent_says_a_word_of_english_in_french(
    room: Room, app: Flask, screen: Browser
) -> None:
    two = Two(app, room.hire("rita", Role.LEAD))
    two.look("/desk/")
    two.english.post("/desk/ready")
    two.look("/desk/")
    room.phone_up("rita")
    two.look("/desk/")
    booking = room.touch_tone_booking("+19025550142")
    room.caller("+19025550142", language="es", whom="other", birth_date="1931-05-02", skill="")
    two.look("/desk/")
    two.english.post("/desk/take")
    two.look("/desk/")
    room.meet("rita")
    room.sit_down("sam")
    for act in ("hold", "mute", "hand"):
        two.english.post(f"/desk/{act}", on="1")
        two.look("/desk/")
    two.english.post("/desk/bring-in", number="902 555 0177")
    two.look("/desk/")
    who = {"birth_date": "1932-05-02", "clinic": clinic(room), "home": "Nowhere"}
    for step in ("who", "clinics", "days", "times"):
        two.look(f"/desk/booking/{step}", **who)
    two.look("/desk/list/", **who)
    two.look("/desk/list/join", **who, where="anywhere", phone="902 555 0142", language="en")
    held = claims(two.english.post("/desk/booking/times", **who).text)[0]
    two.look("/desk/booking/confirm", **who, claim=held)
    two.look("/bookings/", sought="902 555 0142")
    one = {"claim": booking.claim, "booked": booking.claim, "into": "found"}
    for step in ("open", "cancelling", "correcting", "second/"):
        two.look(f"/bookings/{step}", **one)
    two.look("/bookings/correct", **one, birth_date="1931-05-03")
    two.look("/desk/booking/text", reference=booking.reference, to="902 555 0142")
    two.english.post("/bookings/cancel", booked=booked(room)[0].claim)
    two.english.post("/desk/hang-up")
    two.look("/desk/")
    two.english.post("/desk/finish", outcome="information", note="9")
    for reason in state_words.BREAKS:
        two.english.post("/desk/break", reason=reason)
        two.look("/desk/")
    two.english.post("/desk/ready")
    two.look("/board/")
    two.english.post("/desk/away")
    room.caller("+19025550142", waited=0)
    two.look("/bookings/")
    assert two.alike == set()
    del screen


def test_no_page_of_a_supervisor_says_a_word_of_english_in_french(
    room: Room, app: Flask, screen: Browser
) -> None:
    talking(room, screen, "rita", "+19025550143", language="en")
    two = Two(app, room.hire("boss", Role.SUPERVISOR))
    why = {"reason": "7"}
    two.look("/board/")
    place = room.caller("+19025550142", language="en")
    screen.post("/desk/hand", on="1")
    two.look("/board/head-start", ticket=place.ticket, minutes="5", reason="8")
    two.look("/board/levers/announce", en="9", until="2099-01-01T00:00", **why)
    until = (room.now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    two.look("/board/levers/announce", en="9", until=until, **why)
    for lever in ("pause", "open", "callbacks", "take-down", "close"):
        two.look(f"/board/levers/{lever}", says="supply", offered="off", **why)
        two.look("/board/")
    assert two.alike == set()


LATE, HEAD_START = "2099-01-01T00:00", "/board/head-start"
REFUSED = [
    ("/desk/take", {"x": "1"}), ("/desk/hold", {"on": "1"}), ("/desk/hang-up", {"x": "1"}),
    ("/desk/finish", {"outcome": "x"}), ("/desk/finish", {"outcome": "booked"}),
    ("/desk/break", {"reason": "x"}), ("/desk/longer", {"until": "x"}), ("/desk/hand-over", {"to": "sam"}),
    ("/desk/pass-on", {"language": "x"}), ("/desk/pass-on", {"language": "en", "skill": "??"}),
    ("/desk/bring-in", {"number": "1"}), ("/desk/booking/times", {"birth_date": "x"}),
    ("/bookings/", {"sought": "x"}), ("/bookings/", {"sought": "12345678"}),
    ("/bookings/open", {"claim": "x"}), ("/bookings/second/", {"claim": "x"}),
    (HEAD_START, {"ticket": "1", "minutes": "5", "reason": "x"}), (HEAD_START, {"minutes": "x"}),
    ("/board/levers/pause", {"says": "x"}), ("/board/levers/open", {"reason": " "}),
    ("/board/levers/announce", {"en": "x", "reason": "x", "until": "2001-01-01T00:00"}),
    ("/board/levers/announce", {"en": "", "reason": "x", "until": LATE}),
    ("/desk/others-hand", {"agent": "x"}), ("/nowhere", {"x": "1"}), ("/board/", {"x": "1"}),
    ("/desk/", {"note": "9" * 100_000}),
]  # fmt: skip


def test_what_is_refused_is_refused_in_french(room: Room, app: Flask) -> None:
    two = Two(app, room.hire("boss", Role.SUPERVISOR))
    room.sit_down("boss")
    for path, form in REFUSED:
        two.look(path, **form)
    two.look("/nowhere")
    assert two.alike == set()
