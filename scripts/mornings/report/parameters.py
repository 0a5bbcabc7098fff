"""What the morning was played with: the scenario's facts, scaled to the people who called."""

from collections.abc import Iterable

from scripts.mornings.facts import Facts
from scripts.mornings.report.told import Told
from scripts.mornings.report.words import count, listed, share


def parameters(told: Told) -> list[tuple[str, str]]:
    """Return what each is, and how much."""
    facts, people = told.scenario.facts, told.people
    return [
        ("Callers", f"{count(people)} of the {count(facts.people)} of the scenario; a couple counts as one"),
        (
            "From, to",
            f"{facts.starts:%-d %B %Y, %H:%M} to {facts.ends:%H:%M}, {facts.zone.key}",
        ),
        ("The lines open at", f"{facts.opens:%H:%M}"),
        ("Desks", _desks(told)),
        ("Telephone lines of the lottery", count(told.scenario.scaled(facts.lottery.lines, people))),
        ("Who waits in the lottery is cut off after", f"{facts.lottery.cut_off:g} min"),
        ("Waiting places of the plain queue", _waiting(told)),
        ("Told to try again at", listed([f"{each:%H:%M}" for each in facts.lottery.try_again]) or "no time"),
        *((f"Units: {name}", units) for name, units in _units(told)),
        *_callers(facts),
    ]


def _desks(told: Told) -> str:
    opens = told.scenario.facts.seconds(told.scenario.facts.opens)
    return listed(
        [f"{count(desks)} from {told.clock(at - opens)}" for at, desks in told.scenario.desks(told.people)]
    )


def _waiting(told: Told) -> str:
    places = told.scenario.facts.queue.waiting
    return "without a limit" if places is None else count(told.scenario.scaled(places, told.people))


def _units(told: Told) -> Iterable[tuple[str, str]]:
    for each in told.scenario.facts.clinic:
        yield (
            each.name,
            f"{count(told.scenario.scaled(each.units, told.people))}, {each.region}, in {each.release}",
        )


def _callers(facts: Facts) -> Iterable[tuple[str, str]]:
    rates = [
        f"{each.per_second:g} a second" + (f" for {each.seconds:g} s" if each.seconds else "")
        for each in facts.arrivals.rates
    ]
    yield "First calls, at full size", ", then ".join(rates)
    yield (
        "Telephones a person",
        f"1 + geometric, mean {facts.telephones.mean:g}, at most {facts.telephones.most}",
    )
    yield from _tries(facts)
    yield (
        "Talk with an agent",
        f"lognormal, mean {facts.talk.mean:g} min, coefficient of variation {facts.talk.variation:g}",
    )
    named = ("couples", "anywhere", "travels", "accepts_callback", "landlines", "calls_again", "tests")
    yield (
        "Shares of callers",
        ", ".join(f"{name.replace('_', ' ')} {share(getattr(facts.callers, name), 1)}" for name in named),
    )


def _tries(facts: Facts) -> Iterable[tuple[str, str]]:
    for kind in facts.redial:
        yield (
            f"Redial, {share(kind.share, 1)} of people",
            f"again with {kind.persistence:g}; gap lognormal, median {kind.gap:g} s, sigma {kind.sigma:g}",
        )
    yield (
        "After a wait that was too long",
        f"lognormal, median {facts.callers.rests:g} min, the sigma of redial",
    )
    for patience in facts.patience:
        yield (
            f"Patience, {share(patience.share, 1)} of people",
            f"Weibull, shape {patience.shape:g}, mean {patience.mean:g} min",
        )
