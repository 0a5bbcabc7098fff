"""What should not come, and comes: it has its words or changes nothing, and no log names anybody."""

import json

import pytest
from sqlalchemy import text

from queueing import Place
from tests.ivr.hotline import BORN
from tests.ivr.signed import Voice, redirect

SOMEBODY = "CA" + "5" * 32
NOT_NUMBERS = (
    "anonymous",
    "Restricted",
    "+266696687",
    "unknown",
    "12",
    "+1902555",
    "",
    "sip:rose@example.org",
)


def place_of(voice: Voice, sid: str) -> Place:
    leg = text("SELECT place_id FROM leg WHERE call_sid = :sid")
    with voice.parts.database.reading() as look:
        place = voice.parts.places.by_id(look, look.scalar(leg, {"sid": sid}))
    assert place is not None
    return place


def rows(voice: Voice) -> list[tuple[object, ...]]:
    """Return all that is stored of calls and places."""
    tables = ("place", "place_event", "leg", "conversation", "claim", "errand")
    with voice.parts.database.reading() as look:
        return [tuple(row) for table in tables for row in look.execute(text(f"SELECT * FROM {table}"))]


@pytest.mark.parametrize("phone", NOT_NUMBERS)
def test_a_caller_id_that_is_no_number_gets_a_place_with_a_ticket(
    voice: Voice, phone: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = voice.dial("1", "0", phone=phone)
    assert "Your ticket is" in answer
    assert "We cannot see the number of your phone." in answer
    assert place_of(voice, "CA" + "1" * 32).phone is None
    numbers = [json.loads(line).get("number", "") for line in capsys.readouterr().out.splitlines()]
    assert not any(each and phone and phone in each for each in numbers)


def test_the_ticket_of_a_closed_place_sounds_like_one_that_never_was(voice: Voice) -> None:
    voice.dial("1", "1", "1", BORN, "1", "0", sid=SOMEBODY, phone="+19025550177")
    place = place_of(voice, SOMEBODY)
    voice.parts.database.run(lambda tx: voice.parts.places.leave(tx, place.id, voice.clock.now()))
    closed = voice.dial("1", "2", "2", place.ticket, BORN)
    never = voice.dial("1", "2", "2", "00000000", BORN, sid="CA" + "6" * 32)
    assert "we find no place for this ticket and birth date" in closed
    assert closed == never


@pytest.mark.parametrize(
    "address",
    [
        "/voice/step?n=2&l=en",
        "/voice/here",
        "/voice/turn?place=1",
        "/voice/seat-over?place=1",
        "/voice/incoming",
    ],
)
def test_a_webhook_for_a_call_that_has_ended_changes_nothing(voice: Voice, address: str) -> None:
    voice.dial("1", "0")
    voice.post("/voice/status", CallStatus="completed")
    before = rows(voice)
    assert "<Hangup" in voice.post(address, Digits="1")
    assert rows(voice) == before


def test_the_wait_loop_of_a_call_that_has_ended_changes_nothing(voice: Voice) -> None:
    waiting = redirect(voice.dial("1", "0"))
    voice.post("/voice/status", CallStatus="completed")
    before = rows(voice)
    assert "<Hangup" in voice.post(waiting)
    assert rows(voice) == before


def test_a_key_older_than_one_already_applied_writes_nothing(voice: Voice) -> None:
    voice.dial("1", "1", "1")
    before = rows(voice)
    assert redirect(voice.post("/voice/step?n=1&l=en", Digits="0")).startswith("/voice/here")
    assert rows(voice) == before


@pytest.mark.parametrize(
    "address",
    ["/voice/wait?place=999&n=1&l=en&turn=0", "/voice/turn?place=999", "/voice/joined-other?place=999"],
)
def test_an_address_of_a_place_that_is_nobody_s_leads_to_a_question(voice: Voice, address: str) -> None:
    voice.dial("1", "0")
    assert "press" in voice.post(address)


@pytest.mark.parametrize("address", ["/voice/wait?place=x&n=1&l=en&turn=0", "/voice/step?n=", "/voice/turn"])
def test_an_address_that_makes_no_sense_is_an_apology_and_a_person(voice: Voice, address: str) -> None:
    voice.dial("1")
    answer = voice.post(address)
    assert "Your ticket is" in answer or "Please stay on the line" in answer
