"""Make the environment: `python -m scripts.environment run`, or `test` for what the tests need too."""

import fcntl
import os
import sys

from scripts.environment import javascript, virtual
from scripts.environment.faults import CannotBeMade
from scripts.environment.places import ROOT


def main() -> int:
    """Make what is not made yet."""
    purpose = virtual.Purpose(sys.argv[1])
    parts = (virtual, javascript)
    if all(part.is_made(purpose) for part in parts):
        return 0
    try:
        _take_turns()
        for part in parts:
            if not part.is_made(purpose):
                part.make(purpose)
    except CannotBeMade as fault:
        print(f"fairline: {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _take_turns() -> None:
    """Wait for another start that is making the environment; the lock is let go when this process ends."""
    checkout = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(checkout, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another start is making the environment; waiting for it ...", file=sys.stderr)
        fcntl.flock(checkout, fcntl.LOCK_EX)


if __name__ == "__main__":
    sys.exit(main())
