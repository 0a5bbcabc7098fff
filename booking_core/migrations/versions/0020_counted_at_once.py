"""Counting units, and finding what is due of one kind and whose window ends, looks at what counts alone."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TO_DO, OPEN = sa.text("done_at IS NULL"), sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_index("ix_unit_counted", "unit", ["slot_id", "state", "hold_until"])
    kind = ["kind", "due", "id"]
    op.create_index("ix_errand_kind_due", "errand", kind, postgresql_where=TO_DO, sqlite_where=TO_DO)
    window = ["window_until"]
    op.create_index("ix_promise_window", "promise", window, postgresql_where=OPEN, sqlite_where=OPEN)
