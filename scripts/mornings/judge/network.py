"""The network's log as it is read: its lines, and each call from its first ring to its end."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

Line = dict[str, Any]
AT_ONCE = (
    5000  # lines that are read as one list: their names are one string each then, and it takes half the time
)
REPEATED = ("what", "call", "number", "then")  # of which there are few
DOCUMENT, NOTED = 200, 204


class Network:
    """Everything that the network saw, in order."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._kinds: dict[str, list[Line]] = defaultdict(list)
        self.ends = datetime.fromtimestamp(0, UTC)  # when the last thing was seen
        for line in lines:
            self._kinds[line["what"]].append(line)
            self.ends = max(self.ends, line["at"])

    @classmethod
    def read(cls, path: Path) -> "Network":
        """Read a log; ValueError where a line is none."""
        with path.open() as file:
            return cls(_lines(file))

    def of(self, what: str) -> list[Line]:
        """Return the lines of a kind."""
        return self._kinds.get(what, [])

    @cached_property
    def answers(self) -> list[Line]:
        """Return the answers that came, of requests that were the carrier's own."""
        forged = {line["id"] for line in self.of("webhook") if line["forged"]}
        came = [line for line in self.of("answer") if line["status"] in {DOCUMENT, NOTED}]
        return [line for line in came if line["id"] not in forged]

    @cached_property
    def of_calls(self) -> dict[str, list[Line]]:
        """Return the documents of each call; what answers a copy is heard by nobody."""
        copies = {line["id"] for line in self.of("webhook") if line["try"] == "copy"}
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self.answers:
            if line["status"] == DOCUMENT and line["id"] not in copies:
                found[line["call"]].append(line)
        return dict(found)

    @cached_property
    def hung_up(self) -> dict[str, Line]:
        """Return the end of each call that has ended."""
        return {line["call"]: line for line in self.of("hung-up")}

    @cached_property
    def claims(self) -> dict[str, str]:
        """Return the claim about which each of our calls was made, as its address names it."""
        asked = ((line["call"], parse_qs(urlsplit(line["address"]).query)) for line in self.of("webhook"))
        return {call: about["claim"][0] for call, about in asked if "claim" in about}

    @cached_property
    def of_agents(self) -> set[str]:
        """Return the calls of browser phones, which are at desks."""
        return {line["call"] for line in self.of("webhook") if line["number"].startswith("client:")}

    def said(self, fact: str) -> list[Line]:
        """Return the answers in which this was said."""
        return [line for line in self.answers if fact in line["said"]]


def _lines(file: Iterable[str]) -> Iterator[Line]:
    """Yield the lines, whose many words are few strings: a million of them have to find room."""
    known: dict[str, str] = {}
    rest = iter(file)
    while some := list(islice(rest, AT_ONCE)):
        for line in json.loads(f"[{','.join(some)}]"):
            line["at"] = datetime.fromisoformat(line["at"])
            for name in REPEATED:
                if name in line:
                    line[name] = known.setdefault(line[name], line[name])
            yield line
