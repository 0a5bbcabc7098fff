"""What is promised, as tables; capacity is rows, so that overselling is impossible by construction."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from booking_core.columns import Identity, Instant, Json

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

FREE, HELD, BOOKED, BLOCKED, OFFERED = range(5)  # offered to the waiting list: it does not lapse by itself
_IS_LOOSE, _IS_HELD = text("state IN (0, 1)"), text("state = 1")

campaign = Table(
    "campaign",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("name", String(120), nullable=False, unique=True),
    Column("timezone", String(64), nullable=False),
    Column("second_dose_days", Integer),
    Column("second_dose_tolerance_days", Integer, nullable=False, server_default="0"),
    Column("opens_at", Instant),
    Column("rules", Json, nullable=False),
    Column("loaded", Integer, nullable=False, server_default="0"),  # counts up: the last one is in force
)

region = Table(
    "region",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("name", String(120), nullable=False, unique=True),
    Column("timezone", String(64)),  # of its clinics that name none; else the campaign's
)

travel = Table(
    "travel",
    metadata,
    Column("from_region_id", ForeignKey("region.id"), primary_key=True),
    Column("to_region_id", ForeignKey("region.id"), primary_key=True),
    Column("minutes", Integer, nullable=False),
)

origin = Table(  # where a number or a town is; its key is written by `origins`
    "origin",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("region_id", ForeignKey("region.id"), nullable=False),
)

clinic = Table(
    "clinic",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("name", String(120), nullable=False, unique=True),
    Column("region_id", ForeignKey("region.id"), nullable=False, index=True),
    Column("address", String(240), nullable=False),
    Column("timezone", String(64), nullable=False),
)

release = Table(
    "release",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("name", String(120), nullable=False),
    Column("opens_at", Instant, nullable=False),
    Column("channels", Json, nullable=False),
    Column("cohort", Json, nullable=False),
    Column("asks_code", Boolean, nullable=False),
    UniqueConstraint("campaign_id", "name"),
)

slot = Table(
    "slot",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("clinic_id", ForeignKey("clinic.id"), nullable=False),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("release_id", ForeignKey("release.id")),
    Column("starts_at", Instant, nullable=False),
    Column("minutes", Integer, nullable=False),
    UniqueConstraint("clinic_id", "campaign_id", "starts_at"),
    Index("ix_slot_starts", "starts_at"),
)

unit = Table(
    "unit",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("slot_id", ForeignKey("slot.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("state", SmallInteger, nullable=False, server_default=text("0")),
    Column("claim_id", String(32)),
    Column("hold_until", Instant),
    UniqueConstraint("slot_id", "seq"),
    CheckConstraint("(state IN (1, 2, 4)) = (claim_id IS NOT NULL)", name="claimed"),
    CheckConstraint("(state = 1) = (hold_until IS NOT NULL)", name="held"),
    Index("ix_unit_claim", "claim_id", unique=True),
    Index("ix_unit_open", "slot_id", "state", "seq", postgresql_where=_IS_LOOSE, sqlite_where=_IS_LOOSE),
    Index("ix_unit_counted", "slot_id", "state", "hold_until"),  # all that units are counted by
    Index("ix_unit_held", "hold_until", postgresql_where=_IS_HELD, sqlite_where=_IS_HELD),
)

invitation = Table(
    "invitation",
    metadata,
    Column("code", String(8), primary_key=True),
    Column("birth_date", Date, nullable=False),
    Column("region", String(120), nullable=False),
    Column("batch", String(60), nullable=False),
    Column("surname", String(8)),  # its first letters, A to Z
)

person = Table(
    "person",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("phone", String(16)),
    Column("birth_date", Date, nullable=False, index=True),
    Column("code", ForeignKey("invitation.code"), unique=True),
    Column("surname", String(8)),  # as they gave it, by its first letters, A to Z
    Column("twin", SmallInteger, nullable=False, server_default="0"),  # of one birth date and number
    Index(
        "uq_person_phone_birth_date_twin",
        "phone",
        "birth_date",
        "twin",
        unique=True,
        postgresql_where=text("code IS NULL"),
        sqlite_where=text("code IS NULL"),
    ),
    Index("ix_person_phone_birth_date", "phone", "birth_date"),
)

LIVE = "state IN ('held', 'offered', 'confirmed')"

claim = Table(
    "claim",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("party", String(64), nullable=False, index=True),
    Column("person_id", ForeignKey("person.id"), index=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("dose", SmallInteger, nullable=False),
    Column("first_claim_id", ForeignKey("claim.id"), index=True),
    Column("lead_claim_id", ForeignKey("claim.id"), index=True),  # of the first person of a party
    Column("seat", SmallInteger, nullable=False, server_default="0"),  # which person of the party
    Column("unit_id", ForeignKey("unit.id"), nullable=False, index=True),
    Column("state", String(12), nullable=False),
    Column("channel", String(12), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("confirmed_at", Instant),
    Column("reference", String(8), unique=True),
    Index("ix_claim_confirmed", "confirmed_at"),
    Index("ix_claim_created", "created_at"),
    Index("uq_claim_live_unit", "unit_id", unique=True, postgresql_where=text(LIVE), sqlite_where=text(LIVE)),
    Index(
        "uq_claim_confirmed_person",
        "person_id",
        "campaign_id",
        "dose",
        unique=True,
        postgresql_where=text("state = 'confirmed'"),
        sqlite_where=text("state = 'confirmed'"),
    ),
)

# Who tried to name a booking, so that nobody tries for ever.
booking_try = Table(
    "booking_try",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("call", String(64), nullable=False, index=True),
    Column("phone", String(16)),
    Column("reference", String(8)),
    Column("at", Instant, nullable=False),
    Column("is_wrong", Boolean, nullable=False),
    Index("ix_booking_try_phone", "phone", "at"),
    Index("ix_booking_try_reference", "reference", "at"),
)

event = Table(
    "event",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("claim_id", ForeignKey("claim.id"), nullable=False, index=True),
    Column("kind", String(24), nullable=False),
    Column("at", Instant, nullable=False),
)

answer = Table(
    "answer",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("request", String(64), nullable=False),
    Column("response", Json, nullable=False),
    Column("at", Instant, nullable=False),
)

errand = Table(
    "errand",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("kind", String(24), nullable=False),
    Column("key", String(120), nullable=False),
    Column("payload", Json, nullable=False),
    Column("due", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("fence", Integer, nullable=False, server_default="0"),
    Column("done_at", Instant),
    Column("error", Text),
    UniqueConstraint("kind", "key"),
    Index(
        "ix_errand_due",
        "due",
        "id",
        postgresql_where=text("done_at IS NULL"),
        sqlite_where=text("done_at IS NULL"),
    ),
    Index(  # else those of a kind are looked for among all that ever were
        "ix_errand_kind_due",
        "kind",
        "due",
        "id",
        postgresql_where=text("done_at IS NULL"),
        sqlite_where=text("done_at IS NULL"),
    ),
)
