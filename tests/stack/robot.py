"""A caller who listens and presses: drives one handset of the simulated network by what is said."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import requests

ANSWERS = (
    ("Where would you like to go", "1"),
    ("These clinics have times", "1"),
    ("For English", "1"),
    ("To book an appointment", "1"),
    ("Who is the appointment for", "1"),
    ("enter your birth date", "{birth}"),
    ("You entered", "1"),
    ("kept for you while you choose", "1"),
    ("find a pen and paper", "1"),
    ("Your reference is", "1"),
    ("receive text messages", "1"),
    ("It is your turn", "1"),
)
ENDS = ("You may hang up now", "No appointment is left", "nothing to book")


@dataclass
class Robot:
    """One caller; `words` is all that was heard, in order."""

    carrier: str
    number: str
    hotline: str
    birth: str
    answers: Sequence[tuple[str, str]] = ANSWERS
    ends: Sequence[str] = ENDS
    words: list[str] = field(default_factory=list)
    sid: str = ""

    def call(self) -> str:
        """Dial, answer every question, and return the words at which the call came to its end."""
        dialled = requests.post(
            f"{self.carrier}/handset/calls", json={"from": self.number, "to": self.hotline}, timeout=20
        )
        dialled.raise_for_status()
        self.sid = dialled.json()["sid"]
        heard = 0
        while True:
            said, heard, keys = self._listen(heard)
            self.words.append(said)
            if keys is None:
                return said
            self._press(keys)

    def spoken_reference(self) -> str:
        """Return the digits of the reference as they were heard."""
        said = next(words for words in self.words if "Your reference is" in words)
        return re.sub(r"\D", "", said.split("Your reference is")[1].split(".")[0])

    def offered_a_next_step(self) -> bool:
        """Tell whether the last words held a key to press."""
        return re.search(r"press \d", self.words[-1]) is not None

    def hang_up(self) -> None:
        requests.delete(f"{self.carrier}/handset/calls/{self.sid}", timeout=20)

    def _listen(self, heard: int) -> tuple[str, int, str | None]:
        """Listen until there is something to press, or an end; returns what was said and the keys."""
        until = time.monotonic() + 60
        said = ""
        while time.monotonic() < until:
            state = requests.get(f"{self.carrier}/handset/calls/{self.sid}", timeout=20).json()
            said = " ".join(row.get("text", "") for row in state["heard"][heard:])
            if any(end in said for end in self.ends):
                return said, len(state["heard"]), None
            keys = next((keys for words, keys in self.answers if words in said), None)
            if keys is not None and state["waiting_for_keys"]:
                return said, len(state["heard"]), keys.format(birth=self.birth)
            assert state["status"] in ("queued", "ringing", "in-progress"), f"it ended after: {said}"
            time.sleep(0.2)  # forty who ask more often are a load of their own
        raise AssertionError(f"nothing to press after: {said}")

    def _press(self, keys: str) -> None:
        url = f"{self.carrier}/handset/calls/{self.sid}/keys"
        requests.post(url, json={"digits": keys}, timeout=20)
