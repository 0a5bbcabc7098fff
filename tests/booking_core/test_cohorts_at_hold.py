"""Every rule of a cohort is judged when a unit is held, for the whole party, on every channel."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from booking_core import Bookings, Person, Releases, load_campaign, load_clinics, load_invitations
from booking_core.check_digits import check_digit
from tests.booking_core.campaign import HEADER, MAX, NOW, ROSE, slots

CODE, OTHER = (body + check_digit(body) for body in ("5720000", "5720001"))
CHANNELS = ("phone", "agent", "callback")
LETTERS = (
    "code,birth_date,region,batch,surname\n"
    f"{CODE},1931-05-02,Truro,letter 1,Abbott\n"
    f"{OTHER},1933-01-09,Truro,letter 2,\n"
)
INVITED, OTHERS = replace(ROSE, code=CODE), replace(MAX, code=OTHER)


def called(surname):
    """Somebody of that name, who told an agent."""
    return Person(date(1931, 5, 2), "+19025550142", surname=surname)


def campaign(cohort, channels=CHANNELS):
    return f"""
name = "Spring"
timezone = "America/Halifax"
[[release]]
name = "first"
opens = 2021-03-01T07:00:00
channels = {list(channels)}
cohort = {{ {cohort} }}
[[release]]
name = "for all"
opens = 2021-03-20T07:00:00
"""


@pytest.fixture
def release(database):
    """Return what loads one clinic, nine units of it in a release for such a cohort, and some letters."""

    def load(cohort, **more):
        rows = [
            *slots("Truro", 9, "2021-03-08 09:00"),
            *slots("Truro", 9, "2021-03-29 09:00", release="for all"),
        ]

        def work(tx):
            load_campaign(tx, campaign(cohort, **more))
            load_clinics(tx, HEADER + "".join(f"{row}\n" for row in rows), now=NOW)
            load_invitations(tx, LETTERS, now=NOW)

        database.run(work)

    return load


def hold(database, *people, channel="phone", now=NOW):
    def work(tx):
        at = Releases(channel).clinic(tx, 1)
        return Bookings(channel).hold(tx, party="A", people=people, clinic=at, now=now)

    supply = database.run(work)
    return supply.reason or "held"


def seen(database, *people, channel="phone"):
    """What is told of it: units by region, by clinic with code or not, and the releases to wait for."""
    releases = Releases(channel)
    with database.reading() as look:
        regions = [each.open_units for each in releases.regions(look, people, NOW)]
        clinics = [(each.open_units, each.asks_code) for each in releases.clinics(look, None, people, NOW)]
        return regions, clinics, releases.audience(look, people)


@pytest.mark.parametrize(
    ("cohort", "who", "other"),
    [
        ("born_until = 1932-01-01", ROSE, MAX),
        ("birth_months = [5]", ROSE, MAX),
        ('area_codes = ["902"]', ROSE, replace(ROSE, phone="+14165550142")),
        ('batches = ["letter 1"]', INVITED, OTHERS),
        ('surname_from = "A", surname_until = "F"', INVITED, OTHERS),
        ('surname_from = "A", surname_until = "F"', called("Éon"), called("Øvrebø")),
        ('surname_from = "P"', called("Иванов"), called("Øvrebø")),
    ],
)
def test_a_rule_admits_and_refuses(database, release, cohort, who, other):
    release(cohort)
    for channel in CHANNELS:
        assert seen(database, who, channel=channel) == ([9], [(9, False)], (0, 1, 2))
        for people in ((other,), (who, other)):  # a party is admitted whole or not at all
            assert seen(database, *people, channel=channel) == ([], [], (0, 2))
            assert hold(database, *people, channel=channel) == "sold out"
        assert hold(database, who, channel=channel) == "held"
        database.run(lambda tx: Bookings("phone").release(tx, "A", NOW))


@pytest.mark.parametrize("cohort", ['batches = ["letter 1"]', 'surname_from = "A", surname_until = "F"'])
def test_where_only_a_letter_can_say_it_the_code_is_asked(database, release, cohort):
    release(cohort)
    assert hold(database, ROSE) == "code needed"
    assert seen(database, ROSE) == ([9], [(9, True)], (0, 2))
    assert hold(database, INVITED, ROSE) == "code needed"
    assert hold(database, INVITED) == "held"


def test_a_code_counts_only_with_the_birth_date_it_was_sent_to(database, release):
    release('batches = ["letter 1"]')
    assert hold(database, replace(MAX, code=CODE)) == "code needed"
    assert hold(database, replace(INVITED, batch="letter 9")) == "held"  # only the letter says the batch
    assert hold(database, replace(ROSE, batch="letter 1")) == "code needed"


def test_the_letter_outranks_the_surname_that_was_said(database, release):
    release('surname_from = "A", surname_until = "F"')
    assert hold(database, replace(INVITED, surname="Zwicker")) == "held"


def test_a_channel_that_a_release_is_not_for_neither_sees_nor_holds_it(database, release):
    release("", channels=["agent"])
    assert hold(database, ROSE, channel="agent") == "held"
    for channel in ("phone", "callback"):
        assert hold(database, ROSE, channel=channel) == "sold out"
        assert seen(database, ROSE, channel=channel) == ([], [], (0, 2))
        with database.reading() as look:
            assert Releases(channel).left(look, NOW) == []


def test_who_is_not_admitted_is_told_when_something_opens_to_them(database, release):
    release("birth_months = [1]")
    with database.reading() as look:
        coming = Releases("phone").next_release(look, [ROSE, MAX], NOW)
        assert (coming.name, coming.opens_at.isoformat()) == ("for all", "2021-03-20T10:00:00+00:00")
        early = Releases("phone").next_release(look, [MAX], NOW - timedelta(days=1))
        assert early.name == "first"
    assert hold(database, ROSE, now=coming.opens_at) == "held"


def test_born_on_the_29th_of_february(database, release):
    release("born_from = 1936-02-29, born_until = 1936-02-29, birth_months = [2]")
    leap = Person(date(1936, 2, 29), "+19025550142")
    assert hold(database, leap) == "held"
    for day in (date(1936, 2, 28), date(1936, 3, 1)):
        assert hold(database, replace(leap, birth_date=day)) == "sold out"


def test_a_clinic_asks_for_a_code_only_where_nothing_is_to_be_had_without(database, release):
    release('batches = ["letter 1"]')
    open_to_all = f"{HEADER}Truro,Truro County,1 Main Street,2021-03-08 09:15,15,1,\n"
    database.run(lambda tx: load_clinics(tx, open_to_all, now=NOW))
    assert seen(database, ROSE) == ([10], [(10, False)], (0, 2))
    assert hold(database, ROSE) == "held"
