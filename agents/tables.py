"""Who may sit at a desk, and who is signed in, as tables."""

from sqlalchemy import Boolean, Column, ForeignKey, String, Table, false, text

from booking_core import Identity, Instant, Json, metadata

account = Table(
    "account",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("name", String(32), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("languages", Json, nullable=False),  # none named is every language
    Column("skills", Json, nullable=False, server_default=text("'[]'")),
    Column("endpoint", String(80), nullable=False),
    Column("disabled", Boolean, nullable=False, server_default=false()),
    Column("created_at", Instant, nullable=False),
)

sign_in = Table(
    "sign_in",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("ended_at", Instant),
)

# What an agent did to a booking, by the reference, which outlives a move.
deed = Table(
    "deed",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("key", String(120), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("reference", String(8), nullable=False, index=True),
    Column("by", String(32), nullable=False),
    Column("at", Instant, nullable=False),
    Column("told", Json, nullable=False),
)
