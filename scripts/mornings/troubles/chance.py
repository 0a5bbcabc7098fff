"""How often which trouble comes: drawn from the seed, so that each morning is rough in its own way."""

import random
from dataclasses import asdict, dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Rates:
    """Chances for each webhook or request, and how many of each trouble come in a morning on average."""

    copied: float = 0.12  # a webhook comes once more, within a quarter of a minute
    delayed: float = 0.03  # by up to 14 seconds
    lost: float = 0.02  # it never arrives, and comes again
    unanswered: float = 0.02  # it is done, and its answer is lost: it comes again
    refused: float = 0.08  # the carrier answers a request with 429
    broken: float = 0.08  # or with 500
    unheard: float = 0.12  # the carrier does what it was asked, and the answer is lost
    never_asked: float = 0.05  # the request is lost
    status_lost: float = 0.05  # the word of a call's end, or of a ring, which the carrier tells once
    forged: float = 12
    deaths: float = 14
    pauses: float = 8
    lost_words: float = 6  # the connection to the database breaks at a statement or a commit
    emptied: float = 1.5
    rewound: float = 1.5  # Redis is killed, and comes back without its last two seconds
    database_restarts: float = 1.5
    clock_steps: float = 2

    @classmethod
    def drawn(cls, chance: random.Random) -> Self:
        """Multiply each of these by something between a quarter and two, or leave it out."""
        return cls(**{name: usual * _times(chance) for name, usual in asdict(cls()).items()})

    def none(self) -> Self:
        """Return no trouble at all."""
        return replace(self, **dict.fromkeys(asdict(self), 0.0))


def _times(chance: random.Random) -> float:
    return 0.0 if chance.random() < 0.2 else 2 ** chance.uniform(-2, 1)  # noqa: PLR2004
