"""Who waits and what is owed, as tables: the truth that the order in Redis is made from."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, text
from sqlalchemy import UniqueConstraint as Unique

from booking_core import Identity, Instant, Json, metadata

_DUE = text("deadline IS NOT NULL")

place = Table(
    "place",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("line", String(40), nullable=False),
    Column("key", BigInteger, nullable=False),
    Column("ticket", String(8), nullable=False, unique=True),
    Column("phone", String(20)),
    Column("language", String(8), nullable=False),
    Column("wish", Json, nullable=False),
    Column("state", String(12), nullable=False),
    Column("why", String(24), nullable=False),
    Column("version", Integer, nullable=False),
    Column("call_sid", String(64)),
    Column("agent", String(64)),
    Column("arrived_at", Instant, nullable=False),
    Column("joined_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("turn_at", Instant),
    Column("deadline", Instant),
    Unique("line", "key"),
    CheckConstraint(
        "(deadline IS NULL) = (state IN ('done', 'left', 'stopped'))", name="every_state_has_an_end"
    ),
    Index("ix_place_order", "line", "state", "key"),
    Index("ix_place_phone", "line", "phone", "key"),
    Index("ix_place_deadline", "line", "deadline", postgresql_where=_DUE, sqlite_where=_DUE),
)

place_event = Table(
    "place_event",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("state", String(12), nullable=False),
    Column("at", Instant, nullable=False),
    Column("call_sid", String(64)),
    Column("agent", String(64)),
    Column("note", Json),
    Unique("place_id", "version"),
)

leg = Table(
    "leg",
    metadata,
    Column("id", Identity, primary_key=True),  # the sequence inside a key
    Column("call_sid", String(64), nullable=False, unique=True),
    Column("line", String(40), nullable=False),
    Column("phone", String(20)),
    Column("answered_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("place_id", ForeignKey("place.id"), index=True),
    Index("ix_leg_phone", "phone", "answered_at"),
)

desk = Table(
    "desk",
    metadata,
    Column("agent", String(64), primary_key=True),
    Column("line", String(40), nullable=False),
    Column("endpoint", String(120), nullable=False),
    Column("languages", Json, nullable=False),
    Column("state", String(12), nullable=False),
    Column("why", String(24), nullable=False),
    Column("version", Integer, nullable=False),
    Column("rings", Integer, nullable=False),
    Column("since", Instant, nullable=False),
    Column("deadline", Instant),
    Column("call_sid", String(64)),
    Column("place_id", ForeignKey("place.id"), unique=True),
    Index("ix_desk_deadline", "deadline", postgresql_where=_DUE, sqlite_where=_DUE),
)
