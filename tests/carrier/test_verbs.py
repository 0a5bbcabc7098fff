"""Say, Play, Pause, Redirect, Hangup and Reject, as documented."""

from __future__ import annotations

import io
import wave

import pytest

from tests.carrier.peer import Peer, Reply
from tests.carrier.phones import Carrier


def hear(carrier: Carrier, peer: Peer, verbs: str) -> list[dict[str, object]]:
    """What a caller hears of a document."""
    peer.pages["/voice"] = f"<Response>{verbs}</Response>"
    row = carrier.dial().when("completed")
    heard: list[dict[str, object]] = row["heard"]
    return heard


def test_ssml_is_heard_as_its_words(carrier: Carrier, peer: Peer) -> None:
    ssml = (
        'Your number is<break strength="weak"/><say-as interpret-as="digits">12</say-as>, '
        '<prosody rate="80%">slowly <sub alias="Doctor">Dr</sub> Roy</prosody>.'
    )
    heard = hear(carrier, peer, f'<Say voice="Polly.Joanna">{ssml}</Say>')
    assert heard[0]["text"] == "Your number is 12, slowly Doctor Roy."
    assert heard[0]["voice"] == "Polly.Joanna"
    assert carrier.notices() == []


def test_amazons_own_ssml_is_known(carrier: Carrier, peer: Peer) -> None:
    whisper = '<amazon:effect name="whispered">softly</amazon:effect> <lang xml:lang="fr-CA">ici</lang>'
    assert hear(carrier, peer, f'<Say voice="Polly.Joanna">{whisper}</Say>')[0]["text"] == "softly ici"
    assert carrier.notices() == []


def test_say_is_repeated(carrier: Carrier, peer: Peer) -> None:
    assert [row["text"] for row in hear(carrier, peer, '<Say loop="3">Again</Say>')] == ["Again"] * 3


def test_say_until_the_hang_up_is_said_a_thousand_times(carrier: Carrier, peer: Peer) -> None:
    (row,) = hear(carrier, peer, '<Say loop="0">Again</Say>')
    assert row["loop"] == 1000


def test_a_recording_is_fetched_and_played(carrier: Carrier, peer: Peer) -> None:
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\0" * 3200)
    peer.pages["/tone.wav"] = Reply(sound.getvalue(), type="audio/x-wav")
    heard = hear(carrier, peer, '<Play loop="2">/tone.wav</Play>')
    assert heard == [{"verb": "Play", "url": peer.url("/tone.wav")}] * 2
    assert [one.method for one in peer.at("/tone.wav")] == ["GET"]
    assert peer.at("/tone.wav")[0].signed


def test_a_recording_that_is_not_there_is_complained_of(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/gone.wav"] = Reply("", 404)
    assert hear(carrier, peer, "<Play>/gone.wav</Play><Say>On</Say>")[0]["text"] == "On"
    assert carrier.notices() == [11200]


def test_play_sends_tones(carrier: Carrier, peer: Peer) -> None:
    assert hear(carrier, peer, '<Play digits="ww12#"/>') == [{"verb": "Play", "digits": "ww12#"}]


def test_an_unknown_verb_is_skipped_with_a_warning(carrier: Carrier, peer: Peer) -> None:
    heard = hear(carrier, peer, "<Enqueue>line</Enqueue><Record/><say>no</say><Say>yes</Say>")
    assert [row["text"] for row in heard] == ["yes"]
    assert carrier.notices() == [12200] * 3


@pytest.mark.parametrize(
    ("verb", "code"),
    [
        ('<Say loop="many">x</Say>', 13510),
        ('<Say voice="robot">x</Say>', 13511),
        ('<Say language="?">x</Say>', 13512),
        ('<Say volume="9">x</Say>', 12200),
        ("<Say/>", 13520),
        (f"<Say>{'x' * 4097}</Say>", 13521),
        ('<Play loop="-1" digits="1"/>', 13410),
        ('<Play digits="x"/>', 13430),
        ('<Pause length="long"/>', 13910),
        ('<Gather numDigits="0" timeout="0"/>', 13314),
        ('<Gather timeout="soon" numDigits="1"><Pause/></Gather>', 13313),
        ('<Gather timeout="0" input="voice"/>', 13326),
        ('<Gather timeout="0" finishOnKey="12"/>', 13310),
        ('<Gather timeout="0" method="PUT"/>', 13312),
        ('<Gather timeout="0"><Dial>1</Dial></Gather>', 13320),
        ('<Dial timeout="1"/>', 13212),
        ('<Dial record="always"/>', 13217),
        ("<Dial><Sip>sip:a@b</Sip></Dial>", 13215),
        ("<Dial><Client>a</Client><Conference>b</Conference></Dial>", 13000),
        ('<Redirect method="PUT">/next</Redirect>', 13710),
        ('<Reject reason="dull"/>', 13810),
    ],
)
def test_a_bad_value_is_a_warning_and_its_default_holds(
    carrier: Carrier, peer: Peer, verb: str, code: int
) -> None:
    peer.pages["/voice"] = f"<Response>{verb}</Response>"
    line = carrier.dial()
    if "soon" in verb:
        line.waits().press("")
    peer.wait("/voice/status", CallSid=line.sid)
    assert code in carrier.notices()


def test_the_end_of_a_document_is_a_hang_up(carrier: Carrier, peer: Peer) -> None:
    assert hear(carrier, peer, "") == []


def test_nothing_follows_a_hang_up(carrier: Carrier, peer: Peer) -> None:
    assert hear(carrier, peer, "<Hangup/><Say>never</Say>") == []


def test_reject_is_by_default_no_answer(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = "<Response><Reject/><Say>never</Say></Response>"
    assert carrier.dial().when("no-answer")["heard"] == []


def test_reject_later_only_ends_the_call(carrier: Carrier, peer: Peer) -> None:
    assert len(hear(carrier, peer, "<Say>Hello</Say><Reject/>")) == 1


def test_a_pause_first_delays_the_answer(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = '<Response><Pause length="3"/><Reject/></Response>'
    carrier.dial().when("no-answer")


def test_redirects_resolve_against_the_document(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = "<Response><Redirect>/menus/one?n=1</Redirect></Response>"
    peer.pages["/menus/one"] = "<Response><Redirect>two</Redirect></Response>"
    peer.pages["/menus/two"] = "<Response><Say>Two</Say></Response>"
    line = carrier.dial()
    line.when("completed")
    assert line.heard() == ["Two"]
    assert peer.at("/menus/two")[0].form["CallStatus"] == "in-progress"
