"""What a dial does when the carrier says no, says nothing, or says it too late."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from ivr.carrier import Carrier
from ivr.jobs import drain_with
from ivr.workshop import Workshop
from queueing import Place, sweep
from tests.carrier.phones import ANNA
from tests.ivr.faulty import Faulty, faulty
from tests.ivr.signed import Voice


@pytest.fixture
def carrier() -> Iterator[Faulty]:
    with faulty() as carrier:
        yield carrier


@pytest.fixture
def owed(voice: Voice, carrier: Faulty) -> Place:
    """Owe a callback at noon in Halifax, its turn come."""
    voice.clock.later(hours=4)
    voice.dial("1", "0")
    parts = voice.parts
    with parts.database.reading() as look:
        (place,) = parts.places.held_for(look, ANNA)
    asked = parts.database.run(
        lambda tx: parts.places.callbacks.ask(tx, place.id, ANNA, place.call_sid, voice.clock.now())
    )
    voice.post("/voice/status", CallStatus="completed")
    voice.parts.desks.ready("maria", "client:maria", voice.clock.now())
    voice.parts.desks.leg_up("maria", "CAdesk", voice.clock.now())
    voice.clock.later(seconds=31)
    carrier.now = voice.clock.now
    return asked


def work(voice: Voice, carrier: Faulty) -> None:
    sweep(voice.parts.database, voice.parts.redis, voice.clock.now())
    given = voice.parts.settings.model_copy(update={"twilio_api_base_url": carrier.base})
    drain_with(Workshop(voice.parts, Carrier(given)), at_once=1)


def state(voice: Voice, place: Place) -> str:
    return there(voice, place).state


def there(voice: Voice, place: Place) -> Place:
    with voice.parts.database.reading() as look:
        found = voice.parts.places.by_id(look, place.id)
    assert found is not None
    return found


@pytest.mark.parametrize("fault", [(429, 20429), (500, 20500), (503, 0), (401, 20003)])
def test_what_the_carrier_does_not_do_now_is_tried_again_and_rings_once(
    voice: Voice, owed: Place, carrier: Faulty, fault: tuple[int, int]
) -> None:
    carrier.answers = [fault, fault]
    for _ in range(4):
        work(voice, carrier)
        voice.clock.later(seconds=5)
    assert len(carrier.created) == 1
    assert there(voice, owed).call_sid == f"CA{1:032}"


def test_a_reply_that_was_lost_rings_once(voice: Voice, owed: Place, carrier: Faulty) -> None:
    carrier.answers = ["lost"]
    for _ in range(3):
        work(voice, carrier)
        voice.clock.later(seconds=5)
    assert len(carrier.created) == 1
    assert there(voice, owed).call_sid == f"CA{1:032}"
    url = urlsplit(carrier.created[0]["Url"])
    assert (url.path, url.query) == ("/voice/callback", f"place={owed.id}&attempt=1")


def test_a_reply_that_was_lost_of_a_call_that_is_over_is_a_miss(
    voice: Voice, owed: Place, carrier: Faulty
) -> None:
    carrier.answers, carrier.status = ["lost"], "no-answer"
    for _ in range(2):
        work(voice, carrier)
        voice.clock.later(seconds=5)
    assert (state(voice, owed), there(voice, owed).why) == ("promised", "no_answer")


def test_a_number_that_can_never_be_rung_is_not_rung_again(
    voice: Voice, owed: Place, carrier: Faulty
) -> None:
    carrier.answers = [(400, 21211)]
    work(voice, carrier)
    assert (state(voice, owed), there(voice, owed).why) == ("unreached", "refused")
    voice.clock.later(hours=1)
    work(voice, carrier)
    assert carrier.created == []


def test_a_fault_of_ours_loses_no_promise(voice: Voice, owed: Place, carrier: Faulty) -> None:
    carrier.answers = [(400, 21210)]  # our own number is not ours: somebody has to mend it
    for _ in range(12):
        work(voice, carrier)
        voice.clock.later(seconds=20)
    assert there(voice, owed).key == owed.key
    assert len(carrier.created) == 1


@pytest.mark.parametrize("status", ["queued", "ringing", "in-progress"])
def test_while_the_carrier_says_that_it_rings_it_is_not_dialled_again(
    voice: Voice, owed: Place, carrier: Faulty, status: str
) -> None:
    carrier.status = status
    for _ in range(20):
        work(voice, carrier)
        voice.clock.later(seconds=15)
    assert len(carrier.created) == 1
    assert state(voice, owed) == "dialling"
    carrier.status = "busy"
    work(voice, carrier)
    assert there(voice, owed).why == "busy"


def test_words_about_unknown_and_finished_calls_change_nothing(
    voice: Voice, owed: Place, carrier: Faulty
) -> None:
    work(voice, carrier)
    before = there(voice, owed)
    for place, attempt, sid in ((owed.id, 7, "CAother"), (999, 1, "CAother"), (owed.id, 1, "CAother")):
        path = f"/voice/callback/status?place={place}&attempt={attempt}"
        for word in ("completed", "busy", "no-answer", "nonsense"):
            voice.post(path, sid, CallStatus=word)
    assert "not needed any more" in voice.post(f"/voice/callback?place={owed.id}&attempt=2", "CAother")
    assert "not needed any more" in voice.post("/voice/callback?place=999&attempt=1", "CAother")
    assert there(voice, owed) == before


def test_the_end_may_be_told_before_the_ringing(voice: Voice, owed: Place, carrier: Faulty) -> None:
    work(voice, carrier)
    sid, path = there(voice, owed).call_sid, f"/voice/callback/status?place={owed.id}&attempt=1"
    voice.post(path, sid, CallStatus="busy")
    missed = there(voice, owed)
    for word in ("ringing", "initiated", "busy", "no-answer"):
        voice.post(path, sid, CallStatus=word)
    assert there(voice, owed) == missed
    assert (missed.state, missed.why) == ("promised", "busy")
