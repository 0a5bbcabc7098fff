"""One surge in real time: it is begun, goes wrong, heals, ends, and is judged."""

import asyncio
import random
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from booking_core import SystemClock
from scripts.measures.webhooks.load import percentile
from scripts.mornings.judge import Verdict, judge
from scripts.mornings.log import Log
from scripts.mornings.real.campaign import hire, load
from scripts.mornings.real.crowd import Crowd
from scripts.mornings.real.desks import Desk
from scripts.mornings.real.figures import Webhooks, calls, failed_in_restarts, read
from scripts.mornings.real.ground import Ground, ground
from scripts.mornings.real.machine import busy_since, ticks
from scripts.mornings.real.pace import Pace
from scripts.mornings.real.telephone import Exchange
from scripts.mornings.real.troubles import Troubles

AGENTS = ("maria", "noah", "ines", "omar", "lena", "paul", "rosa", "theo")
OPENS = 0.5  # of its time, when most units open: whoever was promised a call is rung then
PEACE, WARM = 45.0, 10.0  # seconds without troubles at the end, and at the beginning
UNITS_A_CALLER, MANY = 0.4, 2000  # callers that units are loaded for, where nobody knows how many come


@dataclass(frozen=True, slots=True)
class Size:
    """How long and how large a surge is; without `callers` the machine's limit is found."""

    seed: int = 1
    seconds: float = 300.0
    callers: int | None = None
    units: int | None = None  # so many for each caller otherwise
    speed: float = 1.0
    duplicate_every: int = 25

    @property
    def calm(self) -> float:
        """Seconds after which nothing happens any more, and nobody calls for the first time."""
        return self.seconds - min(PEACE, self.seconds / 3)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a surge came to."""

    figures: dict[str, Any]
    verdict: Verdict

    @property
    def is_sound(self) -> bool:
        """Tell whether no webhook took too long, nobody was left in silence, and the judge found nothing."""
        own = ("over_15_s", "ended_without_words", "heard_the_apology")
        return self.verdict.is_clean and not any(self.figures[name] for name in own)


def surge(size: Size, folder: Path, url: str | None = None) -> Outcome:
    """Run one in a folder of its own, over SQLite or an empty PostgreSQL database."""
    with ground(folder, url) as here:
        password = token_urlsafe()
        _prepare(here, size, password)
        here.start(f"--speed {size.speed:g} --seed {size.seed} --duplicate-every {size.duplicate_every}")
        figures = asyncio.run(_run(here, size, password))
        network = here.named("carrier")
        network.end()
        if network.running:
            network.running.wait(10)
        here.processes.stop()
        database = here.settings.sql_url
    seen = read(here.log)
    told = Webhooks.of(seen).as_json() | calls(seen)
    told |= {"failed_in_rolling_restarts": failed_in_restarts(seen)}
    return Outcome(asdict(size) | told | figures, judge(database, here.log))


def _prepare(here: Ground, size: Size, password: str) -> None:
    now = SystemClock().now()
    local = now.astimezone(ZoneInfo("America/Halifax"))
    second = local + timedelta(seconds=size.seconds * OPENS)
    units = size.units or max(12, round((size.callers or MANY) * UNITS_A_CALLER))
    here.database.run(partial(load, units=units, opens=local - timedelta(minutes=1), second=second))
    here.database.run(partial(hire, names=AGENTS, password=password, now=now))


async def _run(here: Ground, size: Size, password: str) -> dict[str, Any]:
    began, before, spent = time.monotonic(), ticks(), time.process_time()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        exchange = Exchange(
            session, here.settings.carrier_url, here.settings.hotline_number,
            lambda: time.monotonic() - began, size.speed,
        )  # fmt: skip
        desks = [
            Desk(name, password, here.settings.console_url, exchange, random.Random(f"{size.seed}:{name}"))
            for name in AGENTS
        ]
        with here.log.open("a", buffering=1) as file:
            log = Log(file, lambda: datetime.now(UTC))
            troubles = Troubles(here, log, exchange.now, random.Random(f"{size.seed}:troubles"))
            await _all(size, exchange, Crowd(exchange, size.seed), desks, troubles)
    share = busy_since(before)
    return {
        "machine_busy": None if share is None else round(share, 2),
        "generator_busy": round((time.process_time() - spent) / exchange.now(), 2),
    } | _told(exchange, desks, troubles)


async def _all(size: Size, exchange: Exchange, crowd: Crowd, desks: list[Desk], troubles: Troubles) -> None:
    """Let everything happen at once, then peace, then end what the callers still do."""
    pace = Pace(troubles.ground.log)
    if size.callers is not None:
        pace.rate, pace.is_fixed = size.callers / size.calm, True
    ours = (troubles.look_after(), pace.keep(), crowd.call(pace, size.calm))
    for work in (*ours, *(desk.work() for desk in desks)):
        exchange.spawn(work)
    await troubles.befall(min(WARM, size.calm / 4), size.calm)
    await asyncio.sleep(max(size.seconds - exchange.now(), size.seconds - size.calm))
    await exchange.close()
    if exchange.faults:
        raise BaseExceptionGroup("callers or agents could not go on", exchange.faults)


def _told(exchange: Exchange, desks: list[Desk], troubles: Troubles) -> dict[str, Any]:
    silent = [each for each in exchange.calls if each.is_over and each.was_up and not each.words]
    late = exchange.late or [0.0]
    return {
        "calls": sum(not each.outbound for each in exchange.calls),
        "callbacks_rung": sum(each.outbound for each in exchange.calls),
        "callers": len({each.number for each in exchange.calls}),
        "ended_without_words": sum(not each.hung_up for each in silent),
        "heard_the_apology": sum(each.sorry for each in exchange.calls),
        "taken_at_desks": sum(desk.taken for desk in desks),
        "console_failed": sum(desk.failed for desk in desks),
        "killed": dict(sorted(troubles.done.items())),
        "restarts": troubles.restarts,
        "generator_lag_p50_ms": round(1000 * percentile(late, 50), 1),
        "generator_lag_p99_ms": round(1000 * percentile(late, 99), 1),
    }
