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
from booking_core.parties import Seating
from booking_core.tables import claim, event, slot, unit


class _Taken(Exception):
    """Somebody else was quicker with a unit of this seating."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One party's holds at one clinic, within one transaction."""

    tx: Connection
    campaign: Campaign | None
    party: str
    clinic: Clinic
    channel: Channel
    now: datetime

    def offers(self, seatings: Iterable[Seating], wanted: int) -> tuple[Offer, ...]:
        """Hold the first `wanted` seatings that are still to be had, each for everybody or not at all."""
        offers: list[Offer] = []
        for seating in seatings:
            try:
                with self.tx.begin_nested():
                    offers.append(self._offer(seating))
            except _Taken:
                continue
            if len(offers) == wanted:
                break
        return tuple(sorted(offers, key=lambda offer: offer.starts_at))

    def _offer(self, seating: Seating) -> Offer:
        lead: str | None = None
        seconds: list[datetime | None] = []
        for seat, there in enumerate(seating):
            first = self._take(there.id, dose=1, lead=lead, seat=seat)
            if first is None:
                raise _Taken
            lead = lead or first
            seconds.append(self._second(there.starts_at, first))
        times = tuple(each.starts_at for each in seating)
        return Offer(
            claim=lead or "",
            clinic=self.clinic,
            starts_at=min(times),
            second=seconds[0],
            times=times,
            seconds=tuple(seconds),
        )

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

    def _take(
        self, slot_id: int, *, dose: int, first: str | None = None, lead: str | None = None, seat: int = 0
    ) -> str | None:
        claim_id = uuid4().hex
        unit_id = units.take(self.tx, slot_id, claim_id, self.now + HOLD, self.now)
        if unit_id is None:
            return None
        lapsed = (claim.c.unit_id == unit_id) & (claim.c.state == HELD)
        self.tx.execute(update(claim).where(lapsed).values(state=EXPIRED))
        what = {
            "unit_id": unit_id,
            "dose": dose,
            "first_claim_id": first,
            "lead_claim_id": lead,
            "seat": seat,
        }
        whose = {"party": self.party, "channel": self.channel, "created_at": self.now, "state": HELD}
        of = self.tx.scalar(select(slot.c.campaign_id).where(slot.c.id == slot_id))
        self.tx.execute(insert(claim).values(id=claim_id, campaign_id=of, **what, **whose))
        return claim_id


def write_event(tx: Connection, claim_id: str, kind: str, now: datetime) -> None:
    """Append to the history of a claim."""
    tx.execute(insert(event).values(claim_id=claim_id, kind=kind, at=now))
