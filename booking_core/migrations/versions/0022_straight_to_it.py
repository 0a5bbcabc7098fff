"""Straight to whoever calls, their last calls, the unit that is taken next, and the campaign in force."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LOOSE = sa.text("state IN (0, 1)")


def upgrade() -> None:
    op.create_index("ix_person_phone_birth_date", "person", ["phone", "birth_date"])
    op.drop_index("ix_person_phone", "person")
    op.add_column("campaign", sa.Column("loaded", sa.Integer, nullable=False, server_default="0"))
    op.execute("UPDATE campaign SET loaded = id")
    op.create_index("ix_conversation_phone_updated_at", "conversation", ["phone", "updated_at"])
    op.drop_index("ix_conversation_phone", "conversation")
    op.drop_index("ix_conversation_updated_at", "conversation")
    op.drop_index("ix_unit_open", "unit")
    columns = ["slot_id", "state", "seq"]
    op.create_index("ix_unit_open", "unit", columns, postgresql_where=LOOSE, sqlite_where=LOOSE)
