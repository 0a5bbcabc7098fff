"""Two agents and one caller in any order of events: nobody is dropped, and who has whom is never in doubt."""

from collections.abc import Callable
from contextlib import suppress
from random import Random

import pytest

from queueing import Desk, DeskNotReady, Place, PlaceClosed
from tests.queueing.morning import Morning
from tests.queueing.owed import NOON, do

AGENTS = ("ann", "bob", "cleo")
PHONES = tuple(f"+1902555014{number}" for number in range(6))
ROUNDS, STEPS = 12, 8


class TwoDesks:
    """What may happen, each as likely, to whom it may happen."""

    def __init__(self, morning: Morning, seed: int) -> None:
        self.morning, self.random = morning, Random(seed)
        self.keys: dict[int, int] = {}
        self.finished: set[int] = set()
        self.together = 0  # how often a colleague has come into a talk
        morning.now = NOON
        for agent in AGENTS:
            morning.desk(agent)

    def come_together(self) -> None:
        """Let everybody come, and one who talks introduce their caller to another, if that can be."""
        usual = (*[self.ready] * 3, self.call, self.take, self.meet, self.introduce, self.take, self.arrive)
        for act in usual:
            with suppress(DeskNotReady, PlaceClosed):
                act()

    def go_home(self) -> None:
        """Let everybody who is left give up their place, so that the next round begins with few."""
        for agent in AGENTS:
            self.finish(agent)
        for place_id in self.keys.keys() - self.finished:
            self.morning.leave(self.morning.place(place_id))
            self.finished.add(place_id)

    def step(self) -> None:
        acts: list[Callable[[], object]] = [
            *(self.call, self.call_again, self.take, self.take, self.meet, self.meet, self.hang_up),
            *(self.introduce, self.introduce, self.hand_over, self.arrive, self.arrive, self.complete),
            *(self.complete, self.part, self.finish, self.lose_phone, self.ready, self.ready, self.pause),
            *(self.later, self.call_back, self.answer),
        ]
        with suppress(DeskNotReady, PlaceClosed):
            self.random.choice(acts)()

    def agent(self, *states: str) -> str:
        """Draw an agent, whose desk is in one of these states if any is."""
        able = [agent for agent in AGENTS if self.desk(agent).state in states]
        return self.random.choice(able or AGENTS)

    def desk(self, agent: str) -> Desk:
        found = self.morning.desks.state(agent)
        assert found is not None
        return found

    def some_place(self) -> Place | None:
        return self.morning.place(self.random.choice(list(self.keys))) if self.keys else None

    def call(self) -> None:
        place = self.morning.caller(self.random.choice(PHONES))
        self.keys.setdefault(place.id, place.key)

    def call_again(self) -> None:
        place = self.some_place()
        if place is not None and not place.is_final and not place.is_live:
            self.morning.resume(place, self.morning.call(place.phone))

    def take(self) -> None:
        self.morning.take(self.agent("offered"))

    def meet(self) -> None:
        place = self.morning.desks.place_of(agent := self.agent("connecting"))
        if place is not None and place.call_sid is not None:
            self.morning.desks.connected(place.id, place.call_sid, self.morning.now, agent)

    def hang_up(self) -> None:
        place = self.some_place()
        if place is not None and place.call_sid is not None:
            self.morning.hang_up(place.call_sid)

    def introduce(self) -> None:
        self.morning.desks.introduce(self.agent("talking"), self.agent("ready"), "", self.morning.now)

    def hand_over(self) -> None:
        self.morning.desks.hand_over(self.agent("talking"), self.agent("ready"), "", self.morning.now)

    def arrive(self) -> None:
        self.morning.desks.seated(agent := self.agent("connecting"), f"CAdesk-{agent}", self.morning.now)
        self.together += self.desk(agent).state == "introduced"

    def complete(self) -> None:
        self.morning.desks.complete(self.agent("talking"), self.morning.now)

    def part(self) -> None:
        self.morning.desks.part(self.agent(), self.morning.now)

    def finish(self, agent: str = "") -> None:
        agent = agent or self.agent("talking", "wrap-up")
        done = self.morning.desks.finish(agent, "booked", "", self.morning.now)
        self.finished |= {done.id} if done is not None else set()

    def lose_phone(self) -> None:
        self.morning.desks.leg_down(agent := self.agent(), f"CAdesk-{agent}", self.morning.now)

    def ready(self) -> None:
        self.morning.desk(self.agent("away", "on break"))

    def pause(self) -> None:
        self.morning.desks.pause(self.agent(), self.morning.now)

    def later(self) -> None:
        self.morning.later(seconds=self.random.choice([1, 19, 21, 46, 61, 125]))
        self.morning.sweep()

    def call_back(self) -> None:
        self.morning.desks.call_back(self.agent("wrap-up"), self.morning.now)

    def answer(self) -> None:
        rung = [place for place in map(self.morning.place, self.keys) if place.is_rung]
        if not rung:
            return
        place = rung[0]
        sid = f"CAback-{place.id}-{place.version}"
        attempt = self.morning.database.run(lambda tx: self.morning.places.callbacks.of(tx, place.id)).attempt
        if do(self.morning, "answered", place.id, attempt, sid) is not None:
            do(self.morning, "confirmed", place.id, sid)

    def look(self) -> None:
        """See that whatever happened, everybody is where one of the two would look for them."""
        desks = [self.desk(agent) for agent in AGENTS]
        assert len({desk.conference for desk in desks}) == len(desks)
        for desk in desks:
            if desk.state == "talking":
                assert desk.place_id is not None
                together = [each for each in desks if each.passed_by == desk.agent and each.is_introduced]
                assert len(together) <= 1
                assert self.morning.desks.seat(desk).ends == (not together)
            if desk.is_introduced:
                host = self.desk(str(desk.passed_by))
                assert (host.state, desk.place_id) == ("talking", None)
                assert self.morning.desks.seat(desk).room == host.conference
        for place_id, key in self.keys.items():
            place = self.morning.place(place_id)
            assert place.key == key
            assert not place.is_final or place_id in self.finished or place.why in {"lapsed", "done"}
            if place.state == "serving":
                (there,) = [desk for desk in desks if desk.place_id == place_id]
                assert there.agent == place.agent
                assert there.state in {"connecting", "talking"}


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_dropped_whatever_two_agents_and_their_telephones_do(morning: Morning, seed: int) -> None:
    both = TwoDesks(morning, seed)
    for _ in range(ROUNDS):
        both.come_together()
        for _ in range(STEPS):
            both.step()
            both.look()
        both.go_home()
    assert both.together >= ROUNDS / 4  # else nothing is shown
