"""The tables of a scenario file, typed; docs/mornings.md describes each for whoever writes one."""

import tomllib
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, NaiveDatetime, model_validator

Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]
Count = Annotated[int, Field(ge=1)]


class Section(BaseModel):
    """A table of a scenario file; what it does not know is refused, for it might be a misspelt fact."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Rate(Section):
    """First calls a second, for so many seconds; the last rate holds until everybody has called."""

    per_second: Positive
    seconds: Positive | None = None


class Arrivals(Section):
    """`early` is the share of people who call between the start of the scenario and the opening."""

    rates: Annotated[tuple[Rate, ...], Field(min_length=1)]
    early: Share = 0.0


class Telephones(Section):
    """How many telephones dial for one person, their own included: 1 + geometric, cut off at `most`."""

    mean: Annotated[float, Field(ge=1)] = 2.0
    most: Count = 5


class Redial(Section):
    """A kind of caller: the chance of another try after a failed one, and the gap (lognormal, seconds)."""

    share: Share
    persistence: Annotated[float, Field(ge=0, lt=1)]
    gap: Positive
    sigma: Positive


class Patience(Section):
    """A kind of patience: Weibull of this shape and mean (minutes); shape 1 is the exponential."""

    share: Share
    shape: Positive
    mean: Positive


class Talk(Section):
    """How long an agent talks with somebody: lognormal, mean in minutes, coefficient of variation."""

    mean: Positive = 8.0
    variation: Positive = 0.9


class Region(Section):
    """Where people live: its weight among them, and the area codes of their telephones."""

    name: str
    weight: Positive
    area_codes: Annotated[tuple[str, ...], Field(min_length=1)]
    remote: bool = False
    asks_for: str | None = None  # another region, where their own never has a clinic


class Callers(Section):
    """Who they are; shares of people unless said otherwise."""

    born_from: date
    born_until: date
    couples: Share = 0.2
    anywhere: Share = 0.1  # ask for any region rather than their own
    travels: Share = 0.25  # take an appointment elsewhere where their own region has none
    accepts_callback: Share = 0.6
    landlines: Share = 0.6
    calls_again: Share = 0.05  # of those who were served
    rests: Positive = 15.0  # minutes (median) until who has waited for longer than their patience tries again
    tests: Share = 0.01  # pranks, and people who only try whether it works
    letters: bool = False  # everybody has a letter with a code
    languages: dict[str, Positive] = {"en": 1.0}


class Staff(Section):
    """From this time of day on, so many desks are on duty."""

    at: time
    desks: Annotated[int, Field(ge=0)]


class Lottery(Section):
    """The busy-signal line: telephone lines in all, and what people are told once all is booked."""

    lines: Count
    cut_off: Positive  # minutes after which somebody who waits is cut off
    try_again: tuple[time, ...] = ()


class Queue(Section):
    """The plain queue: how many it lets wait; without `waiting` there is no limit."""

    waiting: Count | None = None


class Clinic(Section):
    """Where and when; `units` first doses in all, spread evenly over the times of its days."""

    name: str
    region: str
    address: str
    release: str
    first_day: date
    days: Count
    units: Count
    opens: time = time(9)
    closes: time = time(17)
    minutes: Count = 15

    @model_validator(mode="after")
    def _has_times(self) -> Self:
        if self.times < 1:
            raise ValueError("is not open for one appointment a day")
        return self

    @property
    def times(self) -> int:
        """How many times it has on each of its days."""
        start, end = (each.hour * 60 + each.minute for each in (self.opens, self.closes))
        return (end - start) // self.minutes


class Facts(Section):
    """The whole file; `people`, `units`, desks and lines are those of the real morning, scaled together."""

    title: str
    about: str
    sources: tuple[str, ...]
    assumed: tuple[str, ...]  # what no source says
    people: Count
    calls_a_second: Count = 10  # that the carrier starts for the account
    starts: NaiveDatetime
    ends: NaiveDatetime
    campaign: str  # the text of a campaign file, as docs/files.md describes it
    callers: Callers
    arrivals: Arrivals
    telephones: Telephones = Telephones()
    talk: Talk = Talk()
    lottery: Lottery
    queue: Queue = Queue()
    redial: Annotated[tuple[Redial, ...], Field(min_length=1)]
    patience: Annotated[tuple[Patience, ...], Field(min_length=1)]
    region: Annotated[tuple[Region, ...], Field(min_length=1)]
    staff: Annotated[tuple[Staff, ...], Field(min_length=1)]
    clinic: Annotated[tuple[Clinic, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for name, kinds in (("redial", self.redial), ("patience", self.patience)):
            if abs(sum(kind.share for kind in kinds) - 1) > 1e-9:  # noqa: PLR2004 - rounding
                raise ValueError(f"the shares of [[{name}]] do not add up to 1")
        if any(rate.seconds is None for rate in self.arrivals.rates[:-1]):
            raise ValueError("only the last of the rates may be without seconds")
        return self

    @model_validator(mode="after")
    def _knows_its_names(self) -> Self:
        lived_in = {region.name for region in self.region}
        releases = {each["name"] for each in self.rules.get("release", [])}
        for clinic in self.clinic:
            if clinic.region not in lived_in:
                raise ValueError(f"nobody lives in {clinic.region}, the region of {clinic.name}")
            if clinic.release not in releases:
                raise ValueError(f"the campaign has no release {clinic.release!r}, which {clinic.name} names")
        return self

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if "opens" not in self.rules or "timezone" not in self.rules:
            raise ValueError("the campaign says no opens or no timezone")
        if not self.starts <= self.opens < self.ends:
            raise ValueError("the campaign opens before the scenario starts, or after it ends")
        return self

    @cached_property
    def rules(self) -> dict[str, Any]:
        """The campaign file, read."""
        try:
            return tomllib.loads(self.campaign)
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"the campaign is not TOML: {error}") from error

    @property
    def opens(self) -> datetime:
        """When the hotline opens, local time."""
        found: datetime = self.rules["opens"]
        return found

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.rules["timezone"])

    def seconds(self, local: datetime | time) -> float:
        """Return a local time, or a time of the scenario's day, in seconds from its start."""
        moment = datetime.combine(self.starts, local) if isinstance(local, time) else local
        return (moment - self.starts) / timedelta(seconds=1)

    def opening_clinics(self) -> tuple[Clinic, ...]:
        """Return the clinics that can be booked when the hotline opens."""
        opens = {each["name"]: each["opens"] for each in self.rules["release"]}
        return tuple(each for each in self.clinic if opens[each.release] <= self.opens)
