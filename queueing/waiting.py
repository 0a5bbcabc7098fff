"""What a waiting caller may be told: where they stand, how long it takes, what is left, what got worse."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from queueing.lever import Announcement, Pulled
from queueing.wishes import is_for_a_desk


@dataclass(frozen=True, slots=True)
class Waiting:
    """One announcement, as it was counted."""

    place_id: int
    state: str
    language: str
    wish_class: str
    position: int  # 1 is next; 0 where the place stands in no order
    before: int | None  # the position said before this one
    ahead: int = 0  # people, not places, with earlier keys who may be served by the same seats or units
    units: tuple[int, int] | None = None  # open and held, of those that this place may book
    wait: tuple[int, int] | None = None  # at least and at most, in seconds; for a desk
    reason: str | None = None  # why it is worse: earlier_key, fewer_desks, longer_calls
    announced: Announcement | None = None  # what a supervisor lets everybody hear
    calls_back: bool = True  # whether callbacks are offered

    @property
    def is_for_a_desk(self) -> bool:
        """Tell whether a person is waited for, and not units."""
        return is_for_a_desk(self.wish_class)

    @property
    def is_news(self) -> bool:
        """Tell whether this position has not been said before, or something got worse."""
        return self.position != self.before or self.reason is not None

    @classmethod
    def read(cls, place_id: int, record: str, words: str, levers: str, now: datetime) -> Self:
        """Return what `wait.lua` answers; without words the place stands in no order."""
        _, state, language, wish_class, _ = record.split(" ")
        if not words:
            return cls(place_id, state, language, wish_class, 0, None)
        told, pulled = announcement(words), Pulled.read(levers)
        return cls(
            place_id,
            state,
            language,
            wish_class,
            position=int(told["position"]),
            before=int(told["before"]) if told["before"] else None,
            ahead=int(told["ahead"]),
            units=_pair(told["open"], told["held"]),
            wait=_pair(told["low"], told["high"]),
            reason=told["reason"] or None,
            announced=pulled.announced(now),
            calls_back=pulled.calls_back,
        )


@dataclass(frozen=True, slots=True)
class Outlook:
    """What whoever asks before they join may be told: people, and the wait for a desk in seconds."""

    for_desks: int
    for_units: int
    wait: tuple[int, int] | None = None  # at least and at most; None where nobody serves


def announcement(words: str) -> dict[str, str]:
    """Return the words of one announcement by their names; one that is not known is empty."""
    *first, units = words.split("|")
    left, _, held = units.partition(" ")
    return dict(zip(_WORDS, (*first, left, held), strict=True))


def _pair(first: str, second: str) -> tuple[int, int] | None:
    return (int(first), int(second)) if first else None


_WORDS = (
    *("turn", "at", "since", "position", "low", "high", "before", "reason"),
    *("ahead", "open", "held"),
)
