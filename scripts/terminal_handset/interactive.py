"""A call led by a person at the keyboard."""

from __future__ import annotations

import os
import select
import sys
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from scripts.terminal_handset.network import ENDED, Network, Unreachable
from scripts.terminal_handset.words import line_of

LOOK_EVERY = 0.15
KEYS = "0123456789*#"
TALKING = "Keys are keys: 0-9 * #.  s is silence at once.  h hangs up."
IDLE = "d dials, q puts the telephone away.  It rings here when somebody calls."
RINGING = "It rings.  a answers, x declines."


class Telephone:
    """One telephone on a table: idle, ringing or in a call."""

    def __init__(self, network: Network, number: str, hotline: str | None) -> None:
        self._network, self._number, self._hotline = network, number, hotline
        self._sid: str | None = None
        self._ringing: str | None = None
        self._heard = 0

    def run(self, *, dial: bool) -> None:
        """Use it until it is put away; a call that is up then ends with it, however that comes about."""
        print(f"This is {self._number}.")
        with _single_keys(), self._hung_up_at_last():
            if dial:
                self._dial()
            else:
                print(IDLE)
            while (key := _key()) != "q" or self._sid:
                try:
                    self._turn(key)
                except Unreachable as error:
                    print(f"  {error}")

    @contextmanager
    def _hung_up_at_last(self) -> Iterator[None]:
        try:
            yield
        finally:
            if self._sid:
                with suppress(Unreachable):  # then there is no call either
                    self._network.hang_up(self._sid)

    def _turn(self, key: str) -> None:
        if self._sid:
            self._talk(key)
        elif self._ringing or key == "d":
            self._respond(key)
        elif sid := self._network.ringing_at(self._number):
            self._ringing = sid
            print(f"\a\n{RINGING}")

    def _respond(self, key: str) -> None:
        if key == "d" and not self._ringing:
            self._dial()
        elif self._ringing and key == "a":
            self._network.answer(self._ringing)
            self._begin(self._ringing)
        elif self._ringing and key == "x":
            self._network.decline(self._ringing)
            self._ringing = None
        elif self._network.ringing_at(self._number) is None:
            self._ringing = None
            print("It has stopped ringing.")

    def _dial(self) -> None:
        if self._hotline is None:
            print("There is no number to dial: give one with --to.")
            return
        print(f"Dialling {self._hotline} ...")
        self._begin(self._network.dial(self._number, self._hotline))

    def _begin(self, sid: str) -> None:
        self._sid, self._ringing, self._heard = sid, None, 0
        print(TALKING)

    def _talk(self, key: str) -> None:
        sid = self._sid or ""
        if key == "h":
            self._network.hang_up(sid)
        elif key == "s":
            self._network.press(sid, "")
        elif key and key in KEYS:
            print(f"> {key}")
            self._network.press(sid, key)
        self._listen(sid)

    def _listen(self, sid: str) -> None:
        call = self._network.look(sid)
        for row in call["heard"][self._heard :]:
            if line := line_of(row):
                print(f"  {line}")
        self._heard = len(call["heard"])
        if call["status"] in ENDED:
            self._sid = None
            print(f"The call is over ({call['status']}).\n{IDLE}")


@contextmanager
def _single_keys() -> Iterator[None]:
    """Read keys as they are pressed, where there is a keyboard."""
    if not sys.stdin.isatty():
        yield
        return
    before = termios.tcgetattr(sys.stdin)
    tty.setcbreak(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def _key() -> str:
    """Give the next key, or nothing where none is pressed for a moment; the end of input puts it away."""
    ready, _, _ = select.select([sys.stdin], [], [], LOOK_EVERY)
    # Straight from the keyboard: what is read ahead into a buffer, nobody would see any more.
    return (os.read(sys.stdin.fileno(), 1).decode(errors="replace") or "q") if ready else ""
