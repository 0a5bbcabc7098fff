"""The one connection of the one writer: opening another takes longer than many a transaction on SQLite."""

import os

from sqlalchemy import Connection, Engine, event

from booking_core import looked_up


class OneConnection:
    """A connection that is kept from one transaction to the next, for who comes one by one.

    After a fault it is closed, and so is whatever was wrong with it; so it is after the engine's others were.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._open: Connection | None = None
        self._opened_by = 0
        self._is_cut = False
        self._of_a_parent: list[Connection] = []  # a fork has its parent's: to close it there would undo work
        event.listen(engine, "engine_disposed", self._cut)

    def __enter__(self) -> Connection:
        if self._open is not None and self._opened_by != os.getpid():
            self._of_a_parent.append(self._open)
            self._open = None
        if self._is_cut:
            self.close()
        if self._open is None:
            self._open, self._opened_by, self._is_cut = self._engine.connect(), os.getpid(), False
        return self._open

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        if self._open is not None:
            looked_up.ends(self._open)
        if fault is not None:
            self.close()

    def _cut(self, _engine: Engine) -> None:
        self._is_cut = True  # who has it may still be at work: the next opens another

    def close(self) -> None:
        """Give it back to the engine."""
        if self._open is not None:
            given_back, self._open = self._open, None
            given_back.close()
