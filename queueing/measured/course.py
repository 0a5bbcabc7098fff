"""What needs more than one look: how long people have waited, who gives up, what got worse. Pure."""

from dataclasses import asdict, dataclass, replace
from json import dumps, loads
from typing import Self

from queueing.measured.estimate import STARTS_WINDOW, Pace, Seen, pace

FEWER_DESKS, LONGER_CALLS = "fewer_desks", "longer_calls"
WORSE = 0.9  # of the pace that callers were told of
LASTS = 300  # seconds: whoever waits hears an announcement, and the reason with it, at least once meanwhile
HALF_FORGOTTEN = 1800  # seconds: who gave up that long ago counts half


@dataclass(frozen=True, slots=True)
class Look:
    """What one look finds."""

    desks: int  # on duty
    talks: tuple[float, ...]  # seconds that desks spent on each of the last callers
    starts: int  # in the last five minutes
    waiting: int  # on the phone
    promised: int  # waiting for a callback
    gone: int  # gave up since the last look, less those who came back


@dataclass(frozen=True, slots=True)
class Course:
    """What is kept from look to look, in seconds since 1970; its loss costs a few minutes of learning."""

    at: float
    waiting_since: float | None = None  # somebody has waited all the time since
    gone: float = 0.0
    waited: float = 0.0
    desks: int = 0  # of the pace that callers were told of
    rate: float = 0.0
    reason: str | None = None  # for a pace that is worse than that
    since: float = 0.0

    def __str__(self) -> str:
        """Return its words, to be kept beside the table."""
        return dumps(asdict(self))

    @classmethod
    def read(cls, words: str) -> Self:
        """Return the course of its words."""
        return cls(**loads(words))


def looked(before: Course | None, look: Look, at: float, planned: float) -> tuple[Course, Pace]:
    """Return the course after one more look, and the pace that it finds."""
    course = _longer(before or Course(at), look, at)
    seen = Seen(
        desks=look.desks,
        talks=look.talks,
        starts=look.starts,
        waited_throughout=course.waiting_since is not None and at - course.waiting_since >= STARTS_WINDOW,
        gone=course.gone,
        waited=course.waited,
        on_phone=look.waiting / max(1, look.waiting + look.promised),
    )
    found = pace(seen, planned)
    return _judged(course, found), found


def _longer(before: Course, look: Look, at: float) -> Course:
    passed = max(0.0, at - before.at)
    kept = 0.5 ** (passed / HALF_FORGOTTEN)
    since = before.waiting_since if before.waiting_since is not None else at
    return replace(
        before,
        at=at,
        waiting_since=since if look.waiting else None,
        gone=max(0.0, before.gone * kept + look.gone),
        waited=before.waited * kept + look.waiting * passed,
    )


def _judged(course: Course, found: Pace) -> Course:
    """Take a clearly worse pace for the new one, with its reason; a better one without."""
    reason = course.reason if course.at < course.since + LASTS else None
    if not found.is_known or WORSE * course.rate <= found.rate < course.rate:
        return replace(course, reason=reason)
    if found.rate >= course.rate:
        return replace(course, reason=reason, desks=found.desks, rate=found.rate)
    why = FEWER_DESKS if found.desks < course.desks else LONGER_CALLS
    return replace(course, reason=why, since=course.at, desks=found.desks, rate=found.rate)
