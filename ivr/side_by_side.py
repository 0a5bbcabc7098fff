"""Carries out several errands at once, and yet in order.

Each is begun when the one before it is done or a moment has passed: where the carrier answers quickly, one
comes after the other; where it does not, fifty a second are still begun, in the order in which they were due.
Two errands about the same call, place or agent never overlap.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

from booking_core import Errand

T = TypeVar("T")

AT_ONCE = 16
MOMENT = 0.015  # seconds
SUBJECTS = ("call_sid", "place", "agent")


def side_by_side(
    errands: Sequence[Errand], carry_out: Callable[[Errand], T], at_once: int = AT_ONCE
) -> list[T]:
    """Carry the errands out, and return what came of each."""
    if at_once == 1:
        return [carry_out(errand) for errand in errands]
    begun: list[tuple[frozenset[object], Future[T]]] = []
    with ThreadPoolExecutor(at_once) as pool:
        for errand in errands:
            about = _subjects(errand)
            wait([other for theirs, other in begun if theirs & about])
            begun.append((about, pool.submit(carry_out, errand)))
            wait([begun[-1][1]], timeout=MOMENT)
    return [each.result() for _, each in begun]


def _subjects(errand: Errand) -> frozenset[object]:
    return frozenset((name, errand.payload[name]) for name in SUBJECTS if name in errand.payload)
