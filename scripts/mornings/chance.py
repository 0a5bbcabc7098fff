"""Tickets, references, claims and lots are drawn in secret; on a simulated morning, from the seed."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def drawn_from(seed: int) -> Iterator[None]:
    """Let the system's own source of chance be the seed: so that a replay is the same to the last digit."""
    ours = random.Random(f"{seed}:secrets").randbytes
    kept = [(module, name, getattr(module, name)) for module, name in ((os, "urandom"), (random, "_urandom"))]
    for module, name, _ in kept:
        setattr(module, name, ours)
    try:
        yield
    finally:
        for module, name, theirs in kept:
            setattr(module, name, theirs)
