"""Reservations by sixteen clients at once, over many slots and on one hot slot, against the same SQL."""

from collections.abc import Iterator
from contextlib import closing

from sqlalchemy import func, select

from booking_core import Database, metadata
from scripts.measures.booking.clients import PROCESSES, THREADS, Clients, Job, Outcome, clients
from scripts.measures.booking.counters import BARE, BOOKED, OURS, SOLD_OUT
from scripts.measures.booking.ground import CLINICS, Stock, stocked
from scripts.measures.booking.pgbench import pgbench
from scripts.measures.given import ROUNDS, Given
from scripts.measures.ground import POSTGRESQL, databases
from scripts.measures.rows import Row, share
from scripts.measures.webhooks.load import percentile

SECONDS = 3.0
HOT_CAPACITY = 400
LEAST = 60  # % of the bare driver
MOST_MS = 50
Sides = dict[str, list[Outcome]]


def measure(given: Given) -> Iterator[Row]:
    """Book on each engine; PostgreSQL is judged, SQLite is shown beside it."""
    with databases() as urls:
        for engine, url in urls.items():
            with closing(Database(url)) as database:
                for row in _on(engine, url, database, given):
                    yield row if engine == POSTGRESQL else row.bar()


def _on(engine: str, url: str, database: Database, given: Given) -> Iterator[Row]:
    capacity = given.size(HOT_CAPACITY, 20)
    stock = stocked(database, given.size(CLINICS, 10), 2 * ROUNDS + 1, capacity)
    with clients(url, stock) as all_of_them:
        spread, hot, gone = _booked(all_of_them, given)
    yield _compared(f"reservations spread over 2,200 slots, {engine}", spread, BOOKED)
    yield _compared(f"reservations on one hot slot, {engine}", hot, BOOKED)
    yield _compared(f"answers of sold out, {engine}", gone, SOLD_OUT)
    if engine == POSTGRESQL:
        rate = pgbench(url, THREADS * PROCESSES, given.seconds(SECONDS))
        yield Row("  pgbench's own transactions, 16 clients", rate, "a second")
    yield Row(f"  hot slot, 16 clients, p99, {engine}", _p99(hot[OURS]), "ms").bar(at_most=MOST_MS)
    yield Row(f"  the same by the bare driver, {engine}", _p99(hot[BARE]), "ms")
    over, under = _wrong(database, stock, capacity)
    yield Row(f"  oversold, {engine}", over).bar(at_most=0)
    yield Row(f"  false sold out, {engine}", under).bar(at_most=0)


def _compared(name: str, sides: Sides, answer: str) -> Row:
    rates = {side: [each.rate(answer) for each in outcomes] for side, outcomes in sides.items()}
    return share(name, rates[OURS], rates[BARE], "a second").bar(at_least=LEAST)


def _p99(outcomes: list[Outcome]) -> float:
    """Return the milliseconds within which 99 of 100 reservations were made."""
    return percentile([1000 * each for outcome in outcomes for each in outcome.answers[BOOKED]], 99)


def _booked(all_of_them: Clients, given: Given) -> tuple[Sides, Sides, Sides]:
    spread: Sides = {OURS: [], BARE: []}
    hot: Sides = {OURS: [], BARE: []}
    gone: Sides = {OURS: [], BARE: []}
    for turn in range(ROUNDS):
        for at, side in enumerate((OURS, BARE)):
            seed = given.seed * 100 + turn
            spread[side].append(all_of_them.do(Job(side, seed, given.seconds(SECONDS))))
            hot[side].append(all_of_them.do(Job(side, seed, hot=2 * turn + at)))
            gone[side].append(all_of_them.do(Job(side, seed, given.seconds(SECONDS), hot=2 * turn + at)))
    return spread, hot, gone


def _wrong(database: Database, stock: Stock, capacity: int) -> tuple[int, int]:
    """Count our bookings beyond the units, and units left where people were told that there are none."""
    claim, unit, slot = (metadata.tables[name] for name in ("claim", "unit", "slot"))
    confirmed = claim.c.state == "confirmed"
    hot = [clinic.id for clinic in stock.hot[: 2 * ROUNDS : 2]]
    with database.reading() as look:
        twice = select(func.count() - func.count(claim.c.unit_id.distinct())).where(confirmed)
        booked = select(func.count()).select_from(claim.join(unit).join(slot))
        over = look.scalar(twice) or 0
        sold = look.scalar(booked.where(confirmed, slot.c.clinic_id.in_(hot))) or 0
    return max(over, sold - capacity * len(hot)), max(0, capacity * len(hot) - sold)
