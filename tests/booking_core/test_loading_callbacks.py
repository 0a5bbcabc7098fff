"""When people may be called back, as a campaign file says it."""

import pytest

from booking_core import BadFile, campaign_of, load_campaign

FILE = 'name = "x"\ntimezone = "America/Halifax"\n[callbacks]\n'


def read(database, text, **more):
    database.run(lambda tx: load_campaign(tx, text, **more))
    with database.reading() as look:
        return campaign_of(look).rules["callbacks"]


def test_the_hours_are_kept_in_minutes_and_holidays_move_with_the_file(database):
    told = read(database, FILE + 'weekdays = "10:00-19:30"\nholidays = [2021-04-02]\n', weeks=1)
    assert told == {
        "weekdays": [600, 1170],
        "weekends": [600, 1080],
        "never_outside": [480, 1260],
        "holidays": ["2021-04-09"],
        "agent_first_up_to": 4,
    }


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('weekdays = "10-19"', "callbacks, weekdays: is no span of hours; write one such as"),
        ("weekdays = 9", "callbacks, weekdays: is no span of hours"),
        ('weekends = "19:00-10:00"', "callbacks, weekends: ends before it begins"),
        ('weekdays = "07:00-20:00"', "callbacks: has hours outside never_outside"),
        ('holidays = ["Easter"]', "callbacks, holidays.*: is no day"),
        ("sundays = 3", "callbacks, sundays: is not known here"),
    ],
)
def test_hours_that_cannot_be_are_refused_in_a_sentence(database, line, fault):
    with pytest.raises(BadFile, match=fault):
        read(database, f"{FILE}{line}\n")
