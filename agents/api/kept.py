"""A write that is sent twice under one Idempotency-Key is done once, and answered the same."""

from collections.abc import Callable
from typing import Any

from agents.errors import Refused
from agents.services import here, me
from booking_core import OtherRequest, once

LONGEST_KEY = 64
Told = dict[str, Any]


class KeyTooLong(Refused):
    """An Idempotency-Key has at most 64 characters."""

    status = 422


class KeyUsed(Refused):
    """This Idempotency-Key came before with another request."""

    status = 422


class _NotYet(Exception):
    """Nothing is kept under this key."""


def once_for_key(key: str | None, request: Told, work: Callable[[], Told]) -> Told:
    """Do the work, or give the answer that is kept for this key.

    The work has transactions of its own, so its answer is kept after them. A program that sends one key twice
    at once may have it done twice: each operation is harmless then, and both get the first answer kept.
    """
    if key is None:
        return work()
    if len(key) > LONGEST_KEY:
        raise KeyTooLong(KeyTooLong.__doc__)
    name = f"api:{me().account.id}:{key}"
    try:
        return _keep(name, request, _nothing)
    except _NotYet:
        answer = work()
        return _keep(name, request, lambda: answer)


def _keep(name: str, request: Told, work: Callable[[], Told]) -> Told:
    try:
        return here().database.run(lambda tx: once(tx, name, request, work, here().now()))
    except OtherRequest as error:
        raise KeyUsed(KeyUsed.__doc__) from error


def _nothing() -> Told:
    raise _NotYet
