"""The bare driver: one connection a thread, nothing between it and the caller."""

import fcntl
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import psycopg

T = TypeVar("T")

PATIENCE = 4.0  # seconds for a lock, as the product has


class Driver:
    """Transactions on one database, each on the connection of its thread."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._own = threading.local()
        self._opened: list[Any] = []
        # SQLite has one writer and lets the others poll: as in the product, they rather stand in line.
        self._turn = threading.Lock() if url.startswith("sqlite") else None

    def run(self, work: Callable[[Any], T]) -> T:
        """Do the work with a cursor, and commit."""
        if self._turn is None:
            return self._run(work)
        with self._turn, Path(f"{_path(self._url)}-writer").open("a") as alone:
            fcntl.flock(alone, fcntl.LOCK_EX)
            return self._run(work)

    def close(self) -> None:
        """Close the connections of all threads."""
        for each in self._opened:
            each.close()

    def instant(self, moment: datetime) -> Any:
        """Return a moment in UTC as the product hands it to the driver."""
        return f"{moment:%Y-%m-%d %H:%M:%S.%f}" if self._turn else moment

    def _run(self, work: Callable[[Any], T]) -> T:
        connection = self._connection()
        try:
            with closing(connection.cursor()) as cursor:
                found = work(cursor)
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
        return found

    def _connection(self) -> Any:
        if not hasattr(self._own, "connection"):
            self._own.connection = _open(self._url)
            self._opened.append(self._own.connection)
        return self._own.connection


def _open(url: str) -> Any:
    if url.startswith("postgresql"):
        return psycopg.connect(url.replace("+psycopg", "", 1), options="-c timezone=UTC")
    connection = sqlite3.connect(_path(url), timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-16384"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _path(url: str) -> str:
    return url.removeprefix("sqlite:///")
