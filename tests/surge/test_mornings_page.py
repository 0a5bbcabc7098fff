"""docs/mornings.md is true: it describes every table and key of a scenario file, and every scenario."""

import re

import pytest

from scripts.mornings import callers, desks, exchange, facts, phone, world
from scripts.mornings.scenario import names, scenario
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


def test_the_judge_is_called_as_a_fresh_checkout_has_it():
    evidence = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(\S*python) -m scripts\.mornings\.judge", evidence)) == {".venv/bin/python"}


def test_what_is_assumed_of_callers_and_agents_is_what_the_code_has():
    table = SECTIONS["How people call"]
    least, most = (f"{seconds:g}" for seconds in callers.PICKS_UP)
    sees, wraps = (" to ".join(f"{seconds:g}" for seconds in those) for those in (desks.SEES, desks.WRAP_UP))
    for words in (
        f"{callers.ASKS_A_PERSON:.0%}".replace("%", " % press"),
        f"{callers.TELLS:g} s later each of the others hangs up",
        f"or dials no more, with chance {callers.TOLD_BY_FAMILY}",
        f"{callers.ANSWERS:.0%}, after ringing for {least} to {most} s".replace("%", " %"),
        f"{60 * phone.WORDS_A_SECOND:g} words a minute; a round of music lasts {phone.TUNE:g} s",
        f"{phone.REACTION:g} s after the end of a question, times a lognormal of sigma {callers.SPREAD}",
        f"longer than {phone.INTERRUPTS:g} s",
        f"see an offer after {sees} s",
        f"after {desks.CHOSEN} of the talk they book, and they wrap up for {wraps} s",
        f"does what it is asked {exchange.LATENCY} s later",
        f"what a webhook is answered is heard {world.ANSWERED} s after it was sent",
    ):
        assert words in table, words
    usual = facts.Facts.model_fields["calls_a_second"].default
    assert (usual, desks.ASKED) == (10, 60), "ten calls a second, a minute at most"
    assert scenario("nova-scotia").facts.calls_a_second == 30, "thirty in Nova Scotia"
