"""Who was overtaken and why: by hand, and against comparing everybody with everybody."""

import random
from collections import Counter
from dataclasses import replace
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queueing.measured import Moved, Seat, order_kept, overtaken
from queueing.measured.tally import Tally

ENGLISH = Seat(frozenset({"desk.en"}), frozenset({"desk.fr", "desk.en.relay"}))
BOTH = Seat(frozenset({"desk.en", "desk.fr"}), frozenset({"desk.en.relay"}))
KEYS = Seat(frozenset({"keys.1.0.1"}), frozenset({"keys.1.0.2"}))


def join(place: int, wish_class: str = "desk.en", status: str = "waiting") -> Moved:
    return Moved(0.0, place, place, place, wish_class, status)


def serve(place: int, seat: Seat = ENGLISH, wish_class: str = "desk.en") -> Moved:
    return Moved(1.0, place, place, place, wish_class, "served", seat)


def test_serving_by_key_overtakes_nobody():
    log = [join(1), join(2), join(3), serve(1), serve(2), serve(3)]
    found = overtaken(log)
    assert (found.seats, found.reasons, found.per_hundred, found.most_skipped) == (3, Counter(), 0, None)


def test_a_later_key_that_is_served_first_is_unexplained():
    found = overtaken([join(1), join(2), join(3), serve(3), serve(2), serve(1)])
    assert found.reasons == {"unexplained": 3}
    assert found.unexplained == 3
    assert found.per_hundred == 100
    assert found.most_skipped == (1, 2)


@pytest.mark.parametrize(
    ("passed_over", "seat", "reason"),
    [
        (join(1, status="away"), ENGLISH, "away"),
        (join(1, status="unreached"), ENGLISH, "unreached"),
        (join(1, status="promised"), ENGLISH, "promised"),
        (join(1, status="registered"), ENGLISH, "registered"),
        (join(1, status="offered"), ENGLISH, "offered"),
        (join(1, "desk.fr"), ENGLISH, "language"),
        (join(1, "desk.en.relay"), ENGLISH, "skill"),
        (join(1, "desk.fr"), BOTH, "unexplained"),
        (join(1, "keys.1.0.2"), KEYS, "no_stock"),
        (join(1, "keys.1.0.1", "away"), KEYS, "unexplained"),
    ],
)
def test_each_reason_by_hand(passed_over: Moved, seat: Seat, reason: str):
    wish_class = min(seat.serves)
    log = [passed_over, join(2, wish_class), serve(2, seat, wish_class)]
    assert overtaken(log).places == {1: Counter({reason: 1})}


@pytest.mark.parametrize("wish_class", ["desk.en", "keys.9.0.1"])
def test_who_waits_for_something_else_is_not_overtaken(wish_class: str):
    log = [join(1, wish_class), join(2, "keys.1.0.1"), serve(2, KEYS, "keys.1.0.1")]
    assert overtaken(log).reasons == Counter()


def test_a_head_start_is_a_reason_and_is_shown():
    """Place 2 arrived after place 1, and was moved before it by a supervisor."""
    ahead = Moved(0.5, 2, 2, 0, "desk.en", "waiting")
    found = overtaken([join(1), join(2), ahead, Moved(1.0, 2, 2, 0, "desk.en", "served", ENGLISH)])
    assert found.places == {1: Counter({"head_start": 1})}
    assert found.unexplained == 0


@pytest.mark.parametrize(("at", "reason"), [(2.9, "enough_for_both"), (3.1, "unexplained")])
def test_whose_own_turn_comes_at_the_next_look_waited_for_nothing_but_the_clock(at: float, reason: str):
    own = Moved(at, 1, 1, 1, "keys.1.0.1", "served", KEYS)
    log = [join(1, "keys.1.0.1"), join(2, "keys.1.0.1"), serve(2, KEYS, "keys.1.0.1"), own]
    assert overtaken(log).places == {1: Counter({reason: 1})}


def test_at_a_desk_the_order_is_by_key_to_the_moment():
    assert overtaken([join(1), join(2), serve(2), serve(1)]).places == {1: Counter({"unexplained": 1})}


def test_who_came_back_is_overtaken_only_while_there():
    log = [join(1), join(2), join(3), join(4), join(1, status="away"), serve(2), join(1), serve(3), serve(4)]
    assert overtaken(log).places == {1: Counter({"unexplained": 2, "away": 1})}


