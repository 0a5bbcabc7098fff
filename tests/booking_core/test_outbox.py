"""The outbox: each errand once, by lease and fence."""

from datetime import UTC, datetime, timedelta

from booking_core import Outbox

NOW = datetime(2021, 3, 1, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=31)


def put(database, kind="connect", key="1", due=NOW):
    database.run(lambda tx: Outbox.put(tx, kind, key, {"place": 7}, due))


def test_the_same_errand_twice_is_one(database):
    put(database)
    put(database)
    assert [errand.payload for errand in Outbox(database).take(NOW)] == [{"place": 7}]


def test_a_leased_errand_is_nobody_elses_until_the_lease_ends(database):
    put(database)
    outbox = Outbox(database)
    assert [errand.fence for errand in outbox.take(NOW)] == [1]
    assert outbox.take(NOW) == []
    assert [errand.fence for errand in outbox.take(LATER)] == [2]


def test_the_word_of_a_stale_lease_does_not_count(database):
    put(database)
    outbox = Outbox(database)
    stale = outbox.take(NOW)[0]
    fresh = outbox.take(LATER)[0]
    assert not outbox.done(stale, LATER)
    assert not outbox.again(stale, "no answer", LATER)
    assert outbox.done(fresh, LATER)
    assert outbox.take(LATER + timedelta(days=1)) == []


def test_what_is_not_due_is_not_taken_and_the_longest_due_is_first(database):
    put(database, key="late", due=NOW)
    put(database, key="early", due=NOW - timedelta(seconds=5))
    put(database, key="future", due=NOW + timedelta(hours=1))
    outbox = Outbox(database)
    assert outbox.due(NOW) == 2
    assert [errand.key for errand in outbox.take(NOW)] == ["early", "late"]


def test_an_errand_put_back_comes_again_when_it_is_due(database):
    put(database)
    outbox = Outbox(database)
    assert outbox.again(outbox.take(NOW)[0], "busy", LATER)
    assert outbox.take(NOW) == []
    assert outbox.take(LATER)[0].fence == 2


def test_many_are_closed_in_one_transaction_but_not_those_whose_lease_was_lost(database):
    for key in ("1", "2", "3"):
        put(database, key=key)
    outbox = Outbox(database)
    first, *others = outbox.take(NOW)
    outbox.again(first, "busy", NOW)
    again = outbox.take(NOW)
    assert outbox.all_done([first, *others], NOW) == 2
    assert outbox.all_done(again, NOW) == 1
    assert outbox.all_done([], NOW) == 0
    assert outbox.take(LATER) == []
