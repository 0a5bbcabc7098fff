"""The hours and the draw in a campaign's file: each fault is a sentence, and nothing is loaded."""

import pytest
from sqlalchemy import select

from booking_core import BadFile, load_campaign, tables

HOURS = 'name = "x"\ntimezone = "America/Halifax"\n[hours]\n'


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ('monday = ["7-19"]', "hours, monday: '7-19' is no span of hours; write one such as 07:00-19:00"),
        ('monday = ["07:00-25:00"]', "hours, monday: '25:00' is no time of day"),
        ('monday = ["19:00-07:00"]', "hours, monday: 19:00-07:00 ends before it begins"),
        ('monday = ["07:00-12:00", "11:00-19:00"]', "hours, monday: two spans of this day overlap"),
        ('monday = "07:00-19:00"', "hours, monday: a day is a list of spans"),
        ('montag = ["07:00-19:00"]', "hours: montag is no day; the days are monday, "),
        ('monday = ["07:00-19:00"]\nclosed = ["Easter"]', "hours, closed: 'Easter' is no date"),
        ('monday = ["07:00-19:00"]\nclosed = [9999-12-31]', "hours, closed: is in no year from 1900 to 2199"),
        ('monday = ["07:00-19:00"]\nclosed = [0001-01-01]', "hours, closed: is in no year from 1900 to 2199"),
        ('monday = ["07:00-19:00"]\nclosing_soon_minutes = -1', "hours, closing_soon_minutes: "),
        ("monday = []", "hours: names no time at which the line is open"),
        ('monday = ["07:00-19:00"]\n[draw]\nregistration_opens = "noon"', "draw, registration_opens: 'noon'"),
        ('monday = ["07:00-19:00"]\n[draw]\nlottery = true', "draw, lottery: "),
    ],
)
def test_a_fault_in_the_hours_is_a_sentence(database, lines, says):
    with pytest.raises(BadFile, match=says.replace("[", r"\[")):
        database.run(lambda tx: load_campaign(tx, HOURS + lines))


def test_a_draw_needs_an_opening(database):
    with pytest.raises(BadFile, match="never closes has no opening to draw for"):
        database.run(lambda tx: load_campaign(tx, 'name = "x"\ntimezone = "UTC"\n[draw]\n'))


def test_hours_are_kept_as_minutes_and_dates_move_with_the_weeks(database):
    lines = (
        'monday = ["13:00-24:00", "07:00-12:30"]\nclosed = [2021-04-05]\n[draw]\nregistration_opens = "18:00"'
    )
    database.run(lambda tx: load_campaign(tx, HOURS + lines, weeks=1))
    with database.reading() as look:
        rules = look.scalar(select(tables.campaign.c.rules))
    assert rules["hours"]["week"] == [[[420, 750], [780, 1440]], [], [], [], [], [], []]
    assert (rules["hours"]["closed"], rules["hours"]["closing_soon"]) == (["2021-04-12"], 30)
    assert rules["draw"] == {"on": True, "registration": 1080}
