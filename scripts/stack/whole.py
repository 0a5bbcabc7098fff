"""Which processes make the whole, and when it is up."""

import time
from collections.abc import Iterator

from scripts.stack.faults import CannotRun
from scripts.stack.readiness import unready
from scripts.stack.settings import RunSettings
from scripts.stack.supervisor import Supervisor, procfile

LONGEST_START = 90.0
BEFORE = {"release"}


def start(processes: Supervisor, settings: RunSettings, *carrier_flags: str) -> None:
    """Start what the Procfile names, and the simulated phone network."""
    for name, command in procfile().items():
        if name not in BEFORE:
            processes.add(name, command)
    webhook = f"{settings.public_url}/voice/incoming"
    processes.add("carrier", " ".join(["python -m scripts.carrier --webhook", webhook, *carrier_flags]))


def until_up(processes: Supervisor, settings: RunSettings) -> Iterator[None]:
    """Yield for as long as something does not answer yet; raises CannotRun when it never will."""
    deadline = time.monotonic() + LONGEST_START
    while waiting := unready(_addresses(settings)):
        processes.see_that_alive()
        if time.monotonic() > deadline:
            faults = "".join(f"\n    {answer.url}: {answer.fault}" for answer in waiting)
            raise CannotRun(f"not everything answers after {LONGEST_START:.0f} s:{faults}")
        yield
    processes.see_that_alive()


def _addresses(settings: RunSettings) -> list[str]:
    web = f"http://127.0.0.1:{settings.web_port}"
    return [f"{web}/readyz", f"{settings.console_url}/readyz", f"{settings.carrier_url}/handset/messages"]
