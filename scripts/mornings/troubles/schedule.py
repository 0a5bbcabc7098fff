"""When which trouble comes in one morning, from its seed; the last minutes are left in peace, to heal."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import NullPool, create_engine, text

from scripts.mornings.log import Log
from scripts.mornings.troubles.chance import Rates
from scripts.mornings.troubles.effects import ANYWHERE, BETWEEN, DIALS, IN_SQL, lose_word
from scripts.mornings.troubles.forger import Forger
from scripts.mornings.troubles.processes import CONSOLE, WEBS, WORKERS, Process, Processes
from scripts.mornings.troubles.stores import Store
from scripts.mornings.virtual import VirtualTime

STEP = 90.0  # seconds by which a host's clock is set wrong
REWOUND = 2.0  # seconds of Redis that are lost
DOWN = 3.0  # seconds until a killed Redis is up again
AT_ONCE = 3  # plans for one process
MOST_EFFECTS = 60  # until a process dies of the trouble that was planned for it
PAUSES = (3.0, 40.0)  # seconds
# Between its last look at the clock and its request, a worker that stands still for longer than its lease can
# ring a second time: that is said in docs/concurrency.md, and not tried here.
SHORT = (1.0, 10.0)  # seconds


@dataclass(repr=False)
class Troubles:
    """Everything that happens to the hotline itself."""

    world: VirtualTime
    processes: Processes
    store: Store
    forger: Forger
    log: Log
    rates: Rates
    chance: random.Random
    until: float  # seconds; then nothing happens any more

    def plan(self) -> None:
        """Put all of them on the agenda."""
        kinds: dict[str, Callable[[], None]] = {
            "forged": self.forger.strike,
            "deaths": self._die,
            "pauses": self._pause,
            "lost_words": self._lose_word,
            "emptied": self._empty,
            "rewound": self._keep,
            "database_restarts": self._cut,
            "clock_steps": self._step,
        }
        for kind, act in kinds.items():
            rate = getattr(self.rates, kind) / self.until
            at = self.chance.expovariate(rate) if rate else self.until
            while at < self.until:
                self.world.after(at, act)
                at += self.chance.expovariate(rate)

    def _victim(self) -> Process | None:
        """Choose who is to suffer: never the last of its kind, for somebody else's machine goes on."""
        kinds = [self.processes.ready(*names) for names in (WEBS, WORKERS)]
        pairs = [each for kind in kinds if len(kind) > 1 for each in kind] + self.processes.ready(CONSOLE)
        free = [each for each in pairs if len(each.effects.plans) < AT_ONCE]
        return self.chance.choice(free) if free else None

    def _die(self) -> None:
        victim, at = self._victim(), self.chance.randrange(1, MOST_EFFECTS)
        if victim is not None:
            self.log.note("trouble", kind="death", process=victim.name, effect=at)
            victim.effects.plan(at, ANYWHERE, lambda: self._last(victim, victim.effects.die))

    def _last(self, victim: Process, act: Callable[[], None]) -> None:
        """Do it, unless it would leave nobody of that kind."""
        kind = next((names for names in (WEBS, WORKERS) if victim.name in names), (CONSOLE,))
        if kind == (CONSOLE,) or len(self.processes.ready(*kind)) > 1:
            act()

    def _pause(self) -> None:
        victim, at = self._victim(), self.chance.randrange(1, MOST_EFFECTS)
        where = self.chance.choice((BETWEEN, DIALS))
        span = self.chance.uniform(*(PAUSES if where == BETWEEN else SHORT))
        if victim is not None:
            self.log.note("trouble", kind="pause", process=victim.name, effect=at, seconds=round(span, 1))
            victim.effects.plan(
                at, where, lambda: self._last(victim, lambda: self._stand_still(victim, span))
            )

    def _stand_still(self, victim: Process, span: float) -> None:
        victim.stands_still = True
        self.world.run(self.world.elapsed + span)
        victim.stands_still = False

    def _lose_word(self) -> None:
        victim, at = self._victim(), self.chance.randrange(1, MOST_EFFECTS)
        if victim is not None:
            self.log.note("trouble", kind="lost word", process=victim.name, effect=at)
            victim.effects.plan(at, IN_SQL, lose_word)

    def _empty(self) -> None:
        if self.store.is_up:
            self.log.note("trouble", kind="redis emptied")
            self.store.empty()

    def _keep(self) -> None:
        if self.store.is_up:
            self.store.keep()
            self.world.after(REWOUND, self._rewind)

    def _rewind(self) -> None:
        if self.store.is_up:
            self.log.note("trouble", kind="redis killed, its last two seconds lost")
            self.store.kill()
            self.world.after(DOWN, self.store.come_back)

    def _cut(self) -> None:
        """Restart the database: every connection is cut."""
        self.log.note("trouble", kind="database restarted")
        for process in self.processes.all.values():
            if process.hotline is not None and not process.stands_still:
                _cut_off(process)

    def _step(self) -> None:
        """Set a host's clock wrong, one way or the other, for a while."""
        victim = self._victim()
        if victim is not None:
            victim.host.ahead = timedelta(seconds=self.chance.choice((-STEP, STEP)))
            self.log.note(
                "trouble", kind="clock step", process=victim.name, seconds=victim.host.ahead.total_seconds()
            )
            self.world.after(self.chance.uniform(5, 40), lambda: self._set_right(victim))

    def _set_right(self, victim: Process) -> None:
        victim.host.ahead = timedelta(0)


def _cut_off(process: Process) -> None:
    database = process.parts.database
    if database.is_sqlite:
        database.engine.dispose()
        return
    with create_engine(
        database.engine.url, poolclass=NullPool
    ).connect() as one:  # its own may be cut already
        mine = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        one.execute(text(f"{mine} AND pid <> pg_backend_pid()"))
