"""The web servers of the product and of the floor: the Procfile's line for both, the same behind them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from booking_core import SystemClock
from queueing import Desks
from scripts.measures.hotline import Hotline, free_ports, hotline
from scripts.measures.webhooks import processor
from scripts.measures.webhooks.callers import Account
from scripts.measures.webhooks.load import Load
from scripts.stack.process import Process
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
        """Put it under a load, and note what it spends of its processor; nothing may be refused."""
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
    """Both, and the hotline behind them."""

    hotline: Hotline
    account: Account
    product: Server
    floor: Server

    def start_floor(self) -> None:
        """Start the floor, once people wait: it records how the product serves them."""
        self.floor.start(self.hotline.processes)


@contextmanager
def servers(url: str | None = None) -> Iterator[Servers]:
    """Start the product's, on SQLite or on a database that is given, with desks on duty."""
    with hotline(url) as behind:
        product = Server("web", behind.settings.web_port, PRODUCT)
        product.start(behind.processes)
        token, base = behind.secrets["TWILIO_AUTH_TOKEN"], behind.settings.public_url
        account = Account(behind.secrets["TWILIO_ACCOUNT_SID"], token, base, behind.settings.hotline_number)
        _open_desks(behind)
        yield Servers(behind, account, product, Server("floor", free_ports(1)[0], FLOOR))


def _open_desks(behind: Hotline) -> None:
    desks, now = Desks(behind.database, behind.redis), SystemClock().now()
    for number in range(DESKS):
        desks.ready(f"bench{number}", f"client:bench{number}", now)
    behind.look()
