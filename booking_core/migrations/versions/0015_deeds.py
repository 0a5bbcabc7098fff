"""What an agent did to a booking, with who did it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from booking_core.columns import Identity, Instant, Json

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "deed",
        sa.Column("id", Identity, nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("reference", sa.String(length=8), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("told", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deed")),
        sa.UniqueConstraint("key", name=op.f("uq_deed_key")),
    )
    op.create_index(op.f("ix_deed_reference"), "deed", ["reference"], unique=False)
