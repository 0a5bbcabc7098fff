"""Asking twice is asking once: by a key, or because what is asked for names what it changes."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from booking_core import AlreadyBooked, OtherRequest, Person, find_bookings, metadata, once, tables
from tests.booking_core.acts import (
    CHANGES,
    COUPLE,
    NINE,
    NOON,
    ONE_DOSE,
    PHONE,
    WAITLIST,
    book_one,
    cancel,
    everything,
    hold,
    hold_other,
    join,
    someone,
    units_in,
    waiting,
    wish_instead,
)
from tests.booking_core.campaign import MAX, NOW, ROSE, clinic_named, load, slots

LATER = NOW + timedelta(minutes=9)


def test_a_hold_with_its_key_is_the_same_hold(database):
    load(database, *slots("Truro", 3, NINE, NOON), campaign=ONE_DOSE)
    first = hold(database, key="CA1:7")
    before = everything(database)
    assert hold(database, key="CA1:7", now=LATER) == first
    assert everything(database) == before
    assert hold(database, key="CA1:8").offers[0].claim != first.offers[0].claim


def test_a_key_that_came_with_another_request_is_an_error_that_changes_nothing(database):
    load(database, *slots("Truro", 3, NINE), campaign=ONE_DOSE)
    hold(database, key="CA1:7")
    before = everything(database)
    for other in ({"people": (MAX,)}, {"party": "B"}, {"people": COUPLE}, {"after": NOW}):
        with pytest.raises(OtherRequest):
            hold(database, **{"people": (ROSE,)} | other, key="CA1:7")
    assert everything(database) == before


def test_a_refusal_by_key_is_the_same_refusal(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    booked = book_one(database)
    refused = hold(database, key="k", party="B")
    assert (refused.reason, refused.booking) == ("booked already", booked)
    cancel(database, booked)
    assert hold(database, key="k", party="B") == refused


def test_a_turn_with_its_key_is_the_same_turn(database):
    load(database, *slots("Truro", 3, NINE), campaign=ONE_DOSE)

    def turn(region):
        asked = {"party": "A", "people": [ROSE], "region_id": region, "now": NOW, "key": "turn:7"}
        return database.run(lambda tx: PHONE.hold_for_turn(tx, **asked))

    assert turn(None) == turn(None)
    assert units_in(database, tables.HELD) == 1
    with pytest.raises(OtherRequest):
        turn(1)


def test_changing_holds_with_its_key_is_once(database):
    load(database, *slots("Truro", 1, NINE, NOON), campaign=ONE_DOSE)
    booked = book_one(database)
    assert hold_other(database, booked, key="k") == hold_other(database, booked, key="k")
    assert units_in(database, tables.HELD) == 1


def test_what_was_confirmed_for_one_is_not_confirmed_for_another(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    booked = book_one(database)
    with pytest.raises(OtherRequest):
        database.run(lambda tx: PHONE.confirm(tx, booked.claim, [MAX], NOW))
    with database.reading() as look:
        assert find_bookings(look) == [booked]


def test_work_that_is_refused_leaves_nothing_of_its_key(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    booked, before = book_one(database), everything(database)

    def refuse(tx):
        with pytest.raises(AlreadyBooked):
            once(tx, "k", {}, lambda: (_ for _ in ()).throw(AlreadyBooked(booked)), NOW)
        return once(tx, "k", {"other": "request"}, lambda: {"now": "it works"}, NOW)

    assert database.run(refuse) == {"now": "it works"}
    assert everything(database)["claim"] == before["claim"]


def deeds(database):
    """Return each write that names what it changes, ready to be done again and again."""
    load(database, *slots("Truro", 1, NINE, NOON, "2021-03-09 09:00"), campaign=ONE_DOSE)
    rose, anne, john = book_one(database), someone(1), someone(2)
    join(database, anne, key=1)
    cancel(database, book_one(database, MAX))
    offered, entry = waiting(database, anne).claim, join(database, john, key=2)
    [other] = hold_other(database, rose).offers
    return {
        "extend": lambda tx: PHONE.extend(tx, "M", LATER),
        "move": lambda tx: CHANGES.move(tx, other.claim, [rose.claim], NOW),
        "unanswered": lambda tx: WAITLIST.unanswered(tx, offered, 1, NOW),
        "accept": lambda tx: WAITLIST.accept(tx, offered, NOW),
        "decline": lambda tx: WAITLIST.decline(tx, offered, NOW),
        "expire": lambda tx: WAITLIST.expire(tx, LATER),
        "leave": lambda tx: WAITLIST.leave(tx, entry.id, NOW),
        "wake": lambda tx: WAITLIST.wake(tx, entry.id, NOW),
        "cancel": lambda tx: CHANGES.cancel(tx, [rose.claim], NOW),
        "release": lambda tx: PHONE.release(tx, "M", NOW),
    }


@pytest.mark.parametrize(
    "name",
    [
        "extend",
        "move",
        "unanswered",
        "accept",
        "decline",
        "expire",
        "leave",
        "wake",
        "cancel",
        "release",
    ],
)
def test_a_write_that_names_what_it_changes_changes_it_once(database, name):
    deed = deeds(database)[name]
    answer, after = database.run(deed), everything(database)
    assert database.run(deed) == answer
    assert everything(database) == after


def test_joining_twice_is_waiting_once(database):
    load(database, *slots("Truro", 2, NINE), campaign=ONE_DOSE)
    assert join(database, ROSE, key=4) == join(database, ROSE, key=4)
    booked = book_one(database, MAX)
    assert wish_instead(database, booked, key=5) == wish_instead(database, booked, key=5)
    with database.reading() as look:
        assert look.scalar(select(func.count()).select_from(metadata.tables["waitlist"])) == 2


def test_two_of_one_birth_date_who_share_a_telephone_are_two(database):
    load(database, *slots("Truro", 2, NINE), campaign=ONE_DOSE)
    at, twins = clinic_named(database, "Truro"), [ROSE, Person(ROSE.birth_date, ROSE.phone)]
    [offer] = database.run(lambda tx: PHONE.hold(tx, party="A", people=twins, clinic=at, now=NOW)).offers
    both = database.run(lambda tx: PHONE.confirm(tx, offer.claim, twins, NOW))
    assert len({each.reference for each in both}) == 2
    assert hold(database, party="B").reason == "booked already"
