"""A clock that is killed, as by kill -9, right after so many of its transactions."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from redis import Redis
from sqlalchemy import Connection

from booking_core import Database
from queueing import carrying, draw_giving, sweep

BATCH = 5


class Mortal(Database):
    """A database whose process does not outlive a number of transactions."""

    left = 0

    def run(self, work: Callable[[Connection], Any]) -> Any:
        done = super().run(work)
        Mortal.left -= 1
        if Mortal.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done


def sweep_and_die(database_url: str, redis_url: str, now: datetime, transactions: int) -> None:
    """Sweep once in a process of its own, in small batches, and be killed after so many transactions."""
    words = [database_url, redis_url, now.isoformat(), str(transactions)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "tests.queueing.mortal", *words]
    killed = subprocess.run(command, env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL


if __name__ == "__main__":
    carrying.BATCH = draw_giving.BATCH = BATCH
    Mortal.left = int(sys.argv[4])
    redis = Redis.from_url(sys.argv[2], decode_responses=True)
    sweep(Mortal(sys.argv[1]), redis, datetime.fromisoformat(sys.argv[3]))
