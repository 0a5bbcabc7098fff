"""A scenario file is read whole or refused in a sentence, and what it says is what the real loaders take."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from booking_core import Database, load_campaign, load_clinics, load_invitations, tables
from scripts.mornings.crowd import draw
from scripts.mornings.files import scenario_files
from scripts.mornings.scenario import SCENARIOS, BadScenario, names, read, scenario

ALL = ["alabama", "nova-scotia", "orange-county", "ordinary-day", "polk"]


def test_there_are_five_mornings():
    assert names() == ALL
    with pytest.raises(KeyError, match="no scenario 'bonavista'; there are alabama, nova-scotia"):
        scenario("bonavista")


@pytest.mark.parametrize("name", ALL)
def test_the_real_loaders_take_what_a_scenario_says(database: Database, name: str):
    it = scenario(name)
    people = min(it.facts.people, 1500)
    campaign, clinics, invitations = scenario_files(it, people, seed=1)
    now = it.facts.starts.replace(tzinfo=it.facts.zone) - timedelta(days=1)

    def load(tx):
        load_campaign(tx, campaign)
        load_clinics(tx, clinics, now=now)
        return load_invitations(tx, invitations, now=now).added if invitations else 0

    letters = database.run(load)
    crowd = draw(it, people, 1)
    assert letters == sum(len(person.codes) for person in crowd)
    assert units_by_clinic(database) == {
        clinic.name: it.scaled(clinic.units, people) for clinic in it.facts.clinic
    }


def units_by_clinic(database: Database) -> dict[str, int]:
    """First doses only."""
    row = tables.clinic.join(tables.slot).join(tables.unit).outerjoin(tables.release)
    count = select(tables.clinic.c.name, func.count()).select_from(row)
    with database.reading() as look:
        first = count.where(tables.release.c.name != "second doses").group_by(tables.clinic.c.name)
        return dict(look.execute(first).all())


def test_second_doses_are_as_many_and_three_weeks_later():
    _, clinics, _ = scenario_files(scenario("nova-scotia"), 4800, seed=1)
    rows = [line.rsplit(",", 4) for line in clinics.splitlines()[1:]]
    first = [row[2:] for row in rows if row[-1] != "second doses" and "IWK" in row[0]]
    second = [row[2:] for row in rows if row[-1] == "second doses" and "IWK" in row[0]]
    assert len(first) == len(second) == 90
    assert [each[:2] for each in first] == [each[:2] for each in second]


def test_units_desks_and_lines_keep_their_ratio_to_the_people():
    it = scenario("nova-scotia")
    assert [it.scaled(number, 4800) for number in (2208, 60, 250, 0, 1)] == [221, 6, 25, 0, 1]
    assert it.desks(4800) == [(60.0, 6)]
    assert it.facts.seconds(it.facts.ends) == it.length == 6 * 3600 + 60


def test_a_morning_can_be_stopped_before_its_end():
    it = scenario("nova-scotia")
    stopped = it.until(15 * 60)
    assert (stopped.length, stopped.stopped_at, stopped.name) == (900, "07:14", it.name)
    assert stopped.facts.opens == it.facts.opens
    assert it.stopped_at is None
    assert it.until(it.length) == it.until(float("inf")) == it


NOVA_SCOTIA = (SCENARIOS / "nova-scotia.toml").read_text()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("people = 48_000", "people = 0"), "people: Input should be greater than or equal to 1"),
        (("couples = 0.2", "cuples = 0.2"), "callers, cuples: Extra inputs are not permitted"),
        (("share = 0.60", "share = 0.70"), r"the shares of \[\[redial\]\] do not add up to 1"),
        (("sigma = 0.5", "sigma = -1"), "redial, 3, sigma: Input should be greater than 0"),
        (('region = "Antigonish"', 'region = "Digby"'), "nobody lives in Digby, the region of St. Francis"),
        (
            ('release = "first clinics"', 'release = "first"'),
            "the campaign has no release 'first', which IWK",
        ),
        (("ends = 2021-03-01T13", "ends = 2021-03-01T06"), "opens before the scenario starts, or after"),
        (('name = "Nova Scotia, 80', "name = Nova Scotia, 80"), "the campaign is not TOML: "),
        (("people = ", "people "), "nova: is not TOML: "),
        (("seconds = 60 }", "seconds = 60 },\n {per_second = 1}"), "only the last of the rates"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(change: tuple[str, str], sentence: str):
    with pytest.raises(BadScenario, match="nova: .*" + sentence if "nova" not in sentence else sentence):
        read("nova", NOVA_SCOTIA.replace(*change, 1))
