"""A colleague comes into a talk, whose conference goes along with the caller."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("desk", sa.Column("warm", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("desk", sa.Column("room", sa.String(length=100), nullable=True))
