"""Invitation letters: read strictly, loaded again as they changed, and never changed under who has booked."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from booking_core import BadFile, Bookings, load_campaign, load_invitations, tables
from booking_core.check_digits import check_digit
from tests.booking_core.campaign import CAMPAIGN, NOW, ROSE, clinic_named, load, slots

CODE, OTHER = (body + check_digit(body) for body in ("5720000", "5720001"))
HEADER = "code,birth_date,region,batch,surname\n"
LETTER = f"{CODE},1931-05-02,Truro,March,MacDonald"


def read(database, *rows, header=HEADER):
    text = header + "".join(f"{row}\n" for row in rows)
    return database.run(lambda tx: load_invitations(tx, text, now=NOW))


def counts(loaded):
    return loaded.added, loaded.changed


def stored(database):
    with database.reading() as look:
        return [
            tuple(row) for row in look.execute(select(tables.invitation).order_by(tables.invitation.c.code))
        ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("57200005,1931-05-02,T,M,", "column code: an invitation code is eight digits, the last a Damm"),
        (f"{OTHER},1931-02-29,T,M,", "column birth_date: is no day of the calendar"),
        (f"{OTHER},29/02/1932,T,M,", "column birth_date: is no day; write it as 1941-03-01"),
        (f"{OTHER},0,T,M,", "column birth_date: is no day"),
        (f"{OTHER},2021-03-02,T,M,", "column birth_date: is in the future"),
        (f"{OTHER},1193-05-02,T,M,", "column birth_date: is more than 125 years ago"),
        (f"{OTHER},0001-01-01,T,M,", "column birth_date: is more than 125 years ago"),
        (f"{OTHER},9999-12-31,T,M,", "column birth_date: is in the future"),
        (f"{OTHER},,T,M,", "column birth_date: is empty"),
        (f"{OTHER},1931-05-02,T,M,77", "column surname: has no letters"),
        (LETTER, "column code: is on line 2 too"),
    ],
)  # fmt: skip
def test_a_bad_letter_is_named_and_nothing_is_loaded(database, row, says):
    with pytest.raises(BadFile, match=f"line 3, {says}") as fault:
        read(database, LETTER, row)
    assert stored(database) == []
    assert "1931" not in str(fault.value)  # a birth date is personal, and a terminal is copied


def test_the_29th_of_february_is_a_birth_date_in_leap_years(database):
    assert read(database, f"{CODE},1936-02-29,Truro,March,").added == 1


def test_today_is_the_campaigns_day(database):
    midnight = NOW.replace(hour=3)  # still 28 February in Halifax
    database.run(lambda tx: load_campaign(tx, CAMPAIGN))
    text = f"{HEADER}{CODE},2021-03-01,Truro,March,\n"
    with pytest.raises(BadFile, match="is in the future"):
        database.run(lambda tx: load_invitations(tx, text, now=midnight))
    assert database.run(lambda tx: load_invitations(tx, text, now=NOW)).added == 1


def test_of_a_surname_only_the_first_letters_are_kept(database):
    read(database, f"{CODE},1931-05-02,Truro,March,O'Brien-Müller")
    assert stored(database)[0][-1] == "OBRIENMU"


def test_loading_again_changes_what_changed(database):
    assert counts(read(database, LETTER)) == (1, 0)
    assert counts(read(database, LETTER)) == (0, 0)
    changed = read(database, f"{CODE},1931-05-03,Pictou,April,Roy", f"{OTHER},1931-05-02,Truro,March,")
    assert counts(changed) == (1, 1)
    assert [tuple(map(str, row)) for row in stored(database)] == [
        (CODE, "1931-05-03", "Pictou", "April", "ROY"),
        (OTHER, "1931-05-02", "Truro", "March", "None"),
    ]
    read(database, f"{CODE},1931-05-03,Pictou,April", header="code,birth_date,region,batch\n")
    assert stored(database)[0][-1] is None


def test_a_region_without_a_clinic_is_named_once_there_are_clinics(database):
    rows = [f"{CODE},1931-05-02,Truru,March,", f"{OTHER},1931-05-02,Truru,March,"]
    assert read(database, *rows).elsewhere == ()  # letters may be loaded before the clinics
    load(database, *slots("Truro", 1, "2021-03-08 09:00"))
    assert read(database, *rows).elsewhere == ("Truru",)
    with database.reading() as look:
        (region,) = look.scalars(select(tables.region.c.name))
    assert read(database, rows[0].replace("Truru", region)).elsewhere == ()


def test_whoever_has_booked_keeps_their_birth_date(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00"))
    read(database, LETTER)
    who, phone, at = replace(ROSE, code=CODE), Bookings("phone"), clinic_named(database, "Truro")

    def book(tx):
        supply = phone.hold(tx, party="A", people=[who], clinic=at, now=NOW)
        return phone.confirm(tx, supply.offers[0].claim, [who], NOW)

    assert database.run(book)
    read(database, LETTER.replace("March", "April"))
    with pytest.raises(
        BadFile, match="line 2, column birth_date: is not the one with which somebody has booked"
    ):
        read(database, LETTER.replace("1931", "1932"))
