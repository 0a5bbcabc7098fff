"""The wait loop's webhook: its rate against the floor, its times at 70 % of it, and for how many it does."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate, count

from ivr import cadence
from scripts.measures.given import ROUNDS, Given
from scripts.measures.rows import Row
from scripts.measures.webhooks.callers import Caller, callers
from scripts.measures.webhooks.load import Load, percentile
from scripts.measures.webhooks.loads import flat_out, once_each, paced
from scripts.measures.webhooks.servers import Servers, servers
from scripts.measures.webhooks.sides import of_the_floor, processor_of

WAITING = 2_000
LANGUAGES = ("1", "2", "3")
SECONDS, PACED_SECONDS = 3.0, 15.0
LEAST = 70  # % of the floor
AT_LOAD = 0.7  # of what was measured flat out
MOST_MS, MOST_EVER_MS = 250, 15_000
JUDGED = 99  # of the percentiles
MOST_LATE_MS = 5  # of the generator, where absolute times are judged
CALLERS = 100_000


def measure(given: Given) -> Iterator[Row]:
    """Let people join, and go round the loop with them."""
    with servers() as here:
        waiting = _waiting(here, given.size(WAITING, 60))
        here.start_floor()
        rounds = [_round(here, waiting, given) for _ in range(ROUNDS)]
        ours, floor, nothing = zip(*rounds, strict=True)
        row = of_the_floor("wait webhook", ours, floor).bar(at_least=LEAST)
        yield row
        yield from processor_of("wait webhook", ours, floor)
        yield from _generator(nothing)
        rate = (row.ours or 0.0) * AT_LOAD
        load = here.product.under(partial(_paced, waiting, rate, given))
    yield from _times(load)
    yield Row("callers waiting, at 70 % of that rate", _callers(rate)).bar(at_least=CALLERS)


def _waiting(here: Servers, many: int) -> list[Caller]:
    found: list[Caller] = []
    for at, language in enumerate(LANGUAGES):
        found += callers(here.account, range(at, many, len(LANGUAGES)), language, "0")
    for _ in ("the call", "its language", "a person"):
        once_each(here.product.port, found, Caller.goes_on)
    here.hotline.look()
    where = Counter(each.address.partition("?")[0] for each in found).most_common(1)[0][0]
    return [each for each in found if each.address.startswith(where)]  # others were asked to wait a moment


def _round(here: Servers, waiting: list[Caller], given: Given) -> tuple[Load, Load, Load]:
    seconds = given.seconds(SECONDS)
    floor = here.floor.under(lambda port: flat_out(port, _at(waiting, "/wait"), Caller.stays, seconds))
    ours = here.product.under(lambda port: flat_out(port, waiting, Caller.goes_on, seconds))
    nothing = flat_out(here.floor.port, _at(waiting, "/nothing"), Caller.stays, given.seconds(1))
    here.hotline.look()
    return ours, floor, nothing


def _paced(waiting: list[Caller], rate: float, given: Given, port: int) -> Load:
    return paced(port, waiting, Caller.goes_on, rate, given.seconds(PACED_SECONDS), given.seed)


def _at(waiting: list[Caller], path: str) -> list[Caller]:
    """Let the same callers ask the floor: with the query of the round that they are in."""
    theirs = callers(waiting[0].account, (each.number for each in waiting))
    for each, original in zip(theirs, waiting, strict=True):
        each.address = f"{path}?{original.address.partition('?')[2]}"
    return theirs


def _generator(nothing: Sequence[Load]) -> Iterator[Row]:
    best = max(nothing, key=lambda load: load.rate)
    yield Row("  the generator's own ceiling", best.rate, "a second")
    yield Row("  processor of the generator, a request", 1e6 * best.own / len(best.took), "us")


def _times(load: Load) -> Iterator[Row]:
    late = 1000 * percentile(load.late, 99)
    why = f"the generator was late itself, p99 {late:.1f} ms" if late > MOST_LATE_MS else ""
    for which in (50, 99, 99.9):
        row = Row(f"  at 70 % load, p{which}", 1000 * percentile(load.took, which), "ms")
        yield row.bar(at_most=MOST_MS).unless(why) if which == JUDGED else row
    yield Row("  at 70 % load, the longest", 1000 * max(load.took), "ms").bar(at_most=MOST_EVER_MS)
    yield Row("  at 70 % load, lag of the generator, p99", late, "ms")


def _callers(rate: float) -> int:
    """Return the longest line whose rounds are no more than so many a second."""
    loads = accumulate(1 / cadence.seconds(position) for position in count(1))
    return next(position for position, load in enumerate(loads) if load > rate)
