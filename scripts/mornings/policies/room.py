"""How many may be on the line at once, and how many desks answer."""

import math
from collections import deque
from dataclasses import dataclass, field


@dataclass(slots=True)
class Room:
    """`desks` as `(from second, how many)`; `lines` in all and `waiting` for a desk, None without a limit."""

    desks: tuple[tuple[float, int], ...]
    lines: int | None = None
    waiting: int | None = None
    cut_off: float = math.inf  # seconds after which who waits is cut off
    on_duty: int = 0
    talking: int = 0
    queue: deque[tuple[int, int]] = field(default_factory=deque)  # (telephone, call), those who left too
    in_queue: int = 0  # without those

    @property
    def has_desk(self) -> bool:
        return self.talking < self.on_duty

    @property
    def is_full(self) -> bool:
        """Tell whether one more caller would hear a busy tone."""
        if self.lines is not None and self.talking + self.in_queue >= self.lines:
            return True
        return self.waiting is not None and self.in_queue >= self.waiting and not self.has_desk
