"""The order that is made anew from the ledger has the latest first."""

import sys
from unittest.mock import patch

import queueing.rebuild  # noqa: F401 - the door has a function of that name

rebuild = sys.modules["queueing.rebuild"]


def broken():
    return patch.object(rebuild, "_words", _words(rebuild._words))


def _words(words):
    def turned(row):
        place, key, *rest = words(row)
        return [place, str(2**52 - int(key)), *rest]

    return turned
