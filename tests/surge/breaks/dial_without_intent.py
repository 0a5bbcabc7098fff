"""Whatever is to be dialled is dialled, and nobody asks whether that attempt rings already."""

from contextlib import ExitStack, contextmanager
from dataclasses import replace
from unittest.mock import patch

from ivr import addresses, dials
from ivr.causes import Asked
from ivr.dialled import Wanted, dialled


@contextmanager
def broken():
    with ExitStack() as both:
        both.enter_context(patch.object(dials, "dialled", _first))
        both.enter_context(patch.object(Asked, "wanted", _wanted))
        yield


def _first(carrier, clock, errand, wanted):
    return replace(dialled(carrier, clock, replace(errand, fence=1), wanted), errand=errand)


def _wanted(_self, _look, errands, now, until):
    return {each.id: _of(each.payload["place"], each.payload["attempt"], now, until) for each in errands}


def _of(place, attempt, now, until):
    return Wanted(now, until, addresses.callback(place, attempt), addresses.callback_status(place, attempt))
