"""Loads what an operator would: the campaign, its clinics, the letters, the towns and the ways between."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from booking_core import (
    Database,
    load_campaign,
    load_clinics,
    load_invitations,
    load_towns,
    load_travel,
    migrate,
)
from scripts.mornings.files import scenario_files
from scripts.mornings.person import Person
from scripts.mornings.scenario import Scenario

DEMO = Path(__file__).parent.parent / "demo"
HERE = "Nova Scotia"  # whose towns and roads the demo has


def start_of(scenario: Scenario) -> datetime:
    """Return the instant at which a scenario starts."""
    return scenario.facts.starts.replace(tzinfo=scenario.facts.zone).astimezone(UTC)


def load(database: Database, scenario: Scenario, crowd: list[Person]) -> None:
    """Make the tables, and load everything the day before."""
    migrate(database)
    campaign, clinics, letters = scenario_files(scenario, len(crowd), crowd)
    now = start_of(scenario) - timedelta(days=1)

    def work(tx: Connection) -> None:
        load_campaign(tx, campaign)
        load_clinics(tx, clinics, now=now)
        if letters is not None:
            load_invitations(tx, letters, now=now)
        if HERE in scenario.facts.rules["name"]:
            load_travel(tx, (DEMO / "travel.csv").read_text())
            load_towns(tx, (DEMO / "towns.csv").read_text())

    database.run(work)
