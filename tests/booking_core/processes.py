"""Other processes that do things to the same database, and may die over them."""

import os
import signal
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from sqlalchemy import event

from booking_core import Database
from tests.booking_core.acts import CHANGES, PHONE, WAITLIST

DEEDS: dict[str, Callable[..., Any]] = {
    "hold": PHONE.hold,
    "confirm": PHONE.confirm,
    "move": CHANGES.move,
    "cancel": CHANGES.cancel,
    "join": WAITLIST.join,
    "accept": WAITLIST.accept,
    "decline": WAITLIST.decline,
    "serve": lambda tx, **asked: [each.give() for each in WAITLIST.serve(tx, **asked)],
}
PROCESSES = get_context("forkserver")  # forked from a small process that has only what is named here
PROCESSES.set_forkserver_preload(["tests.booking_core.processes", "tests.booking_core.racers"])


def side_by_side(runs: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Run each `(function, arguments)` in its own process, all at once; raise what one of them raises."""
    with PROCESSES.Pool(len(runs)) as pool:
        going = [pool.apply_async(work, asked) for work, *asked in runs]
        return [each.get() for each in going]


def die_at(step: int, url: str, name: str, asked: dict[str, Any]) -> tuple[bool, int | None]:
    """Do one deed in a process that is killed before its statement number `step`.

    The steps after the last statement are the commit, and the moment after it. Returns whether the deed was
    acknowledged, and what ended the process.
    """
    here, there = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=_do_and_die, args=(step, url, name, asked, there))
    process.start()
    there.close()
    process.join()
    try:
        return bool(here.poll() and here.recv()), process.exitcode
    except EOFError:
        return False, process.exitcode


def _do_and_die(step: int, url: str, name: str, asked: dict[str, Any], ack: Connection) -> None:
    steps = iter(range(step - 1, -1, -1))

    def die(*_: object) -> None:
        if next(steps) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    with closing(Database(url)) as database:
        event.listen(database.engine, "before_cursor_execute", die)
        event.listen(database.engine, "commit", die)
        database.run(partial(DEEDS[name], **asked))
        die()
        ack.send(True)  # noqa: FBT003
