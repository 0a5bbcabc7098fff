"""Between any two effects of a process it may die, or stand still; its last word to the database may be lost.

The seams are SQLAlchemy's events, the engine's own commit, and the pool of connections to Redis. A process
that is dead has no more effects: whatever it tries while it falls raises the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from booking_core import Database

Act = Callable[[], None]
# Where a plan may be carried out.
ANYWHERE, BETWEEN, IN_SQL, DIALS = "anywhere", "between", "in sql", "dials"


class Died(BaseException):
    """The process is gone, in the midst of whatever it did; nothing of its own may catch that."""


@dataclass(repr=False)
class Effects:
    """Counts what a process does to the world; each plan is carried out at its own count."""

    plans: list[tuple[int, str, Act]] = field(default_factory=list)
    count: int = 0
    is_dead: bool = False

    def plan(self, after: int, kind: str, act: Act) -> None:
        """Let something happen at an effect of this process, so many from now.

        Nobody stands still within a transaction: the database throws them out, and until then others wait.
        """
        self.plans.append((self.count + after, kind, act))

    def die(self) -> None:
        self.is_dead = True
        raise Died

    def effect(self, *kinds: str) -> None:
        """Be about to do something, or have just done it; `kinds` of plans may be carried out only here."""
        if self.is_dead:
            raise Died
        self.count += 1
        for plan in [each for each in self.plans if each[0] <= self.count and each[1] in {ANYWHERE, *kinds}]:
            self.plans.remove(plan)
            plan[2]()


def watch_database(database: Database, effects: Effects) -> None:
    """Count transactions, statements and commits: before each, and once more when a commit is through."""
    run, commit = database.run, database.engine.dialect.do_commit

    def begun(work: Callable[[Connection], Any]) -> Any:
        effects.effect(BETWEEN)
        return run(work)

    def through(connection: Any) -> None:
        effects.effect(IN_SQL)
        commit(connection)
        effects.effect(IN_SQL)

    event.listen(database.engine, "before_cursor_execute", lambda *_: effects.effect(IN_SQL))
    database.run = begun  # type: ignore[method-assign]
    database.engine.dialect.do_commit = through  # type: ignore[method-assign,assignment]


def watch_redis(redis: Redis, effects: Effects) -> None:
    """Count commands and pipelines, before and after; nobody waits long for a server that is away."""
    redis.set_retry(Retry(NoBackoff(), 1))
    pool = redis.connection_pool
    get, release = pool.get_connection, pool.release

    def before(*args: Any, **kwargs: Any) -> Any:
        effects.effect(BETWEEN)
        return get(*args, **kwargs)

    def after(connection: Any) -> None:
        release(connection)
        if not effects.is_dead:  # the system itself closes what was open
            effects.effect(BETWEEN)

    pool.get_connection, pool.release = before, after  # type: ignore[method-assign]


def lose_word() -> None:
    """Be told that the connection to the database is gone, whatever the database did with the last word."""
    raise OperationalError("", {}, Exception("server closed the connection unexpectedly"))
