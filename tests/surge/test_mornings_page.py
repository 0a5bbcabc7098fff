"""docs/mornings.md is true: it describes every table and key of a scenario file, and every scenario."""

import re

import pytest

from scripts.mornings import facts
from scripts.mornings.scenario import names
from scripts.stack.settings import ROOT

PAGE = (ROOT / "docs" / "mornings.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^##+ (.+?)\n(.*?)(?=^##|\Z)", PAGE, re.M | re.S))
DESCRIBED = {
    "The morning": facts.Facts,
    "Callers": facts.Callers,
    "Arrivals": facts.Arrivals,
    "A step of the rates": facts.Rate,
    "Telephones": facts.Telephones,
    "Talk": facts.Talk,
    "Redial": facts.Redial,
    "Patience": facts.Patience,
    "Staff": facts.Staff,
    "A region": facts.Region,
    "A clinic": facts.Clinic,
    "The lottery": facts.Lottery,
    "The plain queue": facts.Queue,
}


@pytest.mark.parametrize("heading", DESCRIBED)
def test_every_key_is_described_and_no_other(heading: str):
    rows = re.findall(r"^\| `(\w+)` \| (yes|no) \| \S", SECTIONS[heading], re.M)
    fields = DESCRIBED[heading].model_fields
    assert rows == [(name, "yes" if field.is_required() else "no") for name, field in fields.items()]


def test_every_table_of_a_scenario_is_described():
    sections = {
        each for each in vars(facts).values() if isinstance(each, type) and issubclass(each, facts.Section)
    }
    assert sections == {facts.Section, *DESCRIBED.values()}


def test_every_morning_is_there():
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", SECTIONS["The five mornings"], re.M)) == names()
