"""The outbox: what must be done in the world because of what was stored, in the same transaction.

A row is due, then leased to a worker for a while; each lease raises the fence, and only the holder of
the newest fence may say that the errand is done. The job queue is a doorbell; a lost bell loses nothing.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select, update

from booking_core import tables
from booking_core.database import Database
from booking_core.inserting import insert_all_once, insert_once

LEASE = timedelta(seconds=25)  # what a dead worker took along is done again within half a minute


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing to do, as leased: the fence counts the leases, so it also numbers the attempts."""

    id: int
    kind: str
    key: str
    payload: dict[str, Any]
    due: datetime
    fence: int


class Outbox:
    """The rows that wait to be carried out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @staticmethod
    def put(tx: Connection, kind: str, key: str, payload: dict[str, Any], due: datetime) -> None:
        """Owe an errand; the same kind and key again is the same errand."""
        insert_once(tx, tables.errand, kind=kind, key=key, payload=payload, due=due)

    @staticmethod
    def put_all(tx: Connection, kind: str, owed: Iterable[tuple[str, dict[str, Any], datetime]]) -> None:
        """Owe several errands of one kind, each a key, a payload and when it is due."""
        rows = [{"kind": kind, "key": key, "payload": what, "due": due} for key, what, due in owed]
        insert_all_once(tx, tables.errand, rows)

    @staticmethod
    def take_back(tx: Connection, kind: str, keys: Collection[str], now: datetime) -> None:
        """Owe these errands no longer; one that is being carried out just now may still happen."""
        row = tables.errand
        mine = (row.c.kind == kind) & row.c.key.in_(keys) & row.c.done_at.is_(None)
        tx.execute(update(row).where(mine).values(done_at=now, lease_until=None, error="taken back"))

    def due(self, now: datetime, kind: str | None = None) -> int:
        """Count what could be taken at this moment, of all kinds or of one."""
        row = tables.errand
        mine = [] if kind is None else [row.c.kind == kind]
        with self._database.reading() as look:
            return look.scalar(select(func.count()).select_from(row).where(*_takeable(now), *mine)) or 0

    def next_due(self, after: datetime, until: datetime) -> datetime | None:
        """Return when the next errand falls due between two instants; None where none does."""
        row = tables.errand
        coming = (row.c.done_at.is_(None), row.c.due > after, row.c.due <= until)
        with self._database.reading() as look:
            return look.scalar(select(row.c.due).where(*coming).order_by(row.c.due).limit(1))

    def take(self, now: datetime, limit: int = 20, *, but: Collection[str] = ()) -> list[Errand]:
        """Lease what is due, the longest due first; kinds that have a pace of their own are left out."""
        more = [tables.errand.c.kind.not_in(but)] if but else []
        return self._database.run(lambda tx: _lease(tx, now, limit, more))

    @staticmethod
    def lease(tx: Connection, kind: str, now: datetime, limit: int) -> list[Errand]:
        """Lease what is due of one kind, the longest due first."""
        return _lease(tx, now, limit, [tables.errand.c.kind == kind])

    def is_owed(self, kind: str, key: str) -> bool:
        """Tell whether an errand is still to be done."""
        row = tables.errand.c
        mine = (row.kind == kind) & (row.key == key) & row.done_at.is_(None)
        with self._database.reading() as look:
            return look.scalar(select(row.id).where(mine)) is not None

    def done(self, errand: Errand, now: datetime) -> bool:
        """Close an errand; False says that the lease was lost and the word no longer counts."""
        return self.all_done([errand], now) == 1

    def all_done(self, errands: Iterable[Errand], now: datetime) -> int:
        """Close errands in one transaction; return for how many the lease was still ours."""
        values = {"done_at": now, "lease_until": None, "error": None}
        closing = list(errands)
        if not closing:
            return 0
        return self._database.run(lambda tx: sum(_write(tx, each, values) for each in closing))

    @staticmethod
    def close(tx: Connection, errand: Errand, now: datetime) -> bool:
        """Close an errand in this transaction; False says that the lease was lost: then write no more."""
        return _write(tx, errand, {"done_at": now, "lease_until": None, "error": None}) == 1

    @staticmethod
    def put_back(tx: Connection, errand: Errand, error: str, due: datetime) -> bool:
        """Put an errand back for a later try, with what went wrong; False says that the lease was lost."""
        return _write(tx, errand, {"due": due, "lease_until": None, "error": error[:500]}) == 1

    def again(self, errand: Errand, error: str, due: datetime) -> bool:
        """Put an errand back for a later try, with what went wrong; False says that the lease was lost."""
        return self._database.run(lambda tx: self.put_back(tx, errand, error, due))


def _lease(tx: Connection, now: datetime, limit: int, more: Iterable[ColumnElement[bool]]) -> list[Errand]:
    row = tables.errand
    due = select(row.c.id).where(*_takeable(now), *more).order_by(row.c.due, row.c.id).limit(limit)
    head = due.with_for_update(skip_locked=True).cte("head")  # a CTE is evaluated once, so the limit holds
    lease = (
        update(row)
        .where(row.c.id.in_(select(head.c.id)))
        .values(lease_until=now + LEASE, fence=row.c.fence + 1)
        .returning(row.c.id, row.c.kind, row.c.key, row.c.payload, row.c.due, row.c.fence)
    )
    taken = [Errand(*each) for each in tx.execute(lease)]
    return sorted(taken, key=lambda errand: (errand.due, errand.id))


def _write(tx: Connection, errand: Errand, values: dict[str, Any]) -> int:
    row = tables.errand
    mine = (row.c.id == errand.id) & (row.c.fence == errand.fence) & row.c.done_at.is_(None)
    return tx.execute(update(row).where(mine).values(**values)).rowcount


def _takeable(now: datetime) -> tuple[Any, ...]:
    row = tables.errand
    return (
        row.c.done_at.is_(None),
        row.c.due <= now,
        or_(row.c.lease_until.is_(None), row.c.lease_until < now),
    )
