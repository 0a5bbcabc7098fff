"""How many more callbacks can be promised for today: a pure rule, and the argument for it.

A promise is kept by three things at once: somebody's time, a dial, and (for a booking) a unit. Each runs out
on its own, and a promise that lacks one of them is worth nothing, so what can still be promised is the least
of the three, after everybody who is ahead has had theirs.

*Desk minutes.* `desks` people have `minutes` until the day ends, and spend `handling` minutes on each caller:
`desks * minutes / handling` callers, of whom those who wait already for a desk, whether on the phone or
promised, come first. A place for the keypad takes none of it.

*Dials.* The carrier starts `a_second` calls a second. A promise takes more than one dial, for not everybody
answers at the first: with the share `p` of dials that are answered and four dials at most, a promise takes
`(1 - (1 - p)^4) / p` of them on average. What is promised already takes its share first.

*Stock.* Who waits for units gets one or more for each of their people; what is left after those ahead is what
can be promised. A place for a desk whose caller wants no unit takes none.

All three are rounded down, and the day ends where the person's own daytime or the line's hours do, whichever
is first: a promise for after that is not one for today.
"""

from dataclasses import dataclass

ANSWERED = 0.6  # of all dials, until enough have been made to know
DIALS = 4  # the first and three more
PLENTY = 10**9  # where something is not needed, it does not run out


@dataclass(frozen=True, slots=True)
class Means:
    """What there is to keep promises with, until the day ends."""

    minutes: float  # until the day ends
    a_second: float  # calls that the carrier starts for us
    promised: int  # callbacks that are owed already
    desks: int = 0  # this and the next two are asked for a desk only
    handling: float = 1.0  # minutes a desk spends on one caller
    asking_desks: int = 0  # places that wait for a desk: on the phone or promised
    answered: float = ANSWERED


def dials_each(answered: float) -> float:
    """Return how many dials one promise takes on average."""
    share = min(1.0, max(0.01, answered))
    return (1 - (1 - share) ** DIALS) / share


def by_desks(means: Means) -> int:
    """Return how many more callers the desks can talk to today."""
    return int(means.desks * max(0.0, means.minutes) / means.handling) - means.asking_desks


def by_dials(means: Means) -> int:
    """Return for how many more promises there are dials today."""
    return int(means.a_second * max(0.0, means.minutes) * 60 / dials_each(means.answered)) - means.promised


def solvent(means: Means, *, for_a_desk: bool, units_beyond: int | None) -> int:
    """Return how many more promises like this one can be kept today; nought or less is none.

    `units_beyond` are the units left after everybody ahead, divided by the people of this wish; None where
    the wish needs no unit.
    """
    desks = by_desks(means) if for_a_desk else PLENTY
    return min(desks, by_dials(means), PLENTY if units_beyond is None else units_beyond)
