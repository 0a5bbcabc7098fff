"""Hold before it is read out: a claim is a unit taken for somebody, the second dose with the first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, insert, select, update

from booking_core import units
from booking_core.campaigns import Campaign
from booking_core.carried import Carried, may_stay
from booking_core.claims import EXPIRED, HELD, HOLD, OFFERED, Offer
from booking_core.clinics import Clinic
from booking_core.cohorts import Channel
from booking_core.parties import Seating
from booking_core.prepared import Prepared
from booking_core.tables import claim, slot, unit

_LAPSE = Prepared(
    update(claim).where(claim.c.unit_id == bindparam("unit"), claim.c.state == HELD).values(state=EXPIRED)
)
_CAMPAIGN = select(slot.c.campaign_id).where(slot.c.id == bindparam("slot")).scalar_subquery()
_CLAIM = Prepared(insert(claim).values(campaign_id=_CAMPAIGN))
_OPEN_BETWEEN = select(slot.c.starts_at, slot.c.id).where(
    slot.c.clinic_id == bindparam("clinic"),
    slot.c.starts_at >= bindparam("begin"),
    slot.c.starts_at < bindparam("end"),
    select(unit.c.id).where(unit.c.slot_id == slot.c.id, units.is_open(units.NOW)).exists(),
)


@dataclass(frozen=True, slots=True)
class Holding:
    """One party's holds at one clinic, within one transaction."""

    tx: Connection
    campaign: Campaign | None
    party: str
    clinic: Clinic
    channel: Channel
    now: datetime
    kept: Mapping[int, Carried] = field(default_factory=dict)  # by seat: second doses of those who move
    offered: bool = False  # to the waiting list, where it does not lapse

    def offers(self, seatings: Iterable[Seating], wanted: int) -> tuple[Offer, ...]:
        """Hold the first `wanted` seatings that are still to be had, each for everybody or not at all."""
        offers: list[Offer] = []
        for seating in seatings:
            offer = self._offer(seating)
            if offer is not None:
                offers.append(offer)
            if len(offers) == wanted:
                break
        return tuple(sorted(offers, key=lambda offer: offer.starts_at))

    def seconds(self, first: Carried, besides: Collection[int], wanted: int) -> tuple[Offer, ...]:
        """Hold up to `wanted` times for the second dose of a booked first one, but not in some slots.

        Each offer's claim is that of a second dose: it is confirmed by `SecondDoses` alone.
        """
        rule, zone = self.campaign.second_dose if self.campaign else None, ZoneInfo(self.clinic.timezone)
        begin, end = rule.window(first.starts_at, zone) if rule else (self.now, self.now)
        there = [each for each in self._open_between(max(begin, self.now), end) if each[1] not in besides]
        offers: list[Offer] = []
        for starts_at, slot_id in rule.by_preference(first.starts_at, zone, there) if rule else ():
            lead = first.lead or first.id
            taken = self._take(slot_id, first.seat, dose=2, lead=lead, first=first.id)
            if taken is not None:
                offers.append(Offer(claim=taken, clinic=self.clinic, starts_at=starts_at, times=(starts_at,)))
            if len(offers) == wanted:
                break
        return tuple(sorted(offers, key=lambda offer: offer.starts_at))

    def _offer(self, seating: Seating) -> Offer | None:
        if len(seating) == 1:
            return self._seated(seating)  # one unit or none: there is nothing to undo
        with self.tx.begin_nested() as point:
            offer = self._seated(seating)
            if offer is None:
                point.rollback()
        return offer

    def _seated(self, seating: Seating) -> Offer | None:
        lead: str | None = None
        seconds: list[datetime | None] = []
        for seat, there in enumerate(seating):
            first = self._take(there.id, seat, dose=1, lead=lead)
            if first is None:
                return None
            lead = lead or first
            seconds.append(self._second(there.starts_at, seat, first, lead))
        times = tuple(each.starts_at for each in seating)
        return Offer(
            claim=lead or "",
            clinic=self.clinic,
            starts_at=min(times),
            second=seconds[0],
            times=times,
            seconds=tuple(seconds),
        )

    def _second(self, starts_at: datetime, seat: int, first: str, lead: str) -> datetime | None:
        rule = self.campaign.second_dose if self.campaign else None
        if rule is None:
            return None
        zone, own = ZoneInfo(self.clinic.timezone), self.kept.get(seat)
        candidates: list[tuple[datetime, int | None]] = []
        if own is not None and may_stay(rule, own, self.clinic.id, starts_at):
            candidates.append((own.starts_at, None))  # theirs already: as good as any other of that time
        candidates += self._open_between(*rule.window(starts_at, zone))
        for second_at, slot_id in rule.by_preference(starts_at, zone, candidates):
            if slot_id is None or self._take(slot_id, seat, dose=2, lead=lead, first=first):
                return second_at
        return None

    def _open_between(self, begin: datetime, end: datetime) -> list[tuple[datetime, int]]:
        # A second dose is owed to whoever has the first: no release or cohort is asked again.
        between = {"clinic": self.clinic.id, "begin": begin, "end": end, "now": self.now}
        return [(row.starts_at, row.id) for row in self.tx.execute(_OPEN_BETWEEN, between)]

    def _take(
        self, slot_id: int, seat: int, *, dose: int, lead: str | None, first: str | None = None
    ) -> str | None:
        claim_id = uuid4().hex
        until = None if self.offered else self.now + HOLD
        unit_id = units.take(self.tx, slot_id, claim_id, until, self.now)
        if unit_id is None:
            return None
        _LAPSE.all(self.tx, unit=unit_id)
        what = {
            "id": claim_id,
            "unit_id": unit_id,
            "dose": dose,
            "seat": seat,
            "first_claim_id": first,
            "lead_claim_id": lead,
        }
        whose = {"party": self.party, "channel": self.channel, "created_at": self.now}
        state = OFFERED if self.offered else HELD
        _CLAIM.all(self.tx, **what, **whose, state=state, slot=slot_id)
        return claim_id
