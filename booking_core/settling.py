"""Units change hands within one transaction: held ones become somebody's, booked ones are given up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, update

from booking_core import reminders, units
from booking_core.campaigns import campaign_of
from booking_core.carried import Carried, carried, firsts, may_stay, second_of
from booking_core.check_digits import spoken_number
from booking_core.claims import CONFIRMED, MOVED
from booking_core.cohorts import Channel
from booking_core.history import write_events
from booking_core.prepared import Prepared
from booking_core.tables import claim

_CONFIRM = Prepared(update(claim).where(claim.c.id == bindparam("of")).values(state=CONFIRMED))
_CLOSE = update(claim).where(claim.c.id.in_(bindparam("ids", expanding=True)))
_END, _MOVE = Prepared(_CLOSE), Prepared(_CLOSE.values(reference=None))  # a reference moves along


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a seat becomes: the row of the person, and the reference they are told."""

    person_id: int
    reference: str


def confirm(
    tx: Connection, rows: Sequence[Carried], owners: Mapping[int, Owner], channel: Channel, now: datetime
) -> None:
    """Book the held rows for their owners, by seat."""
    ids = [row.id for row in rows]
    units.book(tx, ids)
    values = [
        {
            "of": row.id,
            "person_id": owners[row.seat].person_id,
            "reference": owners[row.seat].reference if row.dose == 1 else None,
            "channel": channel,
            "confirmed_at": now,
        }
        for row in rows
    ]
    _CONFIRM.each(tx, values)
    write_events(tx, ids, "confirmed", now)
    reminders.owe(tx, ((row, owners[row.seat].reference) for row in rows), now)


def give_up(tx: Connection, rows: Sequence[Carried], state: str, kind: str, now: datetime) -> None:
    """Free the units of these claims, and close the claims in this state."""
    ids = [row.id for row in rows]
    if not ids:
        return
    units.free(tx, ids)
    (_MOVE if state == MOVED else _END).all(tx, ids=ids, state=state)
    write_events(tx, ids, kind, now)


def unbook(tx: Connection, rows: Sequence[Carried], state: str, now: datetime) -> None:
    """Give up what was confirmed, and take its reminders back."""
    give_up(tx, rows, state, state, now)
    reminders.take_back(tx, [row.id for row in rows], now)


def replace(
    tx: Connection, fresh: Sequence[Carried], owners: Sequence[int], channel: Channel, now: datetime
) -> list[Carried]:
    """Book the held rows for people, by their ids in the order of the seats, instead of what they have there.

    A second dose moves with its first; where no new one is held, the old one stays if the rule allows it.
    Returns what was given up.
    """
    mine = claim.c.person_id.in_(owners) & (claim.c.state == CONFIRMED)
    old = [row for row in carried(tx, mine) if row.campaign_id == fresh[0].campaign_id]
    had = {row.person_id: row for row in old if row.dose == 1}
    kept = _kept(tx, fresh, [had.get(owner) for owner in owners], old)
    gone = [row for row in old if row.id not in kept]
    unbook(tx, gone, MOVED, now)
    references = (had[owner].reference if owner in had else None for owner in owners)
    whose = [
        Owner(owner, reference or spoken_number())
        for owner, reference in zip(owners, references, strict=True)
    ]
    confirm(tx, fresh, dict(enumerate(whose)), channel, now)
    for second, first in kept.items():
        led = {"first_claim_id": first.id, "lead_claim_id": firsts(fresh)[0].id, "seat": first.seat}
        tx.execute(update(claim).where(claim.c.id == second).values(**led))
    return gone


def _kept(
    tx: Connection, fresh: Sequence[Carried], had: Sequence[Carried | None], old: Sequence[Carried]
) -> dict[str, Carried]:
    """Return the second doses that stay, each with its new first."""
    campaign = campaign_of(tx)
    rule = campaign.second_dose if campaign else None
    kept = {}
    for first in firsts(fresh):
        before = had[first.seat]
        second = second_of(old, before.id) if before else None
        if rule is None or second is None or second_of(fresh, first.id):
            continue
        if may_stay(rule, second, first.clinic_id, first.starts_at):
            kept[second.id] = first
    return kept
