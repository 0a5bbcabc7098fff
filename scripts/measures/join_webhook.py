"""The webhook that joins the line, against its SQL by the bare driver and its script in a bare Flask."""

from collections.abc import Iterator

from scripts.measures.given import ROUNDS, Given
from scripts.measures.ground import POSTGRESQL, SQLITE, databases
from scripts.measures.rows import Row
from scripts.measures.webhooks.callers import JOINS, Caller, callers
from scripts.measures.webhooks.load import Load
from scripts.measures.webhooks.loads import once_each
from scripts.measures.webhooks.servers import Server, Servers, servers
from scripts.measures.webhooks.sides import of_the_floor, processor_of

JOINS_A_ROUND = 300
FIRST = 100_000
LEAST = 70  # % of the floor


def measure(given: Given) -> Iterator[Row]:
    """Join on each engine."""
    with databases() as urls:
        for engine in (SQLITE, POSTGRESQL):
            if engine in urls:
                with servers(urls[engine]) as here:
                    yield from _on(engine, here, given)


def _on(engine: str, here: Servers, given: Given) -> Iterator[Row]:
    many = given.size(JOINS_A_ROUND, 20)
    _joined(here, here.product, FIRST, 2 * many)  # nobody is measured cold
    here.start_floor()
    ours: list[Load] = []
    floor: list[Load] = []
    for turn in range(ROUNDS):
        at = FIRST + (turn + 1) * 10 * many
        floor.append(_joined(here, here.floor, at, many, "/join"))
        ours.append(_joined(here, here.product, at + 5 * many, many))
    yield of_the_floor(f"join webhook, {engine}", ours, floor).bar(at_least=LEAST)
    yield from processor_of(f"join webhook, {engine}", ours, floor)


def _joined(here: Servers, server: Server, first: int, many: int, path: str = "") -> Load:
    """Let callers come as far as the last key, and let them join by it at one of the servers."""
    new = callers(here.account, range(first, first + many))
    for _ in JOINS:
        once_each(here.product.port, new, Caller.goes_on)
    if path:
        for each in new:
            each.address = path
    before = here.hotline.waiting
    load = server.under(lambda port: once_each(port, new, Caller.stays))
    if here.hotline.waiting - before != many:
        raise AssertionError(f"{here.hotline.waiting - before} of {many} callers stand in the line")
    return load
