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
