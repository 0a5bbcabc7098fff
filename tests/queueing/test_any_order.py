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
from queueing import Place, TooLongAHeadStart, rebuild, tables
from queueing.errors import DeskNotReady, TooManyPlaces
from queueing.line import REMEMBERED
from queueing.measured import report
from tests.queueing.morning import SEVEN, Morning
from tests.queueing.reference import Reference, Seat, Standing

PHONES = [None, "+19025550101", "+19025550102", "+19025550103", "+19025550104", "+19025550105"]
AGENTS = ["ann", "bob", "cleo", "dora"]
LANGUAGES = ["en", "fr", "es"]
SPEAK = st.lists(st.sampled_from(LANGUAGES), max_size=2, unique=True)
SKILLS = st.sampled_from(["", "", "", "relay"])
OPEN = {"ready", "offered", "connecting", "talking"}
SPANS = [0, 1, 19, 20, 46, 61, 5 * 60, 29 * 60, 31 * 60, 5 * 3600]


class TheLine(RuleBasedStateMachine):
    """People call, hang up, call again; agents take, let pass, talk, are lost; Redis is wiped; all twice."""

    database: Database
    redis: Redis
    calls = Bundle("calls")

    def __init__(self) -> None:
        super().__init__()
        with self.database.engine.begin() as tx:
            for table in reversed(metadata.sorted_tables):
                tx.execute(table.delete())
        self.redis.flushall()
        self.morning = Morning(self.database, self.redis)  # which remembers nothing of the run before
        self.should = Reference()
        self.ahead: dict[int, set[int]] = {}  # who was ahead of a place when it was last told
        self.old: list[Place] = []

    @rule(target=calls, phone=st.sampled_from(PHONES))
    def call(self, phone: str | None):
        return self.should.dial(self.morning.call(phone), self.morning.now)

    @rule(call=calls, language=st.sampled_from(LANGUAGES), skill=SKILLS)
    def join(self, call: str, language: str, skill: str):
        standing = [place for place, it in self.should.places.items() if it.call == call]
        try:
            place = self.morning.join(call, {"skill": skill}, language)
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
        self.should.left_alone(place, self.morning.now)
        self.should.end(place, "left", self.morning.now)
        self.morning.leave(self.morning.place(place))

    @rule(data=st.data(), language=st.sampled_from(LANGUAGES))
    @precondition(lambda self: self.should.in_state("waiting", "dropped"))
    def change_the_language(self, data: st.DataObject, language: str):
        place = data.draw(st.sampled_from(self.should.in_state("waiting", "dropped")))
        before = self.morning.place(place)
        after = self.morning.rewish(before, language)
        self.old.append(after)
        if after.version > before.version:  # else its only call has gone over to another place
            self.should.rewish(place, language, self.morning.now)

    @rule(data=st.data(), seconds=st.sampled_from([1, 60, 299, 901]), times=st.integers(1, 2))
    @precondition(lambda self: self.should.in_state("waiting", "dropped"))
    def head_start(self, data: st.DataObject, seconds: int, times: int):
        place = data.draw(st.sampled_from(self.should.in_state("waiting", "dropped")))
        for _ in range(times):
            if self.should.head_start(place, seconds, self.morning.now):
                self.old.append(self.morning.head_start(place, seconds))
            else:
                with pytest.raises(TooLongAHeadStart):
                    self.morning.head_start(place, seconds)

    @rule(agent=st.sampled_from(AGENTS), languages=SPEAK, skill=SKILLS)
    def open_desk(self, agent: str, languages: list[str], skill: str):
        seat = self.should.desks.setdefault(agent, Seat())
        skills = (skill,) if skill else ()
        self.morning.desk(agent, *languages, skills=skills)
        self.should.open_desk(seat, tuple(languages), skills, self.morning.now)

    @rule(agent=st.sampled_from(AGENTS), how=st.sampled_from(["away", "pause"]))
    def step_away(self, agent: str, how: str):
        seat = self.should.desks.get(agent, Seat())
        go = getattr(self.morning.desks, how)
        if agent in self.should.desks and seat.state == "away" and how == "pause":
            with pytest.raises(DeskNotReady):
                go(agent, self.morning.now)
            return
        go(agent, self.morning.now)
        if agent in self.should.desks:
            self.should.step_away(seat, self.morning.now, pause=how == "pause")

    @rule(agent=st.sampled_from(AGENTS), times=st.integers(1, 2))
    def take(self, agent: str, times: int):
        seat = self.should.desks.get(agent, Seat())
        if seat.state not in OPEN or not seat.up:
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
        if seat.state == "connecting":
            place = self.morning.place(seat.place)
            assert self.morning.desks.connected(place.id, place.call_sid, self.morning.now)
            self.should.meet(agent, self.morning.now)

    @rule(agent=st.sampled_from(AGENTS))
    def come_back(self, agent: str):
        seat = self.should.desks.get(agent, Seat())
        if seat.state in {"connecting", "talking"}:
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
        if seat.state in {"connecting", "talking"} and seat.place is not None:
            self.should.wait(seat.place, self.should.places[seat.place].call, self.morning.now)
        self.should.away(seat)

    @rule(span=st.sampled_from(SPANS), clocks=st.integers(1, 2))
    def pass_time(self, span: int, clocks: int):
        self.morning.later(seconds=span)
        for _ in range(clocks):
            self.should.sweep(self.morning.now)
            self.morning.sweep()

    @rule()
    def wipe(self):
        self.redis.flushall()
        self.ahead.clear()

    @rule()
    def rebuild(self):
        rebuild(self.morning.database, self.redis, self.morning.now)

    @rule(language=st.sampled_from(LANGUAGES))
    def die_after_the_lease(self, language: str):
        """Somebody joins, a place is leased for them, and the process that was to offer it is killed."""
        place = self.morning.unmatched(language)
        self.should.dial(str(place.call_sid), self.morning.now)
        self._know(place)
        if self.redis.exists("line:{main}:whole"):
            self.morning.places.line.match(self.morning.now)
        self.pass_time(11, clocks=1)

    @rule(data=st.data())
    @precondition(lambda self: self.old)
    def hear_an_old_word(self, data: st.DataObject):
        """A word may be late, by less than the hour for which Redis remembers an end."""
        old = data.draw(st.sampled_from(self.old))
        is_late = old.changed_at > self.morning.now - REMEMBERED
        if is_late and self.redis.exists("line:{main}:whole"):
            self.morning.places.publish(old, self.morning.now)

    @invariant()
    def everything_is_as_it_should_be(self):
        self.everybody_hears_where_they_stand()  # which brings the order back, and matches, after a wipe
        self.should.match(self.morning.now)
        self.the_ledger_is_as_it_should_be()
        self.redis_has_what_is_offered_in_no_order()
        self.morning.later(milliseconds=1)

    def teardown(self):
        """Nobody was overtaken but for a reason that the report knows."""
        with self.database.reading() as look:
            found = report(look, "main", SEVEN, self.morning.now)
        assert found.overtaken.unexplained == 0

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

    def redis_has_what_is_offered_in_no_order(self):
        if self.redis.exists("line:{main}:whole"):
            offered = {str(seat.place) for seat in self.should.desks.values() if seat.state == "offered"}
            assert set(self.redis.zrange("line:{main}:leased", 0, -1)) == offered

    def _know(self, place: Place) -> None:
        if place.id not in self.should.places:
            _, language, *skill = place.wish_class.split(".")
            what = (place.key, language, skill[0] if skill else "", place.state, place.call_sid)
            self.should.places[place.id] = Standing(*what, self.morning.now, place.deadline)
        assert place.key == self.should.places[place.id].key
        self.old.append(place)


def run(database: Database, valkey: Redis, examples: int, steps: int) -> None:
    machine = type("TheLine", (TheLine,), {"database": database, "redis": valkey})
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
    phases = [Phase.explicit, Phase.generate, Phase.shrink]
    size = settings(max_examples=examples, stateful_step_count=steps)
    limits = settings(size, deadline=None, suppress_health_check=quiet, phases=phases)
    run_state_machine_as_test(machine, settings=limits)


def test_any_thousand_steps(database: Database, valkey: Redis):
    run(database, valkey, examples=20, steps=50)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_any_twenty_thousand_steps(database: Database, valkey: Redis):
    run(database, valkey, examples=200, steps=100)
