"""The desk and the call: hold, mute, a raised hand, a guest, who passes on, and where it goes after it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from booking_core.columns import Instant, Json

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    for flag in ("on_hold", "muted"):
        op.add_column("desk", sa.Column(flag, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("desk", sa.Column("hand_at", Instant(), nullable=True))
    op.add_column("desk", sa.Column("guest", Json, nullable=True))
    op.add_column("desk", sa.Column("passed_by", sa.String(64), nullable=True))
    op.create_index("ix_desk_passed_by", "desk", ["passed_by"])
    op.add_column("desk", sa.Column("after", sa.String(24), nullable=True))
