"""Clocks and workers as real processes, to be killed, stopped and started again."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.carrier.phones import ACCOUNT, HOTLINE, TOKEN

MODULES = {"clock": "queueing.clock", "worker": "ivr.worker"}


@dataclass
class Crew:
    """So many of each, with one environment."""

    environment: dict[str, str]
    folder: Path
    processes: dict[str, list[subprocess.Popen[bytes]]] = field(default_factory=dict)

    def start(self, kind: str, count: int) -> None:
        for _ in range(count):
            there = self.processes.setdefault(kind, [])
            with (self.folder / f"{kind}.log").open("ab") as log:
                command = [sys.executable, "-m", MODULES[kind]]
                there.append(subprocess.Popen(command, env=self.environment, stdout=log, stderr=log))

    def kill(self, *kinds: str) -> None:
        """Kill all of these kinds, as the machine would when memory runs out."""
        for kind in kinds:
            for process in self.processes.pop(kind, []):
                process.kill()
                process.wait()

    def signal(self, kind: str, what: signal.Signals) -> None:
        for process in self.processes[kind]:
            process.send_signal(what)


@contextmanager
def crew(folder: Path, database_url: str, redis_url: str | None, carrier: str) -> Iterator[Crew]:
    """Return a crew of nobody yet; at the end everybody is killed."""
    names = {
        "DATABASE_URL": database_url, "FAIRLINE_DATA": str(folder), "HOTLINE_NUMBER": HOTLINE,
        "TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_API_BASE_URL": carrier,
        "PUBLIC_BASE_URL": "https://hotline.example", "CALLS_A_SECOND": "10", "PYTHONPATH": str(Path.cwd()),
    }  # fmt: skip
    redis = {} if redis_url is None else {"REDIS_URL": redis_url}
    found = Crew({**os.environ, **names, **redis}, folder)
    try:
        yield found
    finally:
        found.kill(*MODULES)
