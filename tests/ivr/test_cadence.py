"""When a waiting caller hears something, and how often their telephone asks us again."""

from itertools import pairwise

import pytest

from ivr.cadence import Round, round_of, said_last, seconds

HOUR = 3600


def loop(place: int, position: int, until: int = HOUR) -> list[Round]:
    """Return the rounds of somebody who never moves."""
    rounds = [round_of(place, 0, position)]
    while rounds[-1].ends < until:
        rounds.append(round_of(place, rounds[-1].ends, position))
    return rounds


@pytest.mark.parametrize("position", [1, 11, 31, 201, 90_000])
def test_something_is_said_at_once_after_a_minute_and_then_every_two(position: int) -> None:
    rounds = loop(7, position)
    said = [second for each in rounds for second in ([each.begins] * each.is_said + list(each.comforts))]
    assert said[:5] == [0, 60, 180, 300, 420]
    assert {after - before for before, after in pairwise(said[1:])} == {120}


@pytest.mark.parametrize(("position", "length"), [(1, 30), (11, 60), (31, 120), (201, 240), (90_000, 240)])
def test_the_nearer_the_head_the_shorter_a_round(position: int, length: int) -> None:
    assert seconds(position) == length
    rounds = loop(7, position)[2:]
    assert {each.ends - each.begins for each in rounds} == {length}


def test_nobody_is_further_from_news_than_a_round_and_its_announcement_is_known() -> None:
    silent = round_of(7, 90, position=1)
    assert (silent.is_said, said_last(90), silent.ends) == (False, 60, 120)


def test_whoever_comes_nearer_asks_more_often_from_the_next_round_on() -> None:
    far = round_of(7, 60, position=500)
    assert (far.ends, far.comforts, far.stretches) == (300, (180,), [120, 120])
    near = round_of(7, far.ends, position=3)
    assert (near.is_said, near.ends) == (True, 330)


def test_callers_who_came_together_do_not_ask_together_for_ever() -> None:
    breaths = [tuple(each.breath for each in loop(place, 1, 600)) for place in range(50)]
    assert len(set(breaths)) == 50
    assert {breath for each in breaths for breath in each} == {0, 1, 2, 3}


def test_a_round_is_the_same_whenever_it_is_asked_for() -> None:
    assert round_of(12, 180, 40) == round_of(12, 180, 40)
