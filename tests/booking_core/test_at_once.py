"""Two transactions, one waiting for the other: what comes of it is as if one had come after the other."""

import threading
from contextlib import closing

import pytest

from booking_core import AlreadyBooked, Database, NotBooked, Wish, find_bookings, tables
from booking_core.waitlist.tables import waitlist
from tests.booking_core.acts import (
    CHANGES,
    NINE,
    NOON,
    ONE_DOSE,
    PHONE,
    WAITLIST,
    book_one,
    cancel,
    hold,
    hold_other,
    join,
    someone,
    waiting,
)
from tests.booking_core.campaign import MAX, NOW, ROSE, load, slots

ANNE, JOHN = someone(1), someone(2)
QUITE = 0.15  # seconds until whoever has to wait is sure to wait


def prepare(database: Database) -> dict:
    """Hold, book and offer something, and return what can be done about it."""
    load(database, *slots("Truro", 2, NINE, NOON), *slots("Sydney", 1, NINE), campaign=ONE_DOSE)
    join(database, ANNE, key=1)
    join(database, JOHN, key=2)
    cancel(database, book_one(database, someone(3), clinic="Sydney"))
    offered, entry = waiting(database, ANNE).claim, waiting(database, JOHN).id
    rose = book_one(database, ROSE).claim
    [other] = hold_other(database, *[each for each in bookings(database) if each.claim == rose]).offers
    [mine] = hold(database, (MAX,), party="B").offers
    told = {"key": 2, "wish": Wish(), "phone": ROSE.phone, "language": "en", "now": NOW}
    return {
        "confirm": lambda tx: PHONE.confirm(tx, mine.claim, [MAX], NOW),
        "release": lambda tx: PHONE.release(tx, "B", NOW),
        "extend": lambda tx: PHONE.extend(tx, "B", NOW),
        "move": lambda tx: CHANGES.move(tx, other.claim, [rose], NOW),
        "let go": lambda tx: PHONE.release(tx, "M", NOW),
        "cancel": lambda tx: CHANGES.cancel(tx, [rose], NOW),
        "accept": lambda tx: WAITLIST.accept(tx, offered, NOW),
        "decline": lambda tx: WAITLIST.decline(tx, offered, NOW),
        "expire": lambda tx: WAITLIST.expire(tx, NOW.replace(day=2)),
        "leave": lambda tx: WAITLIST.leave(tx, entry, NOW),
        "join": lambda tx: WAITLIST.join(tx, people=[JOHN], **told),
        "wish": lambda tx: WAITLIST.wish_instead(tx, claims=[rose], **told),
    }


DEEDS = ["confirm", "release", "extend", "move", "let go", "cancel"]
DEEDS += ["accept", "decline", "expire", "leave", "join", "wish"]
FEW = [
    ("confirm", "release"), ("release", "confirm"), ("confirm", "confirm"), ("confirm", "extend"),
    ("move", "cancel"), ("cancel", "move"), ("move", "let go"), ("let go", "move"), ("cancel", "cancel"),
    ("accept", "expire"), ("expire", "accept"), ("decline", "leave"), ("cancel", "decline"),
]  # fmt: skip


def bookings(database):
    with database.reading() as look:
        return find_bookings(look)


def view(database) -> dict:
    """Return what there is, without the names that are drawn at random."""
    unit, entry = tables.unit.c, waitlist.c
    with database.reading() as look:
        return {
            "units": look.execute(tables.unit.select().with_only_columns(unit.state).order_by(unit.id)).all(),
            "booked": sorted((each.birth_date, each.starts_at) for each in find_bookings(look)),
            "waiting": look.execute(
                waitlist.select().with_only_columns(entry.key, entry.state, entry.missed).order_by(entry.id)
            ).all(),
        }


def said(answer):
    return (
        [(each.birth_date, each.starts_at) for each in answer] if isinstance(answer, tuple) else type(answer)
    )


def tried(database, deed):
    try:
        return said(database.run(deed))
    except (AlreadyBooked, NotBooked) as no:
        return type(no)


def one_waiting_for_the_other(database, first, second):
    """Begin the first, let the second meet it, then commit; return both answers."""
    answers = []
    with database.engine.begin() as tx:
        one = said(first(tx))
        other = threading.Thread(target=lambda: answers.append(tried(database, second)))
        other.start()
        other.join(QUITE)
    other.join()
    return one, answers[0]


def compare(make, first, second):
    with make() as here, make() as there, closing(Database(here)) as one, closing(Database(there)) as other:
        deeds = prepare(one)
        at_once = one_waiting_for_the_other(one, deeds[first], deeds[second])
        deeds = prepare(other)
        in_turn = said(other.run(deeds[first])), tried(other, deeds[second])
        assert at_once == in_turn
        assert view(one) == view(other)


@pytest.mark.parametrize(("first", "second"), FEW)
def test_two_at_once_are_as_two_in_turn(make_postgresql, first, second):
    compare(make_postgresql, first, second)


@pytest.mark.long
@pytest.mark.parametrize("first", DEEDS)
@pytest.mark.parametrize("second", DEEDS)
def test_any_two_at_once_are_as_two_in_turn(make_postgresql, first, second):
    compare(make_postgresql, first, second)
