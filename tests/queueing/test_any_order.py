"""The line in any order of events, against a plain reference: no lost place, no moved key, no jumper."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from redis import Redis
from sqlalchemy import select

from booking_core import Database, metadata
from queueing import Place, rebuild, tables
from queueing.errors import DeskNotReady, TooManyPlaces
from queueing.line import REMEMBERED
from tests.queueing.morning import SEVEN, Morning
from tests.queueing.reference import Reference, Seat, Standing

PHONES = [None, "+19025550101", "+19025550102", "+19025550103", "+19025550104", "+19025550105"]
AGENTS = ["ann", "bob", "cleo"]
SPANS = [0, 1, 20, 61, 5 * 60, 29 * 60, 31 * 60, 5 * 3600]


class TheLine(RuleBasedStateMachine):
    """People call, hang up, call again; agents take, talk and are lost; Redis is wiped; all is told twice."""

    morning: Morning
    calls = Bundle("calls")

    def __init__(self) -> None:
        super().__init__()
        with self.morning.database.engine.begin() as tx:
            for table in reversed(metadata.sorted_tables):
                tx.execute(table.delete())
        self.morning.redis.flushall()
        self.should = Reference()
        self.morning.now = SEVEN
        self.ahead: dict[int, set[int]] = {}  # who was ahead of a place when it was last told
        self.old: list[Place] = []

    @rule(target=calls, phone=st.sampled_from(PHONES))
    def call(self, phone: str | None):
        return self.morning.call(phone)

    @rule(call=calls)
    def join(self, call: str):
        standing = [place for place, it in self.should.places.items() if it.call == call]
        try:
            place = self.morning.join(call)
        except TooManyPlaces:
            assert len(self.should.in_state("waiting", "dropped", "serving")) >= 4
            return
        before = self.should.places.get(place.id)
        if before is not None and before.call != call and place.call_sid == call:
            self.should.taken_up(place.id, call, self.morning.now)  # another call had taken it over
        self._know(place)
        if standing and self.should.places[standing[0]].state in {"waiting", "serving"}:
            assert place.id == standing[0]

    @rule(call=calls, data=st.data())
    @precondition(lambda self: self.should.in_state("waiting", "dropped", "serving"))
    def take_up(self, call: str, data: st.DataObject):
        """Any call may take up any place: the ticket works from every telephone."""
        held = data.draw(st.sampled_from(self.should.in_state("waiting", "dropped", "serving")))
        standing = self.should.places[held]
        place = self.morning.resume(self.morning.place(held), call)
        self._know(place)
        if standing.state != "serving" and place.call_sid == call and standing.call != call:
            for other in [other for other, it in self.should.places.items() if it.call == call]:
                self.should.hang_up(other, call, self.morning.now)
            self.should.taken_up(held, call, self.morning.now)

    @rule(call=consumes(calls), times=st.integers(1, 2))
    def hang_up(self, call: str, times: int):
        for _ in range(times):
            place = self.morning.hang_up(call)
            if place is not None:
                self.should.hang_up(place.id, call, self.morning.now)
                self.old.append(place)

    @rule(data=st.data())
    @precondition(lambda self: self.should.in_state("waiting", "dropped", "serving"))
    def leave(self, data: st.DataObject):
        place = data.draw(st.sampled_from(self.should.in_state("waiting", "dropped", "serving")))
        if self.should.places[place].state == "serving":
            self.should.left_alone(place, self.morning.now)
        self.should.end(place, "left", self.morning.now)
        self.morning.leave(self.morning.place(place))

    @rule(agent=st.sampled_from(AGENTS))
    def open_desk(self, agent: str):
        seat = self.should.desks.setdefault(agent, Seat())
        self.morning.desk(agent)
        if seat.state in {"offered", "talking"}:
            return
        seat.up = True
        self.should.free(seat, self.morning.now)

    @rule(agent=st.sampled_from(AGENTS), times=st.integers(1, 2))
    def take(self, agent: str, times: int):
        seat = self.should.desks.get(agent, Seat())
        if seat.state not in {"ready", "offered", "talking"} or not seat.up:
            with pytest.raises(DeskNotReady):
                self.morning.take(agent)
            return
        expected = self.should.take(agent, self.morning.now)
        for _ in range(times):
            place = self.morning.take(agent)
            assert (place and place.id) == expected
            if expected is None:
                return

    @rule(agent=st.sampled_from(AGENTS))
    def meet(self, agent: str):
        seat = self.should.desks.get(agent, Seat())
        if seat.state == "offered":
            place = self.morning.place(seat.place)
            assert self.morning.desks.connected(place.id, place.call_sid, self.morning.now)
            self.should.meet(agent, self.morning.now)

    @rule(agent=st.sampled_from(AGENTS))
    def come_back(self, agent: str):
        seat = self.should.desks.get(agent, Seat())
        if seat.state in {"offered", "talking"}:
            place = self.morning.place(seat.place)
            self.morning.desks.returned(place.id, place.call_sid, self.morning.now)
            self.should.free(seat, self.morning.now)
            self.should.wait(place.id, place.call_sid, self.morning.now)

    @rule(agent=st.sampled_from(AGENTS))
    def finish(self, agent: str):
        seat = self.should.desks.get(agent, Seat())
        place = self.morning.desks.finish(agent, "booked", "", self.morning.now)
        if seat.state not in {"talking", "wrap-up"}:
            assert place is None
            return
        if seat.place is not None and self.should.places[seat.place].state in {"serving", "dropped"}:
            self.should.end(seat.place, "done", self.morning.now)
        self.should.free(seat, self.morning.now)

    @rule(agent=st.sampled_from(AGENTS))
    def lose_desk(self, agent: str):
        seat = self.should.desks.get(agent, Seat())
        self.morning.desks.leg_down(agent, f"CAdesk-{agent}", self.morning.now)
        if seat.state in {"offered", "talking"} and seat.place is not None:
            self.should.wait(seat.place, self.should.places[seat.place].call, self.morning.now)
        self.should.away(seat)

    @rule(span=st.sampled_from(SPANS), clocks=st.integers(1, 2))
    def pass_time(self, span: int, clocks: int):
        self.morning.later(seconds=span)
        self.should.sweep(self.morning.now)
        for _ in range(clocks):
            self.morning.sweep()

    @rule()
    def wipe(self):
        self.morning.redis.flushall()
        self.ahead.clear()

    @rule()
    def rebuild(self):
        rebuild(self.morning.database, self.morning.redis, self.morning.now)

    @rule(agent=st.sampled_from(AGENTS))
    def die_after_the_lease(self, agent: str):
        if self.morning.redis.exists("line:{main}:whole"):
            self.morning.places.line.take(agent, self.morning.now)
            self.morning.places.line.back(agent, self.morning.now)

    @rule(data=st.data())
    @precondition(lambda self: self.old)
    def hear_an_old_word(self, data: st.DataObject):
        """A word may be late, by less than the hour for which Redis remembers an end."""
        old = data.draw(st.sampled_from(self.old))
        is_late = old.changed_at > self.morning.now - REMEMBERED
        if is_late and self.morning.redis.exists("line:{main}:whole"):
            self.morning.places.publish(old)

    @invariant()
    def the_ledger_is_as_it_should_be(self):
        with self.morning.database.reading() as look:
            row, desk = tables.place.c, tables.desk.c
            places = {
                each.id: each for each in look.execute(select(row.id, row.key, row.state, row.deadline))
            }
            desks = look.execute(select(desk.agent, desk.state, desk.place_id)).all()
        should = {place: (it.key, it.state, it.end) for place, it in self.should.places.items()}
        assert {place: (it.key, it.state, it.deadline) for place, it in places.items()} == should
        held = {agent: (seat.state, seat.place) for agent, seat in self.should.desks.items()}
        assert {each.agent: (each.state, each.place_id) for each in desks} == held

    @invariant()
    def everybody_hears_where_they_stand(self):
        for position, place in enumerate(self.should.order(), start=1):
            said = self.morning.places.wait(place, self.morning.now)
            assert said is not None
            assert (said.state, said.position) == ("waiting", position)
            ahead = set(self.should.order()[: position - 1])
            before = self.ahead.get(place)
            if before is not None and len(ahead) > len(before):
                assert said.reason == "earlier_key"
                assert ahead - before  # somebody with an earlier key has come in since this one was last told
            self.ahead[place] = ahead

    def _know(self, place: Place) -> None:
        if place.id not in self.should.places:
            standing = Standing(place.key, place.state, place.call_sid, self.morning.now, place.deadline)
            self.should.places[place.id] = standing
        assert place.key == self.should.places[place.id].key
        self.old.append(place)


def run(database: Database, valkey: Redis, examples: int, steps: int) -> None:
    machine = type("TheLine", (TheLine,), {"morning": Morning(database, valkey)})
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
    phases = [Phase.explicit, Phase.generate, Phase.shrink]
    limits = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=quiet,
        phases=phases,
    )
    run_state_machine_as_test(machine, settings=limits)


def test_any_thousand_steps(database: Database, valkey: Redis):
    run(database, valkey, examples=20, steps=50)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_any_twenty_thousand_steps(database: Database, valkey: Redis):
    run(database, valkey, examples=200, steps=100)
