"""Which days have room, and in which part of the day: in the clinic's own time, across a change of clocks."""

from datetime import date

from booking_core import Bookings, Releases, bounds, open_days
from tests.booking_core.campaign import MAX, NOW, ROSE, clinic_named, load, slots

AGENT = Bookings("agent")
SUNDAY = date(2021, 3, 14)  # the clocks go forward


def test_a_day_counts_its_open_units_by_its_own_clock(database):
    load(database, *slots("Truro", 2, "2021-03-13 11:45", "2021-03-14 12:00", "2021-03-14 23:45"))
    clinic = clinic_named(database, "Truro")
    with database.reading() as look:
        asked = (look, Releases("agent"), clinic, [ROSE], NOW)
        first, second = open_days(*asked, most=9)
        assert (first.day, first.parts) == (date(2021, 3, 13), {"morning": 2, "afternoon": 0, "evening": 0})
        assert (second.day, second.parts) == (SUNDAY, {"morning": 0, "afternoon": 2, "evening": 2})
        assert open_days(*asked, most=1) == [first]
        assert open_days(*asked, first=SUNDAY, most=9) == [second]
        nobody = (look, Releases("agent"), clinic, [ROSE, MAX] * 2, NOW)
        assert open_days(*nobody, most=9) == [second]  # four together have room on one day only


def test_times_are_held_within_the_part_that_was_asked_for(database):
    load(database, *slots("Truro", 9, "2021-03-14 00:00", "2021-03-14 11:45", "2021-03-14 12:00"))
    clinic = clinic_named(database, "Truro")

    def held(part):
        after, before = bounds(clinic, SUNDAY, part)
        asked = {"people": [ROSE], "clinic": clinic, "now": NOW, "after": after, "before": before}
        supply = database.run(lambda tx: AGENT.hold(tx, party="desk", **asked))
        return [f"{offer.local:%H:%M}" for offer in supply.offers] or supply.reason

    assert held("morning") == ["00:00", "11:45"]
    assert held("afternoon") == ["12:00"]
    assert held("evening") == "no later times"
    assert held("day") == ["00:00", "11:45", "12:00"]


def test_what_is_held_for_one_party_is_lost_to_another(database):
    load(database, *slots("Truro", 9, "2021-03-14 09:00"))
    asked = {"people": [ROSE], "clinic": clinic_named(database, "Truro"), "now": NOW}
    supply = database.run(lambda tx: AGENT.hold(tx, party="desk:a", **asked))
    claim = supply.offers[0].claim
    assert database.run(lambda tx: AGENT.confirm(tx, claim, [ROSE], NOW, party="desk:b")) is None
    assert database.run(lambda tx: AGENT.confirm(tx, claim, [ROSE], NOW, party="desk:a")) is not None
