"""The board's numbers: what SQL counts and what a fold of the whole log says is the same, after anything."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from booking_core import Bookings, Person
from queueing import Place, Window
from queueing.measured import Day, Flow, Present, due, midnight, present, total
from tests.booking_core.acts import book_one, hold_other, move
from tests.booking_core.campaign import CAMPAIGN, load, slots
from tests.queueing.measured.refolded import refolded
from tests.queueing.morning import SEVEN, Morning
from tests.queueing.owed import CALLBACKS, ask, do, errands, sweep_at

HALIFAX = ZoneInfo("America/Halifax")
BEGAN = midnight(SEVEN, HALIFAX)
PHONES = [f"+19025550{number}" for number in range(100, 140)]


class Scenario:
    """A line in which anything may happen next."""

    def __init__(self, at: Morning, seed: int) -> None:
        self.at, self.day, self.random = at, Day(), Random(seed)
        self.callers: list[Place] = []
        self.rung = 0
        self.acts: list[Callable[[], object]] = [
            self.calls, self.calls, self.calls, self.hangs_up, self.leaves, self.talks, self.asks, self.rings,
            self.books, self.waits,
        ]  # fmt: skip

    def happens(self) -> None:
        self.random.choice(self.acts)()
        self.at.later(seconds=self.random.randint(1, 50))

    def calls(self) -> None:
        phone = self.random.choice([*PHONES, None])
        self.callers.append(self.at.caller(phone, people=[]))  # type: ignore[arg-type]

    def hangs_up(self) -> None:
        if place := self._one_of("waiting"):
            self.at.hang_up(str(place.call_sid))

    def leaves(self) -> None:
        if place := self._one_of("waiting", "dropped", "promised"):
            self.at.leave(place)

    def talks(self) -> None:
        if not self.at.desks.state("ann").may_take:  # type: ignore[union-attr]
            self.at.desk("ann")
        if self.at.take("ann") is None:
            return
        place = self.at.desks.place_of("ann")
        assert place is not None
        self.at.desks.connected(place.id, str(place.call_sid), self.at.now)
        if self.random.random() < 0.3:
            self.at.hang_up(str(place.call_sid))
        self.at.desks.finish("ann", "booked", "", self.at.now)

    def asks(self) -> None:
        place = self._one_of("waiting")
        if place is not None and place.phone is not None:
            ask(self.at, place)
            self.at.hang_up(str(place.call_sid))

    def rings(self) -> None:
        """Let the clock dial who is owed a callback; half of them press 1."""
        sweep_at(self.at)
        for errand in errands(self.at, "dial"):
            self.rung += 1
            place, attempt, sid = errand["place"], errand["attempt"], f"CAout{self.rung}"
            do(self.at, "rings", place, attempt, sid)
            if do(self.at, "answered", place, attempt, sid) and self.random.random() < 0.5:
                do(self.at, "confirmed", place, sid)
            else:
                do(self.at, "ended", place, attempt, "no-answer")

    def books(self) -> None:
        """Book by keypad, or by an agent; sometimes change it at once."""
        born = date(1930, 1, 1) + timedelta(days=self.random.randint(0, 3000))
        channel = self.random.choice(["phone", "phone", "agent"])
        at = self.at

        def work(tx) -> None:
            bookings, person = Bookings(channel), Person(born, self.random.choice(PHONES))
            found = bookings.releases.clinics(tx, None, [person], at.now)
            supply = bookings.hold(tx, party="CAx", people=[person], clinic=found[0].clinic, now=at.now)
            bookings.confirm(tx, supply.offers[0].claim, [person], at.now)

        at.database.run(work)

    def waits(self) -> None:
        self.at.later(minutes=self.random.randint(1, 35))
        sweep_at(self.at)

    def agrees(self) -> tuple[Present, Flow]:
        """See to it that both ways say the same, kept from before or counted afresh."""
        with self.at.database.reading() as look:
            now = present(look, "main")
            found = self.day.look(look, HALIFAX, self.at.now, now.waiting)
            assert found == Day().look(look, HALIFAX, self.at.now, now.waiting)
            assert (now, total(found)) == refolded(look, "main", BEGAN)
        return now, total(found)

    def _one_of(self, *states: str) -> Place | None:
        there = (self.at.place(each.id) for each in self.callers)
        return next((each for each in there if each.state in states), None)


@pytest.mark.parametrize("seed", [3])
def test_the_board_and_a_fold_of_the_log_agree_whatever_happens(morning: Morning, seed: int):
    load(morning.database, *slots("Truro", 60, "2027-03-20T10:00", release="first"), campaign=CAMPAIGN)
    morning.desk("ann")
    it = Scenario(morning, seed)
    for step in range(70):
        it.happens()
        if step % 30 == 29:
            it.agrees()
    _, flow = it.agrees()
    assert all(getattr(flow, name) for name in Flow.__slots__ if name != "waiting"), flow


def test_who_hung_up_is_abandoned_only_once_their_time_is_over(morning: Morning):
    morning.caller("+19025550101")
    gone = morning.caller("+19025550102")
    morning.hang_up(str(gone.call_sid))
    it = Scenario(morning, 0)
    now, flow = it.agrees()
    assert (now.waiting, now.dropped, flow.abandoned) == (1, 1, 0)
    morning.leave(morning.place(gone.id))
    assert it.agrees()[1].abandoned == 1


def test_a_change_of_a_booking_is_no_other_booking(morning: Morning):
    load(morning.database, *slots("Truro", 1, "2021-03-20T10:00", "2021-03-20T11:00"))
    old = book_one(morning.database)
    [offer] = hold_other(morning.database, old).offers
    move(morning.database, offer.claim, old)
    began = midnight(old.confirmed_at, HALIFAX)
    with morning.database.reading() as look:
        found = total(Day().look(look, HALIFAX, old.confirmed_at, 0))
        assert (found.booked, refolded(look, "main", began)[1].booked) == (1, 1)


def test_quarters_have_what_happened_in_them_and_who_waited_at_their_end(morning: Morning):
    first = morning.caller("+19025550101")
    morning.later(minutes=16)
    morning.caller("+19025550101")
    morning.caller("+19025550102")
    morning.leave(first)
    it = Scenario(morning, 0)
    it.agrees()
    with morning.database.reading() as look:
        before, last = it.day.look(look, HALIFAX, morning.now, present(look, "main").waiting)[-2:]
    assert (before.since, before.flow.calls, before.waiting) == (SEVEN, 1, 1)
    assert (last.flow.calls, last.flow.persons, last.flow.abandoned) == (2, 1, 1)
    assert last.waiting == present_waiting(morning)


def test_a_callback_is_due_half_an_hour_before_its_window_ends(morning: Morning):
    place, ends = morning.caller("+19025550101"), morning.now + timedelta(hours=2)
    said = Window(morning.now, ends)
    morning.database.run(
        lambda tx: CALLBACKS.ask(tx, place.id, str(place.phone), str(place.call_sid), morning.now, said=said)
    )
    with morning.database.reading() as look:
        counts = [due(look, "main", ends - timedelta(minutes=left)) for left in (31, 30, -5)]
    assert counts == [0, 1, 1]


def present_waiting(morning: Morning) -> int:
    with morning.database.reading() as look:
        return present(look, "main").waiting
