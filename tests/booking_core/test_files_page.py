"""docs/files.md is true: it describes every key and column there is, and its own examples load."""

import re

import pytest

from booking_core import load_campaign, load_clinics, load_invitations, load_towns, load_travel
from booking_core.loading.bring import BringSection
from booking_core.loading.callbacks import CallbacksSection
from booking_core.loading.campaign import CampaignFile, RegionSection, ReleaseSection, SecondDoseSection
from booking_core.loading.clinics import ClinicRow
from booking_core.loading.cohorts import CohortSection
from booking_core.loading.hours import DrawSection, HoursSection
from booking_core.loading.invitations import InvitationRow
from booking_core.loading.towns import TownRow
from booking_core.loading.travel import TravelRow
from scripts.operator.__main__ import fairline
from scripts.stack.settings import ROOT
from tests.booking_core.campaign import NOW

PAGE = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^##+ (.+?)\n(.*?)(?=^##|\Z)", PAGE, re.M | re.S))
DESCRIBED = {
    "The campaign": CampaignFile,
    "Hours": HoursSection,
    "The draw": DrawSection,
    "A second dose": SecondDoseSection,
    "Callbacks": CallbacksSection,
    "What to bring": BringSection,
    "A region": RegionSection,
    "A release": ReleaseSection,
    "A cohort": CohortSection,
    "clinics.csv": ClinicRow,
    "invitations.csv": InvitationRow,
    "travel.csv": TravelRow,
    "towns.csv": TownRow,
}


def example(heading):
    return re.search(r"```(?:csv|toml)\n(.*?)```", SECTIONS[heading], re.S)[1]


@pytest.mark.parametrize("heading", DESCRIBED)
def test_every_key_and_column_is_described_and_no_other(heading):
    rows = re.findall(r"^\| `(\w+)` \| (yes|no) \| \S", SECTIONS[heading], re.M)
    fields = DESCRIBED[heading].model_fields
    assert rows == [(name, "yes" if field.is_required() else "no") for name, field in fields.items()]


def test_its_examples_load_and_say_all_that_can_be_said(database):
    def work(tx):
        load_campaign(tx, example("campaign.toml"))
        assert load_clinics(tx, example("clinics.csv"), now=NOW).added == 12
        assert load_invitations(tx, example("invitations.csv"), now=NOW).added == 2
        assert load_travel(tx, example("travel.csv")) == 2
        assert load_towns(tx, example("towns.csv")).towns == 4

    database.run(work)
    for heading, model in DESCRIBED.items():
        if heading.endswith(".csv"):
            assert example(heading).splitlines()[0] == ",".join(model.model_fields)
        elif heading == "A cohort":
            assert all(f"{name} = " in example("campaign.toml") for name in model.model_fields)


def test_every_command_that_loads_is_there():
    commands = {
        f"scripts/fairline {name} load"
        for name, each in fairline.commands.items()
        if "load" in getattr(each, "commands", ())
    }
    assert commands == set(re.findall(r"^(scripts/fairline \w+ load)", PAGE, re.M))
