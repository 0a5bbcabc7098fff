"""Both sides of a webhook as rows: answers a second, and what of the server's processor an answer takes."""

from collections.abc import Iterator, Sequence

from scripts.measures.rows import Row, ratio, share
from scripts.measures.webhooks.load import Load


def of_the_floor(name: str, ours: Sequence[Load], floor: Sequence[Load]) -> Row:
    """Return our rate as a percentage of the floor's."""
    return share(f"{name}, of its floor", _rates(ours), _rates(floor), "a second")


def processor_of(name: str, ours: Sequence[Load], floor: Sequence[Load]) -> Iterator[Row]:
    """Yield what an answer takes of the processor, where that can be known."""
    mine, theirs = [load.cost for load in ours], [load.cost for load in floor]
    if all(theirs):
        yield ratio(f"  {name}, processor for an answer", mine, theirs, "us")


def _rates(loads: Sequence[Load]) -> list[float]:
    return [load.rate for load in loads]
