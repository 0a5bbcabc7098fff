"""The network's log as it is read: its lines, and each call from its first ring to its end."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, cast

Line = dict[str, Any]
DOCUMENT, NOTED = 200, 204


class Network:
    """Everything that the network saw, in order."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = list(lines)

    @classmethod
    def read(cls, path: Path) -> "Network":
        """Read a log; ValueError where a line is none."""
        with path.open() as file:
            lines = [json.loads(line) for line in file]
        return cls({**line, "at": datetime.fromisoformat(line["at"])} for line in lines)

    def of(self, *what: str) -> list[Line]:
        """Return the lines of these kinds."""
        return [line for line in self.lines if line["what"] in what]

    @cached_property
    def ends(self) -> datetime:
        """Return when the last thing was seen."""
        return cast("datetime", max(line["at"] for line in self.lines))

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
    def of_agents(self) -> set[str]:
        """Return the calls of browser phones, which are at desks."""
        return {line["call"] for line in self.of("webhook") if line["number"].startswith("client:")}

    def said(self, fact: str) -> list[Line]:
        """Return the answers in which this was said."""
        return [line for line in self.answers if fact in line["said"]]
