"""What a morning cost the people who called: dials, and hours on the telephone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scripts.mornings.figures.reach import NOTHING_NEXT
from scripts.mornings.outcome import Outcome

TOPS = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # the most dials that are counted together
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Effort:
    """Of everybody, who only tested too; `attempts` are people, without those, by how often they dialled."""

    dials: int
    wasted: int
    most_dials: int  # of one person, from all telephones
    attempts: dict[str, int]
    hours: float  # on the phone, all telephones together
    hours_for_nothing: float  # of people who in the end did not know what comes next


def effort(those: Sequence[Outcome], everybody: Sequence[Outcome]) -> Effort:
    """Count what it cost; `those` did not only test."""
    return Effort(
        dials=sum(each.dials for each in everybody),
        wasted=sum(each.wasted for each in everybody),
        most_dials=max((each.dials for each in everybody), default=0),
        attempts=_attempts(those),
        hours=_hours(everybody),
        hours_for_nothing=_hours(each for each in those if each.told in NOTHING_NEXT),
    )


def _attempts(those: Iterable[Outcome]) -> dict[str, int]:
    counted = dict.fromkeys([*map(_label, range(len(TOPS) + 1))], 0)
    for each in those:
        counted[_label(next((at for at, top in enumerate(TOPS) if each.dials <= top), len(TOPS)))] += 1
    return counted


def _label(which: int) -> str:
    """Return how a group is called: 1, or 3 to 5, or more than 1000."""
    if which == len(TOPS):
        return f"more than {TOPS[-1]}"
    least = TOPS[which - 1] + 1 if which else 0
    return str(least) if least == TOPS[which] else f"{least} to {TOPS[which]}"


def _hours(outcomes: Iterable[Outcome]) -> float:
    return sum(each.on_phone for each in outcomes) / HOUR
