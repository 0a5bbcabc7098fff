"""The network's own log: one JSON line for each thing it saw, in virtual time; what was said, as facts.

Every line has `at` (ISO 8601, UTC) and `what`:
    webhook  id call number address try forged    a request to the hotline; try is 1, 2, "fallback" or "copy"
    answer   id call status said then leads words  what came back: facts, and how the document goes on
    rest     verb call to address outcome          a request of the hotline; outcome: ok, 404, 429, 500, lost
                                                   (done, and the answer is lost), not asked (it is lost)
    ring, picked-up, hung-up (by), text            what telephones did
    trouble  kind                                  what was done to the hotline
The network that is a process of its own writes the same (`--log`), and besides `token` and `took` (seconds):
    event, event-answer                            as webhook and answer, but about no call: texts, rooms
    restarted                                      the end of a rolling restart
Keys that were pressed are never in it.
"""

import json
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import Any, TextIO
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from scripts.mornings.said import said

NETWORK_LOG = "network.log"  # its name, in the folder of a morning
GOES_ON = {"Gather": "gather", "Redirect": "redirect", "Dial": "dial", "Hangup": "hangup"}
NOTHING: dict[str, Any] = {"said": {}, "then": "nothing", "leads": "", "words": 0}


class Log:
    """Writes the lines; `now` is the network's clock."""

    def __init__(self, file: TextIO, now: Callable[[], datetime]) -> None:
        self._write, self._now, self._requests = file.write, now, count()
        self.flush = file.flush

    def note(self, what: str, **facts: Any) -> None:
        """Write what was seen."""
        self._write(json.dumps({"at": self._now().isoformat(), "what": what} | facts) + "\n")

    def webhook(self, call: str, number: str, address: str, which: str = "1", *, forged: bool = False) -> int:
        """Write that the hotline is asked for something, and return the number of the request."""
        asked = next(self._requests)
        about = {"id": asked, "call": call, "number": number, "address": address}
        self.note("webhook", **about, **{"try": which, "forged": forged})
        return asked

    def answer(self, request: int, call: str, status: int, document: ET.Element | None, **more: Any) -> None:
        """Write what the hotline answered to a request; a status of 0 is no answer."""
        facts = NOTHING if document is None else _document(document)
        self.note("answer", id=request, call=call, status=status, **facts, **more)


@lru_cache(maxsize=4096)
def parsed(text: str) -> ET.Element | None:
    """Return a document as it is read, or None of what is none; most callers hear the same ones."""
    return ET.fromstring(text) if text.startswith("<") else None  # noqa: S314 - our own hotline's


@lru_cache(maxsize=4096)
def _document(root: ET.Element) -> dict[str, Any]:
    words = " ".join("".join("".join(say.itertext()) + " " for say in root.iter("Say")).split())
    verbs = [each for each in root if each.tag in GOES_ON]
    last = next((each for each in verbs if each.tag == "Dial"), verbs[-1] if verbs else None)
    then = GOES_ON[last.tag] if last is not None else "nothing"
    return {"said": said(words), "then": then, "leads": _leads(last), "words": words.count(" ") + bool(words)}


def _leads(verb: ET.Element | None) -> str:
    if verb is None:
        return ""
    address = verb.get("action") or (verb.text or "").strip()
    return address if address.startswith("/") else path_of(address)


def path_of(address: str) -> str:
    """Return an address as the app knows it."""
    where = urlsplit(address)
    return f"{where.path}?{where.query}" if where.query else where.path
