"""Several processes as one: started together, kept running, ended together."""

import contextlib
import subprocess
import sys
import time
from pathlib import Path

from honcho.environ import parse_procfile

from scripts.stack.faults import CannotRun
from scripts.stack.logs import Log
from scripts.stack.process import Process
from scripts.stack.settings import ROOT

PATIENCE = 10.0


def procfile() -> dict[str, str]:
    """Return the lines of the Procfile by name."""
    return dict(parse_procfile((ROOT / "Procfile").read_text()).processes)


class Supervisor:
    """The processes of a run. As a context manager it ends all of them, whatever happens inside."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment = environment
        self.folder = folder
        self.processes: list[Process] = []
        self._warden: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Supervisor":
        self._warden = subprocess.Popen(
            [sys.executable, "-m", "scripts.stack.warden"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        if self._warden:
            self._tell_warden("done")
            self._warden.communicate()

    def add(self, name: str, command: str) -> None:
        """Start a process and look after it from now on."""
        process = self._process(name, command)
        self.processes.append(process)
        self._start(process)

    def run_once(self, name: str, command: str) -> None:
        """Run a command to its end; raises CannotRun when it fails."""
        process = self._process(name, command)
        self._start(process)
        if process.running and process.running.wait():
            raise CannotRun(f"{name} failed:{_quoted(process.log)}")

    def see_that_alive(self) -> None:
        """Return if no process has ended; raises CannotRun with the last words of one that has."""
        for process in self.processes:
            if process.ended() is not None:
                raise CannotRun(f"{process.name} ended as soon as it was started:{_quoted(process.log)}")

    def look_after(self) -> list[str]:
        """Start again what has died; returns a sentence for each."""
        said, now = [], time.monotonic()
        for process in self.processes:
            process.log.keep_small()
            code = process.ended()
            if code is not None and process.start_again_when_due(now):
                self._tell_warden(process)
                said.append(
                    f"{process.name} had ended ({code}) and was started again; see {process.log.path}"
                )
        return said

    def stop(self) -> None:
        """End every process: first asked to, then made to."""
        for process in self.processes:
            process.end()
        deadline = time.monotonic() + PATIENCE
        while any(process.ended() is None for process in self.processes) and time.monotonic() < deadline:
            time.sleep(0.02)
        self.kill()

    def kill(self) -> None:
        """End every process at once."""
        for process in self.processes:
            process.kill()
        self.processes.clear()

    def _process(self, name: str, command: str) -> Process:
        log = Log(self.folder / f"{name}.log")
        log.begin()
        return Process(name, command, self.environment, log)

    def _start(self, process: Process) -> None:
        process.start(time.monotonic())
        self._tell_warden(process)

    def _tell_warden(self, word: Process | str) -> None:
        if self._warden is None or self._warden.stdin is None:
            return
        line = word if isinstance(word, str) else str(word.running and word.running.pid)
        with contextlib.suppress(BrokenPipeError):  # a warden that was killed watches nothing
            self._warden.stdin.write(f"{line}\n")
            self._warden.stdin.flush()


def _quoted(log: Log) -> str:
    return "".join(f"\n    {line}" for line in log.last_lines()) + f"\n  (all of it: {log.path})"
