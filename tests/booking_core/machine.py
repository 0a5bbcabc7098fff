"""What the rules of the state machine share: doing once or twice, and saying what should come of it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis.stateful import RuleBasedStateMachine

from booking_core import AlreadyWaiting, Database
from tests.booking_core.acts import everything
from tests.booking_core.model import (
    BOOKED,
    HELD,
    OFFERED,
    ZONE,
    Booked,
    Claim,
    Key,
    Model,
    Waiter,
    claims_in,
    rung_at,
)


class Machine(RuleBasedStateMachine):
    """The database, the reference beside it, and what each caller was told last."""

    database: Database
    model: Model
    regions: dict[str, int]
    heard: dict[str, Any]

    def _do(self, deed: Callable[[Any], Any], *, twice: bool = False) -> Any:
        answer = self.database.run(deed)
        if twice:
            after = everything(self.database)
            assert self.database.run(deed) == answer
            assert everything(self.database) == after
        return answer

    def _offers(self, caller: str) -> Sequence[Any]:
        return self.heard.get(caller, ((), (), ()))[0]

    def _held_by(self, caller: str) -> list[str]:
        return [each.id for each in self.model.claims.values() if each.party == caller and each.state == HELD]

    def _some_booked(self, *numbers: int | None) -> list[int]:
        """Return one or two of those who are booked, drawn by these numbers."""
        there = sorted(self.model.booked)
        found = [there[each % len(there)] for each in numbers if each is not None and there]
        return list(dict.fromkeys(found))

    def _some_offered(self, number: int) -> Waiter | None:
        there = [each for each in self.model.waiters.values() if each.claim]
        return there[number % len(there)] if there else None

    def _to_come(self, claims: Iterable[str]) -> bool:
        there = self.model.claims
        return all(each in there and there[each].slot[1] > self.model.now for each in claims)

    def _held(self, caller: str, who, clinic: str, after, supply, moving) -> None:
        """A hold has ended: something new instead of what was before, or a reason that is true."""
        own = {each: self.model.claims.pop(each) for each in self._held_by(caller)}
        besides = {self.model.claims[each].slot for each in moving}
        may = [
            key
            for key in self.model.may_take(clinic, who)
            if key not in besides and (after is None or key[1] > after)
        ]
        if supply.offers:
            self._take_up(caller, who, may, supply.offers)
            self.heard[caller] = (supply.offers, who, moving)
            return
        all_there = self.model.may_take(clinic, who)
        if any(self.model.open(key) for key in all_there):
            assert supply.reason == ("no later times" if after else "does not fit")
            assert not self.model.fits(may, len(who))
        else:
            looked_at = any(
                each.state == HELD and each.slot in all_there and not self.model.lapsed(each)
                for each in self.model.claims.values()
            )
            assert supply.reason == ("held by others" if looked_at else "sold out")
        self.model.claims |= own

    def _take_up(self, party: str, who, may: list[Key], offers: Sequence[Any]) -> None:
        there = claims_in(self.database).values()
        fresh = {each.id: each for each in there if each.party == party and each.id not in self.model.claims}
        self.model.claims |= fresh
        assert {each.lead for each in fresh.values()} == {offer.claim for offer in offers}
        for offer in offers:
            group = self.model.group(offer.claim)
            assert [each.slot[1] for each in group] == list(offer.times)
            self._seated(who, group, set(may))
            seconds = [self._second_at(person, first) for person, first in zip(who, group, strict=True)]
            assert seconds == list(offer.seconds)
        for each in fresh.values():
            assert (each.state, each.until) == (HELD, self.model.now + timedelta(minutes=3))

    def _seated(self, who, group: list[Claim], may: set[Key]) -> None:
        """The whole party, on one day, where it may be, and nobody in a chair that is taken."""
        assert [each.seat for each in group] == list(range(len(who)))
        assert {each.slot for each in group} <= may
        assert len({each.slot[1].astimezone(ZONE).date() for each in group}) == 1
        assert all(self.model.open(each.slot) >= 0 for each in self.model.claims.values())

    def _second_at(self, person: int, first: Claim):
        """Return when the second dose is: held with the first, theirs already, or none to be had."""
        window, second = self.model.window(first.slot), self.model.second(first.id)
        has = self.model.booked.get(person)
        kept = self.model.claims.get(has.second) if has and has.second else None
        if second is None and kept is not None and kept.slot in window:
            second = kept
        assert second.slot in window if second else all(self.model.open(key) == 0 for key in window)
        return second.slot[1] if second else None

    def _become(self, who, group: list[Claim], bookings) -> set[Key]:
        """Offers have become bookings, instead of what people had; return what that freed."""
        freed: set[Key] = set()
        for seat, (person, first, booking) in enumerate(zip(who, group, bookings, strict=True)):
            had, second = self.model.booked.get(person), self.model.second(first.id)
            if had is not None:
                assert booking.reference == had.reference
                freed |= self.model.drop(had.claim)
                old = self.model.claims.get(had.second or "")
                if old is not None and second is None and old.slot in self.model.window(first.slot):
                    old.first, old.lead, old.seat, second = first.id, group[0].id, seat, old
                else:
                    freed |= self.model.drop(had.second)
            for each in (first, second):
                if each is not None:
                    each.state, each.until = BOOKED, None
            assert (booking.starts_at, booking.second) == (first.slot[1], second.slot[1] if second else None)
            self.model.booked[person] = Booked(first.id, second.id if second else None, booking.reference)
        return freed

    def _passed(self, fresh: set[Key], limit: int | None = None) -> list[int]:
        """What came free or opened went to the first whom it fits, and to nobody else; return their keys."""
        served: list[int] = []
        for waiter in self.model.in_order():
            if len(served) == limit or not any(
                self.model.open(key) for key in fresh if key[1] > self.model.now
            ):
                break
            day = self.model.day_for(waiter, fresh, self.regions)
            if day is not None:
                self._offered(waiter, day, fresh)
                served.append(waiter.key)
        return served

    def _offered(self, waiter: Waiter, day: set[Key], fresh: set[Key]) -> None:
        there = claims_in(self.database).values()
        mine = f"waitlist:{waiter.id}"
        given = {each.id: each for each in there if each.party == mine and each.state == OFFERED}
        assert given, f"{waiter} waits for what fits them"
        self.model.claims |= given
        waiter.claim = next(each.lead for each in given.values() if each.dose == 1)
        group = self.model.group(waiter.claim)
        self._seated(waiter.who, group, day)
        assert any(each.slot in fresh for each in group)
        for person, first in zip(waiter.who, group, strict=True):
            self._second_at(person, first)
        waiter.state, waiter.tries = "offered", 1
        waiter.deadline = rung_at(self.model.now) + timedelta(minutes=30)

    def _ended(self, waiter: Waiter, *, missed: bool) -> set[Key]:
        """An offer was not taken; return what that freed."""
        mine = [each.id for each in self.model.claims.values() if each.lead == waiter.claim]
        freed = self.model.drop(*mine)
        waiter.refused |= freed
        waiter.missed = waiter.missed + 1 if missed else 0
        waiter.state, waiter.claim = "unreached" if waiter.missed >= 3 else "waiting", None
        return freed

    def _stood(self, who, key: int, wish, channel: str, deed, *, swaps: bool) -> None:
        """Somebody has joined: a new entry, or theirs with another wish."""
        stand = [each for each in self.model.waiters.values() if set(each.who) & set(who)]
        if len(stand) > 1 or any(set(each.who) != set(who) for each in stand):
            with pytest.raises(AlreadyWaiting):
                self._do(deed)
            return
        entry = self._do(deed, twice=True)
        if not stand:
            self.model.waiters[entry.id] = Waiter(entry.id, key, tuple(who), wish, channel, swaps)
            return
        [waiter] = stand
        assert entry.id == waiter.id
        waiter.key, waiter.wish, waiter.swaps, waiter.missed = min(key, waiter.key), wish, swaps, 0
        waiter.state = "offered" if waiter.claim else "waiting"
