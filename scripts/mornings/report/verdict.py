"""What the judge found, in plain words: a sentence for each thing that it looked for."""

from collections.abc import Iterable

from scripts.mornings.report.told import Told
from scripts.mornings.report.words import count, listed

RIGHT = {
    "lost": "Nobody was lost: every place, promise and appointment that was spoken is in the books.",
    "oversold": "No appointment was given to two people.",
    "double_booked": "Nobody has two appointments.",
    "double_rung": "No telephone rang twice for one call back.",
    "unexplained_overtakes": "Nobody was overtaken by a later caller without a reason.",
    "forged_accepted": "No forged call was believed.",
    "silence": "Nobody was left in silence.",
}
WRONG = {
    "lost": "times somebody was lost, or told what is not in the books",
    "oversold": "appointments were given to two people",
    "double_booked": "people have two appointments",
    "double_rung": "times a telephone rang twice for one call back",
    "unexplained_overtakes": "times somebody was overtaken by a later caller without a reason",
    "forged_accepted": "forged calls were believed",
    "silence": "times somebody was left in silence",
}
THERE = {
    "calls": "calls",
    "places": "places in the line",
    "promises": "promised calls",
    "booked": "appointments",
}


def verdict(told: Told) -> list[str]:
    """Return the sentences, what is wrong first; of what was not there to be judged nothing is said."""
    counts = dict(told.judged.counts)
    if not was_forged(told):
        counts.pop("forged_accepted", None)
    wrong = [f"{count(found)} {WRONG[name]}." for name, found in counts.items() if found]
    return wrong + [RIGHT[name] for name, found in counts.items() if not found]


def looked_at(told: Told) -> str:
    """Return what there was to be judged: a morning on which nothing happened proves nothing."""
    there = told.judged.there
    return listed([f"{count(there[name])} {what}" for name, what in THERE.items() if name in there])


def looked_for(told: Told) -> Iterable[tuple[str, int]]:
    """Yield what the judge looked for, and how often it was found; then each reason, how often."""
    for name, found in told.judged.counts.items():
        yield name.replace("_", " "), found
    yield from told.judged.found.items()


def was_forged(told: Told) -> bool:
    """Tell whether anybody sent what the carrier had not signed; without that, the count says nothing."""
    return bool(told.judged.there.get("forged") or told.judged.counts.get("forged_accepted"))
