"""A conference that goes along with its caller, and what is known of a desk's phone."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from booking_core.columns import Instant, Json

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("desk", sa.Column("warm", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("desk", sa.Column("room", sa.String(length=100), nullable=True))
    op.add_column("desk", sa.Column("leg_at", Instant(), nullable=True))
    op.add_column("desk", sa.Column("phone_test", Json, nullable=True))
