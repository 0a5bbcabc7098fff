"""Which telephones we ring: people's, in the campaign's countries, and nobody's else."""

import pytest

from booking_core import REASONS, dialable, zones


@pytest.mark.parametrize("written", ["+19025550142", "9025550142", "(902) 555-0142", "1 902 555 0142"])
def test_a_number_is_read_as_people_write_it(written: str) -> None:
    assert dialable(written, ["CA"]).number == "+19025550142"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "malformed"),
        ("911", "short"),
        ("0", "short"),
        ("555014", "short"),
        ("9025550", "malformed"),
        ("90255501421", "malformed"),
        ("0000000000", "malformed"),
        ("1111111111", "malformed"),
        ("+12125551212", "foreign"),
        ("+18765550100", "foreign"),
        ("+33612345678", "foreign"),
        ("19005550100", "premium"),
        ("+9791234567", "premium"),
        ("+870773111632", "satellite"),
        ("+8821612345678", "satellite"),
        ("+19025550100", "ours"),
        ("+19025550107", "ours"),
    ],
)
def test_others_are_refused_each_with_its_reason(written: str, reason: str) -> None:
    found = dialable(written, ["CA"], ours=["+19025550100", "+19025550107"])
    assert (found.number, found.reason) == (None, reason)
    assert reason in REASONS


def test_the_campaign_says_which_countries_and_the_first_reads_national_numbers() -> None:
    assert dialable("+12125551212", ["CA", "US"]).number == "+12125551212"
    assert dialable("06 12 34 56 78", ["FR", "CA"]).number == "+33612345678"


def test_a_zone_is_known_of_few_zones_only() -> None:
    assert zones("+19025550142") == ("America/Halifax",)
    assert zones("+17095550142") == ("America/Halifax", "America/St_Johns")
    assert zones("+18005550100") == zones("+870773111632") == ()
