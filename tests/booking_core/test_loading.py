"""Files: a bad row is named by line and column, and nothing of the file is loaded."""

import pytest
from sqlalchemy import func, select

from booking_core import BadFile, load_campaign, load_clinics, load_invitations, tables
from tests.booking_core.campaign import CAMPAIGN, HEADER, load, slots

GOOD = "Truro,Colchester,1 Main Street,2021-03-08 09:00,15,2,first"


def units(database):
    with database.reading() as look:
        return look.scalar(select(func.count()).select_from(tables.unit))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Truro,Colchester,1 Main Street,soon,15,2,first", "line 3, column starts_at"),
        ("Truro,Colchester,1 Main Street,2021-03-08T09:00:00Z,15,2,first", "line 3, column starts_at"),
        ("Truro,Colchester,1 Main Street,2021-03-08 09:00,15,none,first", "line 3, column capacity"),
        ("Truro,Colchester,1 Main Street,2021-03-08 09:00,15,-4,first", "line 3, column capacity"),
        ("Truro,,1 Main Street,2021-03-08 09:00,15,2,first", "line 3, column region: is empty"),
        ("Truro,Colchester,1 Main Street,2021-03-08 09:00,15,2,spring", "line 3, column release"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_loaded(database, row, says):
    database.run(lambda tx: load_campaign(tx, CAMPAIGN))
    with pytest.raises(BadFile, match=says):
        database.run(lambda tx: load_clinics(tx, f"{HEADER}{GOOD}\n{row}\n"))
    assert units(database) == 0


def test_a_missing_column_is_named(database):
    with pytest.raises(BadFile, match="column minutes: there is no such column"):
        database.run(lambda tx: load_clinics(tx, "clinic,region,address,starts_at,capacity\n"))


def test_loading_again_adds_only_what_is_new(database):
    load(database, *slots("Truro", 2, "2021-03-08 09:00"))
    load(database, *slots("Truro", 2, "2021-03-08 09:00"))
    assert units(database) == 2
    load(database, *slots("Truro", 5, "2021-03-08 09:00"))
    assert units(database) == 5


def test_weeks_move_every_date_and_keep_the_time_of_day(database):
    database.run(lambda tx: load_campaign(tx, CAMPAIGN, weeks=4))
    database.run(lambda tx: load_clinics(tx, f"{HEADER}{GOOD}\n", weeks=4))
    with database.reading() as look:
        # 09:00 in Halifax: 13:00 UTC before the clocks change on 14 March 2021, 12:00 after
        assert look.scalar(select(tables.slot.c.starts_at)).isoformat() == "2021-04-05T12:00:00+00:00"
        opens = look.scalars(select(tables.release.c.opens_at).order_by(tables.release.c.id)).first()
        assert opens.isoformat() == "2021-03-29T10:00:00+00:00"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('name = "x"\ntimezone = "Mars/Base"', "timezone: .*no time zone"),
        ('name = "x"', "timezone: Field required"),
        ("name = ", "is not TOML"),
        ('name = "x"\ntimezone = "UTC"\ncolour = "red"', "colour"),
    ],
)
def test_a_bad_campaign_is_named(database, text, says):
    with pytest.raises(BadFile, match=says):
        database.run(lambda tx: load_campaign(tx, text))


def test_a_code_with_a_wrong_check_digit_is_named(database):
    with pytest.raises(BadFile, match="line 2, column code"):
        database.run(
            lambda tx: load_invitations(tx, "code,birth_date,region,batch\n57200005,1931-05-02,T,M\n")
        )


HOURS = 'name = "x"\ntimezone = "America/Halifax"\n[hours]\n'


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ('monday = ["7-19"]', "hours.monday: '7-19' is no span of hours; write one such as 07:00-19:00"),
        ('monday = ["07:00-25:00"]', "hours.monday: '25:00' is no time of day"),
        ('monday = ["19:00-07:00"]', "hours.monday: 19:00-07:00 ends before it begins"),
        ('monday = ["07:00-12:00", "11:00-19:00"]', "hours.monday: two spans of this day overlap"),
        ('monday = "07:00-19:00"', "hours.monday: a day is a list of spans"),
        ('montag = ["07:00-19:00"]', "hours: montag is no day; the days are monday, "),
        ('monday = ["07:00-19:00"]\nclosed = ["Easter"]', "hours.closed.0: 'Easter' is no date"),
        ('monday = ["07:00-19:00"]\nclosing_soon_minutes = -1', "hours.closing_soon_minutes: "),
        ("monday = []", "hours: names no time at which the line is open"),
        ('monday = ["07:00-19:00"]\n[draw]\nregistration_opens = "noon"', "draw.registration_opens: 'noon'"),
        ('monday = ["07:00-19:00"]\n[draw]\nlottery = true', "draw.lottery: "),
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
