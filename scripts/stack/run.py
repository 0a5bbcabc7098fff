"""One run: what is checked before, started, announced, looked after, and ended."""

import contextlib
import fcntl
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial

import click
from redis import RedisError

from booking_core import DatabaseAway, DatabaseClock, open_database
from queueing import LineAway, connect, stop_embedded
from scripts.stack import demo
from scripts.stack.faults import CannotRun
from scripts.stack.panel import panel
from scripts.stack.passwords import demo_secrets
from scripts.stack.ports import Port, see_that_free
from scripts.stack.room import see_that_roomy
from scripts.stack.settings import RunSettings, environment
from scripts.stack.supervisor import Supervisor, procfile
from scripts.stack.whole import start, until_up

GLANCE = 0.1
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Run:
    """A run of everything, until it is told to end."""

    def __init__(self, settings: RunSettings, *, verbose: bool, began: float) -> None:
        self.settings = settings
        self.verbose = verbose
        self.began = began
        self.told = threading.Event()

    def until_told_to_end(self) -> None:
        """Start everything, announce it, look after it; raises CannotRun if it does not come up."""
        for number in SIGNALS:
            signal.signal(number, lambda *_: self.told.set())
        see_that_free(self._ports())
        see_that_roomy(self.settings.data)
        secrets, new_passwords = demo_secrets(self.settings.data)
        folder = self.settings.data / "log"
        with self._alone(), Supervisor(environment(self.settings, secrets), folder) as processes:
            processes.run_once("release", procfile()["release"])
            is_demo = self._load(secrets, new_passwords=new_passwords)
            start(processes, self.settings)
            if self._is_up(processes):
                took = time.monotonic() - self.began
                self._say(panel(self.settings, secrets, took, is_demo=is_demo))
                self._look_after(processes)
            self._say("\nStopping ...")
        self._say("Stopped.")

    def _ports(self) -> list[Port]:
        return [
            Port(self.settings.web_port, "WEB_PORT", "the voice webhooks"),
            Port(self.settings.console_port, "CONSOLE_PORT", "the agents' console"),
            Port(self.settings.carrier_port, "CARRIER_PORT", "the simulated phone network"),
        ]

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Be the one run over this data folder, and leave no embedded Valkey behind."""
        with (self.settings.data / "run.lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CannotRun(
                    f"another run has the data folder {self.settings.data}; end that first."
                ) from None
            try:
                yield
            finally:
                stop_embedded(self.settings)

    def _load(self, secrets: dict[str, str], *, new_passwords: bool) -> bool:
        try:
            with closing(open_database(self.settings)) as database, closing(connect(self.settings)) as redis:
                redis.ping()
                now = DatabaseClock(database).now()
                return database.run(partial(demo.load, secrets=secrets, now=now, new_passwords=new_passwords))
        except RedisError as fault:
            raise CannotRun(f"Redis does not answer: {fault}") from fault
        except (DatabaseAway, LineAway, OSError) as fault:
            raise CannotRun(str(fault)) from fault

    def _is_up(self, processes: Supervisor) -> bool:
        """Wait until everything answers; False if the run was told to end meanwhile."""
        for _ in until_up(processes, self.settings):
            self._show(processes)
            if self.told.wait(GLANCE):
                return False
        return True

    def _look_after(self, processes: Supervisor) -> None:
        while not self.told.wait(GLANCE):
            self._show(processes)
            for sentence in processes.look_after():
                self._say(sentence)

    def _show(self, processes: Supervisor) -> None:
        for process in processes.processes if self.verbose else ():
            for line in process.log.fresh_lines():
                self._say(f"{click.style(f'{process.name:8}', dim=True)} {line}")

    def _say(self, text: str) -> None:
        with contextlib.suppress(OSError):  # the terminal may be gone: then nobody reads it
            click.echo(text)
