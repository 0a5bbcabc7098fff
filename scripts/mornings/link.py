"""The hotline in a process of its own: while it works, those who call it go on.

What is sent is done one after the other, so that it is the same each time. A webhook, or a second of the
clock's, is posted, and what came of it is fetched when it is heard; with everything else one waits until it
is done. Down the pipe go lists of `(seconds since the start, method of the station, its arguments)`, up come
lists of a kind and what it is: what came of what was posted, what was returned, how it failed; or, alone,
what the hotline asks of its carrier, which is answered at once.
"""

import os
import select
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from ivr import VoiceSettings
from scripts.mornings.asked import Answer, Asked
from scripts.mornings.chance import drawn_from
from scripts.mornings.cores import is_apart
from scripts.mornings.garbage import little_garbage
from scripts.mornings.station import Station, open_station

SAID, DONE, FAILED, CARRIER = range(4)
WEBHOOK, BEAT = POSTED = ("webhook", "beat")
AT_ONCE = 16  # of what is posted, for a hotline that is busy: each list wakes the other process up
UNREAD = 64  # answers at most that may stand in the pipe: of more, each would wait for the other to read


class HotlineFailed(Exception):
    """The hotline's process has failed."""


@dataclass(repr=False)
class Link:
    """The callers' end; `carrier` answers what the hotline asks of it: path, form, query."""

    end: Connection
    carrier: Callable[..., Answer]
    process: int  # the hotline's
    to_send: list[tuple[float, str, tuple[Any, ...]]] = field(default_factory=list)
    unread: int = 0  # of what was posted: what came of it is still to be read
    said: deque[Any] = field(default_factory=deque)  # what was read before anybody fetched it
    watched: select.poll = field(default_factory=select.poll)

    def __post_init__(self) -> None:
        self.watched.register(self.end, select.POLLIN)

    def post(self, at: float, method: str, *words: Any) -> None:
        """Let the hotline answer a webhook, or be its clock, at this second."""
        while self.unread >= UNREAD:
            self._read()
        self.to_send.append((at, method, words))
        self.unread += 1
        is_idle = self.unread == len(self.to_send)
        if is_idle or len(self.to_send) >= AT_ONCE:
            self._send()

    def answer(self) -> Any:
        """Return what came of the first that was posted of which it was not fetched yet."""
        while not self.said:
            self._read()
        return self.said.popleft()

    def ask(self, at: float, method: str, *words: Any) -> Any:
        """Let the hotline do something at this second, and return what came of it."""
        self.to_send.append((at, method, words))
        done: list[Any] = []
        while not done:
            done = self._read()
        return done[0]

    def _send(self) -> None:
        self.end.send(self.to_send)
        self.to_send = []

    def _read(self) -> list[Any]:
        """Read a list, and return what is neither for the carrier nor of what was posted."""
        if self.to_send:
            self._send()
        try:
            self._wait()
            found = self.end.recv()
        except (EOFError, OSError) as error:
            raise HotlineFailed("the hotline's process has ended") from error
        done = []
        for kind, it in found:
            if kind == FAILED:
                raise HotlineFailed(it)
            if kind == CARRIER:
                self.end.send(self.carrier(*it))
            elif kind == SAID:
                self.unread -= 1
                self.said.append(it)
            else:
                done.append(it)
        return done

    def _wait(self) -> None:
        """Stay awake until there is something to read, where that keeps nobody from work."""
        while self._is_apart and not self.watched.poll(0):
            pass

    @cached_property
    def _is_apart(self) -> bool:
        return is_apart(self.process)


@dataclass(repr=False)
class _Carrier(Asked):
    """The carrier as the hotline's process knows it: at the other end of the pipe."""

    end: Connection

    def answer(self, path: str, form: dict[str, Any] | None, asked: dict[str, Any]) -> Answer:
        self.end.send([(CARRIER, (path, form, asked))])
        answer: Answer | list[Any] = self.end.recv()
        if isinstance(answer, list):
            raise HotlineFailed("the carrier was asked, and its callers were further already")
        return answer


@contextmanager
def open_link(
    given: VoiceSettings, start: datetime, seed: int, carrier: Callable[..., Answer]
) -> Iterator[Link]:
    """Open a hotline in a process of its own, whose chance is the seed; it ends with the callers."""
    forked = get_context("fork")  # so that it is there at once, and is what it would be here
    ours, theirs = forked.Pipe()
    process = forked.Process(target=_work, args=(ours, theirs, given, start, seed), daemon=True)
    process.start()
    theirs.close()
    try:
        yield Link(ours, carrier, process.pid or 0)
    finally:
        ours.close()
        process.join()


def _work(ours: Connection, end: Connection, given: VoiceSettings, start: datetime, seed: int) -> None:
    """Do what is asked, as long as there is somebody who asks."""
    ours.close()
    os.environ.pop("PROMETHEUS_MULTIPROC_DIR", None)  # webhooks are counted in a folder of this hotline's
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever is at the other end hears it, and closes the pipe
    gone = suppress(EOFError, BrokenPipeError)  # nobody is there who could ask
    with drawn_from(seed), open_station(given, start, _Carrier(end)) as station, little_garbage(), gone:
        while True:
            asked = end.recv()
            end.send([_done(station, start + timedelta(seconds=at), *what) for at, *what in asked])


def _done(station: Station, now: datetime, method: str, words: tuple[Any, ...]) -> tuple[int, Any]:
    station.clock.instant = now
    try:
        return SAID if method in POSTED else DONE, getattr(station, method)(*words)
    except Exception:  # noqa: BLE001 - it is told to whoever asked
        return FAILED, traceback.format_exc()
