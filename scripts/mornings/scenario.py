"""A morning's facts, from a TOML file: who calls and when, staff, clinics, releases, and when it ends."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCENARIOS = Path(__file__).parent / "scenarios"


@dataclass(frozen=True, slots=True)
class Scenario:
    """`facts` is the file as it is; its tables are described in docs/mornings.md."""

    name: str
    facts: dict[str, Any]


def scenario(name: str) -> Scenario:
    """Read a scenario by its name; KeyError with the names there are."""
    found = {path.stem: path for path in SCENARIOS.glob("*.toml")}
    if name not in found:
        raise KeyError(f"no scenario {name!r}; there are {', '.join(sorted(found))}")
    return Scenario(name, tomllib.loads(found[name].read_text()))
