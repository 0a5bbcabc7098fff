"""What a supervisor announces, and what was done with the levers of a line, as tables."""

from sqlalchemy import Column, Index, String, Table, text

from booking_core import Identity, Instant, Json, metadata

# What a supervisor lets callers hear for a time; at most one is up in a line.
announcement = Table(
    "announcement",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("line", String(40), nullable=False),
    Column("texts", Json, nullable=False),  # by language
    Column("until", Instant, nullable=False),
    Column("put_up_at", Instant, nullable=False),
    Column("removed_at", Instant),
    Index(
        "uq_announcement_up",
        "line",
        unique=True,
        postgresql_where=text("removed_at IS NULL"),
        sqlite_where=text("removed_at IS NULL"),
    ),
)

# What was done with the levers of a line, and why; appended to and never changed.
lever = Table(
    "lever",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("line", String(40), nullable=False),
    Column("at", Instant, nullable=False),
    Column("who", String(64), nullable=False),
    Column("act", String(24), nullable=False),
    Column("reason", String(200), nullable=False),
    Column("note", Json, nullable=False),
    Index("ix_lever_at", "line", "at"),
)
