"""How long a caller will wait: a table of positions, and the argument for it. Pure; times are in seconds.

Whoever has n people ahead waits for n + 1 departures from the line: the n ahead, and their own. While `s`
desks are busy, departures to a desk come at the rate `s * mu`, where `1 / mu` is what a desk spends on one
caller, its wrap-up included. Besides, each of those who listen to the music may give up, at the rate
`alpha`. When j of the people ahead are left, L_j of them on the phone (a promised callback cannot give up),
the next departure takes `1 / (s * mu + L_j * alpha)` on average, hence

    W(n) = sum over j = 0 .. n of 1 / (s * mu + L_j * alpha)

The sum is two to three times nearer to the truth on a morning when everybody calls at once than a mean of
past waits is, because the past of such a morning is always shorter than its future.

`s * mu` is blended of desks over handling time, which knows of a desk as soon as it opens, and of the rate
at which callers really began in the last minutes, which knows of everything else: slow connections, short
breaks, talks longer than planned. The second weighs half where many begin, and less where few do, because
few are mostly chance. It means something only if somebody waited all the time; else it measures how many
called.

`alpha` counts people who gave up and did not come back, over the seconds that all waited together; one more
of each, a patient person's, keeps it from being nought or wild while little has been seen.

The table is of what to expect; how far off that may be is said with it, as a range (`ranges`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

PLANNED = 300.0  # seconds a desk spends on one caller, until talks have been seen
TALKS = 50  # how many of the last make the handling time
STARTS_WINDOW = 300  # seconds
FEW = 5  # starts, which weigh half of what very many do
PATIENCE = 3600.0  # seconds one imagined person waited before they gave up
KNOTS = (
    *(1, 2, 3, 4, 5, 6, 7, 8, 9),
    *(
        digits * ten // 10
        for ten in (10, 100, 1000, 10_000)
        for digits in (10, 13, 16, 20, 25, 32, 40, 50, 63, 80)
    ),
    100_000,
    200_000,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a line: desks on duty, their last talks, who began, who gave up."""

    desks: int
    talks: Sequence[float] = ()  # seconds a desk spent on each of the last callers, at most fifty
    starts: int = 0  # in the last five minutes
    waited_throughout: bool = False  # somebody waited at the beginning and at the end of those
    gone: float = 0.0  # gave up and did not come back
    waited: float = 0.0  # seconds that people waited together, while those gave up
    on_phone: float = 1.0  # the share of those ahead who wait on the phone


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a line moves, by the second."""

    desks: int
    handling: float  # seconds a caller
    rate: float  # callers who begin
    leaving: float  # of each who waits on the phone
    on_phone: float = 1.0

    @property
    def is_known(self) -> bool:
        """Tell whether anybody is there to serve: else nothing is promised."""
        return self.rate > 0


def pace(seen: Seen, planned: float = PLANNED) -> Pace:
    """Blend what the desks can do with what they have done; the planned time stands in for missing talks."""
    talks = seen.talks[-TALKS:]
    handling = (sum(talks) + planned * (TALKS - len(talks))) / TALKS
    can = seen.desks / handling
    likely = can * STARTS_WINDOW
    share = 0.5 * likely / (likely + FEW) if seen.waited_throughout else 0.0
    rate = can + share * (seen.starts / STARTS_WINDOW - can)
    return Pace(seen.desks, handling, rate, (seen.gone + 1) / (seen.waited + PATIENCE), seen.on_phone)


def table(pace: Pace) -> list[tuple[int, float]]:
    """Return `(position, seconds)` of some fifty positions, 1 is next; empty where nobody serves."""
    found: list[tuple[int, float]] = []
    before, wait = 0, 0.0
    for position in KNOTS if pace.is_known else ():
        # The sum's terms between two knots differ so little that the middle one stands for all of them.
        middle = (before + position - 1) / 2
        wait += (position - before) / (pace.rate + middle * pace.on_phone * pace.leaving)
        found.append((position, wait))
        before = position
    return found


def words(rows: Sequence[tuple[int, float]], spread: tuple[float, float], reason: str | None) -> str:
    """Return a table as the wait loop reads it: `LOW HIGH REASON position:seconds ...`; no reason is `-`."""
    low, high = spread
    return " ".join(
        [f"{low:.3f} {high:.3f} {reason or '-'}", *(f"{at}:{seconds:.0f}" for at, seconds in rows)]
    )


def read(words: str) -> tuple[list[tuple[int, float]], tuple[float, float]]:
    """Return the table and the spread of its words; nothing, where there are none yet."""
    low, high, _, *rows = words.split() or ("1", "1", "-")
    pairs = (row.split(":") for row in rows)
    return [(int(position), float(seconds)) for position, seconds in pairs], (float(low), float(high))
