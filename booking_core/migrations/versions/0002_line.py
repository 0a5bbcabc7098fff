"""Who waits: places, their history, calls and desks."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from booking_core.columns import Identity, Instant, Json

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "place",
        sa.Column("id", Identity, nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ticket", sa.String(length=8), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("wish", Json, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("call_sid", sa.String(length=64), nullable=True),
        sa.Column("agent", sa.String(length=64), nullable=True),
        sa.Column("arrived_at", Instant(), nullable=False),
        sa.Column("joined_at", Instant(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("turn_at", Instant(), nullable=True),
        sa.Column("deadline", Instant(), nullable=True),
        sa.CheckConstraint(
            "(deadline IS NULL) = (state IN ('done', 'left', 'stopped'))",
            name=op.f("ck_place_every_state_has_an_end"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("line", "key", name=op.f("uq_place_line_key")),
        sa.UniqueConstraint("ticket", name=op.f("uq_place_ticket")),
    )
    op.create_index(
        "ix_place_deadline",
        "place",
        ["line", "deadline"],
        unique=False,
        postgresql_where=sa.text("deadline IS NOT NULL"),
        sqlite_where=sa.text("deadline IS NOT NULL"),
    )
    op.create_index("ix_place_order", "place", ["line", "state", "key"], unique=False)
    op.create_index("ix_place_phone", "place", ["line", "phone", "key"], unique=False)
    op.create_table(
        "desk",
        sa.Column("agent", sa.String(length=64), nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("endpoint", sa.String(length=120), nullable=False),
        sa.Column("languages", Json, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rings", sa.Integer(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("deadline", Instant(), nullable=True),
        sa.Column("call_sid", sa.String(length=64), nullable=True),
        sa.Column("place_id", Identity, nullable=True),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_desk_place_id")),
        sa.PrimaryKeyConstraint("agent", name=op.f("pk_desk")),
        sa.UniqueConstraint("place_id", name=op.f("uq_desk_place_id")),
    )
    op.create_index(
        "ix_desk_deadline",
        "desk",
        ["deadline"],
        unique=False,
        postgresql_where=sa.text("deadline IS NOT NULL"),
        sqlite_where=sa.text("deadline IS NOT NULL"),
    )
    op.create_table(
        "leg",
        sa.Column("id", Identity, nullable=False),
        sa.Column("call_sid", sa.String(length=64), nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("answered_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("place_id", Identity, nullable=True),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_leg_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leg")),
        sa.UniqueConstraint("call_sid", name=op.f("uq_leg_call_sid")),
    )
    op.create_index("ix_leg_phone", "leg", ["phone", "answered_at"], unique=False)
    op.create_index(op.f("ix_leg_place_id"), "leg", ["place_id"], unique=False)
    op.create_table(
        "place_event",
        sa.Column("id", Identity, nullable=False),
        sa.Column("place_id", Identity, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("call_sid", sa.String(length=64), nullable=True),
        sa.Column("agent", sa.String(length=64), nullable=True),
        sa.Column("note", Json, nullable=True),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_place_event_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_event")),
        sa.UniqueConstraint("place_id", "version", name=op.f("uq_place_event_place_id_version")),
    )
