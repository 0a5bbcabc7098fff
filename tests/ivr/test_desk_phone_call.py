"""The desk's own telephone, over the network: rung anew between two calls, and tested by one press."""

from tests.carrier.peer import until
from tests.ivr.hotline import Caller, Hotline
from tests.ivr.test_desk_call import talking, together

MARIA = "client:maria"


def test_the_old_call_ends_before_the_new_one_rings_and_the_next_caller_comes_there(hotline: Hotline) -> None:
    old = hotline.desk()
    hotline.clock.later(hours=3, minutes=31)
    hotline.sweep()
    until(lambda: old.is_over, "the end of the old call")
    until(lambda: hotline.parts.desks.state("maria").call_sid, "the new one")
    new = hotline.rings(MARIA)
    assert new.line.sid != old.line.sid
    caller = hotline.call().press("0")
    hotline.take("maria")
    together(new, caller)
    assert hotline.work() == 0


def test_a_talk_is_not_cut(hotline: Hotline) -> None:
    old, caller = talking(hotline)
    hotline.clock.later(hours=3, minutes=31)
    hotline.sweep()
    together(old, caller)
    assert len(hotline.carrier.calls_at(MARIA)) == 1


def test_of(hotline: Hotline) -> str:
    """Return what came of the test of maria's phone."""
    desk = hotline.parts.desks.state("maria")
    return "" if desk is None or desk.phone_test is None else str(desk.phone_test["result"])


test_of.__test__ = False


def press(hotline: Hotline) -> None:
    for _twice in range(2):
        hotline.parts.desks.test_phone("maria", MARIA, "fr", hotline.clock.now())
    assert test_of(hotline) == "asked"
    hotline.work()


def test_an_agent_who_is_away_is_rung_once_and_hears_a_sentence_in_their_language(hotline: Hotline) -> None:
    press(hotline)
    phone = hotline.rings(MARIA)
    phone.line.act("answer")
    phone.hears("un essai de votre téléphone")
    until(lambda: test_of(hotline) == "works", "the end of the sentence")
    until(lambda: phone.is_over, "the end of the call")
    assert len(hotline.carrier.calls_at(MARIA)) == 0
    assert test_of(hotline) == "works"
    assert hotline.parts.desks.state("maria").state == "away"


def test_a_telephone_that_is_up_says_it_and_is_at_the_desk_again(hotline: Hotline) -> None:
    desk = hotline.desk()
    press(hotline)
    desk.hears("un essai de votre téléphone")
    until(lambda: test_of(hotline) == "works", "the end of the sentence")
    caller = hotline.call().press("0")
    hotline.take()
    together(desk, caller)
    assert not desk.is_over


def why_not(hotline: Hotline, behaviour: str) -> str:
    hotline.carrier.behave(MARIA, behaviour)
    press(hotline)
    until(lambda: test_of(hotline) != "asked", "the word of it")
    return test_of(hotline)


def test_the_screen_is_told_why_it_does_not_work(hotline: Hotline) -> None:
    assert why_not(hotline, "busy") == "busy"


def test_who_hangs_up_in_the_test_is_told_so(hotline: Hotline) -> None:
    hotline.carrier.behave(MARIA, "manual")
    press(hotline)
    phone: Caller = hotline.rings(MARIA)
    phone.hang_up()
    until(lambda: test_of(hotline) in {"no-answer", "busy", "cut"}, "the word of it")


def test_a_test_that_a_talk_overtakes_leaves_the_talk_alone(hotline: Hotline) -> None:
    desk = hotline.desk()
    hotline.parts.desks.test_phone("maria", MARIA, "en", hotline.clock.now())
    caller = hotline.call().press("0")
    assert hotline.take() is not None  # and only then a worker carries out both
    together(desk, caller)
    until(lambda: hotline.parts.desks.state("maria").state == "talking", "the talk")
    assert "test" not in desk.heard
