"""One after the other, those who write to SQLite: it lets them poll, and a busy one would starve the rest."""

import fcntl
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

PATIENCE = 4  # seconds: all tries together have to end well within the carrier's fifteen
GLANCE = 0.0005


class Busy(Exception):
    """The database is busy with other writes."""


class OneWriter:
    """One writer at a time, among the threads of a process and among processes.

    Between processes there is a gate: whoever waits to write stands in it meanwhile, so that one who has just
    written waits behind them. The kernel lets go of both files when a process dies.
    """

    def __init__(self, database: str | None) -> None:
        self._threads = threading.Lock()
        self._files = [Path(f"{database}-{name}") for name in ("gate", "writer")] if database else []

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the one who writes; raises Busy where others do for too long."""
        ends = time.monotonic() + PATIENCE
        if not self._threads.acquire(timeout=PATIENCE):
            raise Busy(Busy.__doc__)
        try:
            with self._among_processes(ends):
                yield
        finally:
            self._threads.release()

    @contextmanager
    def _among_processes(self, ends: float) -> Iterator[None]:
        with ExitStack() as held:
            with ExitStack() as passing:
                for file, until in zip(self._files, (passing, held), strict=False):
                    until.enter_context(_locked(file, ends))
            yield


@contextmanager
def _locked(file: Path, ends: float) -> Iterator[None]:
    with _opened(file) as lock:
        while not _lock(lock.fileno()):
            if time.monotonic() > ends:
                raise Busy(Busy.__doc__)
            time.sleep(GLANCE)
        yield


def _opened(file: Path) -> TextIO:
    try:
        return file.open("a")
    except OSError as error:
        raise Busy(f"{file}: {error.strerror}") from error


def _lock(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
