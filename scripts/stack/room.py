"""Room on the disk: where there is none, nothing that is promised can be stored."""

import shutil
from pathlib import Path

from scripts.stack.faults import CannotRun

LEAST = 64 << 20  # bytes: the databases and logs of a small morning


def see_that_roomy(folder: Path) -> None:
    """Return if a run has room in this folder; raises CannotRun."""
    free = shutil.disk_usage(folder).free
    if free < LEAST:
        raise CannotRun(
            f"there is no room in {folder}: {free >> 20} MB are free, and it takes {LEAST >> 20}."
        )
