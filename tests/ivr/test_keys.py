"""How many keys each common task takes, counted in calls: docs/keys.md, which `--write-calls` writes anew."""

import pytest

from tests.carrier.phones import ROOT
from tests.ivr.hotline import BORN, WELCOME
from tests.ivr.signed import Voice

PAGE = ROOT / "docs" / "keys.md"
WIFE = "19330204"
BOOKED = ("1", "1", BORN, "1", "1")
TOP = """# How many keys

From the choice of the language on, which is one key more; whoever has a place already is not asked for it.
The eight keys of a birth date are one D. The test suite makes each of these calls, counts, and compares this
page. A key may be pressed while the hotline still speaks. Where more than one region or clinic has something
to book, each asks one key more.

| task | keys | presses beside birth dates |
|---|---|---|
"""
# Each: what is done in a call before, the keys of this one, and what is heard at their end.
TASKS = {
    "A person": ((), ("0",), "Your ticket is"),
    "Hear how long the wait is": ((), ("2", "1"), "We are open"),
    "Book for oneself": ((), BOOKED, "It is booked."),
    "Book for somebody else": ((), ("1", "2", BORN, "1", "1"), "It is booked."),
    "Book a couple": ((), ("1", "3", "2", BORN, "1", WIFE, "1", "1"), "It is booked."),
    "Go on after being cut off": (BOOKED[:-1], ("1", BORN, "1"), "It is booked."),
    "Hear an appointment": (BOOKED, ("3", BORN, "1"), "Your reference is"),
    "Change an appointment": (BOOKED, ("3", BORN, "2", "1", "1"), "It is booked."),
    "Cancel an appointment": (BOOKED, ("3", BORN, "3", "2"), "cancelled"),
    "Be called back instead of waiting": (("0",), ("1", "2", "1"), "It is promised"),
    "Leave the line": (("0",), ("1", "4", "4", "2"), "You have left the line."),
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Count once: the menus are the same on both engines."""
    return sqlite_url


def test_each_task_takes_the_keys_that_the_page_says(voice: Voice, request: pytest.FixtureRequest) -> None:
    rows = []
    for at, (task, (before, keys, heard)) in enumerate(TASKS.items()):
        phone, sids = f"+1902555{1000 + at}", [f"CA{at:031}{call}" for call in (0, 1)]
        if before:
            voice.dial("1", *before, sid=sids[0], phone=phone)
            voice.post("/voice/status", sids[0], CallStatus="completed")
        welcome = voice.dial(sid=sids[1], phone=phone)
        twiml = voice.pressed(welcome, *(["1"] if WELCOME in welcome else []), *keys, sid=sids[1])
        assert heard in twiml, (task, twiml)
        voice.post("/voice/status", sids[1], CallStatus="completed")
        shown = " ".join("D" if len(key) > 1 else key for key in keys)
        rows.append(f"| {task} | {shown} | {sum(len(key) == 1 for key in keys)} |\n")
    if request.config.getoption("--write-calls"):
        PAGE.write_text(TOP + "".join(rows), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == TOP + "".join(rows)
