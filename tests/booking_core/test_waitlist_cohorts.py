"""Whom a release is for is judged again when something is offered, and when something is moved."""

from dataclasses import replace

import pytest

from booking_core import load_invitations
from booking_core.check_digits import check_digit
from tests.booking_core.acts import NINE, NOON, book_one, cancel, hold_other, join, move, someone, waiting
from tests.booking_core.campaign import NOW, load, slots

CODES = [body + check_digit(body) for body in ("5720000", "5720001")]
INVITED, ALSO_INVITED = (replace(someone(number), code=code) for number, code in enumerate(CODES, 4))
LETTERS = "code,birth_date,region,batch\n" + "".join(
    f"{each.code},{each.birth_date},Truro,March\n" for each in (INVITED, ALSO_INVITED)
)
ABBOTT, BEST, ZINCK = (replace(someone(at), surname=of) for at, of in enumerate(("Abbott", "Best", "Zinck")))
UNNAMED = someone(3)


@pytest.fixture(params=['surname_from = "A", surname_until = "L"', 'batches = ["March"]'])
def cohort(request, database):
    text = f"""
name = "Spring"
timezone = "America/Halifax"
[[release]]
name = "first"
opens = 2021-03-01T07:00:00
cohort = {{ {request.param} }}
"""
    load(database, *slots("Truro", 1, NINE, NOON), campaign=text)
    database.run(lambda tx: load_invitations(tx, LETTERS, now=NOW))
    return "surname" if "surname" in request.param else "batch"


def test_what_is_cancelled_goes_to_the_first_whom_the_release_is_for(database, cohort):
    first, next_ = (BEST, ABBOTT) if cohort == "surname" else (INVITED, ALSO_INVITED)
    booked = book_one(database, first)
    for key, person in enumerate((ZINCK, UNNAMED, next_)):
        join(database, person, key=key)
    cancel(database, booked)
    offered = [waiting(database, each).claim is not None for each in (ZINCK, UNNAMED, next_)]
    assert offered == [False, False, True]


def test_who_was_admitted_by_name_or_letter_may_move(database, cohort):
    old = book_one(database, ABBOTT if cohort == "surname" else INVITED)
    [offer] = hold_other(database, old).offers
    [new] = move(database, offer.claim, old)
    assert new.local.hour == 12
