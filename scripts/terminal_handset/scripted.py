"""A call led by a script: each entry of keys is sent when the hotline waits for some."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from scripts.terminal_handset.network import ENDED, Network
from scripts.terminal_handset.words import line_of

LOOK_EVERY = 0.05


@dataclass(slots=True)
class Script:
    """The keys that are left, and what has been heard so far."""

    network: Network
    sid: str
    keys: deque[str]
    say: Callable[[str], None]
    patience: float
    stay: float
    heard: int = 0
    news: float = field(default_factory=time.monotonic)
    begun: float = field(default_factory=time.monotonic)

    def run(self) -> dict[str, Any]:
        """Follow the call to its end; it is ours to end when the keys are used up and more are wanted."""
        while (call := self._look())["status"] not in ENDED:
            if call["waiting_for_keys"]:
                if not self.keys:
                    break
                self._press(self.keys.popleft())
            elif self._is_over():
                break
            else:
                time.sleep(LOOK_EVERY)
        if call["status"] not in ENDED:
            self.network.hang_up(self.sid)
            call = self._look()
        return call

    def _is_over(self) -> bool:
        now = time.monotonic()
        return now - self.news > self.patience or now - self.begun > self.stay

    def _look(self) -> dict[str, Any]:
        return self._tell(self.network.look(self.sid))

    def _tell(self, call: dict[str, Any]) -> dict[str, Any]:
        for row in call["heard"][self.heard :]:
            if line := line_of(row):
                self.say(line)
            self.news = time.monotonic()
        self.heard = len(call["heard"])
        return call

    def _press(self, keys: str) -> None:
        self.say(f"> {keys or '(silence)'}")
        before, self.news = self.heard, time.monotonic()
        call = self._tell(self.network.press(self.sid, keys))
        # The same Gather may want more: the next entry is for it, and after the last one it has its time-out.
        while not self.keys and call["waiting_for_keys"] and self.heard == before and not self._is_over():
            time.sleep(LOOK_EVERY)
            call = self._look()
