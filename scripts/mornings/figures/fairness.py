"""Who was served when, and from where: first try against service, key against turn, and regions."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from scripts.mornings.figures.ranks import overtaken, spearman
from scripts.mornings.outcome import UNEXPLAINED, Outcome
from scripts.mornings.person import Person

Pair = tuple[Outcome, Person]


@dataclass(frozen=True, slots=True)
class Turns:
    """Of those who share a wish: how turns followed keys, and who was overtaken by a later key."""

    wish: str
    served: int
    correlation: float | None
    overtaken: int
    reasons: dict[str, int]  # of the overtaken: people by each reason of theirs, or `unexplained`


@dataclass(frozen=True, slots=True)
class Home:
    """A region: who lives there, how many of them were booked, and how many were booked at its clinics."""

    region: str
    is_remote: bool
    callers: int
    booked: int
    clinics: int


@dataclass(frozen=True, slots=True)
class Fairness:
    """Correlations are Spearman's; shares are of 1, None where no region is remote."""

    first_and_service: float | None  # first try and service, among all who were served
    key_and_turn: float | None  # the least of the wishes that ten or more were served with
    wishes: tuple[Turns, ...]
    remote_callers: float | None
    remote_booked: float | None
    regions: tuple[Home, ...]


FEW = 10  # turns, of which a correlation says little


def fairness(pairs: Sequence[Pair], remote: Collection[str]) -> Fairness:
    """Compare who called with who was served; `remote` names regions."""
    served = [(each.first_try, each.served) for each, _ in pairs if each.served is not None]
    wishes = tuple(_turns(wish, turns) for wish, turns in sorted(_by_wish(pairs).items()))
    known = [each.correlation for each in wishes if each.correlation is not None and each.served >= FEW]
    booked = [who for each, who in pairs if each.booked is not None]
    return Fairness(
        first_and_service=spearman(served),
        key_and_turn=min(known, default=None),
        wishes=wishes,
        remote_callers=_share((who for _, who in pairs), remote),
        remote_booked=_share(booked, remote),
        regions=tuple(_homes(pairs, remote)),
    )


def _by_wish(pairs: Iterable[Pair]) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = defaultdict(list)
    for each, _ in pairs:
        if each.key is not None and each.served is not None:
            found[each.wish].append(each)
    return found


def _turns(wish: str, those: Sequence[Outcome]) -> Turns:
    order = {turn: at for at, turn in enumerate(sorted({_turn(each) for each in those}))}
    turns = [(float(each.key or 0), float(order[_turn(each)])) for each in those]
    passed = [those[which] for which in overtaken(turns)]
    reasons = Counter(reason for each in passed for reason in dict.fromkeys(each.reasons or [UNEXPLAINED]))
    return Turns(wish, len(those), spearman(turns), len(passed), dict(sorted(reasons.items())))


def _turn(each: Outcome) -> tuple[float, int]:
    return each.served or 0.0, each.serial


def _share(people: Iterable[Person], remote: Collection[str]) -> float | None:
    homes = [who.region in remote for who in people]
    return sum(homes) / len(homes) if homes and remote else None


def _homes(pairs: Sequence[Pair], remote: Collection[str]) -> Iterable[Home]:
    lived = Counter(who.region for _, who in pairs)
    booked = Counter(who.region for each, who in pairs if each.booked is not None)
    clinics = Counter(each.clinic_region for each, _ in pairs if each.booked is not None)
    for region in sorted({*lived, *clinics}):
        yield Home(region, region in remote, lived[region], booked[region], clinics[region])
