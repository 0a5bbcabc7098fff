"""Parties: the claims of people who are booked together, and which of them each is for."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("claim") as claim:
        claim.add_column(sa.Column("lead_claim_id", sa.String(length=32), nullable=True))
        claim.add_column(sa.Column("seat", sa.SmallInteger(), server_default="0", nullable=False))
        claim.create_foreign_key(op.f("fk_claim_lead_claim_id"), "claim", ["lead_claim_id"], ["id"])
        claim.create_index(op.f("ix_claim_lead_claim_id"), ["lead_claim_id"], unique=False)
