"""The waiting list: what is cancelled goes to the first key whom it fits, in the same transaction."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from booking_core import AlreadyBooked, AlreadyWaiting, Wish, find_bookings, tables
from tests.booking_core.acts import (
    CHANGES,
    COUPLE,
    NINE,
    ONE_DOSE,
    QUARTER,
    TUESDAY,
    WAITLIST,
    accept,
    book,
    book_one,
    cancel,
    decline,
    hold,
    join,
    owed,
    someone,
    units_in,
    waiting,
)
from tests.booking_core.campaign import MAX, NOW, ROSE, clinic_named, load, slots

SECOND = "2021-03-29 09:00"
ANNE, JOHN, MARY = (someone(number) for number in (1, 2, 3))


def claims(database, *people):
    """Return who of these has an offer."""
    return [waiting(database, each).claim is not None for each in people]


def test_a_cancelled_unit_goes_to_the_earliest_key_and_to_no_caller(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    booked = book_one(database)
    join(database, ANNE, key=30)
    join(database, JOHN, key=20)
    cancel(database, booked)
    assert claims(database, ANNE, JOHN) == [False, True]
    assert hold(database, (MAX,)).reason == "sold out"
    entry = waiting(database, JOHN)
    assert entry.deadline == NOW + timedelta(hours=1, minutes=30)  # 08:00 there: people are rung from nine on
    [errand] = owed(database, "waitlist_offer")
    assert errand.payload == {"entry": entry.id, "claim": entry.claim, "attempt": 1}
    assert errand.due == NOW + timedelta(hours=1)
    [john] = accept(database, entry)
    assert (john.birth_date, john.local.hour) == (JOHN.birth_date, 9)
    assert waiting(database, JOHN) is None


def test_accepting_twice_is_one_booking(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    booked = book_one(database)
    join(database, ANNE, key=1)
    cancel(database, booked)
    entry = waiting(database, ANNE)
    assert accept(database, entry) == accept(database, entry)
    decline(database, entry)
    assert units_in(database, tables.BOOKED) == 1
    assert [each["dose"] for _, each, _ in owed(database, "reminder")] == [1]


def test_what_is_declined_passes_on_and_is_not_asked_again(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    booked = book_one(database)
    first, _ = join(database, ANNE, key=1), join(database, JOHN, key=2)
    cancel(database, booked)
    offered = waiting(database, ANNE)
    decline(database, offered)
    decline(database, offered)
    assert claims(database, ANNE, JOHN) == [False, True]
    assert (waiting(database, ANNE).key, waiting(database, ANNE).state) == (first.key, "waiting")
    assert accept(database, offered) is None
    decline(database, waiting(database, JOHN))
    assert (units_in(database, tables.FREE), units_in(database, tables.OFFERED)) == (1, 0)
    assert hold(database, (MAX,)).offers  # nobody on the list wants it: now it is anybody's


@pytest.mark.parametrize(
    ("wish", "fits"),
    [
        (Wish(), True),
        (Wish(not_before=date(2021, 3, 8), not_after=date(2021, 3, 8)), True),
        (Wish(not_before=date(2021, 3, 9)), False),
        (Wish(not_after=date(2021, 3, 7)), False),
        (Wish(clinics=(1,)), True),
        (Wish(clinics=(2,)), False),
        (Wish(regions=(1,)), True),
        (Wish(regions=(2,)), False),
        (Wish(regions=(2,), clinics=(1,)), True),
    ],
)
def test_wishes_are_respected(wish, fits):
    assert wish.fits(1, 1, date(2021, 3, 8)) is fits


def test_whom_it_does_not_fit_is_passed_over(database):
    load(database, *slots("Truro", 1, NINE), *slots("Sydney", 1, NINE), campaign=ONE_DOSE)
    truro, sydney = clinic_named(database, "Truro"), clinic_named(database, "Sydney")
    booked = book_one(database)
    join(database, ANNE, key=1, wish=Wish(clinics=(sydney.id,)))
    join(database, JOHN, key=2, wish=Wish(not_before=date(2021, 3, 9)))
    join(database, replace(MARY, birth_date=date(1960, 1, 1)), key=3)  # whom the release is not for
    join(database, MAX, key=4, wish=Wish(clinics=(truro.id,)))
    cancel(database, booked)
    assert claims(database, ANNE, JOHN, MAX) == [False, False, True]


def test_a_couple_is_offered_two_units_or_none(database):
    load(database, *slots("Truro", 1, NINE, QUARTER), campaign=ONE_DOSE)
    rose, max_ = book_one(database), book_one(database, MAX)
    join(database, ANNE, JOHN, key=1)
    join(database, MARY, key=2)
    cancel(database, rose)
    assert claims(database, ANNE, MARY) == [False, True]  # one unit is none for two
    decline(database, waiting(database, MARY))
    cancel(database, max_)
    entry = waiting(database, ANNE)
    with database.reading() as look:
        assert [time.minute for time in WAITLIST.offered(look, entry.claim)[1].local_times] == [0, 15]
    both = accept(database, entry)
    assert [each.birth_date for each in both] == [ANNE.birth_date, JOHN.birth_date]
    assert units_in(database, tables.BOOKED) == 2


def test_two_units_of_a_couple_serve_two_who_wait(database):
    load(database, *slots("Truro", 2, NINE), campaign=ONE_DOSE)
    both = book(database, *COUPLE)
    for key, person in enumerate((ANNE, JOHN, MARY)):
        join(database, person, key=key)
    cancel(database, *both)
    assert claims(database, ANNE, JOHN, MARY) == [True, True, False]


def test_an_offer_comes_with_its_second_dose_and_passes_on_with_it(database):
    load(database, *slots("Truro", 1, NINE), *slots("Truro", 1, SECOND, release="second doses"))
    booked = book_one(database)
    join(database, ANNE, key=1)
    join(database, JOHN, key=2)
    cancel(database, booked)
    assert units_in(database, tables.OFFERED) == 2
    decline(database, waiting(database, ANNE))
    [john] = accept(database, waiting(database, JOHN))
    assert john.second is not None


def test_unanswered_calls_are_tried_again_and_then_the_next_has_it(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    booked, now = book_one(database), NOW + timedelta(hours=2)
    join(database, ANNE, key=1)
    join(database, JOHN, key=2)
    cancel(database, booked, now=now)
    entry = waiting(database, ANNE)

    def unanswered(attempt):
        database.run(lambda tx: WAITLIST.unanswered(tx, entry.claim, attempt, now))

    unanswered(1)
    unanswered(1)
    assert [each.due - now for each in owed(database, "waitlist_offer")] == [
        timedelta(0),
        timedelta(minutes=3),
    ]
    unanswered(2)
    assert claims(database, ANNE, JOHN) == [True, False]
    unanswered(3)
    unanswered(3)
    assert claims(database, ANNE, JOHN) == [False, True]
    assert (waiting(database, ANNE).key, waiting(database, ANNE).missed) == (1, 1)


def test_an_offer_stands_until_its_deadline_and_until_somebody_passes_it_on(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    booked = book_one(database)
    join(database, ANNE, key=1)
    join(database, JOHN, key=2)
    cancel(database, booked)
    late = waiting(database, ANNE).deadline
    assert database.run(lambda tx: WAITLIST.expire(tx, late - timedelta(seconds=1))) == 0
    assert hold(database, (MAX,), now=late + timedelta(days=1)).reason == "sold out"
    assert database.run(lambda tx: WAITLIST.expire(tx, late)) == 1
    assert database.run(lambda tx: WAITLIST.expire(tx, late)) == 0
    assert claims(database, ANNE, JOHN) == [False, True]
    assert accept(database, waiting(database, JOHN), now=late + timedelta(hours=9))  # late, but still theirs


def test_who_is_never_reached_keeps_the_key_and_nobody_waiting(database):
    load(database, *slots("Truro", 1, NINE, QUARTER, TUESDAY, "2021-03-09 10:00"), campaign=ONE_DOSE)
    booked = [book_one(database, someone(number)) for number in (10, 11, 12, 13)]
    entry, now = join(database, ANNE, key=1), NOW
    for each in booked[:3]:
        cancel(database, each, now=now)
        now = waiting(database, ANNE).deadline
        database.run(lambda tx, now=now: WAITLIST.expire(tx, now))
    assert (waiting(database, ANNE).state, waiting(database, ANNE).key) == ("unreached", 1)
    cancel(database, booked[3], now=now)
    assert claims(database, ANNE) == [False]
    for _ in range(2):
        database.run(lambda tx: WAITLIST.wake(tx, entry.id, now))
    assert waiting(database, ANNE).state == "waiting"


def test_nobody_is_offered_what_they_cannot_be_told_of_in_time(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    evening = datetime(
        2021, 3, 8, 2, 30, tzinfo=UTC
    )  # 22:30 there, the night before: nobody is rung until nine
    booked = book_one(database)
    join(database, ANNE, key=1)
    cancel(database, booked, now=evening)
    assert claims(database, ANNE) == [False]
    assert hold(database, (MAX,), now=evening).offers


def test_who_left_is_offered_nothing_and_what_they_were_offered_passes_on(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    booked = book_one(database)
    entries = [join(database, person, key=key) for key, person in enumerate((ANNE, JOHN, MARY))]
    database.run(lambda tx: WAITLIST.leave(tx, entries[0].id, NOW))
    cancel(database, booked)
    for _ in range(2):
        database.run(lambda tx: WAITLIST.leave(tx, entries[1].id, NOW))
    assert (waiting(database, ANNE), waiting(database, JOHN)) == (None, None)
    assert claims(database, MARY) == [True]


def test_joining_again_is_the_same_entry_with_the_earliest_key_and_the_newest_wish(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    entry = join(database, ANNE, key=5)
    later = Wish(not_before=date(2021, 3, 9))
    again = join(database, ANNE, key=9, wish=later)
    assert (again.id, again.key, again.wish) == (entry.id, 5, later)
    assert join(database, ANNE, key=3).key == 3
    with pytest.raises(AlreadyWaiting) as already:
        join(database, ANNE, JOHN, key=1)
    assert already.value.entry.id == entry.id


def test_who_has_an_appointment_does_not_wait_and_hears_which(database):
    load(database, *slots("Truro", 2, NINE), campaign=ONE_DOSE)
    booked = book_one(database)
    with pytest.raises(AlreadyBooked) as already:
        join(database, ROSE, key=1)
    assert already.value.booking == booked
    join(database, ANNE, key=2)
    book_one(database, ANNE)
    cancel(database, booked)
    assert claims(database, ANNE) == [False]  # she has found one herself


def test_who_books_elsewhere_while_an_offer_stands_has_one_booking(database):
    load(database, *slots("Truro", 1, NINE), *slots("Sydney", 1, NINE), campaign=ONE_DOSE)
    booked = book_one(database)
    join(database, ANNE, key=1)
    cancel(database, booked)
    sydney = book_one(database, ANNE, clinic="Sydney")
    with pytest.raises(AlreadyBooked) as already:
        accept(database, waiting(database, ANNE))
    assert already.value.booking == sydney


def test_a_lapsed_hold_is_not_for_the_list(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    hold(database)
    join(database, ANNE, key=1)
    assert hold(database, (MAX,), party="B", now=NOW + timedelta(minutes=4)).offers
    assert claims(database, ANNE) == [False]


def test_a_reminder_answered_with_cancel_frees_to_the_list(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    book_one(database)
    join(database, ANNE, key=1)
    [(_, reminded, _)] = owed(database, "reminder")
    at = datetime(2021, 3, 7, 15, 0, tzinfo=UTC)
    assert database.run(lambda tx: CHANGES.cancel(tx, [reminded["claim"]], at))
    assert claims(database, ANNE) == [True]
    assert owed(database, "reminder") == []


def test_the_history_says_what_became_of_each_claim(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    booked = book_one(database)
    join(database, ANNE, key=1)
    join(database, JOHN, key=2)
    cancel(database, booked)
    decline(database, waiting(database, ANNE))
    accept(database, waiting(database, JOHN))
    with database.reading() as look:
        kinds = list(look.scalars(select(tables.event.c.kind).order_by(tables.event.c.id)))
        assert [each.birth_date for each in find_bookings(look)] == [JOHN.birth_date]
    assert kinds == ["confirmed", "cancelled", "offered", "passed on", "offered", "confirmed"]
