"""A caller who is lost in mid-talk is with the same agent again, by our call or by theirs."""

from tests.carrier.peer import until
from tests.carrier.phones import ANNA
from tests.ivr.hotline import Caller, Hotline
from tests.ivr.test_desk_call import talking, together


def lost(hotline: Hotline) -> tuple[Caller, int]:
    """Lose a caller in mid-talk; return the desk's phone, and their key."""
    desk, caller = talking(hotline)
    key = hotline.place(caller).key
    caller.hang_up()
    until(lambda: hotline.parts.desks.state("maria").state == "wrap-up", "the wrap-up")
    return desk, key


def test_one_press_rings_them_and_they_are_back_with_the_agent(hotline: Hotline) -> None:
    desk, key = lost(hotline)
    hotline.carrier.behave(ANNA, "answer")
    for _twice in range(2):
        hotline.parts.desks.call_back("maria", hotline.clock.now())
    hotline.work()
    caller = hotline.rings(ANNA).hears("Your call was cut off, so we are calling you back").hears("press 1")
    assert "asked for" not in caller.heard
    assert len(hotline.carrier.calls_at(ANNA)) == 1
    caller.line.waits()
    caller.line.press("1")
    until(lambda: hotline.parts.desks.state("maria").state == "connecting", "the way there")
    until(lambda: hotline.work() or hotline.parts.desks.state("maria").state == "talking", "the errand")
    together(desk, caller)
    place = hotline.place(caller)
    assert (place.key, place.agent, place.state) == (key, "maria", "serving")
    assert not desk.is_over


def test_their_own_call_leads_to_the_agent_who_still_wraps_up(hotline: Hotline) -> None:
    desk, key = lost(hotline)
    caller = hotline.call().press("1")
    hotline.work()
    together(desk, caller)
    until(lambda: hotline.parts.desks.state("maria").state == "talking", "the talk")
    assert hotline.place(caller).key == key


def test_their_own_call_is_offered_to_the_agent_who_is_free_again(hotline: Hotline) -> None:
    desk, key = lost(hotline)
    hotline.clock.later(seconds=50)
    hotline.sweep()
    hotline.desk("jean")
    hotline.clock.later(minutes=5)
    caller = hotline.call().press("1").hears("You are next")
    assert hotline.parts.desks.state("maria").place_id == hotline.place(caller).id
    assert hotline.take("maria") is not None
    together(desk, caller)
    assert hotline.place(caller).key == key


def test_who_does_not_answer_is_called_again_at_their_key(hotline: Hotline) -> None:
    desk, key = lost(hotline)
    hotline.carrier.behave(ANNA, "busy")
    hotline.parts.desks.call_back("maria", hotline.clock.now())
    hotline.work()
    until(lambda: hotline.places_of(ANNA)[0].state == "promised", "the word that it is busy")
    assert hotline.places_of(ANNA)[0].key == key
    assert hotline.parts.desks.state("maria").state == "ready"
    assert not desk.is_over
