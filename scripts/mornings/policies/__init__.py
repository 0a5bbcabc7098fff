"""Models of what hotlines commonly do, over the same people: a busy-signal lottery, and a plain queue.

They are models and not those mornings' systems: both have the desks, units and callers of the scenario, and
only what tells the two apart is modelled. Ours is no model: it is the hotline itself, in virtual time.
"""

from scripts.mornings.policies.fifo import fifo
from scripts.mornings.policies.lottery import lottery

__all__ = ["fifo", "lottery"]
