"""People and their telephones as state machines: they dial, answer what they are asked, and wait."""

import random
from dataclasses import dataclass, field
from functools import partial

from scripts.mornings.answers import DECISIONS
from scripts.mornings.ear import understood
from scripts.mornings.outcome import Outcome
from scripts.mornings.person import Person
from scripts.mornings.phone import REACTION, Phone
from scripts.mornings.told import BOOKED, KEPT, LISTED, NEXT_RELEASE, NOTHING, PROMISE, TESTED
from scripts.mornings.world import World

ASKS_A_PERSON = 0.15  # of those who call: they press 0 rather than book by touch-tone
TOLD_BY_FAMILY = 0.7  # of relatives: the others tell them as soon as one of them is through
TELLS = 20.0  # seconds after that
ANSWERS = 0.85  # of callbacks; the others do not hear it ring
PICKS_UP = (3.0, 12.0)  # seconds of ringing
SPREAD = 0.25  # sigma of how quickly people press, from one to the next (lognormal)
RANKS = (NOTHING, TESTED, KEPT, NEXT_RELEASE, LISTED, PROMISE, BOOKED)
IN_THE_LINE = frozenset({"joined", "still-waiting", "wait-for-units", "callback-head", "callback-desk"})


@dataclass(repr=False, eq=False)
class Caller:
    """One person or couple on the morning; `out` is what becomes of them."""

    world: World
    person: Person
    out: Outcome
    chance: random.Random
    asks_a_person: bool = False
    reaction: float = REACTION
    legs: dict[str, Phone] = field(default_factory=dict)  # up, or ringing, by their sids
    calls: list[str] = field(default_factory=list)  # every sid that was theirs
    waiting: set[str] = field(default_factory=set)  # sids of those that have been in the line
    tired: set[str] = field(default_factory=set)  # sids of those that they have waited at for long enough
    quiet: set[str] = field(default_factory=set)  # numbers that dial no more, while another is through
    booking: str = ""  # the call at which units are held for them
    region: str = ""  # that they chose by touch-tone
    looked_elsewhere: bool = False
    called_again: bool = False
    is_over: bool = False  # they know what comes next, and dial no more

    def begin(self) -> None:
        """Plan the first try of each of their telephones."""
        for at, number in enumerate(self.person.phones):
            later = 0.0 if at == 0 else self.chance.uniform(0, self.person.gap[0])
            self.world.after(self.person.starts - self.world.elapsed + later, partial(self.dial, number))

    def dial(self, number: str) -> None:
        """Call the hotline, unless somebody of the family is through, or is being talked to."""
        if self.is_over or number in self.quiet or any(leg.number == number for leg in self.legs.values()):
            return
        phone = self._leg(self.world.exchange.next_sid(), number)
        self.out.dials += 1
        if self.out.reached is None:
            self.out.reached = self.world.elapsed
            self.world.after(TELLS, lambda: self._tells(phone))
        phone.dial()

    def rings(self, sid: str, terms: dict[str, str]) -> None:
        """Let a telephone of theirs ring: it is engaged, or picked up, or nobody hears it."""
        phone = self._leg(sid, terms["To"], terms)
        phone.note("initiated")
        if any(leg.number == phone.number for leg in self.legs.values() if leg is not phone):
            self._missed(phone, "busy")
            return
        phone.note("ringing")
        if self.chance.random() < ANSWERS:
            self.world.after(self.chance.uniform(*PICKS_UP), lambda: self._picks_up(phone))
        else:
            self.world.after(float(terms.get("Timeout", 60)), lambda: self._missed(phone, "no-answer"))

    def seconds_up(self) -> float:
        """Return for how long the calls have been up that are up still."""
        return sum(self.world.elapsed - leg.began for leg in self.legs.values() if leg.is_up)

    def hears(self, phone: Phone, words: str) -> str | None:
        """Return what is pressed at these words."""
        heard = understood(self.person.language, words)
        if not IN_THE_LINE.isdisjoint(heard):
            self._waits(phone)
        for says, act in DECISIONS:
            if says in heard:
                return act(self, phone, heard)
        return None

    def know(self, told: str) -> None:
        """Note what they know of what comes next; what is booked or promised is not forgotten."""
        if RANKS.index(told) >= RANKS.index(self.out.told or NOTHING):
            self.out.told, self.out.told_at = told, self.world.elapsed

    def settle(self, told: str) -> None:
        """Know what comes next, and be done with dialling: the family hangs up too."""
        self.know(told)
        self.is_over = True
        for phone in [*self.legs.values()]:
            self.world.after(20.0, partial(self._is_not_needed, phone))

    def _tells(self, through: Phone) -> None:
        """Tell the relatives that one of them is through: most of them hang up, and dial no more."""
        for number in self.person.phones[1:]:
            if number != through.number and self.chance.random() < TOLD_BY_FAMILY:
                self.quiet.add(number)
        for phone in [*self.legs.values()]:
            if phone.number in self.quiet and not phone.room and phone.sid != self.booking:
                phone.hang_up()

    def _leg(self, sid: str, number: str, terms: dict[str, str] | None = None) -> Phone:
        phone = Phone(
            self.world,
            sid,
            number,
            lambda words: self.hears(phone, words),
            over=self._over,
            reaction=self.reaction,
            terms=terms or {},
        )
        self.legs[sid] = phone
        self.calls.append(sid)
        return phone

    def _picks_up(self, phone: Phone) -> None:
        if phone.sid in self.legs:
            phone.pick_up()

    def _missed(self, phone: Phone, how: str) -> None:
        if not phone.is_up and self.legs.pop(phone.sid, None) is not None:
            phone.miss(how)

    def _waits(self, phone: Phone) -> None:
        """Let patience run from when they are in the line."""
        if phone.sid not in self.waiting:
            self.waiting.add(phone.sid)
            self.world.after(self.person.patience, lambda: self._tires_of(phone))

    def _tires_of(self, phone: Phone) -> None:
        """Hang up where patience is over: never in the midst of a talk, or of booking."""
        if phone.is_up and not phone.room and phone.sid != self.booking:
            self.tired.add(phone.sid)
            phone.hang_up()

    def _is_not_needed(self, phone: Phone) -> None:
        if phone.is_up and len(self.legs) > 1 and not phone.room:
            phone.hang_up()

    def _over(self, phone: Phone) -> None:
        self.legs.pop(phone.sid, None)
        self.out.on_phone += self.world.elapsed - phone.began
        if self.is_over:
            self._perhaps_again(phone)
            return
        self.out.wasted += not phone.terms
        if not phone.terms and self.chance.random() < self.person.persistence and not self.legs:
            gap, sigma = self.person.gap
            gap = self.person.rest if phone.sid in self.tired else gap
            self.world.after(gap * self.chance.lognormvariate(0, sigma), lambda: self.dial(phone.number))

    def _perhaps_again(self, phone: Phone) -> None:
        """Call once more after all, as some do who have been served."""
        if self.person.calls_again and not self.called_again and self.out.told == BOOKED:
            self.called_again = True
            self.world.after(600.0, lambda: self._asks_once_more(phone.number))

    def _asks_once_more(self, number: str) -> None:
        self.is_over = False
        self.dial(number)
