"""Servers of the bench's own, in a folder that goes when it ends: nothing of a real line is touched."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from redis import Redis

from booking_core import Database, migrate, open_database
from queueing import QueueSettings, connect_once


@dataclass(frozen=True, slots=True)
class Ground:
    """An empty Valkey and an empty, migrated SQLite."""

    redis: Redis
    database: Database


@contextmanager
def ground() -> Iterator[Ground]:
    """Start both; whatever ends the bench ends them."""
    with TemporaryDirectory(prefix="fairline-bench-") as folder:
        own = QueueSettings(fairline_data=Path(folder), redis_url=None, database_url=None)
        with closing(open_database(own)) as database, connect_once(own) as redis:
            migrate(database)
            yield Ground(redis, database)
