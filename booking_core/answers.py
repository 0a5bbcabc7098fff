"""Every write has a key; asking twice with one key is asking once."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Connection, select, update

from booking_core import tables
from booking_core.inserting import insert_once

T = TypeVar("T")


class OtherRequest(Exception):
    """This key has already been used for a different request."""


def once(
    tx: Connection, key: str, request: dict[str, Any], work: Callable[[], dict[str, Any]], now: datetime
) -> dict[str, Any]:
    """Do the work the first time a key is seen, and give the stored answer every time after.

    Work that is refused leaves no trace, of its key neither. Raises OtherRequest where the key came before
    with another request.
    """
    row = tables.answer
    digest = hashlib.sha256(json.dumps(request, sort_keys=True, default=str).encode()).hexdigest()
    with tx.begin_nested():
        if insert_once(tx, row, key=key, request=digest, response={}, at=now):
            response = work()
            tx.execute(update(row).where(row.c.key == key).values(response=response))
            return response
    stored = tx.execute(select(row.c.request, row.c.response).where(row.c.key == key)).one()
    if stored.request != digest:
        raise OtherRequest(OtherRequest.__doc__)
    return dict(stored.response)


def answered(
    tx: Connection,
    key: str | None,
    request: dict[str, Any],
    shape: TypeAdapter[T],
    work: Callable[[], T],
    now: datetime,
) -> T:
    """Do the same for an answer of some shape; without a key, just do the work."""
    if key is None:
        return work()
    stored = once(tx, key, request, lambda: {"answer": shape.dump_python(work(), mode="json")}, now)
    return shape.validate_python(stored["answer"])
