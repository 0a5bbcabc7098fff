"""Where each call stands, who wants no texts, what was tried at the carrier."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from booking_core.columns import Identity, Instant, Json

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "carrier_intent",
        sa.Column("id", Identity, nullable=False),
        sa.Column("errand", sa.String(length=160), nullable=False),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("sid", sa.String(length=64), nullable=True),
        sa.Column("status", sa.String(length=24), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carrier_intent")),
        sa.UniqueConstraint("errand", name=op.f("uq_carrier_intent_errand")),
    )
    op.create_index("ix_carrier_intent_sid", "carrier_intent", ["sid"], unique=False)
    op.create_table(
        "conversation",
        sa.Column("call_sid", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("state", Json, nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("call_sid", name=op.f("pk_conversation")),
    )
    op.create_index("ix_conversation_updated_at", "conversation", ["updated_at"], unique=False)
    op.create_table(
        "sms_opt_out",
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("phone", name=op.f("pk_sms_opt_out")),
    )
