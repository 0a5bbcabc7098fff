"""Desks: whom each can serve besides the language, and since when it has had nobody."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from booking_core.columns import Instant, Json

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    for table in ("account", "desk", "desk_event"):
        op.add_column(table, sa.Column("skills", Json, server_default=sa.text("'[]'"), nullable=False))
    op.add_column("desk", sa.Column("idle_since", Instant(), nullable=True))
