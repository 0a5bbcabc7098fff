"""Connections kept for whoever comes next: to open one takes longer than many a transaction on SQLite."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from booking_core import looked_up

AT_ONCE, PATIENCE = 40, 5.0  # connections, seconds: the engine has a few more of its own


class KeptConnections:
    """As many as were needed at one time, within bounds; what one began has ended before another has it.

    Fewer than the engine has: who waited for one of its own would not see that one of these is free again.
    After a fault a connection is closed; so are all after the engine's others were.
    """

    def __init__(self, engine: Engine, **options: bool) -> None:
        self._engine = engine
        self._room = Semaphore(AT_ONCE)
        self._options = options
        self._cuts = 0
        self._free: list[tuple[Connection, tuple[int, int]]] = []
        self._of_a_parent: list[Connection] = []  # to close them in a fork would undo their work
        event.listen(engine, "engine_disposed", self._cut)

    @contextmanager
    def one(self) -> Iterator[Connection]:
        """Lend one; raises SQLAlchemy's TimeoutError where others have all of them for too long."""
        if not self._room.acquire(timeout=PATIENCE):
            raise NoConnectionFree("every connection is in use")
        try:
            opened_by = self._now
            kept = self._kept(opened_by) or self._engine.connect().execution_options(**self._options)
            try:
                yield kept
                looked_up.ends(kept)
                kept.rollback()
            except BaseException:
                kept.close()
                raise
            self._free.append((kept, opened_by))
        finally:
            self._room.release()

    def close(self) -> None:
        """Give all that nobody has just now back to the engine."""
        self._cuts += 1
        while self._free:
            self._let_go(*self._free.pop())

    @property
    def _now(self) -> tuple[int, int]:
        return os.getpid(), self._cuts

    def _kept(self, now: tuple[int, int]) -> Connection | None:
        while True:
            try:
                kept, opened_by = self._free.pop()
            except IndexError:
                return None
            if opened_by == now and not kept.closed:
                return kept
            self._let_go(kept, opened_by)

    def _let_go(self, kept: Connection, opened_by: tuple[int, int]) -> None:
        if opened_by[0] == os.getpid():
            kept.close()
        else:
            self._of_a_parent.append(kept)

    def _cut(self, _engine: Engine) -> None:
        self._cuts += 1
