"""A supervisor's levers: pause, close for today, open again, announce, offer callbacks or not; each with why.

Every lever that changes something writes one row of what was done, by whom and why, in the same transaction;
pulled again as it stands, it changes nothing and writes nothing. Whatever is pulled, `0` leads to a person or
to a place that is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from redis import Redis
from sqlalchemy import Connection, and_, bindparam, insert, select, update

from booking_core import Database, Prepared, campaign_of, insert_once
from queueing import lever_tables, lua, pausing, tables
from queueing.errors import BadAnnouncement
from queueing.lever import NONE, Announcement, Pulled, checked
from queueing.line import answering
from queueing.timetable import Timetable

LONGEST = timedelta(days=366)  # of an announcement
_LINE, _SAID, _DONE = tables.line.c, lever_tables.announcement.c, lever_tables.lever.c
_UP = and_(_SAID.line == _LINE.name, _SAID.removed_at.is_(None))
# Every step of every call asks this: it is built once.
_PULLED = Prepared(
    select(
        _LINE.paused_at, _LINE.announcement, _LINE.shut_until, _LINE.callbacks_off_at,
        _SAID.id, _SAID.texts, _SAID.until,
    )
    .select_from(tables.line.outerjoin(lever_tables.announcement, _UP))
    .where(_LINE.name == bindparam("line"))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did with a lever."""

    at: datetime
    by: str
    act: str  # pause, open, close, announce, take_down, callbacks_off, callbacks_on
    reason: str
    note: dict[str, Any]  # what was set: {"says"}, {"until"}, {"texts", "until"}


def pulled(tx: Connection, line: str) -> Pulled:
    """Return where the levers of a line stand."""
    row = _PULLED.first(tx, line=line)
    if row is None:
        return NONE
    paused_at, announcement, shut_until, callbacks_off_at, *announced = row
    said = None if announced[0] is None else Announcement(*announced)
    return Pulled(None if paused_at is None else announcement, shut_until, callbacks_off_at is None, said)


def tell(database: Database, redis: Redis, line: str = "main") -> None:
    """Let the wait loop know at once where the levers stand; the clock tells it every second."""
    with database.reading() as look:
        words = pulled(look, line).words()
    with answering():
        redis.set(lua.key(line, "levers"), words)


class Levers:
    """The levers of one line. Write in SQL, commit, `tell` the wait loop; each returns whether it changed."""

    def __init__(self, line: str = "main") -> None:
        self.line = line

    def pulled(self, tx: Connection) -> Pulled:
        """Return where they stand."""
        return pulled(tx, self.line)

    def pause(self, tx: Connection, says: str, reason: str, by: str, now: datetime) -> bool:
        """Give no turns for a while, and say why: one of `pausing.ANNOUNCEMENTS`."""
        if says not in pausing.ANNOUNCEMENTS:
            raise ValueError(f"{says!r} is none of {pausing.ANNOUNCEMENTS}")
        if self._locked(tx).pause == says:
            return False
        pausing.pause(tx, says, now, self.line)
        return self._noted(tx, "pause", reason, by, now, says=says)

    def close_today(self, tx: Connection, reason: str, by: str, now: datetime) -> bool:
        """Close the line till the first opening of another day; who waits is carried over with their key."""
        before = self._locked(tx)
        if before.shut_until is not None and before.shut_until > now:
            return False
        until = Timetable.of(campaign_of(tx), before).ends_today(now)
        self._set(tx, shut_until=until)
        return self._noted(tx, "close", reason, by, now, until=until.isoformat())

    def open(self, tx: Connection, reason: str, by: str, now: datetime) -> bool:
        """End a pause and an early close; the hours of the campaign hold again."""
        before = self._locked(tx)
        if before.pause is None and (before.shut_until is None or before.shut_until <= now):
            return False
        self._set(tx, paused_at=None, announcement=None, shut_until=None)
        return self._noted(tx, "open", reason, by, now)

    def announce(
        self, tx: Connection, texts: Mapping[str, str], until: datetime, reason: str, by: str, now: datetime
    ) -> bool:
        """Put up what callers hear until then, in place of what was up; raises BadAnnouncement."""
        said = checked(texts)
        if until <= now:
            raise BadAnnouncement("An announcement ends later than now.")
        if until - now > LONGEST:
            raise BadAnnouncement("An announcement ends within a year.")
        before = self._locked(tx).announced(now)
        if before is not None and (before.texts, before.until) == (said, until):
            return False
        self._down(tx, now)
        tx.execute(
            insert(lever_tables.announcement).values(line=self.line, texts=said, until=until, put_up_at=now)
        )
        return self._noted(tx, "announce", reason, by, now, texts=said, until=until.isoformat())

    def take_down(self, tx: Connection, reason: str, by: str, now: datetime) -> bool:
        """Take down what is announced."""
        if self._locked(tx).announced(now) is None:
            return False
        self._down(tx, now)
        return self._noted(tx, "take_down", reason, by, now)

    def call_back(self, tx: Connection, reason: str, by: str, now: datetime, *, offered: bool) -> bool:
        """Offer callbacks again, or offer no more: what is promised by then stands."""
        if self._locked(tx).calls_back == offered:
            return False
        self._set(tx, callbacks_off_at=None if offered else now)
        return self._noted(tx, "callbacks_on" if offered else "callbacks_off", reason, by, now)

    def done(self, tx: Connection, since: datetime, limit: int = 50) -> list[Done]:
        """Return what was done since then, the newest first."""
        mine = (_DONE.line == self.line) & (_DONE.at >= since)
        rows = select(_DONE.at, _DONE.who, _DONE.act, _DONE.reason, _DONE.note).where(mine)
        return [Done(*row) for row in tx.execute(rows.order_by(_DONE.id.desc()).limit(limit))]

    def _locked(self, tx: Connection) -> Pulled:
        """Return where the levers stand, and let nobody else pull one before this transaction ends."""
        insert_once(tx, tables.line, name=self.line)
        tx.execute(select(_LINE.name).where(_LINE.name == self.line).with_for_update())
        return pulled(tx, self.line)

    def _set(self, tx: Connection, **values: Any) -> None:
        tx.execute(update(tables.line).where(_LINE.name == self.line).values(**values))

    def _down(self, tx: Connection, now: datetime) -> None:
        up = update(lever_tables.announcement).where(_SAID.line == self.line, _SAID.removed_at.is_(None))
        tx.execute(up.values(removed_at=now))

    def _noted(self, tx: Connection, act: str, reason: str, by: str, now: datetime, **note: Any) -> bool:
        row = {"line": self.line, "at": now, "who": by, "act": act, "reason": reason, "note": note}
        tx.execute(insert(lever_tables.lever).values(row))
        return True
