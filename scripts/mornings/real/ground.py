"""The hotline of a surge: its folder, its database, and its processes by the Procfile's own lines."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

from booking_core import Database, migrate
from queueing import stop_embedded
from scripts.measures.hotline import HOTLINE, OURS, free_ports
from scripts.mornings.log import NETWORK_LOG
from scripts.stack.passwords import demo_secrets
from scripts.stack.process import Process
from scripts.stack.readiness import unready
from scripts.stack.settings import RunSettings, environment
from scripts.stack.supervisor import Supervisor, procfile

WEBS = ("web-1", "web-2")
PATIENCE = 90.0


@dataclass
class Ground:
    """Where everything is; `ports` is where each web process listens, behind the proxy at the web port."""

    folder: Path
    settings: RunSettings
    secrets: dict[str, str]
    database: Database
    processes: Supervisor
    ports: dict[str, int] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        return self.folder / NETWORK_LOG

    def named(self, name: str) -> Process:
        """Return one of the processes."""
        return next(each for each in self.processes.processes if each.name == name)

    def start(self, *network_flags: str) -> None:
        """Start all of it, and wait until all of it answers."""
        lines = procfile()
        for name, port in self.ports.items():
            self.processes.add(name, lines["web"].replace("${WEB_PORT:-8000}", str(port)))
        for name in ("console", "worker", "clock"):
            self.processes.add(name, lines[name])
        to = " ".join(f"--to {port}" for port in self.ports.values())
        own = "python -P -m scripts"
        self.processes.add("proxy", f"{own}.mornings.real.proxy --port {self.settings.web_port} {to}")
        webhook = f"--webhook {self.settings.public_url}/voice/incoming --log {self.log}"
        self.processes.add("carrier", " ".join([f"{own}.carrier {webhook}", *network_flags]))
        self._wait()

    def is_ready(self, *names: str) -> bool:
        """Tell whether these answer, the web processes and the console by themselves."""
        return not unready([self._address(name) for name in names])

    def proxied(self, name: str, way: str) -> None:
        """Leave a web process out of the proxy, or let it in again: `way` is "out" or "in"."""
        with urlopen(f"{self.settings.public_url}/proxy/{way}/{self.ports[name]}", b"", PATIENCE):  # noqa: S310
            return

    def kill_valkey(self) -> None:
        """Kill the embedded Valkey; whichever process needs it first starts it again."""
        os.kill(int((self.settings.data / "valkey" / "valkey.pid").read_text()), signal.SIGKILL)

    def _address(self, name: str) -> str:
        if name == "console":
            return f"{self.settings.console_url}/readyz"
        if name == "carrier":
            return f"{self.settings.carrier_url}/handset/hotline"
        return f"http://127.0.0.1:{self.ports[name]}/readyz"

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self.is_ready(*WEBS, "console", "carrier"):
            self.processes.see_that_alive()
            if time.monotonic() > deadline:
                raise AssertionError(f"not everything answers after {PATIENCE:.0f} s")
            time.sleep(0.1)


@contextmanager
def ground(folder: Path, url: str | None) -> Iterator[Ground]:
    """Make an empty hotline in a folder, over SQLite or a database that is given; nothing runs yet."""
    web, console, carrier, *ports = free_ports(3 + len(WEBS))
    settings = RunSettings(
        fairline_data=folder / "data", database_url=url, redis_url=None, public_base_url=None,
        web_port=web, console_port=console, carrier_port=carrier, hotline_number=HOTLINE,
    )  # fmt: skip
    secrets, _ = demo_secrets(settings.data)
    given = {name: it for name, it in environment(settings, {}).items() if name not in OURS}
    around = given | secrets | ({"DATABASE_URL": url} if url else {}) | {"CALLS_A_SECOND": "10"}
    with closing(Database(settings.sql_url)) as database:
        migrate(database)
        try:
            with Supervisor(around, folder / "log") as processes:
                yield Ground(
                    folder, settings, secrets, database, processes, dict(zip(WEBS, ports, strict=True))
                )
        finally:
            stop_embedded(settings)
