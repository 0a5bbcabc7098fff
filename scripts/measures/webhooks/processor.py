"""How much of a processor a server has taken: steadier than a rate on a busy machine. Linux only."""

import os
from pathlib import Path

PROC = Path("/proc")
GROUP, USER, SYSTEM = 2, 11, 12  # fields of /proc/PID/stat after the name (proc(5))


def seconds_of(group: int) -> float | None:
    """Return the seconds of processor of all processes of a group; None where it cannot be known."""
    if not (PROC / "self" / "stat").exists():
        return None
    stats = (_stat(each) for each in PROC.iterdir() if each.name.isdigit())
    ticks = sum(int(it[USER]) + int(it[SYSTEM]) for it in stats if it and int(it[GROUP]) == group)
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(process: Path) -> list[str]:
    try:
        return (process / "stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return []  # it has ended meanwhile
