"""What a played morning came to, for a program and for a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from queueing import measured
from scripts.mornings.figures import Figures, figures
from scripts.mornings.judged import Judged
from scripts.mornings.morning import Morning
from scripts.mornings.outcome import Outcome

OURS = "ours"
ROW = "{:<34} {}"


@dataclass(frozen=True, slots=True)
class Result:
    """The outcomes of a morning, what they count to, and what the line itself says of its order."""

    head: dict[str, Any]
    figures: Figures
    line: dict[str, Any]
    outcomes: Sequence[Outcome]
    puzzled: dict[str, int]  # questions to which nobody knew an answer, and how often
    wrong: dict[str, int]  # warnings and errors of the hotline
    judged: Judged = field(default_factory=Judged)  # once it is over

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON has it; no number, ticket or reference is in it."""
        return {
            **self.head,
            "figures": self.figures.as_json(),
            "line": self.line,
            "puzzled": self.puzzled,
            "wrong": self.wrong,
            "judged": asdict(self.judged),
            "outcomes": [asdict(each) for each in self.outcomes],
        }


def result(morning: Morning) -> Result:
    """Count a morning that was played."""
    world, crowd = morning.world, [caller.person for caller in morning.callers]
    outcomes = morning.outcomes()
    with world.database.reading() as look:
        line = measured.report(look, "main", world.start, world.now)
    return Result(
        {
            "scenario": morning.scenario.name,
            "people": len(crowd),
            "seed": morning.seed,
            "until": world.elapsed,
            "stopped": morning.scenario.stopped_at,
        },
        figures(OURS, morning.scenario, crowd, outcomes),
        {
            "seats": line.overtaken.seats,
            "overtakes": dict(sorted(line.overtaken.reasons.items())),
            "unexplained": line.overtaken.unexplained,
            "order_kept": round(line.order_kept, 6),
        },
        outcomes,
        dict(sorted(world.puzzled.items())),
        _counted(world.wrong),
    )


def table(found: Result) -> str:
    """Return it as a short table."""
    return "\n".join(ROW.format(name, said) for name, said in _rows(found))


def _rows(found: Result) -> Iterable[tuple[str, str]]:
    its = found.figures
    uncalled = f", or had not called by {found.head['stopped']}" if found.head["stopped"] else ""
    others = found.head["people"] - its.reach.people
    yield "people", f"{its.reach.people} (and {others} who only tested{uncalled})"
    yield "answered", f"{its.reach.answered}"
    yield "dials", f"{its.effort.dials}"
    yield "units booked", f"{its.units.booked} of {its.units.open}: {_said(its.units.by)}; a couple takes two"
    late = f"not by {found.head['stopped']}" if found.head["stopped"] else "never"
    clocks = [_clock(at, late) for at in (its.units.half, its.units.most, its.units.all)]
    yield "half, 95 %, all booked after", ", ".join(clocks)
    yield "know what comes next", f"{its.reach.knows_next}: {_said(its.reach.told)}"
    yield "callbacks", f"{its.promises.given} promised, {its.promises.kept} kept"
    for wish in its.fairness.wishes:
        said = "none" if wish.correlation is None else f"{wish.correlation:.4f}"
        yield (
            f"key and turn: {wish.wish}",
            f"{said} of {wish.served}; overtaken {wish.overtaken}: {_said(wish.reasons)}",
        )
    yield "the line's own report", f"{found.line['seats']} seats, overtakes {_said(found.line['overtakes'])}"
    for words, times in {**found.puzzled, **found.wrong}.items():
        yield f"odd, {times} times", words[:120]
    yield "the judge", f"{_said(_worded(found.judged.counts))}; of {_said(found.judged.there)}"
    for why, times in found.judged.found.items():
        yield f"found, {times} times", why


def _worded(counts: Mapping[str, int]) -> dict[str, int]:
    return {name.replace("_", " "): count for name, count in counts.items()}


def _said(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name or 'nothing'} {count}" for name, count in counts.items()) or "none"


def _clock(seconds: float | None, late: str) -> str:
    return late if seconds is None else f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _counted(words: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in sorted(words):
        found[each] = found.get(each, 0) + 1
    return found
