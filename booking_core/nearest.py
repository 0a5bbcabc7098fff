"""Where to go instead: clinics by the minutes from a caller's region, and what is nearer but not open; pure.

The order is by region: that is a table that an operator can keep. What is not in it comes last, and nobody is
told how far that is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import Literal

from booking_core.clinics import OpenClinic

State = Literal["full", "held", "unopened"]


@dataclass(frozen=True, slots=True)
class RegionSupply:
    """What some people may book in a region: units open, held, booked; and when more opens to them there."""

    region: str
    open: int
    held: int
    booked: int
    opens_at: datetime | None

    def state(self, people: int) -> State | None:
        """Return why this many cannot book there now; None where they can, or where nothing ever was."""
        if self.open >= people:
            return None
        if self.open + self.held >= people:
            return "held"
        if self.open + self.held + self.booked:
            return "full"
        return "unopened" if self.opens_at else None


@dataclass(frozen=True, slots=True)
class Near:
    """A clinic with places, so many minutes from the caller's region; None where nobody knows how far."""

    clinic: OpenClinic
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Nearer:
    """A region nearer than the first offer, and why it is none: `opens_at` is when more opens there."""

    region: str
    minutes: int
    state: State
    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class Nearest:
    """Clinics with places, and the regions that are nearer than the first of them; the nearest first."""

    home: str
    offers: tuple[Near, ...]
    nearer: tuple[Nearer, ...]

    @property
    def at_home(self) -> bool:
        """Tell whether there are places in the caller's own region."""
        return bool(self.offers) and self.offers[0].clinic.clinic.region == self.home


def nearest(
    home: str,
    clinics: Iterable[OpenClinic],
    supplies: Iterable[RegionSupply],
    minutes: Mapping[str, int],
    people: int,
) -> Nearest:
    """Order the clinics where this many people fit; those equally far, as they came.

    `minutes` is the travel from home by region; home itself is there with 0.
    """
    offers = [Near(each, minutes.get(each.clinic.region)) for each in clinics if each.open_units >= people]
    offers.sort(key=lambda offer: _far(offer.minutes))
    first = _far(offers[0].minutes) if offers else inf
    nearer = [
        Nearer(each.region, minutes[each.region], state, each.opens_at)
        for each in supplies
        if each.region in minutes and minutes[each.region] < first and (state := each.state(people))
    ]
    return Nearest(home, tuple(offers), tuple(sorted(nearer, key=lambda region: region.minutes)))


def _far(minutes: int | None) -> float:
    return inf if minutes is None else minutes
