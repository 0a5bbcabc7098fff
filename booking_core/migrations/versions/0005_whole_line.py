"""The whole line: wish classes, people, carried-over places, the draw, statements, tries of tickets."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from booking_core.columns import Identity, Instant, Json

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "draw",
        sa.Column("id", Identity, nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("opens_at", Instant(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("seed_hash", sa.String(length=64), nullable=False),
        sa.Column("list_hash", sa.String(length=64), nullable=True),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("drawn_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw")),
        sa.UniqueConstraint("line", "opens_at", name=op.f("uq_draw_line_opens_at")),
    )
    op.create_table(
        "line",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_line")),
    )
    op.create_table(
        "ticket_try",
        sa.Column("id", Identity, nullable=False),
        sa.Column("call_sid", sa.String(length=64), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_try")),
    )
    op.create_index(op.f("ix_ticket_try_call_sid"), "ticket_try", ["call_sid"], unique=False)
    op.create_index("ix_ticket_try_phone", "ticket_try", ["phone", "at"], unique=False)

    op.create_table(
        "wish_class",
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("line", "name", name=op.f("pk_wish_class")),
    )
    op.create_table(
        "place_person",
        sa.Column("id", Identity, nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("identity", sa.String(length=60), nullable=False),
        sa.Column("place_id", Identity, nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_place_person_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_person")),
    )
    op.create_index(op.f("ix_place_person_place_id"), "place_person", ["place_id"], unique=False)
    op.create_index(
        "uq_place_person_open",
        "place_person",
        ["line", "identity"],
        unique=True,
        postgresql_where=sa.text("is_open"),
        sqlite_where=sa.text("is_open"),
    )

    op.create_table(
        "registration",
        sa.Column("id", Identity, nullable=False),
        sa.Column("draw_id", Identity, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place_id", Identity, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["draw_id"], ["draw.id"], name=op.f("fk_registration_draw_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_registration_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("draw_id", "number", name=op.f("uq_registration_draw_id_number")),
        sa.UniqueConstraint("place_id", name=op.f("uq_registration_place_id")),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("place_id", Identity, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("predicted", sa.Integer(), nullable=True),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=24), nullable=True),
        sa.Column("ahead", sa.Integer(), nullable=True),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_statement_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index(op.f("ix_statement_place_id"), "statement", ["place_id"], unique=False)
    op.create_table(
        "desk_event",
        sa.Column("id", Identity, nullable=False),
        sa.Column("agent", sa.String(length=64), nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=24), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("place_id", Identity, nullable=True),
        sa.Column("languages", Json, nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_desk_event_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_event")),
        sa.UniqueConstraint("agent", "version", name=op.f("uq_desk_event_agent_version")),
    )
    op.create_index("ix_desk_event_at", "desk_event", ["line", "at"], unique=False)
    op.add_column("place_event", sa.Column("wish_class", sa.String(length=120), nullable=True))
    op.create_index("ix_place_event_at", "place_event", ["at"], unique=False)

    op.add_column(
        "place", sa.Column("wish_class", sa.String(length=120), server_default="desk.en", nullable=False)
    )
    op.add_column("place", sa.Column("people", sa.Integer(), server_default="1", nullable=False))
    op.add_column("place", sa.Column("held_until", Instant(), nullable=True))
    op.add_column("place", sa.Column("carried_to", Instant(), nullable=True))
    op.add_column("place", sa.Column("head_start", sa.Integer(), server_default="0", nullable=False))
    op.create_index("ix_place_class", "place", ["line", "wish_class", "state", "key"], unique=False)
