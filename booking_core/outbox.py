"""The outbox: what must be done in the world because of what was stored, in the same transaction.

A row is due, then leased to a worker for a while; each lease raises the fence, and only the holder of
the newest fence may say that the errand is done. The job queue is a doorbell; a lost bell loses nothing.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select, update

from booking_core import tables
from booking_core.database import Database
from booking_core.inserting import insert_all_once, insert_once
from booking_core.prepared import Prepared

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
    def was_owed(kind: str, key: ColumnElement[str]) -> ColumnElement[bool]:
        """Tell, as a condition on rows that have such a key, whether the errand was ever owed."""
        same = (tables.errand.c.kind == kind) & (tables.errand.c.key == key)
        return select(tables.errand.c.id).where(same).correlate_except(tables.errand).exists()

    @staticmethod
    def take_back(tx: Connection, kind: str, keys: Collection[str], now: datetime) -> None:
        """Owe these errands no longer; one that is being carried out just now may still happen."""
        row = tables.errand
        mine = (row.c.kind == kind) & row.c.key.in_(keys) & row.c.done_at.is_(None)
        tx.execute(update(row).where(mine).values(done_at=now, lease_until=None, error="taken back"))

    def due(self, now: datetime, kind: str | None = None) -> int:
        """Count what could be taken at this moment, of all kinds or of one."""
        of_kind = {} if kind is None else {"of_kind": kind}
        with self._database.reading() as look:
            [(count,)] = (_DUE_OF_KIND if of_kind else _DUE).all(look, now=now, **of_kind)
            return int(count)

    def next_due(self, after: datetime, until: datetime) -> datetime | None:
        """Return when the next errand falls due between two instants; None where none does."""
        row = tables.errand
        coming = (row.c.done_at.is_(None), row.c.due > after, row.c.due <= until)
        with self._database.reading() as look:
            return look.scalar(select(row.c.due).where(*coming).order_by(row.c.due).limit(1))

    def take(self, now: datetime, limit: int = 20, *, but: Collection[str] = ()) -> list[Errand]:
        """Lease what is due, the longest due first; kinds that have a pace of their own are left out."""
        return self._database.run(lambda tx: _leased(_LEASE, tx, now, most=limit, but=list(but)))

    @staticmethod
    def lease(tx: Connection, kind: str, now: datetime, limit: int) -> list[Errand]:
        """Lease what is due of one kind, the longest due first."""
        return _leased(_LEASE_OF_KIND, tx, now, most=limit, of_kind=kind)

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


def _leased(lease: Prepared, tx: Connection, now: datetime, **which: Any) -> list[Errand]:
    taken = [Errand(*each) for each in lease.all(tx, now=now, until=now + LEASE, **which)]
    return sorted(taken, key=lambda errand: (errand.due, errand.id))


def _write(tx: Connection, errand: Errand, values: dict[str, Any]) -> int:
    written = _WRITES[tuple(sorted(values))]
    return len(written.all(tx, errand=errand.id, held=errand.fence, **values))


def _lease(*more: ColumnElement[bool]) -> Prepared:
    first = select(_ROW.id).where(*_TAKEABLE, *more).order_by(_ROW.due, _ROW.id).limit(bindparam("most"))
    head = first.with_for_update(skip_locked=True).cte("head")  # a CTE is evaluated once, so the limit holds
    lease = update(tables.errand).where(_ROW.id.in_(select(head.c.id)))
    lease = lease.values(lease_until=bindparam("until", type_=_ROW.due.type), fence=_ROW.fence + 1)
    return Prepared(lease.returning(_ROW.id, _ROW.kind, _ROW.key, _ROW.payload, _ROW.due, _ROW.fence))


_ROW = tables.errand.c
_NOW = bindparam("now", type_=_ROW.due.type)
_TAKEABLE = (
    _ROW.done_at.is_(None),
    _ROW.due <= _NOW,
    or_(_ROW.lease_until.is_(None), _ROW.lease_until < _NOW),
)
_COUNT = select(func.count()).select_from(tables.errand).where(*_TAKEABLE)
_DUE, _DUE_OF_KIND = Prepared(_COUNT), Prepared(_COUNT.where(_ROW.kind == bindparam("of_kind")))
_LEASE = _lease(_ROW.kind.not_in(bindparam("but", expanding=True)))
_LEASE_OF_KIND = _lease(_ROW.kind == bindparam("of_kind"))
_MINE = (_ROW.id == bindparam("errand"), _ROW.fence == bindparam("held"), _ROW.done_at.is_(None))
_WRITTEN = update(tables.errand).where(*_MINE).returning(_ROW.id)
_CLOSED, _PUT_BACK = ("done_at", "error", "lease_until"), ("due", "error", "lease_until")
_WRITES: dict[tuple[str, ...], Prepared] = {names: Prepared(_WRITTEN) for names in (_CLOSED, _PUT_BACK)}
