"""Callbacks: what is owed, who wants no calls, and when the next call may be started."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from booking_core.columns import Identity, Instant

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "promise",
        sa.Column("place_id", Identity, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("agreed_at", Instant(), nullable=False),
        sa.Column("agreed_in", sa.String(length=64), nullable=True),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("misses", sa.Integer(), server_default="0", nullable=False),
        sa.Column("due", Instant(), nullable=False),
        sa.Column("window_from", Instant(), nullable=True),
        sa.Column("window_until", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_promise_place_id")),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_promise")),
    )
    op.create_index(op.f("ix_promise_number"), "promise", ["number"], unique=False)
    op.create_table(
        "call_opt_out",
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("phone", name=op.f("pk_call_opt_out")),
    )
    op.create_table(
        "dial_slot",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("next_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_dial_slot")),
    )
