"""Clients in processes of their own: two with eight threads each, as a web server has them."""

import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

from booking_core import Bookings, Database
from scripts.measures.booking.counters import BARE, OURS, SOLD_OUT, Bare, Counter, Ours, Sample, samples
from scripts.measures.booking.ground import Stock
from scripts.measures.sql.driver import Driver

PROCESSES, THREADS = 2, 8


@dataclass(frozen=True, slots=True)
class Job:
    """What every client does: book for so many seconds, anywhere or at one clinic, or until all is sold."""

    counter: str
    seed: int
    seconds: float = 0.0
    hot: int | None = None  # which hot clinic


@dataclass(slots=True)
class Outcome:
    """How long each answer took, in seconds, by what it was; and how long all of it took."""

    answers: dict[str, list[float]] = field(default_factory=dict)
    seconds: float = 0.0

    def note(self, answer: str, took: float) -> None:
        self.answers.setdefault(answer, []).append(took)

    def rate(self, answer: str) -> float:
        """Return how many a second were answered so."""
        return len(self.answers.get(answer, ())) / self.seconds


class Clients:
    """All sixteen."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def do(self, job: Job) -> Outcome:
        """Let all do a job at once."""
        began = time.perf_counter()
        found = list(self._pool.map(_do, [(job, process) for process in range(PROCESSES)]))
        together = Outcome(seconds=time.perf_counter() - began)
        for outcome in found:
            for answer, took in outcome.answers.items():
                together.answers.setdefault(answer, []).extend(took)
        return together


@contextmanager
def clients(url: str, stock: Stock) -> Iterator[Clients]:
    """Record how the product books, and start the processes of the clients, each with both counters."""
    with closing(Database(url)) as database, closing(Driver(url)) as driver:
        recorded = samples(Ours(database, Bookings("phone")), driver, stock)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, context, _open, (url, stock, *recorded)) as pool:
        yield Clients(pool)


_here: dict[str, Any] = {}


def _open(url: str, stock: Stock, of_many: Sample, of_one: Sample) -> None:
    counters = {
        OURS: Ours(Database(url), Bookings("phone")),
        BARE: Bare(Driver(url), of_many.template, of_one.template),
    }
    _here.update(counters, stock=stock, numbers=count(os.getpid() * 100_000))
    _here["threads"] = ThreadPoolExecutor(THREADS)  # one connection each, from job to job


def _do(asked: tuple[Job, int]) -> Outcome:
    job, process = asked
    seeds = [f"{job.seed}.{process}.{thread}" for thread in range(THREADS)]
    outcomes = list(_here["threads"].map(lambda seed: _client(job, Random(seed)), seeds))
    return Outcome({answer: _all(outcomes, answer) for each in outcomes for answer in each.answers})


def _all(outcomes: Sequence[Outcome], answer: str) -> list[float]:
    return [took for each in outcomes for took in each.answers.get(answer, ())]


def _client(job: Job, chance: Random) -> Outcome:
    counter: Counter = _here[job.counter]
    stock: Stock = _here["stock"]
    outcome, answer, ends = Outcome(), "", time.perf_counter() + job.seconds
    while time.perf_counter() < ends if job.seconds else answer != SOLD_OUT:
        clinic = chance.choice(stock.spread) if job.hot is None else stock.hot[job.hot]
        after = chance.choice(stock.starts) if job.hot is None else None
        began = time.perf_counter()
        answer = counter.reserve(next(_here["numbers"]), clinic, after)
        outcome.note(answer, time.perf_counter() - began)
    return outcome
