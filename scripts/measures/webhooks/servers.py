"""The web servers of the product and of the floor: the Procfile's line for both, the same behind them."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from redis import Redis

from booking_core import Database, SystemClock, migrate
from queueing import Desks, Line, connect_once, sweep
from scripts.measures.ground import folder
from scripts.measures.webhooks import processor
from scripts.measures.webhooks.callers import Account
from scripts.measures.webhooks.load import Load
from scripts.stack.passwords import demo_secrets
from scripts.stack.process import Process
from scripts.stack.settings import RunSettings, environment
from scripts.stack.supervisor import Supervisor, procfile

PATIENCE = 60.0
PRODUCT, FLOOR = "ivr.web:app", "scripts.measures.webhooks.floor:app"
DESKS = 40
STARTED, WORKERS = "Started worker", 2  # as granian says it


@dataclass(slots=True)
class Server:
    """One web server: where it listens, and its process."""

    name: str
    port: int
    app: str
    process: Process | None = None

    def start(self, processes: Supervisor) -> None:
        """Start it by the Procfile's line, and wait until each of its workers is up."""
        line = procfile()["web"].replace("${WEB_PORT:-8000}", str(self.port)).replace(PRODUCT, self.app)
        processes.add(self.name, line)
        self.process = process = processes.processes[-1]
        deadline = time.monotonic() + PATIENCE
        while "\n".join(process.log.last_lines(1000)).count(STARTED) < WORKERS:
            processes.see_that_alive()
            if time.monotonic() > deadline:
                raise AssertionError(f"{self.name} is not up after {PATIENCE:.0f} s")
            time.sleep(0.05)

    def under(self, load: Callable[[int], Load]) -> Load:
        """Put it under a load, and note what it spends of its processor."""
        before = self._spent()
        found = load(self.port)
        found.spent = self._spent() - before
        if found.refused:
            said = self.process.log.last_lines() if self.process else []
            raise AssertionError(
                "\n".join([f"{self.name} refused {found.refused} of {len(found.took)}:", *said])
            )
        return found

    def _spent(self) -> float:
        running = self.process and self.process.running
        return (processor.seconds_of(running.pid) or 0.0) if running else 0.0


@dataclass(frozen=True, slots=True)
class Servers:
    """Both, and what is behind them."""

    processes: Supervisor
    account: Account
    database: Database
    redis: Redis
    product: Server
    floor: Server

    @property
    def waiting(self) -> int:
        """Count who stands in the order."""
        return Line(self.redis).counts().waiting

    def start_floor(self) -> None:
        """Start the floor, once people wait: it records how the product serves them."""
        self.floor.start(self.processes)

    def look(self) -> None:
        """Do what the clock does every second."""
        sweep(self.database, self.redis, SystemClock().now())


@contextmanager
def servers(url: str | None = None) -> Iterator[Servers]:
    """Start the product's, on SQLite or on a database that is given, with desks on duty."""
    ports = _free_ports(2)
    product, floor = Server("web", ports[0], PRODUCT), Server("floor", ports[1], FLOOR)
    with folder() as path:
        settings = _settings(path, url, product.port)
        secrets, _ = demo_secrets(settings.data)
        around = _environment(settings, secrets)
        with (
            closing(Database(settings.sql_url)) as database,
            connect_once(settings) as redis,
            Supervisor(around, path / "log") as processes,
        ):
            migrate(database)
            product.start(processes)
            account = Account(
                secrets["TWILIO_ACCOUNT_SID"], secrets["TWILIO_AUTH_TOKEN"], settings.public_url
            )
            _open_desks(database, redis)
            here = Servers(processes, account, database, redis, product, floor)
            here.look()
            yield here


def _settings(path: Path, url: str | None, port: int) -> RunSettings:
    return RunSettings(
        fairline_data=path / "data",
        database_url=url,
        redis_url=None,
        public_base_url=None,
        web_port=port,
        hotline_number="+19025550100",
    )


def _environment(settings: RunSettings, secrets: dict[str, str]) -> dict[str, str]:
    theirs = ("DATABASE_URL", "REDIS_URL")
    given = {name: it for name, it in environment(settings, {}).items() if name not in theirs}
    return given | secrets | ({"DATABASE_URL": settings.database_url} if settings.database_url else {})


def _open_desks(database: Database, redis: Redis) -> None:
    desks, now = Desks(database, redis), SystemClock().now()
    for number in range(DESKS):
        desks.ready(f"bench{number}", f"client:bench{number}", now)


def _free_ports(count: int) -> list[int]:
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()
