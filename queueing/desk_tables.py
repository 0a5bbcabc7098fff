"""Agents' desks as tables: each as it stands, and each of its moves."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    false,
    text,
)
from sqlalchemy import (
    UniqueConstraint as Unique,
)

from booking_core import Identity, Instant, Json, metadata

_DUE = text("deadline IS NOT NULL")
_NONE = text("'[]'")

desk = Table(
    "desk",
    metadata,
    Column("agent", String(64), primary_key=True),
    Column("line", String(40), nullable=False),
    Column("endpoint", String(120), nullable=False),
    Column("languages", Json, nullable=False),
    Column("skills", Json, nullable=False, server_default=_NONE),
    Column("state", String(12), nullable=False),
    Column("why", String(24), nullable=False),
    Column("version", Integer, nullable=False),
    Column("rings", Integer, nullable=False),
    Column("since", Instant, nullable=False),
    Column("idle_since", Instant),  # when it was last done with a caller
    Column("deadline", Instant),
    Column("call_sid", String(64)),
    Column("place_id", ForeignKey("place.id"), unique=True),
    Column("on_hold", Boolean, nullable=False, server_default=false()),
    Column("muted", Boolean, nullable=False, server_default=false()),
    Column("hand_at", Instant),  # since when its agent asks for help
    Column("guest", Json),  # the telephone that is brought into the talk
    Column("passed_by", String(64), index=True),  # who offers it the caller that they talk with
    Column("after", String(24)),  # where it goes after this call, where that is not ready
    Column("warm", Boolean, nullable=False, server_default=false()),  # who offers it a caller introduces them
    Column("room", String(100)),  # its conference, where that is not the first that it had
    Column("leg_at", Instant),  # since when its phone leg is up
    Column("phone_test", Json),
    Index("ix_desk_deadline", "deadline", postgresql_where=_DUE, sqlite_where=_DUE),
)

# Each move of a desk: how long a caller takes, who was on duty, whom it was offered and could have served.
desk_event = Table(
    "desk_event",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("agent", String(64), nullable=False),
    Column("line", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("why", String(24), nullable=False),
    Column("at", Instant, nullable=False),
    Column("place_id", ForeignKey("place.id")),
    Column("languages", Json, nullable=False),
    Column("skills", Json, nullable=False, server_default=_NONE),
    Unique("agent", "version"),
    Index("ix_desk_event_at", "line", "at"),
)
