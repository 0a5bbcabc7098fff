"""How many people call for the first time in a second: as many as are given, or as the machine can bear.

Without a number the pace rises until answers take noticeably longer, and falls where they take too long. When
somebody calls is never up to how those before them fare: only how many there will be.
"""

import asyncio
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from scripts.measures.webhooks.load import percentile

BEGINS, EVERY = 8.0, 6.0  # callers a second; seconds
QUICK, SLOW = 0.12, 0.4  # seconds that nine of ten answers take
RISES, FALLS = 1.05, 0.8


@dataclass
class Pace:
    """The rate, which `keep` sets by the network's log unless it is fixed."""

    log: Path
    rate: float = BEGINS
    is_fixed: bool = False

    async def keep(self) -> None:
        """Look at the answers every few seconds."""
        with self.log.open() as file:
            while not self.is_fixed:
                await asyncio.sleep(EVERY)
                self.feel([*_took(file)])

    def feel(self, took: list[float]) -> None:
        """Go faster or slower by what the last answers took."""
        nine_of_ten = percentile(took, 90) if took else 0.0
        self.rate *= RISES if nine_of_ten < QUICK else FALLS if nine_of_ten > SLOW else 1.0


def _took(file: TextIO) -> Iterator[float]:
    for line in file:
        with suppress(ValueError):  # it is being written
            seen = json.loads(line)
            if seen["what"] == "answer":
                yield seen["took"]
