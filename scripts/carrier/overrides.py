"""The connection overrides that a webhook's URL may carry in its fragment."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urldefrag

from scripts.carrier.errors import CallFault

POLICIES = {"4xx", "5xx", "ct", "rt", "all"}


@dataclass(frozen=True, slots=True)
class Overrides:
    """How long to wait and what to try again; times in seconds."""

    connect: float = 5.0
    read: float = 15.0
    total: float = 15.0
    retries: int = 1
    policy: frozenset[str] = frozenset({"ct"})

    def tries_again(self, failure: str) -> bool:
        return "all" in self.policy or failure in self.policy


def _within(text: str, low: int, high: int, default: int) -> int:
    return min(max(int(text), low), high) if text.isdigit() else default


def read_overrides(url: str) -> tuple[str, Overrides]:
    """Give a URL without its fragment, and what the fragment asked for."""
    bare, fragment = urldefrag(url)
    asked = dict(parse_qsl(fragment))
    policy = frozenset(asked.get("rp", "ct").split(","))
    if not policy <= POLICIES:
        raise CallFault(11243, url)
    return bare, Overrides(
        connect=_within(asked.get("ct", ""), 100, 10_000, 5_000) / 1000,
        read=_within(asked.get("rt", ""), 100, 15_000, 15_000) / 1000,
        total=_within(asked.get("tt", ""), 100, 15_000, 15_000) / 1000,
        retries=_within(asked.get("rc", ""), 0, 5, 1),
        policy=policy,
    )
