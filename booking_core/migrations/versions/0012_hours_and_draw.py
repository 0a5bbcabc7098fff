"""Hours and the draw: from when a call counts, a supervisor's pause, the first of the keys that are drawn."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from booking_core.columns import Instant

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("leg", sa.Column("counts_from", Instant(), nullable=True))
    op.add_column("line", sa.Column("paused_at", Instant(), nullable=True))
    op.add_column("line", sa.Column("announcement", sa.String(length=24), nullable=True))
    op.add_column("draw", sa.Column("first_key", sa.BigInteger(), nullable=True))
