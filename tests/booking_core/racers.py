"""What each process of a race does; every process opens the database anew."""

import random
from collections import Counter
from contextlib import closing
from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import func, select

from booking_core import AlreadyBooked, AlreadyWaiting, Bookings, Clinic, Database, NotBooked, Wish, tables
from booking_core.waitlist.entries import entries
from booking_core.waitlist.tables import waitlist
from tests.booking_core.acts import CHANGES, PHONE, WAITLIST, someone
from tests.booking_core.campaign import NOW, ROSE

LOOKS = 3000  # at most, before somebody gives up


def callers(url: str, at: Clinic, numbers: list[int], people: int) -> list[tuple[str, int]]:
    """Let parties ask until they are booked or hear that it is sold out: `(reason, units booked then)`."""
    with closing(Database(url)) as database:
        return [_call(database, at, number, people) for number in numbers]


def _call(database: Database, at: Clinic, number: int, people: int) -> tuple[str, int]:
    who, party = [someone(number * people + seat) for seat in range(people)], f"CA{number}"
    for _ in range(LOOKS):
        supply = database.run(lambda tx: PHONE.hold(tx, party=party, people=who, clinic=at, now=NOW))
        if supply.offers:
            claim = supply.offers[0].claim
            booked = database.run(lambda tx, claim=claim: PHONE.confirm(tx, claim, who, NOW))
            return "booked", len(booked)
        if supply.reason == "sold out":
            return "sold out", _booked(database)
    return "gave up", 0


def _booked(database: Database) -> int:
    with database.reading() as look:
        return look.scalar(select(func.count()).where(tables.unit.c.state == tables.BOOKED)) or 0


def cancellers(url: str, claims: list[str]) -> list[tuple[str, int]]:
    """Cancel bookings one after the other, each twice."""
    with closing(Database(url)) as database:
        for each in claims + claims:
            assert database.run(lambda tx, each=each: CHANGES.cancel(tx, [each], NOW))
    return []


def answerers(url: str, accepted: int) -> list[tuple[str, int]]:
    """Answer the offers that there are until so many are accepted: odd keys accept, even keys decline."""
    taken = []
    with closing(Database(url)) as database:
        for _ in range(LOOKS):
            for entry in database.run(_offered):
                deed = WAITLIST.accept if entry.key % 2 else WAITLIST.decline
                if database.run(lambda tx, deed=deed, entry=entry: deed(tx, entry.claim, NOW)):
                    taken.append((f"accepted {entry.key}", entry.key))
            if len(taken) == accepted:
                break
    return taken


def _offered(tx: Any) -> list[Any]:
    return entries(tx, waitlist.c.state == "offered")


def anything(url: str, clinics: list[Clinic], seed: int, deeds: int) -> Counter[str]:
    """Do anything, in an order drawn from a seed; return what came of it."""
    with closing(Database(url)) as database:
        racer = _Racer(database, clinics, random.Random(seed), seed)
        return Counter(racer.act(number) for number in range(deeds))


class _Racer:
    """Somebody who does anything, with people and bookings that others use too."""

    def __init__(self, database: Database, clinics: list[Clinic], dice: random.Random, seed: int) -> None:
        self.database, self.clinics, self.dice, self.seed = database, clinics, dice, seed
        self.now, self.serial = NOW, count()

    def act(self, number: int) -> str:
        self.now = NOW + timedelta(seconds=number)
        deed = self.dice.choice(
            [self.book, self.book, self.move, self.cancel, self.join, self.answer, self.clock]
        )
        try:
            return f"{deed.__name__}: {self.database.run(deed)}"
        except (AlreadyBooked, AlreadyWaiting, NotBooked) as no:
            return type(no).__name__

    def book(self, tx: Any) -> str:
        who = [someone(each) for each in self.dice.sample(range(12), self.dice.choice((1, 1, 2)))]
        party, at = f"CA{self.seed}.{next(self.serial)}", self.dice.choice(self.clinics)
        supply = Bookings("phone").hold(tx, party=party, people=who, clinic=at, now=self.now)
        if supply.offers and self.dice.random() < 0.8:
            PHONE.confirm(tx, supply.offers[0].claim, who, self.now)
        return supply.reason or "offers"

    def move(self, tx: Any) -> str:
        mine, at = self._some(tx), self.dice.choice(self.clinics)
        supply = CHANGES.hold(tx, party=f"M{self.seed}", moving=mine, clinic=at, now=self.now)
        if not supply.offers:
            return supply.reason
        return "moved" if CHANGES.move(tx, supply.offers[0].claim, mine, self.now) else "lost"

    def cancel(self, tx: Any) -> str:
        return str(CHANGES.cancel(tx, self._some(tx), self.now))

    def join(self, tx: Any) -> str:
        key, mine = self.dice.randrange(1000), self._some(tx)
        told = {"key": key, "wish": Wish(), "phone": ROSE.phone, "language": "en", "now": self.now}
        if mine and self.dice.random() < 0.3:
            return WAITLIST.wish_instead(tx, claims=mine, **told).state
        who = [someone(each) for each in self.dice.sample(range(12), self.dice.choice((1, 1, 2)))]
        return WAITLIST.join(tx, people=who, **told).state

    def answer(self, tx: Any) -> str:
        offered = _offered(tx)
        if not offered:
            return "nothing"
        claim, deed = self.dice.choice(offered).claim, self.dice.choice((WAITLIST.accept, WAITLIST.decline))
        deed(tx, claim, self.now)
        return deed.__name__

    def clock(self, tx: Any) -> str:
        late = self.now + timedelta(hours=self.dice.choice((0, 2)))
        served = [each.give() for each in WAITLIST.serve(tx, self.now, 3, leftovers=self.dice.random() < 0.3)]
        return f"{WAITLIST.expire(tx, late)} passed on, {sum(served)} served"

    def _some(self, tx: Any) -> list[str]:
        mine = (tables.claim.c.state == "confirmed") & (tables.claim.c.dose == 1)
        there = sorted(tx.scalars(select(tables.claim.c.id).where(mine)))
        return self.dice.sample(there, 1) if there else []
