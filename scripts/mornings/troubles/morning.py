"""One troubled morning from one seed: who calls, what befalls the hotline, and how it is judged."""

import random
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from scripts.mornings.hotline import settings
from scripts.mornings.judge import Verdict, judge
from scripts.mornings.log import NETWORK_LOG, Log
from scripts.mornings.troubles import campaign
from scripts.mornings.troubles.agents import Agent
from scripts.mornings.troubles.chance import Rates
from scripts.mornings.troubles.clocks import Host
from scripts.mornings.troubles.crowd import residents
from scripts.mornings.troubles.exchange import Exchange
from scripts.mornings.troubles.forger import Forger
from scripts.mornings.troubles.network import Network
from scripts.mornings.troubles.processes import CONSOLE, WEBS, WORKERS, Process, Processes
from scripts.mornings.troubles.schedule import Troubles
from scripts.mornings.troubles.stores import Store, open_store
from scripts.mornings.troubles.telephones import Rooms
from scripts.mornings.troubles.wire import Wire
from scripts.mornings.virtual import StandingClock, VirtualTime

BEAT = 6.0  # seconds between two sweeps, of one worker or the other
PEACE = 180.0  # seconds at the end, in which nothing befalls the hotline


@dataclass(frozen=True, slots=True)
class Size:
    """How large a morning is."""

    people: int = 16
    units: int = 12
    desks: int = 2
    minutes: float = 9.0


@dataclass(repr=False)
class Morning:
    """All of one morning, before it begins."""

    seed: int
    size: Size
    folder: Path
    database_url: str
    rates: Rates | None = None
    world: VirtualTime = field(init=False)

    def run(self) -> Verdict:
        """Let it happen, and judge it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / NETWORK_LOG
        with ExitStack() as open_things:
            store = open_things.enter_context(open_store(self.folder))
            file = open_things.enter_context(path.open("w"))
            clock = StandingClock(campaign.START)
            log = Log(file, clock.now)
            self.world = VirtualTime(clock, campaign.START)
            self._begin(store, log, open_things)
            self.world.run(self.size.minutes * 60)
        return judge(self.database_url, path)

    def _begin(self, store: Store, log: Log, open_things: ExitStack) -> None:
        campaign.prepare(self.database_url, self.size.units)
        chance = random.Random(f"{self.seed}:troubles")
        rates = self.rates or Rates.drawn(chance)
        network = Network(log)
        exchange = Exchange(log, rates, self.seed, lambda: self.world.now, self.world.after, network.ring)
        processes = self._processes(store, exchange)
        open_things.callback(processes.stop)
        wire = Wire(self.world, processes, log, rates, random.Random(f"{self.seed}:wire"))
        network.open(self.world, wire, exchange, Rooms())
        self._people(network, processes)
        self._beat(processes, list(WORKERS))
        until = self.size.minutes * 60 - PEACE
        Troubles(self.world, processes, store, Forger(wire), log, rates, chance, until).plan()
        self.world.after(until, partial(_calm, wire, exchange, rates.none()))

    def _processes(self, store: Store, exchange: Exchange) -> Processes:
        given = settings(self.folder, self.database_url, store.url)
        processes = Processes({}, self.world.after)
        for name in (*WEBS, *WORKERS, CONSOLE):
            host = Host(lambda: self.world.now, lambda: self.world.elapsed)
            processes.all[name] = Process(name, given, exchange, host)
            processes.all[name].start()
        return processes

    def _people(self, network: Network, processes: Processes) -> None:
        for at, resident in residents(
            self.seed, self.size.people, self.size.minutes * 60 - PEACE, network, self.world
        ):
            network.numbers[resident.number] = resident
            self.world.after(at, resident.call)
        for number in range(self.size.desks):
            chance = random.Random(f"{self.seed}:agent:{number}")
            agent = Agent(("maria", "noah", "ines", "omar")[number], chance, processes, self.world.after)
            network.numbers[agent.endpoint] = agent
            agent.look()

    def _beat(self, processes: Processes, names: list[str]) -> None:
        """Let the workers take turns: two of them do what one does."""
        self.world.after(BEAT, lambda: self._beat(processes, names[::-1]))
        processes.beat(names)


def _calm(wire: Wire, exchange: Exchange, none: Rates) -> None:
    wire.rates = exchange.rates = none
