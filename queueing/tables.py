"""Who waits and what is owed, as tables: the truth that the order in Redis is made from."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    text,
)
from sqlalchemy import UniqueConstraint as Unique

from booking_core import Identity, Instant, Json, metadata
from queueing import desk_tables

_DUE = text("deadline IS NOT NULL")
_HELD = text("held_until IS NOT NULL")
_OPEN = text("ended_at IS NULL")
_SAYING = text("ended_at IS NULL AND place_id IS NULL")

desk, desk_event = desk_tables.desk, desk_tables.desk_event

place = Table(
    "place",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("line", String(40), nullable=False),
    Column("key", BigInteger, nullable=False),
    Column("ticket", String(8), nullable=False, unique=True),
    Column("phone", String(20)),
    Column("language", String(8), nullable=False),
    Column("wish", Json, nullable=False),
    Column("wish_class", String(120), nullable=False, server_default="desk.en"),
    Column("people", Integer, nullable=False, server_default="1"),
    Column("state", String(12), nullable=False),
    Column("why", String(24), nullable=False),
    Column("version", Integer, nullable=False),
    Column("call_sid", String(64)),
    Column("agent", String(64)),
    Column("arrived_at", Instant, nullable=False),
    Column("joined_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("turn_at", Instant),
    Column("held_until", Instant),  # the units of its turn are kept for it so long
    Column("carried_to", Instant),  # the opening to which it was carried over, or for which it is registered
    Column("head_start", Integer, nullable=False, server_default="0"),  # seconds, in all
    Column("deadline", Instant),
    Unique("line", "key"),
    CheckConstraint(
        "(deadline IS NULL) = (state IN ('done', 'left', 'stopped'))", name="every_state_has_an_end"
    ),
    Index("ix_place_order", "line", "state", "key"),
    # With all that who is ahead is counted by: a row costs ten times as much as its entry here.
    Index("ix_place_class", "line", "wish_class", "state", "key", "people", "turn_at"),
    Index("ix_place_units", "line", "state", "held_until", postgresql_where=_HELD, sqlite_where=_HELD),
    Index("ix_place_phone", "line", "phone", "key"),
    Index("ix_place_deadline", "line", "deadline", postgresql_where=_DUE, sqlite_where=_DUE),
)

place_event = Table(
    "place_event",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("state", String(12), nullable=False),
    Column("at", Instant, nullable=False),
    Column("call_sid", String(64)),
    Column("agent", String(64)),
    Column("note", Json),
    Column("wish_class", String(120)),  # what it waited for from then on
    Unique("place_id", "version"),
    Index("ix_place_event_at", "at"),
)

leg = Table(
    "leg",
    metadata,
    Column("id", Identity, primary_key=True),  # the sequence inside a key
    Column("call_sid", String(64), nullable=False, unique=True),
    Column("line", String(40), nullable=False),
    Column("phone", String(20)),
    Column("answered_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("place_id", ForeignKey("place.id"), index=True),
    Column("counts_from", Instant),  # where that is not its answer: it came before the opening of a draw
    Index("ix_leg_phone", "phone", "answered_at"),
    Index("ix_leg_answered", "answered_at"),
    Index("ix_leg_saying", "line", "answered_at", postgresql_where=_SAYING, sqlite_where=_SAYING),
)

# One open place a person: a number and a birth date, or an invitation code, which outranks them.
place_person = Table(
    "place_person",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("line", String(40), nullable=False),
    Column("identity", String(60), nullable=False),
    Column("place_id", ForeignKey("place.id"), nullable=False, index=True),
    Column("birth_date", Date),
    Column("is_open", Boolean, nullable=False),
    Index(
        "uq_place_person_open",
        "line",
        "identity",
        unique=True,
        postgresql_where=text("is_open"),
        sqlite_where=text("is_open = 1"),  # as its statements say it
    ),
)

# The classes that places of a line have had: a few hundred at most, so that nothing has to look for them.
wish_class = Table(
    "wish_class",
    metadata,
    Column("line", String(40), primary_key=True),
    Column("name", String(120), primary_key=True),
)

# One row a line: whoever gives out turns locks it, so that keys are served one after the other.
line = Table(
    "line",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("paused_at", Instant),
    Column("announcement", String(24)),  # what callers hear of the pause
    Column("shut_until", Instant),  # closed for a day by a supervisor: nothing is open before
    Column("callbacks_off_at", Instant),  # since then no callback is offered
)

draw = Table(
    "draw",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("line", String(40), nullable=False),
    Column("opens_at", Instant, nullable=False),
    Column("seed", String(64), nullable=False),
    Column("seed_hash", String(64), nullable=False),
    Column("list_hash", String(64)),
    Column("closed_at", Instant),
    Column("drawn_at", Instant),
    Column("first_key", BigInteger),  # the key of rank 1; the others follow it
    Unique("line", "opens_at"),
)

registration = Table(
    "registration",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("draw_id", ForeignKey("draw.id"), nullable=False),
    Column("number", Integer, nullable=False),  # public, and says nothing of the ticket
    Column("place_id", ForeignKey("place.id"), nullable=False, unique=True),
    Column("rank", Integer),
    Unique("draw_id", "number"),
)

# What was said of positions and waits, copied from the stream so that it can be scored against what happened.
statement = Table(
    "statement",
    metadata,
    Column("id", String(40), primary_key=True),  # of the stream's entry
    Column("line", String(40), nullable=False),
    Column("place_id", ForeignKey("place.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("position", Integer, nullable=False),
    Column("predicted", Integer),  # seconds; empty where no wait was said
    Column("low", Integer),  # seconds, as was said
    Column("high", Integer),
    Column("reason", String(24)),
    Column("ahead", Integer),  # people ahead who may book the same units
    Column("units", Integer),  # and what was left of them
)

ticket_try = Table(
    "ticket_try",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("call_sid", String(64), nullable=False, index=True),
    Column("phone", String(20)),
    Column("at", Instant, nullable=False),
    Index("ix_ticket_try_phone", "phone", "at"),
)

# A callback that is owed to a place; a place that was promised one keeps this row to its end.
promise = Table(
    "promise",
    metadata,
    Column("place_id", ForeignKey("place.id"), primary_key=True),
    Column("number", String(20), nullable=False, index=True),
    Column("agreed_at", Instant, nullable=False),
    Column("agreed_in", String(64)),  # the call in which they asked for it
    Column("attempt", Integer, nullable=False, server_default="0"),  # numbers the dials
    Column("misses", Integer, nullable=False, server_default="0"),
    Column("due", Instant, nullable=False, index=True),  # not rung before
    Column("window_from", Instant),  # as it was said
    Column("window_until", Instant),
    Column("ended_at", Instant),
    Index("ix_promise_window", "window_until", postgresql_where=_OPEN, sqlite_where=_OPEN),
)

# Numbers that asked not to be rung; their own call, and their asking for a callback in it, lifts that.
call_opt_out = Table(
    "call_opt_out",
    metadata,
    Column("phone", String(20), primary_key=True),
    Column("since", Instant, nullable=False),
)

# When the next call may be started; one row, which whoever starts calls has locked meanwhile.
dial_slot = Table(
    "dial_slot",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("next_at", Instant, nullable=False),
)
