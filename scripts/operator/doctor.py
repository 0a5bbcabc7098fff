"""`doctor`: what a hotline needs, looked at one by one, each fault with the command that mends it."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from itertools import chain

import click
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, Worker
from rq.worker import BaseWorker, WorkerStatus
from sqlalchemy.exc import DBAPIError

from booking_core import (
    ClockOff,
    Database,
    DatabaseAway,
    DatabaseClock,
    SystemClock,
    is_migrated,
    open_database,
)
from ivr import LANGUAGES, BadSettings, BadTree, VoiceSettings, every_word, planted
from queueing import QUEUE, LineAway, as_bytes, connect_once, has_drifted, last_beat
from scripts.operator.address import answers, hears_the_carrier_only
from scripts.operator.fault import Fault
from scripts.operator.ground import MIGRATE
from scripts.operator.keeping import keeps_the_order

LATE = timedelta(seconds=10)  # for a clock that sweeps every second
SILENT = timedelta(seconds=45)  # for a worker, which says every 15 s that it waits for a bell
MENDS: tuple[tuple[tuple[type[Exception], ...], str, str], ...] = (
    ((DatabaseAway, DBAPIError), "the database does not answer: ", "look at DATABASE_URL"),
    ((LineAway, RedisError), "Redis does not answer: ", "look at REDIS_URL"),
    ((ClockOff,), "", "set the clock of this machine, by NTP"),
    ((BadTree,), "the menus cannot work: ", "take the files of ivr as they were released"),
)
EXPECTED: tuple[type[Exception], ...] = (Fault, *chain.from_iterable(kinds for kinds, _, _ in MENDS))
Check = Callable[[], str]


@click.command()
def doctor() -> None:
    """Look at everything that the hotline needs, and say of each fault what mends it."""
    try:
        settings = VoiceSettings.load()
    except BadSettings as fault:
        raise click.ClickException(f"{fault} See docs/settings.md.") from None
    with closing(open_database(settings)) as database, connect_once(settings) as redis:
        wrong = [
            name for name, check in _checks(settings, database, redis).items() if not _is_well(name, check)
        ]
    if wrong:
        raise click.ClickException(f"Not well: {', '.join(wrong)}.")


def _checks(settings: VoiceSettings, database: Database, redis: Redis) -> dict[str, Check]:
    return {
        "database": partial(_database, database),
        "time": partial(_time, database),
        "redis": partial(keeps_the_order, redis),
        "order": partial(_order, database, redis),
        "clock": partial(_beats, database, redis),
        "worker": partial(_workers, redis),
        "prompts": _prompts,
        "web": partial(answers, settings),
        "signature": partial(hears_the_carrier_only, settings),
    }


def _is_well(name: str, check: Check) -> bool:
    try:
        click.echo(f"ok      {name}: {check()}")
    except EXPECTED as error:
        fault = _with_its_mend(error)
        click.echo(f"FAILED  {name}: {fault}\n        {fault.mend}")
        return False
    return True


def _with_its_mend(error: Exception) -> Fault:
    if isinstance(error, Fault):
        return error
    why, mend = next((why, mend) for kinds, why, mend in MENDS if isinstance(error, kinds))
    bare = getattr(error, "orig", error)  # without the statement, whose values may be somebody's
    return Fault(f"{why}{bare}", mend)


def _database(database: Database) -> str:
    if not is_migrated(database):
        raise Fault("it has not the newest shape", MIGRATE)
    return "it answers, and has the newest shape"


def _time(database: Database) -> str:
    return f"by the database it is {DatabaseClock(database).now():%H:%M:%S} UTC, and here too"


def _order(database: Database, redis: Redis) -> str:
    if not is_migrated(database):
        raise Fault("SQL has no order of the newest shape to compare it with", MIGRATE)
    if has_drifted(database, redis):
        raise Fault("it is not what SQL says", "scripts/fairline rebuild")
    return "as many stand in it as SQL says"


def _beats(database: Database, redis: Redis) -> str:
    last = last_beat(redis)
    if last is None or DatabaseClock(database).now() - last > LATE:
        since = "never" if last is None else f"at {last:%H:%M:%S} UTC last"
        raise Fault(f"it has swept {since}", "start the Procfile's clock")
    return "it sweeps"


def _workers(redis: Redis) -> str:
    since = SystemClock().now() - SILENT
    known = Worker.all(queue=Queue(QUEUE, connection=as_bytes(redis)))
    count = sum(_is_awake(each, since) for each in known)
    if not count:
        raise Fault("none answers the bell", "start the Procfile's worker")
    return f"answering the bell: {count}"


def _is_awake(worker: BaseWorker, since: datetime) -> bool:
    """Tell whether it was heard since then; one at a job is silent, and Redis forgets it if it ended."""
    heard = worker.last_heartbeat
    return worker.get_state() == WorkerStatus.BUSY or (heard is not None and heard > since)


def _prompts() -> str:
    menus, words = planted(), every_word()
    counts = ", ".join(f"{len(words.ids(language))} in {language}" for language in LANGUAGES)
    return f"{len(menus)} menus, prompts: {counts}"
