"""What callers understand and answer, and why somebody was served before somebody else: pure."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from ivr import LANGUAGES, every_word
from ivr.talk import Line
from queueing import key_of
from scripts.mornings.answers import DECISIONS
from scripts.mornings.ear import QUESTIONS, understood
from scripts.mornings.outcome import UNEXPLAINED, Outcome
from scripts.mornings.outcomes import Ledger, condition, key, of_the_key, of_the_list, wish_of_turn
from scripts.mornings.reasons import (
    AWAY,
    CALLED,
    ELSEWHERE,
    LAPSED,
    MENUS,
    MISSED,
    OFFERED,
    RUNG,
    SAME_LOOK,
    Course,
    explain,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_that_is_answered_is_a_prompt_in_every_language(language):
    assert {says for says, _ in DECISIONS} <= set(QUESTIONS)
    assert set(QUESTIONS) <= every_word().ids(language)


def test_choices_are_understood_by_their_words():
    words = "Where would you like to go? For Truro County, press 1. For whichever of these is first, press 4."
    heard = understood("en", words)
    assert "region-greet" in heard
    assert heard["region-choice"][0] == {"region": "Truro County", "key": "1"}
    assert heard["region-anywhere"] == [{"key": "4"}]
    assert understood("fr", words) == {}


def test_any_form_of_a_question_with_a_number_is_understood():
    assert "times-greet" in understood("en", "This time is kept for you while you choose.")
    assert "times-greet" in understood("en", "These times are kept for you while you choose.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_told_that_a_call_may_end_stays_on_the_line(language):
    said = (
        Line("long-call"),
        Line("long-call-back", {"phone": "9025550199"}),
        Line("call-me-other", {"key": "1"}),
        Line("call-me-stay", {"key": "2"}),
    )
    heard = understood(language, " ".join(every_word().say(each, language) for each in said))
    assert next(act(None, None, heard) for says, act in DECISIONS if says in heard) == "2"


def served(person: int, key: int, at: float, wish: str = "Truro, 1") -> Outcome:
    return Outcome(person, 0.0, key=key, served=at, wish=wish)


@pytest.mark.parametrize(
    ("course", "reason"),
    [
        (Course(wished=60.0), [MENUS]),
        (Course(wished=10.0, states=[(10.0, "waiting"), (20.0, "dropped"), (70.0, "serving")]), [AWAY]),
        (Course(wished=10.0, states=[(10.0, "waiting"), (20.0, "promised")]), [CALLED]),
        (Course(wished=10.0, states=[(20.0, "promised"), (40.0, "dialling")]), [RUNG]),
        (Course(10.0, [(20.0, "dialling"), (40.0, condition("promised", "no_answer"))]), [MISSED]),
        (Course(10.0, [(20.0, "called"), (40.0, condition("promised", "promise_stands"))]), [CALLED]),
        (Course(wished=10.0, states=[(10.0, "dropped"), (20.0, "left")]), [LAPSED]),
        (Course(wished=10.0, states=[(10.0, "waiting")], offers=[45.0]), [OFFERED]),
        (Course(10.0, [(10.0, "waiting")], [(10.0, "keys.1..1"), (60.0, "keys.any..1")]), [ELSEWHERE]),
        (Course(10.0, [(10.0, "waiting")], [(10.0, "keys.1..1"), (45.0, "keys.any..1")]), [UNEXPLAINED]),
        (Course(wished=10.0, states=[(10.0, "waiting")]), [UNEXPLAINED]),
    ],
)
def test_who_was_overtaken_has_the_reason_or_none(course, reason):
    early, late, other = served(1, 100, 80.0), served(2, 200, 50.0), served(3, 300, 1.0, "Sydney, 1")
    explain([early, late, other], {1: course})
    assert (early.reasons, late.reasons, other.reasons) == (reason, [], [])


def test_an_agent_who_was_offered_somebody_before_the_other_asked_has_overtaken_nobody():
    early, late = served(1, 100, 80.0), replace(served(2, 200, 50.0), by="agent")
    asked, before, after = (Course(wished=40.0, offers=offers) for offers in ([], [35.0, 60.0], [45.0]))
    explain([early, late], {1: asked, 2: before})
    assert early.reasons == [MENUS]
    explain([early, late], {1: asked, 2: after})
    assert early.reasons == [UNEXPLAINED]
    explain([early, replace(late, by="callback")], {1: asked, 2: before})  # the desk was kept while it rang
    assert early.reasons == [MENUS]


def test_the_key_is_that_of_the_call_or_place_for_which_units_were_held():
    at = datetime(2021, 3, 1, 11, tzinfo=UTC)
    own = SimpleNamespace(id=1, call_sid="CA1", answered_at=at, counts_from=None, place_id=None)
    daughters = SimpleNamespace(**{**vars(own), "id": 2, "call_sid": "CA2", "place_id": 7})
    ledger = Ledger({"CA1": own, "CA2": daughters}, {7: SimpleNamespace(id=7, key=70)})
    straight, later = (
        SimpleNamespace(party="CA1", created_at=at),
        SimpleNamespace(party="place:7", created_at=at),
    )
    calls = ["CA1", "CA2"]
    assert key(ledger, calls, [straight]) == key_of(at, 1)
    assert key(ledger, calls, [later]) == key(ledger, calls, []) == 70
    assert key(ledger, ["CA1"], []) == key_of(at, 1)
    assert key(ledger, [], []) is None


def test_without_units_it_is_the_key_of_the_place_that_an_agent_answered():
    places = {id_: SimpleNamespace(id=id_, key=10 * id_) for id_ in (7, 8)}
    at = datetime(2021, 3, 1, 11, tzinfo=UTC)
    legs = {
        f"CA{id_}": SimpleNamespace(
            id=id_, call_sid=f"CA{id_}", answered_at=at, counts_from=None, place_id=id_
        )
        for id_ in places
    }
    lapsed, later = ([SimpleNamespace(state=state)] for state in ("left", "serving"))
    assert key(Ledger(legs, places, moves={7: lapsed, 8: later}), list(legs), []) == 80


def test_who_called_from_several_telephones_is_followed_where_their_turn_came():
    ledger = Ledger(places={id_: SimpleNamespace(id=id_, key=10 * id_) for id_ in (7, 8)})
    assert of_the_key(ledger, [7, 8], 80) == [8]
    assert of_the_key(ledger, [7, 8], 75) == [7, 8]  # units of a call that had no place


def test_what_one_look_of_the_clock_gave_to_both_is_no_overtaking_to_wonder_at():
    early, late = served(1, 100, 51.0), served(2, 200, 50.0)
    explain([early, late], {1: Course(wished=10.0, states=[(10.0, "waiting")])})
    assert early.reasons == [SAME_LOOK]


def test_the_wish_is_what_the_place_waited_for_when_units_were_held():
    minutes = [datetime(2021, 3, 1, 11, minute, tzinfo=UTC) for minute in range(4)]
    moves = [
        SimpleNamespace(at=minutes[0], wish_class="keys.1.0-2.2"),
        SimpleNamespace(at=minutes[2], wish_class="keys.any.0-2.2"),
        SimpleNamespace(at=minutes[3], wish_class="desk.en"),
    ]
    ledger = Ledger(moves={7: moves}, regions={1: "Truro"})
    first, second, third = (SimpleNamespace(party="place:7", created_at=at) for at in minutes[1:])
    straight = SimpleNamespace(party="CA1", created_at=minutes[1])
    assert wish_of_turn(ledger, [second, first]) == "Truro, 2"
    assert wish_of_turn(ledger, [second]) == "any, 2"
    assert [wish_of_turn(ledger, those) for those in ([third], [straight], [])] == [""] * 3


def test_what_the_list_offered_in_two_calls_is_booked_once():
    couple = [SimpleNamespace(id=each, party="list:1") for each in ("a", "b")]
    ledger = Ledger(claims={"list:1": couple}, parties={"a": "list:1", "b": "list:1"})
    calls = [{"Url": f"https://hotline.example/voice/notice?kind=offer&claim={each}"} for each in "aab"]
    assert of_the_list(ledger, [{}, *calls]) == couple
