"""Texts with a reference: one each time it is asked for, and the new time for who was told the old."""

from sqlalchemy import select

from booking_core import owe_reference, tables, was_texted
from tests.booking_core.acts import NINE, NOON, ONE_DOSE, book_one, hold_other, move
from tests.booking_core.campaign import NOW, load, slots

HERS, DAUGHTERS = "+19025550142", "+19025550143"


def ask(database, booking, to, occasion="CA1"):
    database.run(lambda tx: owe_reference(tx, booking, to, "fr", occasion, NOW))


def told(database):
    with database.reading() as look:
        return sorted(each["to"] for each in look.scalars(select(tables.errand.c.payload)) if "to" in each)


def test_asking_twice_is_one_text_and_in_another_call_one_more(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    booking = book_one(database)
    for occasion in ("CA1", "CA1", "CA2"):
        ask(database, booking, HERS, occasion)
    assert told(database) == [HERS, HERS]


def test_a_move_tells_every_number_that_has_the_old_time(database):
    load(database, *slots("Truro", 1, NINE, NOON), campaign=ONE_DOSE)
    old = book_one(database)
    ask(database, old, HERS)
    ask(database, old, HERS, "CA2")
    ask(database, old, DAUGHTERS)
    [offer] = hold_other(database, old).offers
    [new], [again] = (move(database, offer.claim, old) for _ in range(2))
    assert new == again
    assert told(database) == [HERS, HERS, HERS, DAUGHTERS, DAUGHTERS]
    with database.reading() as look:
        assert was_texted(look, new.claim, HERS)
        assert not was_texted(look, new.claim, HERS[:-1])
