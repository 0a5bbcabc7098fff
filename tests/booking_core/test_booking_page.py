"""docs/booking.md is true: its figures are those of the code, and the proofs that it names are there."""

import re

import pytest

from booking_core import HOLD
from booking_core.proofs import IN_A_DAY, OF_A_CALL
from booking_core.reminders import HOUR
from booking_core.waitlist import offers
from scripts.stack.settings import ROOT

PAGE = " ".join((ROOT / "docs" / "booking.md").read_text(encoding="utf-8").split())


def minutes(length):
    return round(length.total_seconds() / 60)


@pytest.mark.parametrize(
    "says",
    [
        f"for {minutes(HOLD)} minutes from the last key",
        f"{OF_A_CALL} wrong tries a call; {IN_A_DAY} a day from one number",
        f"stands for {minutes(offers.STANDS)} minutes from its first call",
        "after {} and after {} minutes".format(*map(minutes, offers.AGAIN)),
        f"after {offers.MISSED_AT_MOST} offers in a row",
        f"for {HOUR}:00 of the day before",
    ],
)
def test_a_figure_is_that_of_the_code(says):
    assert says in PAGE
    assert minutes(offers.NOTICE) == 60  # "an hour's notice"


def test_the_proofs_are_there():
    named = re.findall(r"`(test_\w+)`", PAGE)
    assert len(named) == 4
    assert all((ROOT / "tests" / "booking_core" / f"{each}.py").exists() for each in named)
