"""What became of a load, and what the generator itself took."""

import gc
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles

OK = 200


@dataclass(slots=True)
class Load:
    """Seconds that each answer took, how late the generator was, and how much of a processor it took."""

    took: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    refused: int = 0
    seconds: float = 0.0
    own: float = 0.0  # seconds of processor that the generator took
    spent: float = 0.0  # and the server, where that can be known

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.took) / self.seconds

    @property
    def cost(self) -> float:
        """Microseconds of the server's processor for an answer."""
        return 1e6 * self.spent / len(self.took)

    def note(self, status: int, took: float) -> None:
        """Count one answer."""
        self.took.append(took)
        self.refused += status != OK


async def measured(work: Callable[[Load], Awaitable[None]]) -> Load:
    """Do the work of a load."""
    load, began, spent = Load(), time.perf_counter(), time.process_time()
    gc.disable()  # a pause of ours would be counted as the server's
    try:
        await work(load)
    finally:
        gc.enable()
    load.seconds, load.own = time.perf_counter() - began, time.process_time() - spent
    return load


def percentile(values: Sequence[float], which: float) -> float:
    """Return the value that so many in a hundred do not exceed, to a tenth of one."""
    return (
        quantiles(values, n=1000, method="inclusive")[round(10 * which) - 1] if len(values) > 1 else values[0]
    )
