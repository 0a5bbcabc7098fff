"""Zones of regions, surnames on letters, travel between regions, and where numbers and towns are."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from booking_core.columns import Identity

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("region", sa.Column("timezone", sa.String(length=64), nullable=True))
    op.add_column("invitation", sa.Column("surname", sa.String(length=8), nullable=True))
    op.create_table(
        "travel",
        sa.Column("from_region_id", Identity, nullable=False),
        sa.Column("to_region_id", Identity, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["from_region_id"], ["region.id"], name=op.f("fk_travel_from_region_id")),
        sa.ForeignKeyConstraint(["to_region_id"], ["region.id"], name=op.f("fk_travel_to_region_id")),
        sa.PrimaryKeyConstraint("from_region_id", "to_region_id", name=op.f("pk_travel")),
    )
    op.create_table(
        "origin",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("region_id", Identity, nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_origin_region_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_origin")),
    )
