"""The waiting list, units that are offered to it, tries to name a booking, people of one birth date."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from booking_core.columns import Identity, Instant, Json

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("unit") as unit:
        unit.drop_constraint(op.f("ck_unit_claimed"), type_="check")
        unit.create_check_constraint(op.f("ck_unit_claimed"), "(state IN (1, 2, 4)) = (claim_id IS NOT NULL)")
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("twin", sa.SmallInteger(), server_default="0", nullable=False))
        person.drop_index("uq_person_phone_birth_date")
        person.create_index(
            "uq_person_phone_birth_date_twin",
            ["phone", "birth_date", "twin"],
            unique=True,
            postgresql_where=sa.text("code IS NULL"),
            sqlite_where=sa.text("code IS NULL"),
        )
    op.create_table(
        "booking_try",
        sa.Column("id", Identity, nullable=False),
        sa.Column("call", sa.String(length=64), nullable=False),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("reference", sa.String(length=8), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("is_wrong", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_try")),
    )
    op.create_index(op.f("ix_booking_try_call"), "booking_try", ["call"], unique=False)
    op.create_index("ix_booking_try_phone", "booking_try", ["phone", "at"], unique=False)
    op.create_index("ix_booking_try_reference", "booking_try", ["reference", "at"], unique=False)
    op.create_table(
        "waitlist",
        sa.Column("id", Identity, nullable=False),
        sa.Column("campaign_id", Identity, nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("regions", Json, nullable=False),
        sa.Column("clinics", Json, nullable=False),
        sa.Column("not_before", sa.Date(), nullable=True),
        sa.Column("not_after", sa.Date(), nullable=True),
        sa.Column("swaps", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("claim_id", sa.String(length=32), nullable=True),
        sa.Column("deadline", Instant(), nullable=True),
        sa.Column("tries", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("missed", sa.SmallInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("(state = 'offered') = (claim_id IS NOT NULL)", name=op.f("ck_waitlist_offered")),
        sa.CheckConstraint("(state = 'offered') = (deadline IS NOT NULL)", name=op.f("ck_waitlist_until")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_waitlist_campaign_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_waitlist_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waitlist")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_waitlist_claim_id")),
    )
    op.create_index("ix_waitlist_order", "waitlist", ["campaign_id", "state", "key", "id"], unique=False)
    op.create_index(
        "ix_waitlist_deadline",
        "waitlist",
        ["deadline"],
        unique=False,
        postgresql_where=sa.text("deadline IS NOT NULL"),
        sqlite_where=sa.text("deadline IS NOT NULL"),
    )
    op.create_table(
        "waitlist_person",
        sa.Column("waitlist_id", Identity, nullable=False),
        sa.Column("seat", sa.SmallInteger(), nullable=False),
        sa.Column("campaign_id", Identity, nullable=False),
        sa.Column("person_id", Identity, nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_waitlist_person_campaign_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_waitlist_person_person_id")),
        sa.ForeignKeyConstraint(
            ["waitlist_id"], ["waitlist.id"], name=op.f("fk_waitlist_person_waitlist_id")
        ),
        sa.PrimaryKeyConstraint("waitlist_id", "seat", name=op.f("pk_waitlist_person")),
    )
    op.create_index(op.f("ix_waitlist_person_person_id"), "waitlist_person", ["person_id"], unique=False)
    op.create_index(
        "uq_waitlist_person_open",
        "waitlist_person",
        ["person_id", "campaign_id"],
        unique=True,
        postgresql_where=sa.text("is_open"),
        sqlite_where=sa.text("is_open"),
    )
    op.create_table(
        "opening",
        sa.Column("release_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("release_id", name=op.f("pk_opening")),
    )
