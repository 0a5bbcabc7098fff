"""One process of the stack, in a process group of its own, so that nothing it starts outlives it."""

import contextlib
import os
import signal
import subprocess
from dataclasses import dataclass, field

from scripts.stack.logs import Log
from scripts.stack.settings import ROOT

PATIENCE = 1.0, 2.0, 5.0, 15.0  # seconds before each further start; the last one stays
LONG_ENOUGH = 60.0  # a process that lived so long starts again as if for the first time


@dataclass(slots=True)
class Process:
    """A command line of the Procfile, started by `sh`, started again whenever it dies."""

    name: str
    command: str
    environment: dict[str, str]
    log: Log
    running: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)
    starts: int = field(default=0, init=False)

    def start(self, now: float) -> None:
        """Start the command; `now` is of the monotonic clock."""
        with self.log.writer() as writer:
            self.running = subprocess.Popen(
                ["/bin/sh", "-c", f"exec {self.command}"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=writer,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.started_at = now
        self.starts += 1

    def ended(self) -> int | None:
        """Return how the process ended; None while it runs."""
        return self.running.poll() if self.running else None

    def start_again_when_due(self, now: float) -> bool:
        """Start a dead process again, after a pause that grows; returns whether it did."""
        if now - self.started_at > LONG_ENOUGH:
            self.starts = 1
        if now - self.started_at < PATIENCE[min(self.starts, len(PATIENCE)) - 1]:
            return False
        self.kill()
        self.start(now)
        return True

    def end(self) -> None:
        """Ask the process to end."""
        if self.running and self.running.poll() is None:
            self.running.terminate()

    def kill(self) -> None:
        """End the process and whatever is left of its group."""
        if self.running is None:
            return
        # macOS says the latter of a group of zombies
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()
