"""Until when a count of units is good is found at once: the hold that lapses first, and the next slot."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

HELD = sa.text("state = 1")


def upgrade() -> None:
    op.create_index("ix_unit_held", "unit", ["hold_until"], postgresql_where=HELD, sqlite_where=HELD)
    op.create_index("ix_slot_starts", "slot", ["starts_at"])
