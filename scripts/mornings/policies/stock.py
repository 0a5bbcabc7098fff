"""The units of a morning, as agents with a list of clinics give them out: first come, until they are gone."""

from collections.abc import Iterable

from scripts.mornings.crowd import ANYWHERE
from scripts.mornings.facts import Clinic
from scripts.mornings.person import Person
from scripts.mornings.scenario import Scenario


class Stock:
    """What is left at each clinic whose release opens with the morning."""

    def __init__(self, scenario: Scenario, people: int) -> None:
        self._clinics = scenario.facts.opening_clinics()
        self._left = {each.name: scenario.scaled(each.units, people) for each in self._clinics}
        self.left = sum(self._left.values())

    def take(self, person: Person) -> Clinic | None:
        """Take units for a whole party at one clinic, where they ask for or, if they travel, elsewhere."""
        wanted = person.region if person.wants == ANYWHERE else person.wants
        clinic = self._fullest(person, (each for each in self._clinics if each.region == wanted))
        if clinic is None and (person.wants == ANYWHERE or person.travels):
            clinic = self._fullest(person, self._clinics)
        if clinic is not None:
            self._left[clinic.name] -= len(person.births)
            self.left -= len(person.births)
        return clinic

    def _fullest(self, person: Person, clinics: Iterable[Clinic]) -> Clinic | None:
        fitting = [each for each in clinics if self._left[each.name] >= len(person.births)]
        return max(fitting, key=lambda each: self._left[each.name], default=None)
