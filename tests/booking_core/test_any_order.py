"""Holds, confirms, key presses and time in any order: nothing oversold, nothing lost, nobody twice."""

from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select

from booking_core import AlreadyBooked, Bookings, Database, Person, metadata, tables
from tests.booking_core.campaign import CAMPAIGN, NOW, clinic_named, load, slots

PEOPLE = [Person(date(1930, 1, 1 + born), f"+190255501{born:02}") for born in range(6)]
UNITS = 4
who = st.integers(0, len(PEOPLE) - 1)


class AnyOrder(RuleBasedStateMachine):
    """The plain reference: which claim each person last heard, and who confirmed what."""

    database: Database

    @initialize()
    def begin(self):
        with self.database.engine.begin() as tx:
            for table in reversed(metadata.sorted_tables):
                tx.execute(delete(table))
        load(self.database, *slots("Truro", 2, "2021-03-08 09:00", "2021-03-08 09:15"), campaign=CAMPAIGN)
        self.clinic = clinic_named(self.database, "Truro")
        self.phone = Bookings("phone")
        self.now = NOW
        self.heard = {}
        self.booked = {}

    @rule(person=who)
    def hold(self, person):
        supply = self.database.run(
            lambda tx: self.phone.hold(
                tx, party=str(person), people=[PEOPLE[person]], clinic=self.clinic, now=self.now
            )
        )
        assert (supply.reason == "booked already") == (person in self.booked)
        if supply.reason == "sold out":
            assert len(self.booked) == UNITS
        self.heard[person] = [offer.claim for offer in supply.offers]

    @precondition(lambda self: any(self.heard.values()))
    @rule(person=who)
    def confirm(self, person):
        claim = next(iter(self.heard.get(person, [])), "")
        mine = self._carries(claim)
        try:
            booking = self._confirm(claim, person)
        except AlreadyBooked:
            booking = None
            mine = person not in self.booked
        assert (booking is not None) == mine  # the fence is the claim, not the clock
        if booking:
            assert self.booked.setdefault(person, booking.reference) == booking.reference

    @rule(person=who)
    def hang_up(self, person):
        self.database.run(lambda tx: self.phone.release(tx, str(person), self.now))

    @rule(person=who)
    def press_a_key(self, person):
        self.database.run(lambda tx: self.phone.extend(tx, str(person), self.now))

    @rule(minutes=st.integers(1, 5))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)

    @invariant()
    def every_unit_has_one_live_claim_at_most(self):
        unit, claim = tables.unit.c, tables.claim.c
        with self.database.reading() as look:
            states = look.scalars(select(unit.state)).all()
            live = look.scalars(select(claim.unit_id).where(claim.state.in_(("held", "confirmed")))).all()
        assert len(states) in (0, UNITS)
        assert len(live) == len(set(live))
        assert states.count(tables.BOOKED) == len(getattr(self, "booked", {}))

    def _confirm(self, claim, person):
        booked = self.database.run(lambda tx: self.phone.confirm(tx, claim, [PEOPLE[person]], self.now))
        return booked and booked[0]

    def _carries(self, claim):
        with self.database.reading() as look:
            return look.scalar(select(tables.unit.c.id).where(tables.unit.c.claim_id == claim)) is not None


def test_any_order(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'any.sqlite3'}")
    metadata.create_all(database.engine)
    machine = type("Case", (AnyOrder,), {"database": database})
    quick = settings(
        max_examples=30,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=quick)
    database.close()
