"""What each caller of a rush asks is found by an index, however many called before them.

SQLite uses an index of some rows only where the statement names the condition word by word: it writes a
column that is true as `is_open = 1`. The promises of places that were promised a callback by a draw or at a
closing are written with that now, and were written by the clock when it dialled.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

PROMISES = """
    INSERT INTO promise (place_id, number, agreed_at, attempt, misses, due)
    SELECT id, phone, changed_at, 0, 0, changed_at FROM place WHERE state = 'promised' AND phone IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM promise WHERE promise.place_id = place.id)"""


def upgrade() -> None:
    op.drop_index("ix_place_class", "place")
    op.create_index("ix_place_class", "place", ["line", "wish_class", "state", "key", "people", "turn_at"])
    held = sa.text("held_until IS NOT NULL")
    op.create_index(
        "ix_place_units", "place", ["line", "state", "held_until"], postgresql_where=held, sqlite_where=held
    )
    op.create_index("ix_claim_unit_id", "claim", ["unit_id"])
    saying = sa.text("ended_at IS NULL AND place_id IS NULL")
    op.create_index(
        "ix_leg_saying", "leg", ["line", "answered_at"], postgresql_where=saying, sqlite_where=saying
    )
    if op.get_bind().dialect.name == "sqlite":
        one, standing = "uq_place_person_open", sa.text("is_open = 1")
        op.drop_index(one, "place_person")
        op.create_index(one, "place_person", ["line", "identity"], unique=True, sqlite_where=standing)
    op.execute(PROMISES)
