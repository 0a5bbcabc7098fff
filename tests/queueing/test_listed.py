"""The waiting list and the line under one order: what opens goes by key, and newcomers come after both."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from booking_core import Database, Entry, Person, Waitlist, Wish, tables
from queueing import sweep
from queueing.place import key_of
from queueing.turn_giving import give_turns
from tests.booking_core.campaign import load, slots
from tests.queueing.crowd import crowd, errands, states
from tests.queueing.morning import SEVEN, Morning

CAMPAIGN = """
name = "Spring"
timezone = "America/Halifax"

[[release]]
name = "first"
opens = 2021-03-01T07:00:00

[[release]]
name = "second"
opens = 2027-03-01T07:10:00
"""
LIST = Waitlist("phone")


@pytest.fixture
def coming(morning: Morning) -> Morning:
    """Let two units of a second release open in ten minutes; of the first there are none."""
    day = ("2027-03-08T09:00", "2027-03-08T09:15")
    load(morning.database, *slots("Truro", 1, *day, release="second"), campaign=CAMPAIGN)
    return morning


def listed(morning: Morning, minutes: float, born: str) -> Entry:
    """Put somebody on the waiting list, with the key of a call so many minutes ago."""
    key = key_of(SEVEN + timedelta(minutes=minutes), 1)
    people = [Person(date.fromisoformat(born), "+19025550777")]
    return morning.database.run(
        lambda tx: LIST.join(
            tx, key=key, people=people, wish=Wish(), phone="+19025550777", language="en", now=morning.now
        )
    )


@contextmanager
def another_writes(database: Database) -> Iterator[None]:
    """Let another process be in the midst of changing the campaign."""
    row = tables.campaign
    url = database.engine.url.render_as_string(hide_password=False)
    with closing(Database(url)) as other, other.engine.begin() as tx:
        tx.execute(update(row).values(name=row.c.name))
        yield


def is_offered(morning: Morning, entry: Entry) -> bool:
    with morning.database.reading() as look:
        found = LIST.of(look, entry.people[0])
    return found is not None and found.claim is not None


def test_what_opens_goes_to_the_list_and_to_the_line_by_key(coming: Morning):
    early = listed(coming, -60, "1930-01-01")
    first, second = crowd(coming, 2)
    late = listed(coming, +5, "1931-01-01")
    coming.later(minutes=10)
    coming.sweep()
    assert (is_offered(coming, early), is_offered(coming, late)) == (True, False)
    assert states(coming, [first, second]) == ["serving", "waiting"]
    coming.later(hours=2)  # nobody is rung before nine
    assert len(errands(coming, "waitlist_offer")) == 1


def test_a_newcomer_is_not_let_in_before_the_list_was_asked(coming: Morning):
    entry = listed(coming, -60, "1930-01-01")
    coming.later(minutes=10)
    (newcomer,) = crowd(coming, 1)
    assert newcomer.offer is None
    coming.sweep()
    assert is_offered(coming, entry)
    assert states(coming, [newcomer]) == ["serving"]


def test_an_offer_that_nobody_takes_goes_to_the_next_key(coming: Morning):
    entry = listed(coming, -60, "1930-01-01")
    found = crowd(coming, 2)
    coming.later(minutes=10)
    coming.sweep()
    assert states(coming, found) == ["serving", "waiting"]
    coming.later(hours=3)
    coming.sweep()
    coming.sweep()
    assert not is_offered(coming, entry)
    assert states(coming, found)[1] == "serving"


def test_two_clocks_offer_once(coming: Morning):
    entry = listed(coming, -60, "1930-01-01")
    coming.later(minutes=10)
    coming.sweep()
    coming.sweep()
    assert is_offered(coming, entry)
    coming.later(hours=2)  # nobody is rung before nine
    assert len(errands(coming, "waitlist_offer")) == 1


def test_looking_for_whom_a_leftover_is_keeps_nobody_waiting(coming: Morning):
    letters = CAMPAIGN + '[[release]]\nname = "letters"\nopens = 2021-03-01T07:00:00\nasks_code = true\n'
    load(coming.database, *slots("Truro", 1, "2027-03-09T09:00", release="letters"), campaign=letters)
    entry = listed(coming, -60, "1930-01-01")  # who has no letter
    coming.sweep()
    with another_writes(coming.database):
        assert give_turns(coming.database, "main", coming.now, 50, leftovers=True) == []
    assert not is_offered(coming, entry)


def test_what_nobody_has_taken_goes_to_the_list_within_half_a_minute(coming: Morning):
    crowd(coming, 2)
    entry = listed(coming, +5, "1930-01-01")
    coming.later(minutes=10)
    coming.sweep()
    coming.later(hours=4)  # nobody came to take their turn
    coming.sweep()
    coming.sweep()
    assert not is_offered(coming, entry)
    sweep(coming.database, coming.redis, coming.now, compare=True)
    assert is_offered(coming, entry)


def test_the_list_leaves_what_people_with_earlier_keys_will_ask_at_a_desk(coming: Morning):
    for n in range(3):
        place = coming.caller(f"+190255503{n:02}", birth_date=f"193{n}-05-02")
        assert place.key < key_of(SEVEN + timedelta(minutes=5), 1)
    coming.later(minutes=10)
    coming.desk("ann")
    late = listed(coming, +5, "1931-01-01")
    sweep(coming.database, coming.redis, coming.now, compare=True)
    assert not is_offered(coming, late)
