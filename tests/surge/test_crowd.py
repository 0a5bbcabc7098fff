"""The people of a morning are those of the data file, and the same ones again from the same seed."""

import math
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from statistics import mean, pstdev

import phonenumbers
import pytest

from booking_core import is_spoken_number
from scripts.mornings.crowd import draw
from scripts.mornings.person import Person
from scripts.mornings.scenario import scenario

PEOPLE = 12_000


@pytest.fixture(scope="module")
def crowd() -> list[Person]:
    return draw(scenario("nova-scotia"), PEOPLE, seed=1)


def share(crowd: list[Person], what) -> float:
    return sum(map(what, crowd)) / len(crowd)


def test_a_seed_draws_the_same_people_and_another_draws_others(crowd):
    assert draw(scenario("nova-scotia"), PEOPLE, seed=1) == crowd != draw(scenario("nova-scotia"), PEOPLE, 2)


def test_another_patience_leaves_the_rest_of_the_crowd_as_it_was():
    it = scenario("polk")
    calm = it.facts.model_copy(update={"patience": it.facts.patience[2:3]})
    before, after = draw(it, 300, 1), draw(replace(it, facts=calm), 300, 1)
    assert before != after
    assert [replace(each, patience=0) for each in before] == [replace(each, patience=0) for each in after]


def test_kinds_of_redialling_are_mixed_as_they_should(crowd):
    kinds = Counter((person.persistence, person.gap) for person in crowd)
    shares = {kind: count / len(crowd) for kind, count in kinds.items()}
    assert set(shares) == {(0.89, (40.0, 0.8)), (0.98, (40.0, 0.8)), (0.999, (9.0, 0.5))}
    assert shares[0.89, (40.0, 0.8)] == pytest.approx(0.60, abs=0.015)
    assert shares[0.999, (9.0, 0.5)] == pytest.approx(0.05, abs=0.01)


def test_one_to_five_telephones_dial_for_a_person(crowd):
    """1 + geometric of mean 1, cut off at 5 in all: 1 + 1/2 + 1/4 + 1/8 + 1/16."""
    counts = Counter(len(person.phones) for person in crowd)
    assert set(counts) == {1, 2, 3, 4, 5}
    assert mean(counts.elements()) == pytest.approx(1.9375, abs=0.03)
    assert counts[1] / len(crowd) == pytest.approx(0.5, abs=0.02)


def test_every_telephone_is_valid_and_nobody_elses(crowd):
    phones = [phone for person in crowd for phone in person.phones]
    assert len(set(phones)) == len(phones)
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(each)) for each in phones[:500])


def test_talk_and_patience_have_the_means_of_the_scenario(crowd):
    talks = [person.talk for person in crowd]
    assert mean(talks) == pytest.approx(480, rel=0.03)
    assert pstdev(talks) / mean(talks) == pytest.approx(0.9, rel=0.06)
    minutes = 0.20 * 2 + 0.45 * 12 + 0.30 * 45 + 0.05 * 1.1
    assert mean(person.patience for person in crowd) / 60 == pytest.approx(minutes, rel=0.05)
    assert share(crowd, lambda person: 50 < person.patience < 75) > 1.7 * share(
        crowd, lambda person: 75 < person.patience < 100
    )


def test_calls_come_at_the_rates_of_the_scenario(crowd):
    """A quarter of the people: 75 a second for a minute, then 25 for ten."""
    assert sum(60 <= person.starts < 120 for person in crowd) == pytest.approx(4500, abs=4 * math.sqrt(4500))
    assert sum(120 <= person.starts < 220 for person in crowd) == pytest.approx(2500, abs=4 * math.sqrt(2500))
    assert min(person.starts for person in crowd) >= 60
    by_number = [person.starts for person in crowd]
    assert sum(a < b for a, b in pairwise(by_number)) == pytest.approx(PEOPLE / 2, abs=300)  # in no order


def test_three_in_ten_call_before_the_opening_where_there_is_a_draw():
    early = draw(scenario("polk"), 2000, 1)
    assert sum(person.starts < 1800 for person in early) == 600


def test_who_they_are(crowd):
    assert share(crowd, lambda person: len(person.births) == 2) == pytest.approx(0.2, abs=0.015)
    assert share(crowd, lambda person: person.wants == "any") == pytest.approx(0.1, abs=0.01)
    assert share(crowd, lambda person: person.region == "Cape Breton") == pytest.approx(0.17, abs=0.015)
    assert share(crowd, lambda person: person.calls_again) == pytest.approx(0.05, abs=0.01)
    assert share(crowd, lambda person: person.is_test) == pytest.approx(0.01, abs=0.004)
    assert all("19210101" <= birth <= "19410228" for person in crowd for birth in person.births)


def test_each_has_the_code_of_their_letter(crowd):
    codes = [code for person in crowd for code in person.codes]
    assert len(set(codes)) == len(codes) == sum(len(person.births) for person in crowd)
    assert all(map(is_spoken_number, codes))
