"""Somebody who needs an appointment on a simulated morning, with the telephones that dial for them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One person or couple; times in seconds, `starts` counted from the scenario's start."""

    number: int  # from 0, in no order
    births: tuple[str, ...]  # eight digits each: one person, or two who go together
    region: str  # where they live, as the clinics file calls it
    wants: str  # the region they ask for, or "any"
    phones: tuple[str, ...]  # E.164; their own first, then those of relatives who dial for them
    starts: float  # of the first try; relatives begin when they do
    gap: tuple[float, float]  # between two tries: median, sigma of a lognormal
    rest: float  # instead of the gap, after a wait that was longer than their patience: its median
    persistence: float  # the chance of another try after one that failed
    patience: float  # how long they wait on the telephone before they hang up
    talk: float  # how long an agent talks with them
    language: str = "en"
    codes: tuple[str, ...] = ()  # of their letters, one a birth, where the campaign has them
    calls_again: bool = False  # after being served, once
    is_test: bool = False  # a prank, or somebody who only wants to know whether it works
    accepts_callback: bool = False  # where one is offered
    landline: bool = False  # their own telephone, which takes no texts
    travels: bool = False  # takes an appointment elsewhere where their own region has none
