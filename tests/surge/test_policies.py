"""The models of other policies, by hand on three people, and what holds of them on a whole morning."""

from collections import Counter

import pytest

from scripts.mornings.crowd import draw
from scripts.mornings.policies import fifo, lottery
from scripts.mornings.scenario import scenario
from tests.surge.small import small, someone

POLICIES = [lottery, fifo]


def test_lottery_gives_the_line_to_whoever_dials_as_it_falls_free():
    """One line. 0 talks from 60 to 160; 1 is busy at 70, 120, 170; 2 dials at 165 for the first time."""
    crowd = [someone(0, 60), someone(1, 70), someone(2, 165)]
    zero, one, two = lottery(small(), crowd, seed=1)
    assert (zero.served, zero.booked, zero.dials, zero.wasted, zero.on_phone) == (60, 160, 1, 0, 100)
    assert (two.served, two.booked, two.dials, two.wasted, two.told) == (165, 265, 1, 0, "booked")
    assert one.booked is None
    assert (one.dials, one.wasted, one.told, one.reached) == (3, 3, "try again", pytest.approx(170))
    assert one.on_phone == pytest.approx(
        10 + 10 + 20
    )  # two busy tones and the recording: both units are gone


def test_lottery_cuts_off_who_waits_for_too_long():
    """Two lines, cut off after a minute: 1 waits from 70 to 130, redials at 170, when 0 has gone."""
    crowd = [someone(0, 60), someone(1, 70)]
    _, one = lottery(small(lines=3, cut_off=1, people=2), crowd, seed=1)
    assert one.served == pytest.approx(170)
    assert (one.reached, one.dials, one.wasted) == (70, 2, 1)
    assert one.on_phone == pytest.approx(60 + 100)


def test_queue_forgets_who_hangs_up():
    """1 gives up after 20 s again and again, so 2, who came later, is answered first, at 160."""
    crowd = [someone(0, 60), someone(1, 70, patience=20), someone(2, 100)]
    zero, one, two = fifo(small(units=3), crowd, seed=1)
    assert (zero.served, two.served) == (60, 160)
    assert one.served == pytest.approx(260)  # on the line from 250 to 270
    assert (one.dials, one.wasted) == (4, 3)
    assert one.on_phone == pytest.approx(20 + 20 + 20 + 10 + 100)


def test_queue_that_is_full_is_busy():
    """One waiting place: 1 has it, 2 is busy at 80, 130, and comes in at 180, after 1 was answered."""
    crowd = [someone(0, 60), someone(1, 70), someone(2, 80)]
    _, one, two = fifo(small(queue="waiting = 1", units=3), crowd, seed=1)
    assert one.served == 160
    assert (two.dials, two.wasted, two.reached) == (3, 2, pytest.approx(180))
    assert two.served == 260


def test_a_relative_who_is_answered_ends_the_other_calls():
    """Both telephones of 1 wait; one is answered at 160, and the other hangs up."""
    crowd = [someone(0, 60), someone(1, 70, phones=("+19025550142", "+19025550143"))]
    _, one = fifo(small(people=2), crowd, seed=1)
    assert (one.dials, one.wasted, one.served, one.units) == (2, 1, 160, 1)
    assert one.on_phone == pytest.approx(90 + 90 + 100)


def test_a_morning_that_is_stopped_ends_in_the_midst_of_talks_and_waits():
    """Stopped at 120: 0 has talked for 60 s, 1 has waited for 50, and 2 has not called."""
    crowd = [someone(0, 60), someone(1, 70), someone(2, 165)]
    zero, one, two = fifo(small().until(120), crowd, seed=1)
    assert (zero.served, zero.booked, zero.on_phone) == (60, None, 60)
    assert (one.reached, one.served, one.on_phone) == (70, None, 50)
    assert (two.dials, two.reached) == (0, None)


def test_before_the_opening_nobody_is_answered():
    zero, *_ = lottery(small(people=1), [someone(0, 10)], seed=1)
    assert (zero.dials, zero.wasted, zero.served) == (2, 1, pytest.approx(100))


@pytest.mark.parametrize("policy", POLICIES)
def test_who_is_told_to_try_again_does_so_in_vain(policy):
    """One unit: 1 hears the recording at 70, then at 07:30 and 07:45, 40 s late each time."""
    crowd = [someone(0, 60), someone(1, 70)]
    told = small(people=2, units=1, try_again="07:30:00, 07:45:00")
    _, one = policy(told, crowd, seed=1)
    assert (one.told, one.told_at, one.dials, one.wasted) == ("try again", 70, 3, 3)
    assert one.on_phone == pytest.approx(3 * 20)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_couple_needs_two_units_and_a_region_a_clinic(policy):
    couple = {"births": ("19310502", "19330109")}
    crowd = [someone(0, 60, **couple), someone(1, 200, **couple), someone(2, 400, wants="Sydney")]
    zero, one, two = policy(small(units=3), crowd, seed=1)
    assert (zero.units, zero.clinic, zero.clinic_region) == (2, "Truro Hall", "Truro")
    assert (one.units, one.booked, one.served, one.told) == (0, None, 200, "try again")
    assert (two.units, two.told_at) == (0, 450)  # a talk of half the length
    assert policy(small(units=3), [someone(0, 60, wants="Sydney", travels=True)], seed=1)[0].units == 1


@pytest.mark.parametrize("policy", POLICIES)
def test_some_call_again_when_they_were_served_and_some_only_test(policy):
    crowd = [someone(0, 60, calls_again=True), someone(1, 300, is_test=True)]
    zero, one = policy(small(people=2), crowd, seed=1)
    assert (zero.dials, zero.wasted, zero.booked, zero.on_phone) == (2, 1, 160, 150)
    assert (one.told, one.units, one.told_at) == ("only testing", 0, 330)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("name", ["polk", "nova-scotia", "ordinary-day"])
def test_everybody_has_one_outcome_and_nothing_is_oversold(policy, name):
    it, people = scenario(name), 1200
    crowd = draw(it, people, seed=3)
    outcomes = policy(it, crowd, seed=3)
    assert [each.person for each in outcomes] == list(range(people))
    sold = Counter()
    for each, person in zip(outcomes, crowd, strict=True):
        sold[each.clinic] += each.units
        assert each.units == (len(person.births) if each.booked else 0)
        assert (each.told == "booked") == (each.booked is not None)
        assert 0 <= each.wasted <= each.dials
        assert each.first_try == person.starts <= (each.reached or person.starts)
        assert each.booked is None or each.reached <= each.served < each.booked
    opening = {clinic.name: it.scaled(clinic.units, people) for clinic in it.facts.opening_clinics()}
    assert all(sold[clinic] <= units for clinic, units in opening.items())
    assert set(sold) <= {*opening, ""}
    assert policy(it, crowd, seed=3) == outcomes != policy(it, crowd, seed=4)
