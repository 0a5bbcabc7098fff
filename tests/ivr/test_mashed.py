"""Whatever a hand or a carrier sends: every answer leads on, and two keys at once are one."""

import threading
from itertools import count
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ivr.hotline import BORN
from tests.ivr.signed import Voice
from tests.ivr.walk import leads_on

CALLS = count(1)
# What the keypad of a telephone sends, ABCD included, and what no telephone sends.
KEYS = st.one_of(
    st.text("0123456789*#", max_size=40),
    st.text("0123456789*#ABCD", min_size=1, max_size=2),
    st.sampled_from(
        [BORN, "#", "##", f"#{BORN}", f"{BORN}#", f"{BORN}0000", "*" * 40, "9" * 40, "\uff11", " ", "\xe9"]
    ),
)
WAYS = ((), ("1",), ("1", "1"), ("1", "1", BORN), ("1", "1", BORN, "1"), ("1", "2"), ("1", "3"), ("1", "0"))
TOWNS = (
    "",
    "🎉",
    "Halifax 💉",
    "<Say>Halifax</Say>",
    "&amp;",
    "Ha\0lifax",
    "x" * 5000,
    "'; DROP TABLE place; --",
    "北京",
)


def sound(twiml: str) -> None:
    assert leads_on(ET.fromstring(twiml)), twiml


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=st.sampled_from(WAYS), mashed=st.lists(KEYS, min_size=1, max_size=5))
def test_mashed_keys_always_lead_on(voice: Voice, way: tuple[str, ...], mashed: list[str]) -> None:
    sid = f"CA{next(CALLS):032}"
    twiml = voice.dial(*way, sid=sid, phone=f"+1902{5_000_000 + next(CALLS)}")
    for keys in mashed:
        if "<Gather" not in twiml:
            break
        twiml = voice.press(twiml, keys, sid)
        sound(twiml)
    voice.post("/voice/status", sid, CallStatus="completed")


@pytest.mark.parametrize("town", TOWNS)
def test_a_town_or_a_name_of_any_kind_is_heard_by_nobody(voice: Voice, town: str) -> None:
    told = {"FromCity": town, "FromState": town[:2], "CallerName": f"<Hangup/>{town}"}
    twiml = voice.post("/voice/incoming", **told)
    for keys in ("1", "1", "1", BORN, "1"):
        twiml = voice.press(twiml, keys)
        sound(twiml)
    assert "kept for you while you choose" in twiml
    assert "Hangup" not in twiml


def test_two_different_keys_at_the_same_moment_are_one(voice: Voice) -> None:
    menu, heard = voice.dial("1"), []
    pressing = [
        threading.Thread(target=lambda key=key: heard.append(voice.press(menu, key))) for key in "1230"
    ]
    for each in pressing:
        each.start()
    for each in pressing:
        each.join()
    assert len(set(heard)) == 1
    assert voice.post("/voice/here") == heard[0]
