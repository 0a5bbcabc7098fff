"""Whether what is left over is for somebody who waits is asked every half minute: it has to stay cheap."""

from tests.booking_core.acts import WAITLIST, join, someone
from tests.booking_core.campaign import NOW, load, slots
from tests.booking_core.test_statements import counted

APRIL = ("2021-04-06 09:00", "2021-04-07 09:00", "2021-04-08 09:00")


def asked(database):
    """Ask it, and return the answer with the statements that it took."""
    with counted(database) as sent, database.reading() as look:
        return WAITLIST.has_takers(look, NOW), list(sent)


def test_all_days_are_looked_up_at_once(database):
    load(
        database,
        *slots("Truro", 1, *APRIL, release="letters"),
        *slots("Yarmouth", 1, *APRIL, release="letters"),
    )
    join(database, someone(1), key=1)  # who has no letter, so that each day is looked at in vain
    found, sent = asked(database)
    assert not found
    assert sum("count(*)" in each and "GROUP BY slot" in each for each in sent) == 1


def test_what_is_on_no_channel_is_for_nobody_and_nobody_is_looked_at(database):
    load(database, *slots("Truro", 1, *APRIL, release="second doses"))
    join(database, someone(1), key=1)
    found, sent = asked(database)
    assert not found
    assert not any("waitlist_person" in each for each in sent)


def test_what_somebody_may_have_is_told(database):
    load(database, *slots("Truro", 1, *APRIL))
    assert asked(database)[0] is False  # nobody waits
    join(database, someone(1), key=1)
    assert asked(database)[0] is True
