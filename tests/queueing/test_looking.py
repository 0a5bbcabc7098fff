"""The clock owes a look at the desks' phones, once for all clocks, and only where there is one."""

from sqlalchemy import text

from tests.queueing.morning import Morning

OWED = text("SELECT count(*) FROM errand WHERE kind = 'look_at_desks'")


def owed(morning: Morning) -> int:
    morning.sweep(look=True)
    return morning.database.run(lambda tx: tx.scalar(OWED))


def test_no_look_is_owed_where_no_phone_is_up(morning: Morning):
    assert owed(morning) == 0
    morning.desks.ready("ann", "client:ann", morning.now)
    assert owed(morning) == 0


def test_two_clocks_owe_one_look_and_the_next_comes_later(morning: Morning):
    morning.desk("ann")
    assert [owed(morning), owed(morning)] == [1, 1]
    morning.later(seconds=10)
    assert owed(morning) == 2


def test_those_who_are_served_are_named(morning: Morning):
    morning.caller()
    morning.desk("ann")
    place = morning.talk("ann")
    with morning.database.reading() as look:
        assert [each.id for each in morning.desks.served(look)] == [place.id]


def test_a_lost_leg_is_not_the_one_that_rings_since(morning: Morning):
    old = morning.desk("ann")
    morning.desks.leg_down("ann", old, morning.now)
    morning.desks.ready("ann", "client:ann", morning.now)
    morning.desks.leg_down("ann", old, morning.now, was_up=True)
    assert morning.desks.state("ann").state == "ready"
    morning.desks.leg_up("ann", "CAnew", morning.now)
    morning.desks.leg_down("ann", "CAnew", morning.now, was_up=True)
    assert morning.desks.state("ann").state == "away"
