"""Why somebody with a later key, and the same wish, was served before somebody else."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scripts.mornings.outcome import UNEXPLAINED, Outcome

MENUS, AWAY, CALLED = "still answering the questions", "had hung up", "was promised a callback"
RUNG, MISSED = "was being rung", "had not heard the telephone"
LAPSED = "had been away for too long"
ELSEWHERE = "was waiting for something else"
OFFERED, SAME_LOOK = "an agent was about to answer", "in the same look of the clock"
A_LOOK = 2.0  # seconds
OF_A_STATE = {
    "dropped": AWAY,
    "promised": CALLED,
    "missed": MISSED,
    "dialling": RUNG,
    "called": RUNG,
    "unreached": CALLED,
    "left": LAPSED,
}


@dataclass(repr=False)
class Course:
    """What a person's places were, and waited for, since when; `offers` are when a desk was theirs."""

    wished: float | None = None  # when their wish was complete
    states: list[tuple[float, str]] = field(default_factory=list)
    wishes: list[tuple[float, str]] = field(default_factory=list)
    offers: list[float] = field(default_factory=list)

    def at(self, second: float) -> str:
        """Return the state that it was in."""
        return _latest(self.states, second)

    def wish(self, second: float) -> str:
        """Return the class of what it waited for."""
        return _latest(self.wishes, second)


def _latest(facts: Sequence[tuple[float, str]], second: float) -> str:
    found = bisect_right(facts, (second, "\uffff"))
    return facts[found - 1][1] if found else ""


def explain(outcomes: Iterable[Outcome], courses: dict[int, Course]) -> None:
    """Note with each why somebody of their own wish went before them; without a reason: unexplained."""
    alike: dict[str, list[Outcome]] = defaultdict(list)
    for each in outcomes:
        if each.served is not None and each.key is not None:
            alike[each.wish].append(each)
    for those in alike.values():
        those.sort(key=lambda each: (each.key, each.person))
        for at, each in enumerate(those):
            each.reasons = _reasons(each, those[at + 1 :], courses)


def _reasons(each: Outcome, later: Iterable[Outcome], courses: dict[int, Course]) -> list[str]:
    served, course = each.served or 0.0, courses.get(each.person, Course())
    before = (other for other in later if other.served is not None and other.served < served)
    return [_reason(served, _turn(other, courses), course) for other in before]


def _turn(other: Outcome, courses: dict[int, Course]) -> float:
    """Return when it was decided that somebody is served: by an agent, when they had the desk."""
    served = other.served or 0.0
    offers = [] if other.by == "keypad" else courses.get(other.person, Course()).offers
    return max((offer for offer in offers if offer <= served), default=served)


def _reason(served: float, at: float, course: Course) -> str:
    """Return why somebody served at `served` was not served at `at`; unexplained where nobody knows."""
    if course.wished is None or course.wished > at:
        return MENUS
    if course.wish(at) != course.wish(served):
        return ELSEWHERE
    state = course.at(at)
    if state in OF_A_STATE:
        return OF_A_STATE[state]
    if any(offer <= at for offer in course.offers):
        return OFFERED
    return SAME_LOOK if served - at <= A_LOOK else UNEXPLAINED
