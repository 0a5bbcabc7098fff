"""Which process this is: the kernel is asked once, and again by a child that was forked."""

import os

_known = [os.getpid()]


def this_process() -> int:
    """Return the number of this process, at a fiftieth of the time that asking takes."""
    return _known[0]


def _ask_again() -> None:
    _known[0] = os.getpid()


os.register_at_fork(after_in_child=_ask_again)
