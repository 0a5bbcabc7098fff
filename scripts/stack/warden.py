"""`python -m scripts.stack.warden`: ends what is left when the run itself is killed.

Its standard input is a pipe from the run: a line for each process group that was started. When the pipe
closes without the word "done", the run is dead, however it died.
"""

import os
import signal
import sys
import time

PATIENCE = 5.0


def main() -> None:
    """Read until the run ends."""
    groups: set[int] = set()
    for line in sys.stdin:
        if line.strip() == "done":
            return
        groups.add(int(line))
    _end(groups, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while any(map(_is_there, groups)) and time.monotonic() < deadline:
        time.sleep(0.1)
    _end(groups, signal.SIGKILL)
    _stop_valkey()


def _end(groups: set[int], how: signal.Signals) -> None:
    for group in filter(_is_there, groups):
        os.killpg(group, how)


def _is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _stop_valkey() -> None:
    from queueing import QueueSettings, stop_embedded  # noqa: PLC0415  # seconds of imports that are seldom needed

    stop_embedded(QueueSettings())


if __name__ == "__main__":
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)  # it ends when the run has ended, not before
    main()
