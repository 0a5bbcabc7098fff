"""Hold before it is read out: a claim is a unit taken for somebody, the second dose with the first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, select, update

from booking_core import units
from booking_core.campaigns import Campaign
from booking_core.claims import EXPIRED, HELD, HOLD, Offer
from booking_core.clinics import Clinic
from booking_core.cohorts import Channel
from booking_core.tables import claim, event, slot, unit


@dataclass(frozen=True, slots=True)
class Holding:
    """One party's holds at one clinic, within one transaction."""

    tx: Connection
    campaign: Campaign | None
    party: str
    clinic: Clinic
    channel: Channel
    now: datetime

    def offers(self, slots: Iterable[tuple[int, datetime]], wanted: int) -> tuple[Offer, ...]:
        """Hold one unit in each of the first `wanted` slots that still have one."""
        offers: list[Offer] = []
        for slot_id, starts_at in slots:
            first = self._take(slot_id, dose=1)
            if first is not None:
                second = self._second(starts_at, first)
                offers.append(Offer(claim=first, clinic=self.clinic, starts_at=starts_at, second=second))
            if len(offers) == wanted:
                break
        return tuple(offers)

    def _second(self, starts_at: datetime, first: str) -> datetime | None:
        rule = self.campaign.second_dose if self.campaign else None
        if rule is None:
            return None
        zone = ZoneInfo(self.clinic.timezone)
        begin, end = rule.window(starts_at, zone)
        for second_at, slot_id in rule.by_preference(starts_at, zone, self._open_between(begin, end)):
            if self._take(slot_id, dose=2, first=first):
                return second_at
        return None

    def _open_between(self, begin: datetime, end: datetime) -> list[tuple[datetime, int]]:
        # A second dose is owed to whoever has the first: no release or cohort is asked again.
        found = select(slot.c.starts_at, slot.c.id).where(
            slot.c.clinic_id == self.clinic.id,
            slot.c.starts_at >= begin,
            slot.c.starts_at < end,
            select(unit.c.id).where(unit.c.slot_id == slot.c.id, units.is_open(self.now)).exists(),
        )
        return [(row.starts_at, row.id) for row in self.tx.execute(found)]

    def _take(self, slot_id: int, dose: int, first: str | None = None) -> str | None:
        claim_id = uuid4().hex
        unit_id = units.take(self.tx, slot_id, claim_id, self.now + HOLD, self.now)
        if unit_id is None:
            return None
        lapsed = (claim.c.unit_id == unit_id) & (claim.c.state == HELD)
        self.tx.execute(update(claim).where(lapsed).values(state=EXPIRED))
        values = {"unit_id": unit_id, "dose": dose, "first_claim_id": first, "state": HELD}
        whose = {"party": self.party, "channel": self.channel, "created_at": self.now}
        of = self.tx.scalar(select(slot.c.campaign_id).where(slot.c.id == slot_id))
        self.tx.execute(insert(claim).values(id=claim_id, campaign_id=of, **values, **whose))
        return claim_id


def write_event(tx: Connection, claim_id: str, kind: str, now: datetime) -> None:
    """Append to the history of a claim."""
    tx.execute(insert(event).values(claim_id=claim_id, kind=kind, at=now))
