"""Everything that can be done to bookings, in any order, against a plain reference, on both engines."""

from contextlib import closing, suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import delete, func, select

from booking_core import (
    AlreadyBooked,
    Bookings,
    Changes,
    Database,
    NotBooked,
    Waitlist,
    Wish,
    metadata,
    tables,
)
from tests.booking_core.campaign import clinic_named, load
from tests.booking_core.machine import Machine
from tests.booking_core.model import (
    BOOKED,
    BY_KEY,
    CAMPAIGN,
    HELD,
    OFFERED,
    OPENS,
    PEOPLE,
    SLOTS,
    Model,
    claims_in,
)
from tests.booking_core.soundness import assert_sound

CLINICS, CHANNELS = ("Truro", "Sydney"), ("phone", "agent")
caller = st.integers(0, 2).map(lambda number: f"CA{number}")
party = st.lists(st.integers(0, len(PEOPLE) - 1), min_size=1, max_size=2, unique=True)
clinic, channel, number = st.sampled_from(CLINICS), st.sampled_from(CHANNELS), st.integers(0, 9)


class AnyOrder(Machine):
    """Each rule does a thing once or twice, says what should have come of it, and is compared."""

    @initialize(
        booked=st.lists(st.tuples(party, clinic), max_size=5),
        waiting=st.lists(st.tuples(party, number, st.none() | clinic), max_size=6),
        wishing=st.booleans(),
    )
    def begin(self, booked, waiting, wishing):
        with self.database.engine.begin() as tx:
            for table in reversed(metadata.sorted_tables):
                tx.execute(delete(table))
        load(self.database, *(slot.row for slot in SLOTS), campaign=CAMPAIGN)
        self.model = Model()
        self.clinics = {name: clinic_named(self.database, name) for name in CLINICS}
        with self.database.reading() as look:
            names = select(tables.clinic.c.name, tables.clinic.c.region_id)
            self.regions = dict(look.execute(names).all())
        self.heard, self.keyed, self.keys = {}, [], 0
        for who, where in booked:
            self.book(who, where)
        for who, key, where in waiting:
            self.join(who, key, where, "phone")
        if wishing:
            self.wish_instead(0, None, 5, "Sydney", "phone")

    @rule(who=party, clinic=clinic)
    def book(self, who, clinic):
        self.hold("CA0", who, clinic, "phone", later=False, twice=False)
        if self.heard.get("CA0", ((), who))[1] == who:
            self.confirm_or_move("CA0", 0, "phone", twice=False)

    @rule(one=number, two=st.none() | number, clinic=clinic)
    def change(self, one, two, clinic):
        self.hold_other("CA1", one, two, clinic, "agent")
        self.confirm_or_move("CA1", 0, "agent", twice=True)

    @rule(caller=caller, who=party, clinic=clinic, channel=channel, later=st.booleans(), twice=st.booleans())
    def hold(self, caller, who, clinic, channel, later, twice):
        after = max((offer.starts_at for offer in self._offers(caller)), default=None) if later else None
        asked = {"party": caller, "people": [PEOPLE[each] for each in who], "clinic": self.clinics[clinic]}
        self.keys += 1
        asked |= {"after": after, "now": self.model.now, "key": f"k{self.keys}"}
        deed = lambda tx: Bookings(channel).hold(tx, **asked)  # noqa: E731
        supply = self._do(deed, twice=twice)
        self.keyed.append((deed, supply))
        if supply.reason == "booked already":
            assert any(each in self.model.booked for each in who)
            return
        assert not any(each in self.model.booked for each in who)
        self._held(caller, who, clinic, after, supply, ())

    @rule(caller=caller, one=number, two=st.none() | number, clinic=clinic, channel=channel)
    def hold_other(self, caller, one, two, clinic, channel):
        who = self._some_booked(one, two)
        moving = [self.model.booked[each].claim for each in who]
        if not moving:
            return
        asked = {"party": caller, "moving": moving, "clinic": self.clinics[clinic], "now": self.model.now}
        supply = self._do(lambda tx: Changes(channel).hold(tx, **asked))
        if not self._to_come(moving):
            assert supply.reason == "not booked"
            return
        self._held(caller, who, clinic, None, supply, moving)

    @rule(caller=caller, choice=st.integers(0, 2), channel=channel, twice=st.booleans())
    def confirm_or_move(self, caller, choice, channel, twice):
        offers, who, moving = self.heard.get(caller, ((), (), ()))
        if choice >= len(offers):
            return
        lead = offers[choice].claim
        group = self.model.group(lead)
        whole = len(group) == len(who) and all(each.state == HELD for each in group)
        people = [PEOPLE[each] for each in who]
        if moving:
            deed = lambda tx: Changes(channel).move(tx, lead, moving, self.model.now)  # noqa: E731
        else:
            deed = lambda tx: Bookings(channel).confirm(tx, lead, people, self.model.now)  # noqa: E731
        if not whole:
            with suppress(NotBooked):  # lost, or said before: nothing changes
                said = self._do(deed)
                assert said is None or all(each.state == BOOKED for each in group)
        elif moving and not self._to_come(moving):
            with pytest.raises(NotBooked):
                self._do(deed)
        elif not moving and any(each in self.model.booked for each in who):
            with pytest.raises(AlreadyBooked):
                self._do(deed)
        else:
            freed = self._become(who, group, self._do(deed, twice=twice))  # by its claim, not by the clock
            self.model.drop(*self._held_by(caller))
            self._passed(freed)

    @rule(caller=caller, channel=channel)
    def press_a_key(self, caller, channel):
        self._do(lambda tx: Bookings(channel).extend(tx, caller, self.model.now), twice=True)
        for each in self._held_by(caller):
            self.model.claims[each].until = self.model.now + timedelta(minutes=3)

    @rule(caller=caller, channel=channel)
    def hang_up(self, caller, channel):
        self._do(lambda tx: Bookings(channel).release(tx, caller, self.model.now), twice=True)
        self.model.drop(*self._held_by(caller))

    @rule(one=number, two=st.none() | number, channel=channel)
    def cancel(self, one, two, channel):
        who = self._some_booked(one, two)
        claims = [self.model.booked[each].claim for each in who]
        self._do(lambda tx: Changes(channel).cancel(tx, claims, self.model.now), twice=True)
        freed = set()
        for each in who:
            has = self.model.booked[each]
            if has.second and self.model.claims[has.second].slot[1] > self.model.now:
                freed |= self.model.drop(has.second)
                has.second = None
            if self.model.claims[has.claim].slot[1] > self.model.now:
                freed |= self.model.drop(has.claim)
                del self.model.booked[each]
        self._passed(freed)

    @rule(who=party, key=number, region=st.none() | clinic, channel=channel)
    def join(self, who, key, region, channel):
        wish = Wish(regions=(self.regions[region],)) if region else Wish()
        asked = {"key": key, "people": [PEOPLE[each] for each in who], "wish": wish, "phone": PEOPLE[0].phone}
        asked |= {"language": "en", "now": self.model.now}
        if any(each in self.model.booked for each in who):
            with pytest.raises(AlreadyBooked):
                self._do(lambda tx: Waitlist(channel).join(tx, **asked))
            return
        self._stood(who, key, wish, channel, lambda tx: Waitlist(channel).join(tx, **asked), swaps=False)

    @rule(one=number, two=st.none() | number, key=number, region=clinic, channel=channel)
    def wish_instead(self, one, two, key, region, channel):
        who, wish = self._some_booked(one, two), Wish(regions=(self.regions[region],))
        claims = [self.model.booked[each].claim for each in who]
        asked = {"key": key, "claims": claims, "wish": wish, "phone": PEOPLE[0].phone, "language": "en"}
        asked |= {"now": self.model.now}
        if who:
            deed = lambda tx: Waitlist(channel).wish_instead(tx, **asked)  # noqa: E731
            self._stood(who, key, wish, channel, deed, swaps=True)

    @rule(which=number, channel=channel)
    def accept(self, which, channel):
        waiter = self._some_offered(which)
        if waiter is None:
            return
        claim, has = waiter.claim, [each for each in waiter.who if each in self.model.booked]
        deed = lambda tx: Waitlist(channel).accept(tx, claim, self.model.now)  # noqa: E731
        if has and not (waiter.swaps and self._to_come([self.model.booked[each].claim for each in has])):
            with pytest.raises(AlreadyBooked):
                self._do(deed)
            return
        bookings = self._do(deed, twice=True)
        freed = self._become(waiter.who, self.model.group(claim), bookings)
        del self.model.waiters[waiter.id]
        self._passed(freed)

    @rule(which=number, how=st.sampled_from(["decline", "unanswered", "leave"]))
    def say_no(self, which, how):
        waiter = self._some_offered(which)
        if waiter is None:
            return
        claim, tries = waiter.claim, waiter.tries
        deeds = {
            "decline": lambda tx: Waitlist("phone").decline(tx, claim, self.model.now),
            "unanswered": lambda tx: Waitlist("phone").unanswered(tx, claim, tries, self.model.now),
            "leave": lambda tx: Waitlist("phone").leave(tx, waiter.id, self.model.now),
        }
        self._do(deeds[how], twice=True)
        if how == "unanswered" and waiter.tries < 3:
            waiter.tries += 1
            return
        freed = self._ended(waiter, missed=how == "unanswered")
        if how == "leave":
            del self.model.waiters[waiter.id]
        self._passed(freed)

    @rule()
    def offers_run_out(self):
        late = [
            each for each in self.model.waiters.values() if each.claim and each.deadline <= self.model.now
        ]
        late.sort(key=lambda each: (each.key, each.id))
        over = self.database.run(lambda tx: Waitlist("phone").expire(tx, self.model.now, limit=1))
        assert over == len(late[:1])
        for waiter in late[:1]:
            self._passed(self._ended(waiter, missed=True))

    @rule(limit=st.integers(1, 3), leftovers=st.booleans())
    def what_has_opened_is_given_out(self, limit, leftovers):
        def work(tx):
            found = Waitlist("phone").serve(tx, self.model.now, limit, leftovers=leftovers)
            return [each.key for each in found if each.give()]

        opened = {name for name, at in OPENS.items() if at <= self.model.now}
        fresh = opened if leftovers else opened - self.model.given
        slots = {key for key, slot in BY_KEY.items() if slot.release in fresh and self.model.open(key)}
        served = self.database.run(work)
        assert served == self._passed(slots, limit)
        if len(served) < limit:
            self.model.given |= opened

    @rule(minutes=st.sampled_from([1, 2, 4, 4, 31, 60 * 12, 60 * 24 * 6]))
    def time_passes(self, minutes):
        self.model.now += timedelta(minutes=minutes)

    @rule(which=number)
    def an_old_request_comes_again(self, which):
        if self.keyed:
            deed, answer = self.keyed[which % len(self.keyed)]
            assert self._do(deed) == answer

    @invariant()
    def the_database_is_as_it_should_be(self):
        if not hasattr(self, "model"):
            return
        there, model = claims_in(self.database), self.model
        for lost in set(model.claims) - set(there):
            assert model.lapsed(model.claims.pop(lost))  # taken by somebody else, as it may be
        assert there == model.claims
        with self.database.reading() as look:
            assert look.scalar(select(func.count()).select_from(tables.unit)) == sum(
                s.capacity for s in SLOTS
            )
            live = tables.claim.c.state.in_(("offered", "confirmed"))
            claims = set(look.scalars(select(tables.claim.c.id).where(live)))
        assert claims == {each.id for each in there.values() if each.state in (BOOKED, OFFERED)}
        for has in model.booked.values():
            first = model.claims[has.claim]
            assert has.second is None or model.claims[has.second].slot in model.window(first.slot)

    def teardown(self):
        if hasattr(self, "model"):
            assert_sound(self.database)


def run(url, examples, steps):
    with closing(Database(url)) as database:
        machine = type("Case", (AnyOrder,), {"database": database})
        how = settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        run_state_machine_as_test(machine, settings=how)


def test_any_order(database_url):
    run(database_url, examples=12, steps=25)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_any_order_for_long(database_url):
    run(database_url, examples=400, steps=60)
