"""All counts of a morning, each with what was found; every count has to be 0."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.mornings.judge import forged, kept, keys, order, rings, silence, sold, told
from scripts.mornings.judge.finding import Finding
from scripts.mornings.judge.ledger import Ledger, open_ledger
from scripts.mornings.judge.network import Network

Rule = Callable[[Ledger, Network], Iterator[Finding]]
ROOMS = (told, kept, keys, sold, rings, order, forged, silence)
RULES: tuple[Rule, ...] = tuple(rule for room in ROOMS for rule in room.RULES)
COUNTS = (
    "lost", "oversold", "double_booked", "double_rung", "unexplained_overtakes", "forged_accepted", "silence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found, and how much there was to be judged."""

    findings: tuple[Finding, ...]
    judged: dict[str, int]

    @property
    def is_clean(self) -> bool:
        return not self.findings

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(finding.count for finding in self.findings)
        return {name: found[name] for name in COUNTS}

    def as_json(self) -> dict[str, Any]:
        """Return `{"counts": {...}, "judged": {...}, "findings": [{"count", "why", "rows"}]}`."""
        found = [finding.as_json() for finding in self.findings]
        return {"counts": self.counts, "judged": self.judged, "findings": found}

    def as_text(self) -> str:
        """Return the counts, and a line for each finding."""
        lines = [f"{name.replace('_', ' '):24} {count}" for name, count in self.counts.items()]
        lines += [f"{name:24} {count}" for name, count in self.judged.items()]
        lines += [f"  {it.count}: {it.why} {it.as_json()['rows']}" for it in self.findings]
        return "\n".join(lines)


def judge(database_url: str, log: Path) -> Verdict:
    """Judge a morning by its ledger and the network's log."""
    seen = Network.read(log)
    with open_ledger(database_url) as ledger:
        found = tuple(finding for rule in RULES for finding in rule(ledger, seen))
        return Verdict(found, _judged(ledger, seen))


def _judged(ledger: Ledger, seen: Network) -> dict[str, int]:
    """Count what there was: a morning on which nothing happened proves nothing."""
    counted = {
        "places": "SELECT count(*) AS n FROM place",
        "promises": "SELECT count(*) AS n FROM promise",
        "booked": "SELECT count(*) AS n FROM claim WHERE state = 'confirmed' AND dose = 1",
    }
    found = {name: int(ledger.rows(query)[0]["n"]) for name, query in counted.items()}
    kinds = {"calls": "webhook", "rings": "ring", "texts": "text", "troubles": "trouble"}
    lines = {name: len(seen.of(what)) for name, what in kinds.items()}
    lines["calls"] = len({line["call"] for line in seen.of("webhook")})
    lines["forged"] = sum(line["forged"] for line in seen.of("webhook"))
    return found | lines
