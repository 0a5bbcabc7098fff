"""What the voice keeps: where each call stands, who wants no texts, and what was tried at the carrier."""

from sqlalchemy import Boolean, Column, Connection, Index, Integer, String, Table, Text, select

from booking_core import Identity, Instant, Json, metadata

conversation = Table(
    "conversation",
    metadata,
    Column("call_sid", String(64), primary_key=True),
    Column("number", Integer, nullable=False),  # of the document that the caller is hearing
    Column("language", String(8), nullable=False),
    Column("phone", String(20)),
    Column("state", Json, nullable=False),
    Column("reply", Text, nullable=False),
    Column("ended", Boolean, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Index("ix_conversation_phone_updated_at", "phone", "updated_at"),
)

sms_opt_out = Table(
    "sms_opt_out",
    metadata,
    Column("phone", String(20), primary_key=True),
    Column("since", Instant, nullable=False),
)

# Written before the carrier is asked, so that a worker that dies in between does not ring or text twice.
carrier_intent = Table(
    "carrier_intent",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("errand", String(160), nullable=False, unique=True),
    Column("begun_at", Instant, nullable=False),
    Column("sid", String(64)),
    Column("status", String(24)),
    Index("ix_carrier_intent_sid", "sid"),
)


def language_of(tx: Connection, phone: str) -> str:
    """Return the language of the last call with a number; English where there was none."""
    theirs = select(conversation.c.language).where(conversation.c.phone == phone)
    return tx.scalar(theirs.order_by(conversation.c.updated_at.desc()).limit(1)) or "en"
