"""Whatever names something of somebody else's is refused in words, and changes nothing."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from agents import Role
from booking_core import Changes, Person, Waitlist, Wish, tables
from queueing import Desks, Places
from tests.agents.room import CAMPAIGN, ROSE, Browser, Room
from tests.agents.test_api import Program
from tests.agents.test_booking import claims, clinic
from tests.agents.test_parties import talking
from tests.agents.world import contents

MINE = {"birth_date": "1930-01-01", "clinic": "1", "phone": "902 555 0142", "where": "anywhere"}
MY_PEOPLE = {"people": [{"birth_date": "1930-01-01"}]}
BY_FORM = [  # the address, the field that names something, and what it names
    ("/bookings/open", "claim", "hold"),
    ("/bookings/cancelling", "booked", "hold"),
    ("/bookings/cancel", "booked", "hold"),
    ("/bookings/correcting", "claim", "hold"),
    ("/bookings/correct", "claim", "hold"),
    ("/bookings/letter", "booked", "hold"),
    ("/bookings/second/", "claim", "hold"),
    ("/bookings/second/", "claim", "earlier"),
    ("/bookings/second/cancel", "claim", "hold"),
    ("/bookings/second/move", "first", "hold"),
    ("/desk/booking/clinics", "booked", "hold"),
    ("/desk/booking/days", "booked", "hold"),
    ("/desk/booking/times", "booked", "hold"),
    ("/desk/booking/times", "clinic", "nothing"),
    ("/desk/booking/days", "clinic", "nothing"),
    ("/desk/booking/confirm", "booked", "hold"),
    ("/desk/booking/times", "booked", "earlier"),
    ("/desk/booking/text", "reference", "ticket"),
    ("/desk/booking/text", "reference", "nothing"),
    ("/desk/list/", "booked", "hold"),
    ("/desk/list/join", "booked", "hold"),
    ("/desk/list/join", "where", "nowhere"),
    ("/desk/list/leave", "entry", "entry"),
    ("/desk/list/leave", "entry", "nothing"),
    ("/desk/list/accept", "claim", "offer"),
    ("/desk/list/accept", "claim", "hold"),
    ("/desk/list/decline", "claim", "offer"),
    ("/desk/list/decline", "claim", "hold"),
    ("/desk/hand-over", "to", "busy"),
    ("/desk/hand-over", "to", "nobody"),
    ("/desk/others-hand", "agent", "nobody"),
    ("/desk/others-hand", "agent", "western"),
    ("/board/head-start", "ticket", "served"),
    ("/board/head-start", "ticket", "west"),
    ("/board/head-start", "ticket", "nothing"),
]
BY_PROGRAM = [
    ("/bookings", MY_PEOPLE, "claim", "hold"),
    ("/bookings", MY_PEOPLE, "claim", "offer"),
    ("/bookings", {"claim": "f" * 32}, "moving", "hold"),
    ("/bookings/cancel", {}, "claims", "hold"),
    ("/bookings/second", {}, "claim", "hold"),
    ("/bookings/second/move", {}, "claim", "hold"),
    ("/bookings/second/cancel", {}, "claim", "hold"),
    ("/bookings/correct", {"birth_date": "1930-01-01"}, "claim", "hold"),
    ("/bookings/text", {"to": "902 555 0142"}, "references", "ticket"),
    ("/clinics", {}, "moving", "hold"),
    ("/clinics/days", {"clinic": 1}, "moving", "hold"),
    ("/holds", {"clinic": 1}, "moving", "hold"),
    ("/holds", {"clinic": 1}, "moving", "earlier"),
    ("/list", {}, "moving", "hold"),
    ("/list/join", {"phone": "902 555 0142"}, "moving", "hold"),
    ("/list/leave", MY_PEOPLE, "entry", "entry"),
    ("/list/accept", MY_PEOPLE, "claim", "offer"),
    ("/list/decline", MY_PEOPLE, "claim", "offer"),
    ("/desk/hand-over", {}, "to", "busy"),
    ("/board/head-start", {"minutes": 5, "reason": "why"}, "ticket", "west"),
]
MANY = {"moving", "claims", "references"}


@dataclass
class Others:
    """What is not this agent's, by a word for it."""

    screen: Browser
    program: Program
    names: dict[str, str]


