"""Forty people call at once for twenty units, through every part, and every fifth webhook comes twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from sqlalchemy import func, select

from booking_core import SystemClock, find_bookings, load_campaign, load_clinics, tables
from tests.fixtures.databases import ENGINES
from tests.fixtures.stack import running_stack
from tests.stack.robot import Robot

CAMPAIGN = """
name = "Twenty units"
timezone = "America/Halifax"
"""
CLINICS = """clinic,region,address,starts_at,minutes,capacity
Truro Campus,Truro,36 Arthur Street,2099-03-09 09:00,15,10
Truro Campus,Truro,36 Arthur Street,2099-03-09 09:15,15,10
"""
PEOPLE = 40
UNITS = 20


def load(tx, secrets):  # noqa: ARG001
    load_campaign(tx, CAMPAIGN)
    load_clinics(tx, CLINICS, now=SystemClock().now())


@pytest.mark.parametrize("engine", ENGINES)
def test_twenty_are_booked_and_twenty_are_told_and_offered_a_next_step(engine, request, short_folder):
    make_url = request.getfixturevalue(f"make_{engine}")
    flags = ("--speed inf", "--duplicate-every 5")
    with make_url() as url, running_stack(short_folder / f"forty-{engine}", url, *flags, load=load) as stack:
        callers = [
            Robot(stack.carrier, f"+190255502{n:02}", stack.hotline, f"1934{1 + n // 28:02}{1 + n % 28:02}")
            for n in range(PEOPLE)
        ]
        with ThreadPoolExecutor(PEOPLE) as pool:
            ends = list(pool.map(Robot.call, callers))
        booked = [caller for caller, end in zip(callers, ends, strict=True) if "hang up now" in end]
        told = [caller for caller in callers if caller not in booked]
        assert len(booked) == UNITS
        for caller in told:
            assert caller.offered_a_next_step(), caller.words[-2:]
        _see_what_is_stored(stack, booked)
        assert requests.get(f"{stack.carrier}/handset/notices", timeout=20).json() == []


def _see_what_is_stored(stack, booked):
    with stack.database.reading() as look:
        bookings = find_bookings(look, limit=PEOPLE)
        units = look.scalar(select(func.count()).where(tables.unit.c.state == tables.BOOKED))
        live = look.scalar(select(func.count()).where(tables.claim.c.state.in_(("held", "confirmed"))))
    assert units == live == UNITS
    assert {each.phone for each in bookings} == {caller.number for caller in booked}
    for booking in bookings:
        spoken = next(caller.spoken_reference() for caller in booked if caller.number == booking.phone)
        assert spoken == booking.reference
