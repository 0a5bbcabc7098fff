"""The keys of a telephone, and the Gather that listens to them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

KEYS = frozenset("0123456789*#ABCD")


class Entry:
    """What is typed while one Gather listens."""

    def __init__(
        self, finish_on: str = "", limit: int | None = None, *, keys: bool = True, barge_in: bool = True
    ) -> None:
        self.digits = ""
        self.finished_on = ""
        self.speech: str | None = None
        self.done = False
        self.takes_keys = keys
        self.barge_in = barge_in
        self.on_partial: Callable[[str], None] | None = None
        self._finish_on, self._limit = finish_on, limit
        self._stirred = asyncio.Event()

    @property
    def started(self) -> bool:
        """Whether anything has been pressed or said: the prompt is cut."""
        return self.done or bool(self.digits)

    def press(self, key: str) -> None:
        if key == self._finish_on:
            self.finished_on = key if self.digits else ""
            self.done = True
        else:
            self.digits += key
            self.done = len(self.digits) == self._limit
        self._stirred.set()

    def fall_silent(self) -> None:
        """Silence at once: the time-out, without the wait."""
        self.done = True
        self._stirred.set()

    def say(self, text: str, *, partial: bool = False) -> None:
        """Speak to the Gather; what is only part of a sentence does not end it."""
        if partial:
            if self.on_partial is not None:
                self.on_partial(text)
            return
        self.speech, self.done = text, True
        self._stirred.set()

    async def stirs_within(self, seconds: float) -> None:
        """Wait for a key, but no longer than that."""
        self._stirred.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._stirred.wait()
        except TimeoutError:
            return

    async def settle(self, patience: float) -> None:
        """Wait until the entry is complete; every key starts the time-out again."""
        while not self.done:
            before = self.digits
            await self.stirs_within(patience)
            self.done = self.done or self.digits == before


class Keypad:
    """One telephone's keys: lost where nothing listens, as in life."""

    def __init__(self) -> None:
        self.entry: Entry | None = None
        self.on_star: Callable[[], None] | None = None

    @property
    def waiting(self) -> bool:
        return self.entry is not None and self.entry.takes_keys and not self.entry.done

    def press(self, digits: str) -> bool:
        """Press keys in order; whether any was listened to."""
        taken = False
        for key in digits:
            if key == "*" and self.on_star is not None:
                self.on_star()
            if self.entry is not None and self.entry.takes_keys and not self.entry.done and key in KEYS:
                self.entry.press(key)
                taken = True
        return taken

    def fall_silent(self) -> bool:
        if self.entry is None or self.entry.done:
            return False
        self.entry.fall_silent()
        return True
