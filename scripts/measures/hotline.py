"""A hotline of the bench's own: its settings, secrets, database, Redis, and processes that end with it."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from redis import Redis

from booking_core import Database, SystemClock, migrate
from queueing import Line, connect_once, sweep
from scripts.measures.ground import folder
from scripts.stack.passwords import demo_secrets
from scripts.stack.settings import RunSettings, environment
from scripts.stack.supervisor import Supervisor, procfile

HOTLINE = "+19025550100"
OURS = ("DATABASE_URL", "REDIS_URL")


@dataclass(frozen=True, slots=True)
class Hotline:
    """An empty hotline; none of its processes has been started."""

    settings: RunSettings
    secrets: dict[str, str]
    database: Database
    redis: Redis
    processes: Supervisor

    def start(self, name: str) -> None:
        """Start a process of the Procfile."""
        self.processes.add(name, procfile()[name])

    @property
    def waiting(self) -> int:
        """Count who stands in the order."""
        return Line(self.redis).counts().waiting

    def look(self) -> None:
        """Do what the clock does every second."""
        sweep(self.database, self.redis, SystemClock().now())


@contextmanager
def hotline(url: str | None = None, *, carrier: int = 9, **more: str) -> Iterator[Hotline]:
    """Make one over SQLite or a database that is given; `carrier` is the network's port, `more` settings."""
    [web] = free_ports(1)
    with folder() as path:
        settings = _settings(path / "data", url, web, carrier)
        secrets, _ = demo_secrets(settings.data)
        around = _environment(settings, secrets) | more
        with (
            closing(Database(settings.sql_url)) as database,
            connect_once(settings) as redis,
            Supervisor(around, path / "log") as processes,
        ):
            migrate(database)
            it = Hotline(settings, secrets, database, redis, processes)
            it.look()
            yield it


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens at."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def _settings(data: Path, url: str | None, web: int, carrier: int) -> RunSettings:
    return RunSettings(
        fairline_data=data,
        database_url=url,
        redis_url=None,
        public_base_url=None,
        web_port=web,
        carrier_port=carrier,
        hotline_number=HOTLINE,
    )


def _environment(settings: RunSettings, secrets: dict[str, str]) -> dict[str, str]:
    """Return what the processes get: whatever the bench's own environment says of databases is left out."""
    given = {name: it for name, it in environment(settings, {}).items() if name not in OURS}
    return given | secrets | ({"DATABASE_URL": settings.database_url} if settings.database_url else {})
