"""What is promised: campaigns, clinics, units, claims, and the outbox."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from booking_core.columns import Identity, Instant, Json

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "answer",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False),
        sa.Column("response", Json, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_answer")),
    )
    op.create_table(
        "campaign",
        sa.Column("id", Identity, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("second_dose_days", sa.Integer(), nullable=True),
        sa.Column("second_dose_tolerance_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("opens_at", Instant(), nullable=True),
        sa.Column("rules", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("name", name=op.f("uq_campaign_name")),
    )
    op.create_table(
        "errand",
        sa.Column("id", Identity, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("due", Instant(), nullable=False),
        sa.Column("lease_until", Instant(), nullable=True),
        sa.Column("fence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("done_at", Instant(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errand")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_errand_kind_key")),
    )
    op.create_index(
        "ix_errand_due",
        "errand",
        ["due", "id"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL"),
        sqlite_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "invitation",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("region", sa.String(length=120), nullable=False),
        sa.Column("batch", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_invitation")),
    )
    op.create_table(
        "region",
        sa.Column("id", Identity, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region")),
        sa.UniqueConstraint("name", name=op.f("uq_region_name")),
    )
    op.create_table(
        "clinic",
        sa.Column("id", Identity, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("region_id", Identity, nullable=False),
        sa.Column("address", sa.String(length=240), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_clinic_region_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinic")),
        sa.UniqueConstraint("name", name=op.f("uq_clinic_name")),
    )
    op.create_index(op.f("ix_clinic_region_id"), "clinic", ["region_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", Identity, nullable=False),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=True),
        sa.ForeignKeyConstraint(["code"], ["invitation.code"], name=op.f("fk_person_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("code", name=op.f("uq_person_code")),
    )
    op.create_index(op.f("ix_person_birth_date"), "person", ["birth_date"], unique=False)
    op.create_index(op.f("ix_person_phone"), "person", ["phone"], unique=False)
    op.create_index(
        "uq_person_phone_birth_date",
        "person",
        ["phone", "birth_date"],
        unique=True,
        postgresql_where=sa.text("code IS NULL"),
        sqlite_where=sa.text("code IS NULL"),
    )
    op.create_table(
        "release",
        sa.Column("id", Identity, nullable=False),
        sa.Column("campaign_id", Identity, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("opens_at", Instant(), nullable=False),
        sa.Column("channels", Json, nullable=False),
        sa.Column("cohort", Json, nullable=False),
        sa.Column("asks_code", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_release_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("campaign_id", "name", name=op.f("uq_release_campaign_id_name")),
    )
    op.create_table(
        "slot",
        sa.Column("id", Identity, nullable=False),
        sa.Column("clinic_id", Identity, nullable=False),
        sa.Column("campaign_id", Identity, nullable=False),
        sa.Column("release_id", Identity, nullable=True),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_slot_campaign_id")),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_slot_clinic_id")),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_slot_release_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot")),
        sa.UniqueConstraint(
            "clinic_id", "campaign_id", "starts_at", name=op.f("uq_slot_clinic_id_campaign_id_starts_at")
        ),
    )
    op.create_table(
        "unit",
        sa.Column("id", Identity, nullable=False),
        sa.Column("slot_id", Identity, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("state", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("claim_id", sa.String(length=32), nullable=True),
        sa.Column("hold_until", Instant(), nullable=True),
        sa.CheckConstraint("(state = 1) = (hold_until IS NOT NULL)", name=op.f("ck_unit_held")),
        sa.CheckConstraint("(state IN (1, 2)) = (claim_id IS NOT NULL)", name=op.f("ck_unit_claimed")),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_unit_slot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("slot_id", "seq", name=op.f("uq_unit_slot_id_seq")),
    )
    op.create_index("ix_unit_claim", "unit", ["claim_id"], unique=True)
    op.create_index(
        "ix_unit_open",
        "unit",
        ["slot_id", "seq"],
        unique=False,
        postgresql_where=sa.text("state IN (0, 1)"),
        sqlite_where=sa.text("state IN (0, 1)"),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("party", sa.String(length=64), nullable=False),
        sa.Column("person_id", Identity, nullable=True),
        sa.Column("campaign_id", Identity, nullable=False),
        sa.Column("dose", sa.SmallInteger(), nullable=False),
        sa.Column("first_claim_id", sa.String(length=32), nullable=True),
        sa.Column("unit_id", Identity, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("confirmed_at", Instant(), nullable=True),
        sa.Column("reference", sa.String(length=8), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_claim_campaign_id")),
        sa.ForeignKeyConstraint(["first_claim_id"], ["claim.id"], name=op.f("fk_claim_first_claim_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_claim_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_claim_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("reference", name=op.f("uq_claim_reference")),
    )
    op.create_index(op.f("ix_claim_first_claim_id"), "claim", ["first_claim_id"], unique=False)
    op.create_index(op.f("ix_claim_party"), "claim", ["party"], unique=False)
    op.create_index(op.f("ix_claim_person_id"), "claim", ["person_id"], unique=False)
    op.create_index(
        "uq_claim_confirmed_person",
        "claim",
        ["person_id", "campaign_id", "dose"],
        unique=True,
        postgresql_where=sa.text("state = 'confirmed'"),
        sqlite_where=sa.text("state = 'confirmed'"),
    )
    op.create_index(
        "uq_claim_live_unit",
        "claim",
        ["unit_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('held', 'offered', 'confirmed')"),
        sqlite_where=sa.text("state IN ('held', 'offered', 'confirmed')"),
    )
    op.create_table(
        "event",
        sa.Column("id", Identity, nullable=False),
        sa.Column("claim_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_event_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_claim_id"), "event", ["claim_id"], unique=False)
