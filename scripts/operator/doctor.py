"""`doctor`: what a hotline needs, looked at one by one, each fault with the command that mends it."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import partial

import click
from redis import Redis
from redis.exceptions import RedisError
from rq import Worker

from booking_core import ClockOff, Database, DatabaseAway, DatabaseClock, is_migrated, open_database
from ivr import LANGUAGES, BadSettings, VoiceSettings, every_word, planted
from queueing import LineAway, as_bytes, connect_once, has_drifted, last_beat
from scripts.operator.address import Fault, answers, hears_the_carrier_only

LATE = timedelta(seconds=10)  # for a clock that sweeps every second
OLDEST_REDIS = (7, 0)
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
        "redis": partial(_redis, redis),
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
    except Fault as fault:
        click.echo(f"FAILED  {name}: {fault}\n        {fault.mend}")
    except DatabaseAway as fault:
        click.echo(f"FAILED  {name}: the database does not answer: {fault}\n        look at DATABASE_URL")
    except (LineAway, RedisError) as fault:
        click.echo(f"FAILED  {name}: Redis does not answer: {fault}\n        look at REDIS_URL")
    else:
        return True
    return False


def _database(database: Database) -> str:
    if not is_migrated(database):
        raise Fault("it has not the newest shape", "scripts/fairline migrate")
    return "it answers, and has the newest shape"


def _time(database: Database) -> str:
    try:
        return f"by the database it is {DatabaseClock(database).now():%H:%M:%S} UTC, and here too"
    except ClockOff as fault:
        raise Fault(str(fault), "set the clock of this machine, by NTP") from None


def _redis(redis: Redis) -> str:
    told = redis.info()
    version = str(told.get("valkey_version") or told["redis_version"])
    if tuple(int(each) for each in version.split(".")[:2]) < OLDEST_REDIS:
        raise Fault(f"{version} is too old", "take Redis 7.0 or Valkey 7.2, or newer")
    if told.get("maxmemory_policy", "noeviction") != "noeviction":
        raise Fault("it throws keys away when memory is short", "CONFIG SET maxmemory-policy noeviction")
    if not told.get("aof_enabled"):
        raise Fault("what it knows is lost when it ends", "CONFIG SET appendonly yes")
    return f"{version}, keeps what it knows"


def _order(database: Database, redis: Redis) -> str:
    if not is_migrated(database) or has_drifted(database, redis):
        raise Fault("it is not what SQL says", "scripts/fairline rebuild")
    return "as many stand in it as SQL says"


def _beats(database: Database, redis: Redis) -> str:
    last = last_beat(redis)
    if last is None or DatabaseClock(database).now() - last > LATE:
        since = "never" if last is None else f"at {last:%H:%M:%S} UTC last"
        raise Fault(f"it has swept {since}", "start the Procfile's clock")
    return "it sweeps"


def _workers(redis: Redis) -> str:
    count = len(Worker.all(connection=as_bytes(redis)))
    if not count:
        raise Fault("none answers the bell", "start the Procfile's worker")
    return f"answering the bell: {count}"


def _prompts() -> str:
    menus, words = planted(), every_word()
    counts = ", ".join(f"{len(words.ids(language))} in {language}" for language in LANGUAGES)
    return f"{len(menus)} menus, prompts: {counts}"
