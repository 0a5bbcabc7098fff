"""A supervisor's levers and what was done with them, and indexes by which a day is counted."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from booking_core.columns import Identity, Instant, Json

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("line", sa.Column("shut_until", Instant(), nullable=True))
    op.add_column("line", sa.Column("callbacks_off_at", Instant(), nullable=True))
    _announcements()
    op.create_table(
        "lever",
        sa.Column("id", Identity, nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("act", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("note", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lever")),
    )
    op.create_index("ix_lever_at", "lever", ["line", "at"])
    op.create_index("ix_claim_confirmed", "claim", ["confirmed_at"])
    op.create_index("ix_leg_answered", "leg", ["answered_at"])


def _announcements() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", Identity, nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("texts", Json, nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.Column("put_up_at", Instant(), nullable=False),
        sa.Column("removed_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
    )
    up = sa.text("removed_at IS NULL")
    op.create_index(
        "uq_announcement_up", "announcement", ["line"], unique=True, postgresql_where=up, sqlite_where=up
    )
