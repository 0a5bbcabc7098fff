"""Whose booking it is: shown in a few tries; what is unknown is never told from what is somebody else's."""

from dataclasses import replace
from datetime import date, timedelta
from statistics import median
from time import perf_counter

import pytest
from sqlalchemy import event

from booking_core import prove, spoken_number
from booking_core.proofs import IN_A_DAY, OF_A_CALL
from tests.booking_core.acts import NINE, ONE_DOSE, book_one, someone
from tests.booking_core.campaign import MAX, NOW, ROSE, load, slots

WRONG_DAY = date(1931, 5, 3)


@pytest.fixture
def booked(database):
    load(database, *slots("Truro", 40, NINE), campaign=ONE_DOSE)
    return book_one(database)


def shown(database, *, call="CA1", phone=MAX.phone, birth_date=ROSE.birth_date, reference=None, now=NOW):
    told = {"call": call, "phone": phone, "birth_date": birth_date, "reference": reference, "now": now}
    return database.run(lambda tx: prove(tx, **told))


def another(reference):
    """Return a reference that checks and is nobody's."""
    return next(drawn for drawn in iter(spoken_number, None) if drawn != reference)


def test_by_reference_and_birth_date_from_any_telephone(database, booked):
    assert shown(database, reference=booked.reference).bookings == (booked,)
    assert shown(database, reference=booked.reference, phone=None).bookings == (booked,)


def test_by_the_number_that_booked_and_birth_date(database, booked):
    assert shown(database, phone=ROSE.phone).bookings == (booked,)
    assert shown(database, phone=ROSE.phone, birth_date=WRONG_DAY).reason == "unknown"
    assert shown(database, phone=None).reason == "unknown"


def test_a_wrong_check_digit_is_told_apart_and_uses_no_try(database, booked):
    slip = booked.reference[:-1] + str((int(booked.reference[-1]) + 1) % 10)
    for _ in range(OF_A_CALL + 1):
        assert shown(database, reference=slip).reason == "slip"
    assert shown(database, reference=booked.reference).bookings == (booked,)


def test_nobody_learns_whether_a_reference_exists(database, booked):
    statements = {}
    for name, reference in (("there", booked.reference), ("not there", another(booked.reference))):
        heard = statements.setdefault(name, [])

        def note(_conn, _cursor, statement, _parameters, _context, _many, heard=heard):
            heard.append(statement)

        event.listen(database.engine, "before_cursor_execute", note)
        proof = shown(database, call=name, reference=reference, birth_date=WRONG_DAY)
        event.remove(database.engine, "before_cursor_execute", note)
        assert (proof.bookings, proof.reason) == ((), "unknown")
    assert statements["there"] == statements["not there"]
    assert len(statements["there"]) >= 3


@pytest.mark.long
def test_nor_by_the_time_that_it_takes(database, booked):
    took = {booked.reference: [], another(booked.reference): []}
    for round_ in range(300):
        for reference, times in took.items():
            now = NOW + timedelta(days=2 * round_)  # every day anew, so that it is never too many
            began = perf_counter()
            shown(database, call=f"{round_}{reference}", reference=reference, birth_date=WRONG_DAY, now=now)
            times.append(perf_counter() - began)
    there, not_there = (median(times) for times in took.values())
    assert 0.8 < there / not_there < 1.25


def test_three_wrong_tries_a_call(database, booked):
    for _ in range(OF_A_CALL):
        assert shown(database, reference=another(booked.reference)).reason == "unknown"
    assert shown(database, reference=booked.reference).reason == "too many"
    assert shown(database, call="CA2", reference=booked.reference).bookings == (booked,)


def test_so_many_a_day_from_one_number_and_for_one_reference(database, booked):
    for call in range(IN_A_DAY):
        shown(database, call=f"CA{call}", reference=booked.reference, birth_date=WRONG_DAY)
    other = someone(5).phone
    assert shown(database, call="CB", reference=booked.reference, phone=other).reason == "too many"
    rose = replace(ROSE, phone=MAX.phone)
    assert shown(database, call="CB", phone=rose.phone).reason == "too many"
    tomorrow = NOW + timedelta(days=1, seconds=1)
    assert shown(database, call="CC", reference=booked.reference, now=tomorrow).bookings == (booked,)
