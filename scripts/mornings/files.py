"""What an operator would load for a scenario: its campaign, its clinics, and the codes of its letters."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from scripts.mornings.crowd import draw
from scripts.mornings.facts import Clinic
from scripts.mornings.person import Person
from scripts.mornings.scenario import Scenario

SECOND_DOSES = "second doses"  # their release, where the campaign has a dose rule
CLINICS = ("clinic", "region", "address", "starts_at", "minutes", "capacity", "release")
INVITATIONS = ("code", "birth_date", "region", "batch")


def scenario_files(
    scenario: Scenario, people: int, crowd: Iterable[Person] | None = None, *, seed: int = 0
) -> tuple[str, str, str | None]:
    """Return the texts of `(campaign.toml, clinics.csv, invitations.csv or None)` for so many people.

    The letters are those of the crowd, which is drawn from the seed where it is not given.
    """
    invitations = None
    if scenario.facts.callers.letters:
        invitations = _csv(INVITATIONS, _letters(draw(scenario, people, seed) if crowd is None else crowd))
    return scenario.facts.campaign, _csv(CLINICS, _times(scenario, people)), invitations


def _times(scenario: Scenario, people: int) -> Iterator[tuple[object, ...]]:
    second = scenario.facts.rules.get("second_dose")
    for clinic in scenario.facts.clinic:
        units = scenario.scaled(clinic.units, people)
        yield from _rows(clinic, units, clinic.release, timedelta(0))
        if second:
            yield from _rows(clinic, units, SECOND_DOSES, timedelta(days=second["days"]))


def _rows(clinic: Clinic, units: int, release: str, later: timedelta) -> Iterator[tuple[object, ...]]:
    starts = list(_starts(clinic))
    for at, start in enumerate(starts):
        capacity = units * (at + 1) // len(starts) - units * at // len(starts)
        if capacity:
            when = (start + later).isoformat(timespec="minutes")
            yield clinic.name, clinic.region, clinic.address, when, clinic.minutes, capacity, release


def _starts(clinic: Clinic) -> Iterator[datetime]:
    for day in range(clinic.days):
        opens = datetime.combine(clinic.first_day + timedelta(days=day), clinic.opens)
        yield from (opens + timedelta(minutes=clinic.minutes * at) for at in range(clinic.times))


def _letters(crowd: Iterable[Person]) -> Iterator[tuple[object, ...]]:
    for person in crowd:
        for code, birth in zip(person.codes, person.births, strict=True):
            yield code, f"{birth[:4]}-{birth[4:6]}-{birth[6:]}", person.region, "letter"


def _csv(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
