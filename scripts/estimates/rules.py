"""Two rules for what to tell a caller: ours, by the very code that the clock runs, and Asterisk's."""

from dataclasses import dataclass, field

from queueing import measured
from scripts.estimates.surge import Caller, Scenario, Surge


@dataclass(frozen=True, slots=True)
class Told:
    """One announcement, in seconds: ours, as a figure and as a range, and what Asterisk would have said."""

    caller: Caller
    at: float
    is_first: bool
    expected: float
    range: measured.Range
    asterisk: float


@dataclass(slots=True)
class Fairline:
    """What the clock does at a look, and the wait loop at an announcement."""

    course: measured.Course | None = None
    rows: list[tuple[int, float]] = field(default_factory=list)
    spread: tuple[float, float] = (1.0, 1.0)
    ratios: list[float] = field(default_factory=list)
    predicted: dict[int, float] = field(default_factory=dict)
    last: dict[int, tuple[float, measured.Range, measured.Range]] = field(default_factory=dict)

    def look(self, look: measured.Look, now: float) -> None:
        self.course, pace = measured.looked(self.course, look, now, measured.PLANNED)
        self.rows, self.spread = measured.table(pace), measured.spread(self.ratios)

    def tell(self, caller: Caller, position: int, now: float) -> tuple[float, measured.Range] | None:
        """Return the seconds to expect, and the range that may be said."""
        seconds = measured.wait(self.rows, position)
        if seconds is None or self.course is None:
            return None
        self.predicted.setdefault(caller.number, seconds)
        low, high = self.spread
        fresh, figure = measured.Range(seconds * low, seconds * high), measured.Range(seconds, seconds)
        if caller.number in self.last:
            then, before, figure_before = self.last[caller.number]
            fresh = measured.kept(fresh, before, now - then, self.course.reason)
            figure = measured.kept(figure, figure_before, now - then, self.course.reason)
        self.last[caller.number] = (now, fresh, figure)
        return figure.low, fresh

    def began(self, caller: Caller, now: float) -> None:
        if caller.number in self.predicted:
            self.ratios.append((now - caller.joined) / self.predicted[caller.number])


@dataclass(slots=True)
class Asterisk:
    """The mean hold time, each new wait a quarter of it, less what was waited (app_queue, `say_position`)."""

    mean: float = 0.0

    def tell(self, caller: Caller, now: float) -> float:
        return abs(self.mean - (now - caller.joined))

    def began(self, caller: Caller, now: float) -> None:
        self.mean = (3 * self.mean + (now - caller.joined)) / 4


def played(scenario: Scenario, seed: int) -> list[Told]:
    """Let one morning pass, and return what everybody was told who was served in the end."""
    ours, theirs, told = Fairline(), Asterisk(), list[Told]()

    def heard(caller: Caller, position: int, now: float) -> None:
        said = ours.tell(caller, position, now)
        if said is not None:
            told.append(Told(caller, now, now == caller.joined, *said, theirs.tell(caller, now)))

    def began(caller: Caller, now: float) -> None:
        ours.began(caller, now)
        theirs.began(caller, now)

    Surge(scenario, seed, ours.look, heard, began).run()
    return [each for each in told if each.caller.began is not None]
