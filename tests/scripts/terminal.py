"""Somebody at a terminal who starts `scripts/run` and reads what it says."""

import os
import selectors
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from scripts.stack.settings import ROOT
from tests.fixtures.stack import free_ports

READY = "Fairline is ready"


@dataclass
class Terminal:
    """One data folder, its ports, and the run over it."""

    data: Path
    ports: list[int] = field(default_factory=lambda: free_ports(3))
    said: str = ""
    run: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        names = ("WEB_PORT", "CONSOLE_PORT", "CARRIER_PORT")
        ports = {name: str(port) for name, port in zip(names, self.ports, strict=True)}
        return {**os.environ, **ports, "FAIRLINE_DATA": str(self.data)}

    def start(self) -> None:
        """Start the run."""
        self.said = ""
        self.run = subprocess.Popen(
            [ROOT / "scripts" / "run"],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def read_until(self, words: str, within: float = 90) -> None:
        """Read until the run has said this."""
        until = time.monotonic() + within
        with selectors.DefaultSelector() as selector:
            selector.register(self.run.stdout, selectors.EVENT_READ)
            while words not in self.said:
                assert time.monotonic() < until, f"{words!r} was not said, but: {self.said}"
                if selector.select(timeout=1):
                    chunk = os.read(self.run.stdout.fileno(), 65536)
                    assert chunk, f"it ended before it said {words!r}: {self.said}"
                    self.said += chunk.decode()

    def start_and_wait(self) -> None:
        self.start()
        self.read_until(READY)

    def signal(self, number: signal.Signals) -> int:
        """Send the run a signal, and return how it ended."""
        self.run.send_signal(number)
        return self.end()

    def end(self) -> int:
        """Read to the end; returns the exit code."""
        rest, _ = self.run.communicate(timeout=60)
        self.said += rest.decode()
        return self.run.returncode

    def fairline(self, *words: str, typed: str = "") -> str:
        """Run an operator's command over the same data."""
        return self._script("fairline", *words, typed=typed)

    def phone(self, *words: str) -> str:
        """Dial from the terminal; returns what was heard."""
        return self._script("phone", *words)

    def _script(self, name: str, *words: str, typed: str = "") -> str:
        ran = subprocess.run(
            [ROOT / "scripts" / name, *words],
            env=self.environment,
            input=typed,
            text=True,
            capture_output=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def processes(self) -> list[psutil.Process]:
        """Return every process that lives with this data folder in its environment."""
        return [each for each in psutil.process_iter() if self._is_ours(each)]

    def wait_until_none_is_left(self, within: float = 30) -> None:
        until = time.monotonic() + within
        while left := self.processes():
            assert time.monotonic() < until, [each.cmdline() for each in left]
            time.sleep(0.05)

    def kill_everything(self) -> None:
        while left := self.processes():  # one that still lives may start the embedded Valkey again
            for each in left:
                with suppress(psutil.NoSuchProcess):  # it went with its parent
                    each.kill()
        if self.run and not self.run.stdout.closed:
            self.end()

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            alive = process.status() != psutil.STATUS_ZOMBIE
            return alive and process.environ().get("FAIRLINE_DATA") == str(self.data)
        except psutil.Error:
            return False
