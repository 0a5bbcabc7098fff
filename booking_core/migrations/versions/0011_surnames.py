"""Surnames as people gave them, by their first letters: a release may go by them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("person", sa.Column("surname", sa.String(length=8), nullable=True))
