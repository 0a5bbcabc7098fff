"""Two rules for what to tell a caller: ours, by the code of the clock and the wait loop, and Asterisk's."""

from dataclasses import dataclass, field
from importlib.resources import files
from typing import cast

from redis import Redis

from queueing import measured
from scripts.estimates.surge import Caller, Scenario, Surge

PARTS = "".join(
    (files("queueing") / "lua" / "parts" / f"{part}.lua").read_text() for part in ("estimate", "announced")
)
SAY = """
local at, position = ARGV[1], tonumber(ARGV[2])
local function say(pace, last)
  local low, high, slower = estimate(redis.call('GET', pace) or '', position)
  return announced(last, '', at, position, low, high, slower)
end
return {say(KEYS[1], ARGV[3]), say(KEYS[2], ARGV[4])}
"""
PACE, FIGURE = "estimates:pace", "estimates:figure"


@dataclass(frozen=True, slots=True)
class Told:
    """One announcement, in seconds: ours, as a figure and as a range, and what Asterisk would have said."""

    caller: Caller
    at: float
    is_first: bool
    expected: float
    low: float
    high: float
    asterisk: float


class Fairline:
    """What the clock does at a look, and the wait loop at an announcement; both keep their words in Redis."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._say = redis.register_script(PARTS + SAY)
        self._course: measured.Course | None = None
        self._ratios: list[float] = []
        self._predicted: dict[int, float] = {}
        self._last: dict[int, list[str]] = {}
        redis.delete(PACE, FIGURE)

    def look(self, look: measured.Look, now: float) -> None:
        self._course, pace = measured.looked(self._course, look, now, measured.PLANNED)
        rows, reason = measured.table(pace), self._course.reason
        words = measured.words(rows, measured.spread(self._ratios), reason)
        self._redis.mset({PACE: words, FIGURE: measured.words(rows, (1.0, 1.0), reason)})

    def tell(self, caller: Caller, position: int, now: float) -> tuple[float, float, float] | None:
        """Return the seconds to expect, and the range that may be said: none before the first look."""
        last = self._last.get(caller.number, ["", ""])
        words = cast("list[str]", self._say([PACE, FIGURE], [round(now * 1000), position, *last]))
        (low, high), (expected, _) = (each.split("|")[4:6] for each in words)
        if not low:
            return None
        self._last[caller.number] = words
        self._predicted.setdefault(caller.number, float(expected))
        return float(expected), float(low), float(high)

    def began(self, caller: Caller, now: float) -> None:
        if self._predicted.get(caller.number):
            self._ratios.append((now - caller.joined) / self._predicted[caller.number])


@dataclass(slots=True)
class Asterisk:
    """The mean hold time, each new wait a quarter of it, less what was waited (app_queue, `say_position`)."""

    mean: float = field(default=0.0)

    def tell(self, caller: Caller, now: float) -> float:
        return abs(self.mean - (now - caller.joined))

    def began(self, caller: Caller, now: float) -> None:
        self.mean = (3 * self.mean + (now - caller.joined)) / 4


def played(redis: Redis, scenario: Scenario, seed: int) -> list[Told]:
    """Let one morning pass, and return what everybody was told who was served in the end."""
    ours, theirs, told = Fairline(redis), Asterisk(), list[Told]()

    def heard(caller: Caller, position: int, now: float) -> None:
        said = ours.tell(caller, position, now)
        if said is not None:
            told.append(Told(caller, now, now == caller.joined, *said, theirs.tell(caller, now)))

    def began(caller: Caller, now: float) -> None:
        ours.began(caller, now)
        theirs.began(caller, now)

    Surge(scenario, seed, ours.look, heard, began).run()
    return [each for each in told if each.caller.began is not None]
