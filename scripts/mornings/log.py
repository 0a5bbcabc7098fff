"""The network's own log: one JSON line for each thing it saw, in virtual time; what was said, as facts.

Every line has `at` (ISO 8601, UTC) and `what`:
    webhook  id call number address try forged    a request to the hotline; try is 1, 2, "fallback" or "copy"
    answer   id call status said then leads words  what came back: facts, and how the document goes on
    rest     verb call to address outcome          a request of the hotline; outcome: ok, 404, 429, 500, lost
    ring, picked-up, hung-up (by), text            what telephones did
    trouble  kind                                  what was done to the hotline
Keys that were pressed are never in it.
"""

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, TextIO
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

NUMBER = r"((?:\d ){3}\d, (?:\d ){3}\d)"
NUMBERS = {"ticket": rf"[Yy]our ticket is {NUMBER}", "reference": rf"[Yy]our reference is {NUMBER}"}
WORDS = {  # what the English prompts say, as a caller understands it
    "place": ("You have a place in the line.", "You are in the line already"),
    "promise": ("It is promised: we will call",),
    "booked": ("It is booked.",),
    "cancelled": ("The appointment is cancelled.",),
    "left": ("You have left the line.",),
    "turn": ("It is your turn.",),
    "offered": ("kept for you while you choose", "A time is kept for you"),
    "denied": (
        "there is nothing to book",
        "No appointment is left",
        "being looked at by somebody else",
        "that time is gone",
    ),
    "error": ("Something went wrong on our side", "a short delay on our side", "we lost our place"),
}
GOES_ON = {"Gather": "gather", "Redirect": "redirect", "Dial": "dial", "Hangup": "hangup"}


class Log:
    """Writes the lines; `now` is the network's clock."""

    def __init__(self, file: TextIO, now: Callable[[], datetime]) -> None:
        self._file, self._now = file, now

    def note(self, what: str, **facts: Any) -> None:
        """Write what was seen."""
        self._file.write(json.dumps({"at": self._now().isoformat(), "what": what} | facts) + "\n")

    def answer(self, request: int, call: str, status: int, text: str) -> None:
        """Write what the hotline answered to a request; a status of 0 is no answer."""
        self.note("answer", id=request, call=call, status=status, **_document(text))


def said(words: str) -> dict[str, Any]:
    """Return the facts in what was said: `{"ticket": ["12345678"], "promise": True}`."""
    numbers = {name: _numbers(pattern, words) for name, pattern in NUMBERS.items()}
    facts = {name: any(each in words for each in phrases) for name, phrases in WORDS.items()}
    return {name: found for name, found in (numbers | facts).items() if found}


def _numbers(pattern: str, words: str) -> list[str]:
    return sorted({re.sub(r"\D", "", each) for each in re.findall(pattern, words)})


def _document(text: str) -> dict[str, Any]:
    if not text.startswith("<"):
        return {"said": {}, "then": "nothing", "leads": "", "words": 0}
    root = ET.fromstring(text)  # noqa: S314 - our own hotline's
    words = " ".join(" ".join("".join(say.itertext()).split()) for say in root.iter("Say"))
    verbs = [each for each in root if each.tag in GOES_ON]
    last = next((each for each in verbs if each.tag == "Dial"), verbs[-1] if verbs else None)
    then = GOES_ON[last.tag] if last is not None else "nothing"
    return {"said": said(words), "then": then, "leads": _leads(last), "words": len(words.split())}


def _leads(verb: ET.Element | None) -> str:
    if verb is None:
        return ""
    url = urlsplit(verb.get("action") or (verb.text or "").strip())
    return url.path + (f"?{url.query}" if url.query else "")
