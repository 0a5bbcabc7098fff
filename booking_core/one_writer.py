"""One after the other, those who write to SQLite: it lets them poll, and a busy one would starve the rest."""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

PATIENCE = 4  # seconds: all tries together have to end well within the carrier's fifteen
GLANCE = 0.0002  # seconds: what a writer who waits is late by


class Busy(Exception):
    """The database is busy with other writes."""


class OneWriter:
    """One writer at a time, among the threads of a process and among processes.

    Between processes there is a gate: whoever waits to write stands in it meanwhile, so that one who has just
    written waits behind them. The kernel lets go of both files when a process dies.
    """

    def __init__(self, database: str | None) -> None:
        self._threads, self._is_closed = threading.Lock(), False
        self._files = [Lock(Path(f"{database}-{name}")) for name in ("gate", "writer")] if database else []

    def close(self) -> None:
        """Close the files, once whoever writes has written; nobody writes after that."""
        with self._threads:
            self._is_closed = True
            for file in self._files:
                file.close()

    def __enter__(self) -> None:
        """Be the one who writes; raises Busy where others do for too long."""
        ends = time.monotonic() + PATIENCE
        if not self._threads.acquire(timeout=PATIENCE):
            raise Busy(Busy.__doc__)
        try:
            self._among_processes(ends)
        except BaseException:
            self._threads.release()
            raise

    def __exit__(self, *_: object) -> None:
        try:
            for file in self._files[1:]:
                file.unlock()
        finally:
            self._threads.release()

    def _among_processes(self, ends: float) -> None:
        if self._is_closed:  # by a process that ends, while a request of it still runs
            raise Busy("the database is closed")
        if self._files:
            gate, writer = self._files
            with gate.locked(ends):
                writer.lock(ends)


class Lock:
    """A file that one process at a time has locked; it stays open: opening it takes longer than locking."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None
        self._opened_by = 0

    @contextmanager
    def locked(self, ends: float) -> Iterator[None]:
        """Have it, among threads that come one by one; raises Busy where others have it for too long."""
        self.lock(ends)
        try:
            yield
        finally:
            self.unlock()

    def lock(self, ends: float) -> None:
        """Take it, or raise Busy."""
        file = self._opened().fileno()
        while not _lock(file):
            if time.monotonic() > ends:
                raise Busy(Busy.__doc__)
            time.sleep(GLANCE)

    def unlock(self) -> None:
        """Let go of it."""
        if self._file is not None:
            fcntl.flock(self._file.fileno(), fcntl.LOCK_UN)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file = None

    def _opened(self) -> TextIO:
        if self._file is None or not self._is_mine(self._file):
            self.close()
            self._file, self._opened_by = self._open(), os.getpid()
        return self._file

    def _is_mine(self, file: TextIO) -> bool:
        """Tell whether it is this process' (a fork shares its parent's locks) and still in its folder."""
        return self._opened_by == os.getpid() and os.fstat(file.fileno()).st_nlink > 0

    def _open(self) -> TextIO:
        try:
            return self._path.open("a")
        except OSError as error:
            raise Busy(f"{self._path}: {error.strerror}") from error


def _lock(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
