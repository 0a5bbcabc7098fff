"""A morning small enough to follow by hand: it starts at 06:59, opens a minute later, and has one clinic."""

from typing import Any

from scripts.mornings.outcome import Outcome
from scripts.mornings.person import Person
from scripts.mornings.scenario import Scenario, read

OPENING = 60.0
TEXT = """
title = "A small morning"
about = "A few people."
sources = []
assumed = []
people = {people}
starts = 2021-03-01T06:59:00
ends = 2021-03-01T08:00:00
campaign = '''
name = "Small"
timezone = "America/Halifax"
opens = 2021-03-01T07:00:00
[[release]]
name = "first"
opens = 2021-03-01T07:00:00
[[release]]
name = "later"
opens = 2021-03-08T07:00:00
'''
redial = [{{ share = 1, persistence = 0.9, gap = 40, sigma = 0.8 }}]
patience = [{{ share = 1, shape = 1, mean = 10 }}]
staff = [{{ at = 07:00:00, desks = {desks} }}]
region = [
    {{ name = "Truro", weight = 1, area_codes = ["902"] }},
    {{ name = "Sydney", weight = 1, area_codes = ["902"], remote = true }},
]
[callers]
born_from = 1921-01-01
born_until = 1941-03-01
[arrivals]
rates = [{{ per_second = 1 }}]
[lottery]
lines = {lines}
cut_off = {cut_off}
try_again = [{try_again}]
[queue]
{queue}
[[clinic]]
name = "Truro Hall"
region = "Truro"
address = "1 Main Street"
release = "first"
first_day = 2021-03-08
days = 1
units = {units}
[[clinic]]
name = "Sydney Hall"
region = "Sydney"
address = "1 Main Street"
release = "later"
first_day = 2021-03-15
days = 1
units = 5
"""
FACTS = {"people": 3, "desks": 1, "lines": 1, "cut_off": 30, "try_again": "", "queue": "", "units": 2}


def small(**facts: Any) -> Scenario:
    return read("small", TEXT.format(**FACTS | facts))


def someone(number: int, starts: float, **facts: Any) -> Person:
    """Somebody with one telephone who never gives up, redials after 40 s, and talks for 100 s."""
    usual: dict[str, Any] = {
        "births": ("19310502",), "region": "Truro", "wants": "Truro", "phones": (f"+190255501{number:02}",),
        "gap": (40.0, 1e-12), "persistence": 1.0, "patience": 1000.0, "rest": 40.0, "talk": 100.0,
    }  # fmt: skip
    return Person(number=number, starts=starts, **usual | facts)


def booked(person: int, first: float, at: float, **facts: Any) -> Outcome:
    usual: dict[str, Any] = {"dials": 1, "on_phone": 360.0, "reached": first, "served": at - 30, "units": 1}
    usual |= {"wish": "Truro, 1", "told": "booked", "told_at": at, "by": "keypad", "clinic_region": "Truro"}
    return Outcome(person, first, booked=at, **usual | facts)


CROWD = [
    someone(0, 60),
    someone(1, 70),
    someone(2, 80, region="Sydney", births=("19310502", "19330109")),
    someone(3, 90, region="Sydney"),
    someone(4, 100, is_test=True),
    someone(5, 110),
]
OUTCOMES = [
    booked(0, 60, 160, key=1),
    booked(1, 70, 360, key=2, promised=100.0, kept=250.0, by="callback"),
    booked(2, 80, 260, key=3, units=2, by="agent"),
    Outcome(3, 90, dials=30, wasted=30, on_phone=7200.0),
    Outcome(4, 100, dials=1, wasted=1, on_phone=60.0, reached=100, told="only testing", told_at=130),
    Outcome(5, 110, dials=2, reached=115, told="waiting list", told_at=170, promised=120.0),
]