@pytest.fixture
def others(room: Room, app: Flask, screen: Browser) -> Others:
    """Rita, a supervisor, and Sam talk; Sam's caller has times held, and somebody else an offer."""
    old = room.touch_tone_booking("+19025550170", ROSE.replace(year=1929))
    room.load(CAMPAIGN.replace("Spring", "Summer"))
    sam = Browser(app)
    talking(room, sam, "sam", "+19025550111")
    held = sam.post("/desk/booking/times", birth_date="1931-05-02", clinic=clinic(room)).text
    names = {"hold": claims(held)[0], "earlier": old.claim, "nothing": "99999999", "nowhere": "clinic:999999"}
    names |= offered(room) | standing(room) | {"busy": "sam", "nobody": "nobody"}
    room.hire("rita", Role.SUPERVISOR)
    room.sit_down("rita")
    room.caller("+19025550142")
    screen.sign_in("rita")
    screen.post("/desk/take")
    room.meet("rita")
    return Others(screen, Program(app.test_client(), "rita"), names)


def offered(room: Room) -> dict[str, str]:
    """Let somebody wait and be offered what another cancels."""
    waits, it = Person(ROSE.replace(year=1928), "+19025550112"), Waitlist("phone")
    told: dict[str, Any] = {"phone": "+19025550112", "language": "en", "now": room.now}
    gives = room.touch_tone_booking("+19025550113", ROSE.replace(year=1927))
    room.database.run(lambda tx: it.join(tx, key=1, people=[waits], wish=Wish(), **told))
    room.database.run(lambda tx: Changes("phone").cancel(tx, [gives.claim], room.now))
    with room.database.reading() as look:
        entry = it.of(look, waits)
    assert entry is not None
    assert entry.claim is not None
    return {"entry": str(entry.id), "offer": entry.claim}


def standing(room: Room) -> dict[str, str]:
    """Name the place that Sam serves, and a place and a desk of another line."""
    west, sid = Places(room.database, room.redis, "west"), "CA" + "9" * 32
    room.database.run(lambda tx: west.open_leg(tx, sid, "+19025550114", room.now))
    place = room.database.run(lambda tx: west.join(tx, sid, {}, "en", room.now))
    desks = Desks(room.database, room.redis, "west")
    desks.ready("western", "client:western", room.now)
    desks.hand("western", room.now, up=True)
    mine = room.desks.place_of("sam")
    assert mine is not None
    return {"ticket": mine.ticket, "served": mine.ticket, "west": place.ticket, "western": "western"}


def test_a_form_that_names_what_is_not_theirs_is_refused(room: Room, others: Others) -> None:
    form = MINE | {"minutes": "5", "reason": "why", "to": "902 555 0142"}
    before = contents(room)
    faults = []
    for path, field, named in BY_FORM:
        answer = others.screen.post(path, **(form | {field: others.names[named]}))
        is_refused = answer.status_code in {409, 422} and "<p>" in answer.text
        if not is_refused or contents(room) != before:
            faults.append((path, field, named, answer.status_code))
            before = contents(room)
    assert faults == []


def test_a_program_that_names_what_is_not_its_own_is_refused(room: Room, others: Others) -> None:
    before = contents(room)
    faults = []
    for path, body, field, named in BY_PROGRAM:
        word: Any = others.names[named]
        word = [word] if field in MANY else int(word) if field == "entry" else word
        answer = others.program.ask("POST", path, body | {field: word})
        is_refused = answer.status_code in {409, 422} and answer.get_json()["detail"]
        if not is_refused or contents(room) != before:
            faults.append((path, field, named, answer.status_code))
            before = contents(room)
    assert faults == []


@pytest.mark.parametrize("named", ["hold", "offer"])
def test_a_time_held_for_others_is_lost_to_a_form_that_names_it(
    room: Room, others: Others, named: str
) -> None:
    def theirs() -> list[Any]:
        with room.database.reading() as look:
            return sorted(map(str, look.execute(select(tables.claim)).all()))

    before = theirs()
    answer = others.screen.post("/desk/booking/confirm", **(MINE | {"claim": others.names[named]}))
    assert "nothing was booked" in answer.text
    after = theirs()
    assert set(before) <= set(after)
    assert not [row for row in set(after) - set(before) if "confirmed" in row]
