"""How busy the machine is, where that can be known."""

from pathlib import Path

STAT = Path("/proc/stat")
IDLE = slice(3, 5)  # idle, and waiting for a disk


def ticks() -> tuple[int, int]:
    """Return the ticks of all cores so far: how many were not idle, and all; zeros where it is not told."""
    if not STAT.exists():
        return 0, 0
    spent = [int(each) for each in STAT.read_text().splitlines()[0].split()[1:9]]
    return sum(spent) - sum(spent[IDLE]), sum(spent)


def busy_since(before: tuple[int, int]) -> float | None:
    """Return the share of the machine that was busy since then, or None where it is not told."""
    busy, every = (now - then for now, then in zip(ticks(), before, strict=True))
    return busy / every if every else None
