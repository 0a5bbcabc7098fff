"""A glance at Redis, once in each sweep: all that tells whether there is anything to do, asked in one go."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from redis import Redis

from queueing import lua, screens
from queueing.line import answering, versions
from queueing.measured.pacing import Kept
from queueing.place import milliseconds


@dataclass(frozen=True, slots=True)
class Glance:
    """What a sweep finds in Redis."""

    is_sound: bool
    silent: list[str]  # agents, of whose screens nothing was heard
    lapses: bool  # some lease has run out
    meets: bool  # a desk is idle, and somebody stands before the desks
    desks: dict[str, int]  # the version that is known of each
    tables: Kept  # of the wait loop


def glance(redis: Redis, line: str, draw_id: int, now: datetime) -> Glance:
    """Look at the order, which is sound where it is of this run of the server and was made after this draw.

    A server that has started since may have lost a second; before the draw, the keys were others.
    """
    stirs = {"at": milliseconds(now)}
    asked = {"sound": {"drawn": draw_id}, "silent": screens.watch(now), "stirs": stirs, "kept": {}}
    with answering():
        sound, silent, found, tables = cast(
            "tuple[int, list[str], Any, object]", lua.run_all(redis, line, asked)
        )
    lapses, meets, desks = found
    known = versions(dict(zip(desks[::2], desks[1::2], strict=True)))
    return Glance(bool(sound), silent, bool(lapses), bool(meets), known, Kept.read(tables))
