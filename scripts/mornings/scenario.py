"""A morning's facts, from a TOML file: who calls and when, staff, clinics, releases, and when it ends."""

import tomllib
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from pydantic import ValidationError

from scripts.mornings.facts import Facts

SCENARIOS = Path(__file__).parent / "scenarios"


class BadScenario(Exception):
    """A scenario file says something that cannot be; the message says where and what."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """`facts` is the file, typed; its tables are described in docs/mornings.md."""

    name: str
    facts: Facts
    is_stopped: bool = False  # before the end that the file says; `facts.ends` is when

    @property
    def length(self) -> float:
        """Seconds from the start to the end."""
        return self.facts.seconds(self.facts.ends)

    @property
    def stopped_at(self) -> str | None:
        """The time of day at which it was stopped, such as 07:14; None where it is played to its end."""
        return f"{self.facts.ends:%H:%M}" if self.is_stopped else None

    def until(self, seconds: float) -> "Scenario":
        """Return it stopped after so many seconds, for each policy alike; itself where it is over by then."""
        if seconds >= self.length:
            return self
        ends = self.facts.starts + timedelta(seconds=seconds)
        return replace(self, facts=self.facts.model_copy(update={"ends": ends}), is_stopped=True)

    def scaled(self, number: int, people: int) -> int:
        """Return a number of the real morning (desks, lines, units) for so many people; at least 1 of any."""
        return max(1, round(number * people / self.facts.people)) if number else 0

    def calls_a_second(self, people: int) -> float:
        """Return how many calls the carrier starts for the account, 1 at least."""
        return max(1.0, self.facts.calls_a_second * people / self.facts.people)

    def desks(self, people: int) -> list[tuple[float, int]]:
        """Return `(seconds from the start, desks on duty from then on)`, in the order of time."""
        return sorted(
            (self.facts.seconds(each.at), self.scaled(each.desks, people)) for each in self.facts.staff
        )


def names() -> list[str]:
    """Return the scenarios there are."""
    return sorted(path.stem for path in SCENARIOS.glob("*.toml"))


def scenario(name: str) -> Scenario:
    """Read a scenario by its name; KeyError with the names there are, BadScenario where it does not fit."""
    if name not in names():
        raise KeyError(f"no scenario {name!r}; there are {', '.join(names())}")
    return read(name, (SCENARIOS / f"{name}.toml").read_text())


def read(name: str, text: str) -> Scenario:
    """Read the text of a scenario file. Raises BadScenario."""
    try:
        return Scenario(name, Facts.model_validate(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        raise BadScenario(f"{name}: is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ", ".join(str(step + 1) if isinstance(step, int) else step for step in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        raise BadScenario(f"{name}: {where + ': ' if where else ''}{said}") from error
