"""A caller who listens and presses: drives one handset of the simulated network by what is said."""

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
    ("being looked at by somebody else", ""),
    ("look for another", ""),
)
ENDS = ("That is all. You may hang up", "no times left", "nothing to book", "You are number")


@dataclass
class Robot:
    """One caller; `words` is all that was heard, in order."""

    carrier: str
    number: str
    hotline: str
    birth: str
    answers: Sequence[tuple[str, str]] = ANSWERS
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
            state = self._listen(heard)
            fresh = [row.get("text", "") for row in state["heard"][heard:]]
            heard = len(state["heard"])
            self.words += fresh
            said = " ".join(fresh)
            if any(end in said for end in ENDS):
                return said
            assert state["status"] == "in-progress", f"the call ended after: {self.words[-6:]}"
            self._press(self._answer(said))

    def hang_up(self) -> None:
        requests.delete(f"{self.carrier}/handset/calls/{self.sid}", timeout=20)

    def _listen(self, heard: int) -> dict:
        """Wait until the hotline wants a key and has said something since."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            state = requests.get(f"{self.carrier}/handset/calls/{self.sid}", timeout=20).json()
            over = state["status"] not in ("queued", "ringing", "in-progress")
            ended = any(end in row.get("text", "") for row in state["heard"][heard:] for end in ENDS)
            if over or ended or (state["waiting_for_keys"] and len(state["heard"]) > heard):
                return state
            time.sleep(0.05)
        raise AssertionError(f"silence after: {self.words[-4:]}")

    def _answer(self, said: str) -> str:
        for words, keys in self.answers:
            if words in said:
                return keys.format(birth=self.birth)
        raise AssertionError(f"nobody told me what to say to: {said}")

    def _press(self, keys: str) -> None:
        url = f"{self.carrier}/handset/calls/{self.sid}/keys"
        requests.post(url, json={"digits": keys}, timeout=20)
