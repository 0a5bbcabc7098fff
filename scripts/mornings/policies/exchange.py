"""A telephone exchange without memory, as events on a heap: dial, wait, talk, hang up, try again.

Everybody's telephones dial at once and go on by themselves; when an agent answers one of them, the others of
that person hang up. A try that fails is followed by another with the person's persistence, after a gap. Once
all units are gone a recording says so, and when to try again where the scenario has such times.
Deterministic: one random stream, and events of one instant in the order in which they were planned.
"""

import math
import random
from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from itertools import accumulate

from scripts.mornings.facts import Clinic
from scripts.mornings.outcome import Outcome
from scripts.mornings.person import Person
from scripts.mornings.policies.room import Room
from scripts.mornings.policies.stock import Stock
from scripts.mornings.scenario import Scenario

BUSY = 10.0  # seconds to dial and hear a busy tone
RECORDING = 20.0  # seconds of hearing that it is closed, or all booked
REFUSED = 0.5  # of a talk, where there is nothing to book
TEST = 30.0  # seconds with somebody who only wanted to know whether it works
CALLS_AGAIN = 600.0  # seconds after they were served
BOOKED, TRY_AGAIN, NOTHING, TESTED = "booked", "try again", "nothing", "only testing"
GONE = -1  # the call of a telephone that has stopped


