"""The campaign file: what is wrong is named by its section; loading it again changes what changed."""

from datetime import date

import pytest
from sqlalchemy import select

from booking_core import BadFile, Cohort, campaign_of, load_campaign, tables
from booking_core.releases import campaign_releases
from tests.booking_core.campaign import CAMPAIGN, load, slots

HEAD = 'name = "x"\ntimezone = "America/Halifax"\n'
RELEASE = HEAD + '[[release]]\nname = "first"\nopens = 2021-03-01T07:00:00\n'
COHORT = RELEASE + "[release.cohort]\n"


def read(database, text, **more):
    return database.run(lambda tx: load_campaign(tx, text, **more))


def releases(database):
    with database.reading() as look:
        return {each.name: each for each in campaign_releases(look)}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = ", "the file: is not TOML: "),
        (HEAD + "[[release]]\nopens = 2021-02-29T07:00:00", "the file: is not TOML: .*line 4"),
        ('name = "x"', "timezone: is missing"),
        ('name = "x"\ntimezone = "Mars/Base"', "timezone: is no time zone"),
        (HEAD + '[bring]\nen = " "', "bring, en: is not a sentence that can be read out"),
        (HEAD + '[bring]\nfr = "une\\nligne"', "bring, fr: has a line break, which no voice can say"),
        (HEAD + '[bring]\nen = "<b>"', "bring, en: has '<', which no voice can say"),
        (HEAD + '[[region]]\nname = "<b>"', "region \"<b>\", name: has '<', which no voice can say"),
        (HEAD + f'[bring]\nes = "{"x" * 201}"', "bring, es: "),
        (HEAD + '[bring]\nde = "Karte"', "bring, de: is not known here"),
        (HEAD + 'colour = "red"', "colour: is not known here"),
        (HEAD + 'countries = ["Canada"]', "countries: is no country"),
        (HEAD + "opens = 2021-03-14T02:30:00", "opens: there is no 02:30 on 14 March 2021"),
        (HEAD + "opens = 9999-12-31T23:50:00", "opens: is in no year from 1900 to 2199"),
        (HEAD.replace("America/Halifax", "Asia/Tokyo") + "opens = 0001-01-01T00:10:00", "opens: is in no"),
        (RELEASE.replace("2021-03-01", "9999-12-31"), 'release "first", opens: is in no year'),
        (RELEASE.replace("2021-03-01", "0001-01-01"), 'release "first", opens: is in no year'),
        (HEAD + "[callbacks]\nholidays = [9999-12-31]", "callbacks, holidays: is in no year from 1900"),
        (HEAD + '[[release]]\nname = "first"', 'release "first", opens: is missing'),
        (HEAD + '[[release]]\nopens = "soon"', "release 1, name: is missing"),
        (RELEASE.replace("07:00:00", "07:00:00Z"), 'release "first", opens: is no local time'),
        (RELEASE.replace("03-01T07:00", "03-14T02:30"), 'release "first", opens: there is no 02:30'),
        (RELEASE.replace("03-01T07:00", "11-07T01:30"), 'release "first", opens: 01:30 comes twice'),
        (RELEASE + 'asks_code = "no"', 'release "first", asks_code: is either true or false'),
        (HEAD + '[draw]\non = "false"', "draw, on: is either true or false"),
        (RELEASE + 'channels = ["fax"]', "channels: is none of 'phone', 'agent' or 'callback'"),
        (RELEASE + RELEASE.removeprefix(HEAD), 'release "first": is there twice'),
        (HEAD + '[[region]]\nname = "A"\ntimezone = "Mars"', 'region "A", timezone: is no time zone'),
        (COHORT + "birth_months = [13]", 'release "first", cohort, birth_months: is more than 12'),
        (COHORT + 'born_until = "1941"', 'release "first", cohort, born_until: is no day'),
        (COHORT + "born_from = 1941-01-02\nborn_until = 1941-01-01", "cohort: born_from is after born_until"),
        (COHORT + "born_from = 2021-03-02", 'release "first": opens before anybody whom it admits is born'),
        (COHORT + 'surname_from = "M"\nsurname_until = "F"', "cohort: surname_from comes after"),
        (COHORT + 'surname_from = "12"', "cohort, surname_from: has no letters"),
        (COHORT + 'area_codes = ["9O2"]', "cohort, area_codes: is no area code"),
        (COHORT + "shoe_size = 42", "cohort, shoe_size: is not known here"),
    ],
)  # fmt: skip
def test_a_bad_campaign_is_named_and_nothing_is_loaded(database, text, says):
    with pytest.raises(BadFile, match=says):
        read(database, text)
    with database.reading() as look:
        assert look.execute(select(tables.campaign.c.id)).first() is None


def test_a_cohort_is_stored_as_it_is_said(database):
    text = COHORT + (
        "born_from = 1920-01-01\nborn_until = 1941-03-01\nbirth_months = [3, 1, 2]\n"
        'surname_from = "Éa"\nsurname_until = "Mac"\nbatches = ["letter 1"]\narea_codes = ["902", "782"]\n'
    )
    read(database, text)
    cohort = Cohort(
        born_from=date(1920, 1, 1),
        born_until=date(1941, 3, 1),
        birth_months=(1, 2, 3),
        surname_from="EA",
        surname_until="MAC",
        batches=("letter 1",),
        area_codes=("+1902", "+1782"),
    )
    assert releases(database)["first"].cohort == cohort
    read(database, RELEASE)
    assert releases(database)["first"].cohort == Cohort()


def test_a_release_that_is_no_longer_said_is_gone_unless_it_has_times(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00"))
    without = CAMPAIGN.replace('"later"', '"much later"')
    read(database, without)
    assert set(releases(database)) == {"first", "much later", "letters", "second doses"}
    with pytest.raises(BadFile, match='release "first": is no longer there, but clinics have times in it'):
        read(database, CAMPAIGN.replace('"first"', '"second"'))
    assert set(releases(database)) == {"first", "much later", "letters", "second doses"}


def test_the_file_that_was_loaded_last_is_in_force_whatever_was_loaded_in_between(database):
    right, slip = HEAD + '[hours]\nmonday = ["07:00-12:00"]', HEAD.replace('"x"', '"y"')
    for text, name in ((right, "x"), (slip, "y"), (right, "x")):
        read(database, text)
        with database.reading() as look:
            found = campaign_of(look)
        assert found.name == name
        assert bool(found.rules["hours"]) is (text == right)
