"""What the network saw of its webhooks: how long each took until it had an answer, over all its tries."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from scripts.measures.webhooks.load import percentile
from scripts.mornings.judge.network import Line

OK, LIMIT = {200, 204}, 15.0  # statuses; seconds, after which Twilio gives up


def read(log: Path) -> list[Line]:
    """Return the lines of the network's log, in order."""
    lines = map(json.loads, log.read_text().splitlines())
    return [line | {"at": datetime.fromisoformat(line["at"])} for line in lines]


@dataclass(slots=True)
class Asked:
    """One request through all its tries."""

    began: datetime
    which: str
    tries: int = 0
    failed: int = 0
    answered: datetime | None = None
    gave_up: datetime | None = None

    @property
    def took(self) -> float:
        """Seconds until its answer, or until it was given up."""
        over = self.answered or self.gave_up
        return (over - self.began).total_seconds() if over else 0.0


def failed_in_restarts(lines: Iterable[Line]) -> int:
    """Count the tries that came to nothing while the web processes were restarted in turn."""
    count, restarts = 0, False
    for line in lines:
        if line["what"] in {"trouble", "restarted"}:
            restarts = line.get("kind") == "restart"
        elif restarts and line["what"] in {"answer", "event-answer"}:
            count += line["status"] not in OK
    return count


@dataclass(slots=True)
class Webhooks:
    """All of them, by the token that the tries of one share; copies are told apart."""

    asked: dict[tuple[str, bool], Asked] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Webhooks":
        """Read the network's log."""
        found, tries = cls(), dict[int, Asked]()
        for line in lines:
            if line["what"] in {"webhook", "event"}:
                tries[line["id"]] = found._begin(line)
            elif line["what"] in {"answer", "event-answer"}:
                _end(tries[line["id"]], line)
        return found

    def _begin(self, line: Line) -> Asked:
        fresh = Asked(line["at"], line["try"])
        asked = self.asked.setdefault((line["token"], line["try"] == "copy"), fresh)
        asked.tries += 1
        return asked

    def as_json(self) -> dict[str, Any]:
        """Return the counts, and seconds to an answer."""
        every = [each for each in self.asked.values() if each.answered or each.gave_up]
        own = [each for each in every if each.which != "copy"]
        took = sorted(each.took for each in own if each.answered) or [0.0]
        without = [each for each in own if not each.answered]
        fallbacks = [each for each in own if each.which == "fallback"]
        return {
            "webhooks": len(own),
            "webhooks_a_second": round(_rate(own), 1),
            "answered": len(own) - len(without),
            "p50_ms": round(1000 * percentile(took, 50), 1),
            "p99_ms": round(1000 * percentile(took, 99), 1),
            "max_ms": round(1000 * max(each.took for each in own), 1) if own else 0.0,
            "over_15_s": sum(each.took >= LIMIT - 0.1 for each in own),
            "answered_at_second_try": sum(bool(each.answered and each.failed) for each in own),
            "without_answer": len(without),
            "fallbacks": len(fallbacks),
            "fallbacks_without_answer": sum(not each.answered for each in fallbacks),
            "copies": len(every) - len(own),
            "in_flight_at_the_end": len(self.asked) - len(every),
        }


def _rate(every: list[Asked]) -> float:
    """Return how many were sent in a second."""
    sent = [each.began for each in every]
    return len(sent) / (max(sent) - min(sent)).total_seconds() if len(sent) > 1 else 0.0


def calls(lines: Iterable[Line]) -> dict[str, int]:
    """Count who ended the calls."""
    ends = Counter(line["by"] for line in lines if line["what"] == "hung-up")
    return {f"ended_by_{by}": ends[by] for by in ("caller", "hotline", "network", "nobody")}


def _end(asked: Asked, line: Line) -> None:
    if line["status"] in OK:
        asked.answered = asked.answered or line["at"]
    else:
        asked.failed += 1
        asked.gave_up = line["at"]
