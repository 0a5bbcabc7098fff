"""The waiting list, as tables: an entry, whom it is for, and how far the releases have been given out."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Table,
    text,
)

from booking_core.columns import Identity, Instant, Json
from booking_core.tables import metadata

waitlist = Table(
    "waitlist",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("key", BigInteger, nullable=False),  # of the place in the line
    Column("channel", String(12), nullable=False),
    Column("phone", String(16)),  # where offers are told
    Column("language", String(8), nullable=False),
    Column("regions", Json, nullable=False),
    Column("clinics", Json, nullable=False),
    Column("not_before", Date),
    Column("not_after", Date),
    Column("swaps", Boolean, nullable=False),  # what they have stays until an offer is accepted instead
    Column("state", String(12), nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("claim_id", ForeignKey("claim.id"), unique=True),  # what it is offered just now
    Column("deadline", Instant),
    Column("tries", SmallInteger, nullable=False, server_default="0"),  # calls for this offer
    Column("missed", SmallInteger, nullable=False, server_default="0"),  # offers in a row
    CheckConstraint("(state = 'offered') = (claim_id IS NOT NULL)", name="offered"),
    CheckConstraint("(state = 'offered') = (deadline IS NOT NULL)", name="until"),
    Index("ix_waitlist_order", "campaign_id", "state", "key", "id"),
    Index(
        "ix_waitlist_deadline",
        "deadline",
        postgresql_where=text("deadline IS NOT NULL"),
        sqlite_where=text("deadline IS NOT NULL"),
    ),
)

# One open entry a person.
waitlist_person = Table(
    "waitlist_person",
    metadata,
    Column("waitlist_id", ForeignKey("waitlist.id"), primary_key=True),
    Column("seat", SmallInteger, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("is_open", Boolean, nullable=False),
    Index(
        "uq_waitlist_person_open",
        "person_id",
        "campaign_id",
        unique=True,
        postgresql_where=text("is_open"),
        sqlite_where=text("is_open"),
    ),
)

# The newest unit of each release (0: of what has none) that was given out in the order of the keys.
opening = Table(
    "opening",
    metadata,
    Column("release_id", BigInteger, primary_key=True, autoincrement=False),
    Column("unit_id", BigInteger, nullable=False),
)