def test_who_is_served_or_gone_is_not_overtaken():
    ended = Moved(0.5, 1, 1, 1, "desk.en", "ended")
    assert overtaken([join(1), join(2), join(3), ended, serve(2), serve(3)]).reasons == Counter()


def test_most_skipped_is_somebody_who_was_on_the_phone():
    log = [join(1, status="away"), join(2, "desk.fr"), *map(join, range(3, 9)), *map(serve, range(3, 9))]
    found = overtaken(log)
    assert found.reasons == {"away": 6, "language": 6}
    assert found.most_skipped == (2, 6)


SEATS = st.sampled_from([ENGLISH, BOTH, KEYS])
CLASSES = st.sampled_from(["desk.en", "desk.fr", "desk.en.relay", "keys.1.0.1", "keys.1.0.2"])
STATUSES = st.sampled_from(["waiting", "away", "promised", "registered", "offered", "unreached", "ended"])
MOVES = st.builds(
    lambda place, ahead, wish_class, status, seat: Moved(
        0.0, place, place, place - ahead, wish_class, "served" if seat else status, seat
    ),
    st.integers(1, 12),
    st.sampled_from([0, 0, 0, 5]),
    CLASSES,
    STATUSES,
    st.none() | SEATS,
)


def one_by_one(log: list[Moved]) -> dict[int, Counter]:
    """Compare everybody with everybody, a stay of each in one condition at a time."""
    found: dict[int, Counter] = {}
    for start, stay in enumerate(log):
        end = next((at for at, each in enumerate(log) if at > start and each.place == stay.place), len(log))
        turn = log[end] if end < len(log) and log[end].seat and stay.wish_class.startswith("keys") else None
        given_then = [each for each in log[start + 1 : end] if each.seat is not None]
        for seat in {each.seat for each in given_then}:
            reason = seat.reason(stay.wish_class, stay.status)
            those = [each for each in given_then if each.seat == seat]
            later = sum(each.key > stay.key for each in those)
            arrived = sum(each.arrived > stay.arrived for each in those)
            soon = sum(each.key > stay.key and each.at >= turn.at - 2 for each in those) if turn else 0
            for why, times in {reason: later - soon, "enough_for_both": soon}.items():
                if reason and times:
                    found.setdefault(stay.place, Counter())[why] += times
            if reason == "unexplained" and arrived > later:
                found.setdefault(stay.place, Counter())["head_start"] += arrived - later
    return found


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.5, 3.0]), MOVES), max_size=40))
def test_overtakes_are_those_found_one_by_one(moves: list[tuple[float, Moved]]):
    times = accumulate(after for after, _ in moves)
    log = [replace(move, at=at) for at, (_, move) in zip(times, moves, strict=True)]
    found = overtaken(log)
    assert found.places == one_by_one(log)
    assert found.seats == sum(each.seat is not None for each in log)


def test_order_kept_by_hand():
    """Keys 1 2 3 4 served as 2 1 4 3: two of six pairs are the wrong way round."""
    assert order_kept([(1, 2), (2, 1), (3, 4), (4, 3)]) == pytest.approx(4 / 6)
    assert order_kept([]) == order_kept([(5, 1)]) == 1
    assert order_kept([(1, 3), (2, 2), (3, 1)]) == 0


@given(st.lists(st.integers(0, 99), unique=True, min_size=2))
def test_order_kept_is_the_share_of_pairs_in_order(keys: list[int]):
    pairs = [(a, b) for at, a in enumerate(keys) for b in keys[at + 1 :]]
    assert order_kept(enumerate(keys)) == pytest.approx(sum(a < b for a, b in pairs) / len(pairs))


@given(st.lists(st.integers(0, 20), min_size=1), st.integers(-1, 21))
def test_a_tally_counts_what_is_greater(numbers: list[int], than: int):
    tally = Tally(numbers)
    for number in numbers:
        tally.add(number)
    assert tally.greater(than) == sum(number > than for number in numbers)


def test_work_grows_as_n_log_n():
    """Steps of the tally rather than seconds: ten times the places take at most fifteen times the steps."""

    def steps(places: int) -> int:
        order = random.Random(1).sample(range(places), places)
        asked = 0

        class Counted(Tally):
            def greater(self, number: int) -> int:
                nonlocal asked
                asked += len(self._tree).bit_length()
                return super().greater(number)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("queueing.measured.fairness.Tally", Counted)
            overtaken([*map(join, order), *map(serve, order)])
        return asked

    assert steps(10_000) < 15 * steps(1000)
