"""What happened, in a few sentences with numbers."""

from collections.abc import Iterable

from scripts.mornings.compared import FIFO, LOTTERY, OURS
from scripts.mornings.figures import Figures
from scripts.mornings.report.told import NAMES, Told
from scripts.mornings.report.words import count, counted, lasting, listed, share

WITH = {OURS: "Fairline", LOTTERY: "a busy-signal lottery", FIFO: "a plain queue"}


def summary(told: Told) -> str:
    """Return the morning in two sentences."""
    knew = [f"{count(each.reach.knows_next)} with {WITH[each.policy]}" for each in told.policies]
    dialled = [f"{_dials(found):.1f} times with {WITH[found.policy]}" for found in told.policies]
    people = told.policies[0].reach.people if told.policies else 0
    return (
        f"Of {count(people)} callers, {listed(knew)} knew at the end of the morning what comes next."
        f" On average a caller dialled {listed(dialled)}."
    )


def headlines(told: Told) -> list[tuple[str, str, str, list[str]]]:
    """Return `(policy, its name, the share who knew what comes next, sentences)` for each policy."""
    sentences = {OURS: _ours, LOTTERY: _lottery, FIFO: _fifo}
    return [
        (
            each.policy,
            NAMES[each.policy],
            share(each.reach.knows_next, each.reach.people),
            list(sentences[each.policy](told, each)),
        )
        for each in told.policies
    ]


def _ours(told: Told, found: Figures) -> Iterable[str]:
    reach = found.reach
    yield _booked(told, found)
    knew = share(reach.knows_next, reach.people)
    yield (
        f"{count(reach.knows_next)} of {count(reach.people)} callers ({knew}) knew the same morning what"
        " comes next: an appointment, a call back, a place in the line that is kept, the waiting list, or"
        " the next release."
    )
    yield _dialled(found)
    if found.promises.given:
        yield (
            f"{counted(found.promises.given, 'was', 'were')} promised a call back;"
            f" {count(found.promises.kept)} had had it by the end of the morning; the others are owed it"
            " still, and keep their place."
        )


def _lottery(told: Told, found: Figures) -> Iterable[str]:
    unheard = found.reach.people - found.reach.answered
    yield _booked(told, found)
    of_all = share(unheard, found.reach.people)
    yield f"{counted(unheard, 'caller')} ({of_all}) never heard anything but a busy tone."
    yield _dialled(found)
    yield _ended(found)


def _fifo(told: Told, found: Figures) -> Iterable[str]:
    waited = found.reach.answered - found.reach.served
    yield _booked(told, found)
    yield (
        f"{counted(waited, 'caller was', 'callers were')} let in and never reached an agent; whoever hung up"
        " lost their turn."
    )
    yield _dialled(found)
    yield _ended(found)


def _booked(told: Told, found: Figures) -> str:
    units = found.units
    said = f"{count(units.booked)} of {count(units.open)} appointments were booked"
    if units.half is None:
        return f"{said}."
    last = f", and the last at {told.clock(units.all)}" if units.all is not None else ""
    return f"{said}: half of them by {told.clock(units.half)}{last}."


def _dialled(found: Figures) -> str:
    effort = found.effort
    return (
        f"People dialled {counted(effort.dials, 'time')}, {_dials(found):.1f} times a caller;"
        f" {share(effort.wasted, effort.dials)} of it for nothing."
    )


def _dials(found: Figures) -> float:
    return found.effort.dials / max(1, found.reach.people)


def _ended(found: Figures) -> str:
    effort, left = found.effort, found.reach.people - found.reach.knows_next
    hours = effort.hours_for_nothing
    each = lasting(3600 * hours / left if left else 0)
    return (
        f"{count(left)} ended the morning without knowing what comes next, after"
        f" {counted(hours, 'hour')} on the telephone in all, {each} each."
    )
