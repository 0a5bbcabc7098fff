"""Clinics: a bad row is named by line and column, nothing is loaded; loading again changes what changed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from booking_core import BadFile, Bookings, load_campaign, load_clinics, tables
from tests.booking_core.campaign import CAMPAIGN, HEADER, NOW, ROSE, clinic_named, load, slots

GOOD = "Truro,Colchester,1 Main Street,2021-03-08 09:00,15,2,first"
NINE = "2021-03-08 09:00"
IN_ANOTHER_ZONE = """
[[region]]
name = "Labrador"
timezone = "America/Goose_Bay"
"""


def count(database, state=None):
    units = select(func.count()).select_from(tables.unit)
    with database.reading() as look:
        return look.scalar(units if state is None else units.where(tables.unit.c.state == state))


def read(database, *rows, header=HEADER, now=NOW, campaign=CAMPAIGN, **more):
    def work(tx):
        load_campaign(tx, campaign)
        return load_clinics(tx, header + "".join(f"{row}\n" for row in rows), now=now, **more)

    return database.run(work)


def book(database, person=ROSE, *, confirmed=True):
    phone, at = Bookings("phone"), clinic_named(database, "Truro")

    def work(tx):
        supply = phone.hold(tx, party=str(person.phone), people=[person], clinic=at, now=NOW)
        return phone.confirm(tx, supply.offers[0].claim, [person], NOW) if confirmed else supply

    return database.run(work)


def starts(database, clinic):
    mine = select(tables.slot.c.starts_at).join(tables.clinic).where(tables.clinic.c.name == clinic)
    with database.reading() as look:
        return [at.isoformat() for at in look.scalars(mine.order_by(tables.slot.c.starts_at))]


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        ("@,soon,15,2,first", "starts_at", "is no local time"),
        ("@,2021-03-08T09:00:00Z,15,2,first", "starts_at", "is no local time"),
        ("@,1615194000,15,2,first", "starts_at", "is no local time"),
        ("@,2021-02-29 09:00,15,2,first", "starts_at", "is no day of the calendar"),
        ("@,9999-12-31T23:50,15,4,", "starts_at", "is in no year from 1900 to 2199"),
        ("@,9999-12-30T10:00,1440,4,", "starts_at", "is in no year from 1900 to 2199"),
        ("@,0001-01-01T00:10,15,4,", "starts_at", "is in no year from 1900 to 2199"),
        ("@,2021-03-08 09:15,15,none,first", "capacity", "is no whole number"),
        ("@,2021-03-08 09:15,15,-4,first", "capacity", "is less than 0"),
        ("@,2021-03-08 09:15,0,2,first", "minutes", "is less than 1"),
        (
            "<b>Truro,Colchester,1 Main Street,2021-03-08 09:15,15,2,",
            "clinic",
            "has '<', which no voice can say",
        ),
        (
            'Truro,"Col\nchester",1 Main Street,2021-03-08 09:15,15,2,',
            "region",
            "has a line break, which no voice can say",
        ),
        (
            "Pictou,Pictou,1 Main > Street,2021-03-08 09:15,15,2,",
            "address",
            "has '>', which no voice can say",
        ),
        ("Pictou,Pictou,1 Main\x07Street,2021-03-08 09:15,15,2,", "address", r"has '\x07', which no voice"),
        ("Truro,,1 Main Street,2021-03-08 09:15,15,2,first", "region", "is empty"),
        ("@,2021-03-08 09:15,15,2,spring", "release", "the campaign has no release called spring"),
        ("@,2021-03-08 06:00,15,2,later", "release", "opens only when this time has begun"),
        ("@,2021-03-01 07:30,15,2,first", "starts_at", "is over"),
        ("@,2021-03-14 02:30,15,2,", "starts_at", "there is no 02:30 on 14 March 2021 in America/Halifax"),
        ("@,2021-11-07 01:30,15,2,", "starts_at", "01:30 comes twice on 7 November 2021 in America/Halifax"),
        ("@,2021-03-08 09:00,15,2,first", "starts_at", "is on line 2 too"),
        ("@,2021-03-08 09:00,15,2,later", "starts_at", "is on line 2 in another release"),
        ("@,2021-03-08 09:10,15,2,first", "starts_at", "overlaps the one on line 2"),
        ("@,2021-03-08 08:50,15,2,first", "starts_at", "overlaps the one on line 2"),
        ("Truro,Pictou,1 Main Street,2021-03-08 09:15,15,2,", "region", "is another than on line 2"),
        ("Truro,Colchester,2 Main Street,2021-03-08 09:15,15,2,", "address", "is another than on line 2"),
        ("@,2021-03-08 09:15,15,2,first,more", "", "has 8 cells, and the header 7"),
        ('Truro,Colchester,"1 Main" Street,2021-03-08 09:15,15,2,', "", "cannot be read as a row"),
        ('Truro,Colchester,"1 Main Street,2021-03-08 09:15,15,2,', "", "cannot be read as a row"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_loaded(database, row, column, says):
    with pytest.raises(BadFile) as fault:
        read(database, GOOD, row.replace("@", "Truro,Colchester,1 Main Street"))
    assert str(fault.value).startswith(f"line 3, column {column}: {says}" if column else f"line 3: {says}")
    assert str(fault.value).endswith("Nothing of this file was loaded.")
    assert count(database) == 0


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("clinic,region,address,starts_at,capacity\n", "line 1, column minutes: is missing"),
        (HEADER.replace("release", "releases"), "line 1, column releases: there is no such column"),
        (HEADER.replace("release", "capacity"), "line 1, column capacity: is there twice"),
        ("", "line 1, column clinic: is missing"),
    ],
)
def test_a_header_is_judged_too(database, header, says):
    with pytest.raises(BadFile, match=says):
        read(database, header=header)


def test_the_signs_of_names_and_addresses_are_said(database):
    address = "12 Rue N° 3 & #4, 2ᵉ étage (côté O'Brien)"
    read(database, f'Pharma+,Colchester,"{address}",2021-03-08 09:00,15,2,first')
    assert clinic_named(database, "Pharma+").address == address


def test_a_file_without_rows_is_refused(database):
    read(database, GOOD)
    for rows in ((), (",,,,,,",)):
        with pytest.raises(BadFile, match="has no rows below it"):
            read(database, *rows)
    assert count(database) == 2


def test_loading_again_adds_only_what_is_new(database):
    load(database, *slots("Truro", 2, NINE))
    load(database, *slots("Truro", 2, NINE))
    assert count(database) == 2
    load(database, *slots("Truro", 5, NINE))
    assert count(database) == 5
    load(database, *slots("Sydney", 1, NINE))
    assert count(database) == 6  # what a file does not name stays


def test_capacity_goes_down_to_what_is_booked_and_up_again(database):
    load(database, *slots("Truro", 5, NINE))
    book(database)
    assert read(database, *slots("Truro", 1, NINE)).withdrawn == 4
    assert (count(database, tables.BOOKED), count(database, tables.BLOCKED)) == (1, 4)
    assert read(database, *slots("Truro", 1, NINE)).withdrawn == 0
    assert read(database, *slots("Truro", 7, NINE)).added == 6
    assert (count(database, tables.FREE), count(database, tables.BLOCKED)) == (6, 4)


def test_capacity_below_what_is_booked_is_refused_with_the_figures(database):
    load(database, *slots("Truro", 20, NINE))
    for last in range(3):
        book(database, replace(ROSE, phone=f"+1902555010{last}"))
    with pytest.raises(BadFile, match="line 2, column capacity: 3 of this time are booked, so 2 is too few"):
        read(database, *slots("Truro", 2, NINE))
    with pytest.raises(BadFile, match="3 of this time are booked, so it cannot be withdrawn"):
        read(database, *slots("Truro", 0, NINE))
    assert count(database, tables.BLOCKED) == 0


def test_what_somebody_is_just_now_offered_is_not_withdrawn_either(database):
    load(database, *slots("Truro", 2, NINE))
    book(database, confirmed=False)
    with pytest.raises(BadFile, match="0 of this time are booked and 1 held for somebody just now"):
        read(database, *slots("Truro", 0, NINE))
    later = NOW + timedelta(minutes=4)
    assert read(database, *slots("Truro", 0, NINE), now=later).withdrawn == 2
    with database.reading() as look:
        assert look.scalars(select(tables.claim.c.state)).all() == ["expired"]


def test_a_time_that_is_withdrawn_is_gone_and_comes_back(database):
    load(database, *slots("Truro", 3, NINE, "2021-03-08 09:15"))
    read(database, *slots("Truro", 0, NINE))
    assert book(database, confirmed=False).offers[0].local.minute == 15
    read(database, *slots("Truro", 2, "2021-03-08 08:50"))  # where it was, there is room now
    with pytest.raises(BadFile, match="overlaps one that is there already"):
        read(database, *slots("Truro", 1, NINE))


def test_a_time_that_is_over_may_stand_in_the_file_and_may_not_change(database):
    rows = slots("Truro", 2, NINE, "2021-03-09 09:00")
    load(database, *rows)
    noon = NOW + timedelta(days=7, hours=4)
    assert read(database, *rows, now=noon).added == 0
    with pytest.raises(BadFile, match="line 2, column starts_at: is over"):
        read(database, *slots("Truro", 3, NINE, "2021-03-09 09:00"), now=noon)


def test_minutes_release_and_address_change_where_they_are_loaded_again(database):
    load(database, *slots("Truro", 2, NINE))
    read(database, f"Truro,Pictou,9 Water Street,{NINE},30,2,later")
    with database.reading() as look:
        slot = look.execute(select(tables.slot.c.minutes, tables.release.c.name).join(tables.release)).one()
        clinic = look.execute(select(tables.clinic.c.address, tables.region.c.name).join(tables.region)).one()
    assert (*slot, *clinic) == (30, "later", "9 Water Street", "Pictou")
    assert count(database) == 2


def test_a_time_is_local_to_its_clinic_to_its_region_else_to_the_campaign(database):
    header = HEADER.replace("release", "timezone")
    rows = [
        f"Halifax,Halifax,1 Main Street,{NINE},15,1,",
        f"Goose Bay,Labrador,1 Main Street,{NINE},15,1,",
        f"Forteau,Labrador,1 Main Street,{NINE},15,1,America/St_Johns",
    ]
    read(database, *rows, header=header, campaign=CAMPAIGN.replace("Halifax", "Toronto") + IN_ANOTHER_ZONE)
    assert starts(database, "Halifax") == ["2021-03-08T14:00:00+00:00"]
    assert starts(database, "Goose Bay") == ["2021-03-08T13:00:00+00:00"]
    assert starts(database, "Forteau") == ["2021-03-08T12:30:00+00:00"]


def test_a_clinic_with_times_does_not_change_its_zone(database):
    load(database, *slots("Truro", 1, NINE))
    row = f"Truro,Truro County,1 Main Street,{NINE},15,1,America/St_Johns"
    with pytest.raises(BadFile, match="line 2, column timezone: has times in America/Halifax"):
        read(database, row, header=HEADER.replace("release", "timezone"))


def test_weeks_move_every_date_and_keep_the_time_of_day(database):
    database.run(lambda tx: load_campaign(tx, CAMPAIGN, weeks=4))
    database.run(lambda tx: load_clinics(tx, f"{HEADER}{GOOD}\n", now=NOW, weeks=4))
    # 09:00 in Halifax: 13:00 UTC before the clocks change on 14 March 2021, 12:00 after
    assert starts(database, "Truro") == ["2021-04-05T12:00:00+00:00"]
    with database.reading() as look:
        opens = look.scalars(select(tables.release.c.opens_at).order_by(tables.release.c.id)).first()
        assert opens.isoformat() == "2021-03-29T10:00:00+00:00"


def test_clinics_come_after_their_campaign(database):
    with pytest.raises(BadFile, match="the file: load the campaign first"):
        database.run(lambda tx: load_clinics(tx, HEADER, now=NOW))
