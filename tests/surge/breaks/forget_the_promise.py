"""Somebody who was promised a callback, calls, and hangs up again is promised nothing any more."""

from unittest.mock import patch

from queueing import away, ledger
from queueing.place import DROPPED


def broken():
    return patch.object(away, "gone", _gone)


def _gone(tx, held, why, now, **changes):
    return ledger.move(tx, held.id, DROPPED, why, now, call_sid=None, **changes)