class Exchange:
    """One morning; `run` once."""

    def __init__(self, scenario: Scenario, crowd: Sequence[Person], room: Room, seed: int) -> None:
        facts = scenario.facts
        self._room, self._stock = room, Stock(scenario, len(crowd))
        self._opening, self._ends = facts.seconds(facts.opens), facts.seconds(facts.ends)
        self._try_again = sorted(facts.seconds(each) for each in facts.lottery.try_again)
        self._chance, self._now, self._planned = random.Random(f"{seed}:exchange"), 0.0, 0
        self._agenda: list[tuple[float, int, Callable[[int, int], None], int, int]] = []
        self._people = crowd
        self._outcomes = [Outcome(each.number, each.starts, wish=each.wants, told=NOTHING) for each in crowd]
        self._owner = [at for at, each in enumerate(crowd) for _ in each.phones]
        self._call = [0] * len(self._owner)  # of each telephone: its number grows with every call
        self._since: dict[int, float] = {}  # telephones that wait, since when
        self._held: dict[int, Clinic | None] = {}  # for who is talking
        self._first = _firsts(crowd)

    def run(self) -> list[Outcome]:
        """Let the morning pass, and return what became of each person."""
        for phone, at in enumerate(self._owner):
            self._plan(self._people[at].starts, self._dial, phone)
        for second, desks in self._room.desks:
            self._plan(second, self._be_on_duty, desks)
        agenda, ends = self._agenda, self._ends
        while agenda and agenda[0][0] <= ends:
            self._now, _, act, which, call = heappop(agenda)
            act(which, call)
        self._now = ends
        for phone in list(self._since):
            self._leave(phone)
        return self._outcomes

    def _plan(self, at: float, act: Callable[[int, int], None], which: int, call: int = 0) -> None:
        self._planned += 1
        heappush(self._agenda, (at, self._planned, act, which, call))

    def _be_on_duty(self, desks: int, _: int) -> None:
        self._room.on_duty = desks
        self._answer_more()

    def _dial(self, phone: int, _: int) -> None:
        if self._call[phone] == GONE:
            return
        outcome = self._outcomes[self._owner[phone]]
        outcome.dials += 1
        if self._now < self._opening:
            self._fail(phone, RECORDING, not_before=self._opening)
        elif not self._stock.left:
            self._hear_sold_out(phone)
        elif self._room.is_full:
            self._fail(phone, BUSY)
        else:
            self._get_through(phone, outcome)

    def _get_through(self, phone: int, outcome: Outcome) -> None:
        outcome.reached = self._now if outcome.reached is None else outcome.reached
        self._call[phone] += 1
        if self._room.has_desk:
            self._talk(phone)
            return
        call, self._since[phone] = self._call[phone], self._now
        self._room.queue.append((phone, call))
        self._room.in_queue += 1
        patience = self._people[self._owner[phone]].patience
        self._plan(self._now + min(patience, self._room.cut_off), self._give_up, phone, call)

    def _give_up(self, phone: int, call: int) -> None:
        if phone in self._since and self._call[phone] == call:
            is_cut_off = self._room.cut_off < self._people[self._owner[phone]].patience
            self._leave(phone)
            self._fail(phone, 0, rests=not is_cut_off)

    def _leave(self, phone: int) -> None:
        self._outcomes[self._owner[phone]].on_phone += self._now - self._since.pop(phone)
        self._room.in_queue -= 1

    def _fail(self, phone: int, seconds: float, *, not_before: float = 0.0, rests: bool = False) -> None:
        """Note a try that came to nothing; another follows, or the telephone has given up."""
        person, outcome = self._people[self._owner[phone]], self._outcomes[self._owner[phone]]
        outcome.wasted += 1
        outcome.on_phone += seconds
        if self._chance.random() >= person.persistence:
            self._call[phone] = GONE
            return
        median, sigma = person.gap
        gap = (person.rest if rests else median) * math.exp(sigma * self._chance.gauss(0, 1))
        self._plan(max(self._now + seconds, not_before) + gap, self._dial, phone)

    def _hear_sold_out(self, phone: int) -> None:
        outcome = self._outcomes[self._owner[phone]]
        outcome.reached = self._now if outcome.reached is None else outcome.reached
        if outcome.told == NOTHING:
            outcome.told, outcome.told_at = TRY_AGAIN, self._now
        later = next((at for at in self._try_again if at > self._now), None)
        if later is None:
            outcome.wasted += 1
            outcome.on_phone += RECORDING
            self._call[phone] = GONE
        else:
            self._fail(phone, RECORDING, not_before=later)

    def _answer_more(self) -> None:
        room = self._room
        while room.has_desk and room.in_queue:
            phone, call = room.queue.popleft()
            if phone in self._since and self._call[phone] == call:
                self._leave(phone)
                self._talk(phone)

    def _talk(self, phone: int) -> None:
        """Let an agent talk with somebody, whose other telephones stop; units are theirs from now on."""
        at = self._owner[phone]
        person, outcome = self._people[at], self._outcomes[at]
        self._stop_all(at, but=phone)
        clinic, length = None, TEST
        if not person.is_test:
            clinic = self._stock.take(person) if outcome.served is None else None
            length = person.talk * (1 if clinic else REFUSED)
        outcome.served = self._now if outcome.served is None else outcome.served
        self._held[phone] = clinic
        self._room.talking += 1
        self._plan(self._now + length, self._end_talk, phone)
        outcome.on_phone += min(length, self._ends - self._now)
        if clinic and not self._stock.left:
            self._plan(self._now, self._clear_queue, 0)

    def _end_talk(self, phone: int, _: int) -> None:
        at, clinic = self._owner[phone], self._held.pop(phone)
        person, outcome = self._people[at], self._outcomes[at]
        self._room.talking -= 1
        if clinic:
            outcome.booked, outcome.units, outcome.by = self._now, len(person.births), "agent"
            outcome.clinic, outcome.clinic_region = clinic.name, clinic.region
        else:
            outcome.wasted += 1
        self._say_goodbye(phone, person, outcome)
        self._answer_more()

    def _say_goodbye(self, phone: int, person: Person, outcome: Outcome) -> None:
        is_first = outcome.told_at is None or outcome.told == TRY_AGAIN
        if is_first:
            answer = TESTED if person.is_test else BOOKED if outcome.units else TRY_AGAIN
            outcome.told, outcome.told_at = answer, self._now
        if is_first and outcome.units and person.calls_again:
            self._plan(self._now + CALLS_AGAIN, self._dial, phone)
        else:
            self._call[phone] = GONE

    def _clear_queue(self, _: int, __: int) -> None:
        for phone in list(self._since):
            self._leave(phone)
            self._hear_sold_out(phone)

    def _stop_all(self, at: int, *, but: int) -> None:
        first = self._first[at]
        for phone in range(first, first + len(self._people[at].phones)):
            if phone in self._since:
                self._leave(phone)
                self._outcomes[at].wasted += 1
            if phone != but:
                self._call[phone] = GONE


def _firsts(crowd: Sequence[Person]) -> list[int]:
    """Return the first telephone of each person, all telephones being numbered through."""
    return list(accumulate((len(each.phones) for each in crowd), initial=0))[:-1]
