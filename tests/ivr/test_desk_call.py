"""The call at a desk, over the network: hold, mute, goodbye."""

from typing import Any

from tests.carrier.peer import until
from tests.ivr.hotline import Caller, Hotline


def talking(hotline: Hotline, language: str = "1", agent: str = "maria") -> tuple[Caller, Caller]:
    """Bring a caller to a desk; return the desk's phone and the caller's."""
    desk, caller = hotline.desk(agent), hotline.call(language=language).press("0")
    hotline.take(agent)
    until(lambda: hotline.parts.desks.state(agent).state == "talking", "the talk")
    together(desk, caller)
    return desk, caller


def together(*phones: Caller) -> None:
    """Wait until all of these are in one conference."""

    def rooms() -> set[str | None]:
        return {each.line.look()["conference_sid"] for each in phones}

    until(lambda: len(found := rooms()) == 1 and None not in found, "one conference")


def seat(hotline: Hotline, caller: Caller) -> Any:
    """What the carrier says of somebody in a conference."""
    room = caller.line.look()["conference_sid"]
    return hotline.carrier.client().conferences(room).participants(caller.line.sid).fetch()


def test_a_caller_on_hold_hears_so_in_their_language_and_then_the_agent_again(hotline: Hotline) -> None:
    _, caller = talking(hotline, language="2")
    hotline.parts.desks.hold("maria", hotline.clock.now(), on=True)
    hotline.parts.desks.mute("maria", hotline.clock.now(), on=True)
    hotline.work()
    caller.hears("restez en ligne")
    found = seat(hotline, caller)
    assert (found.hold, found.muted) == (True, True)
    hotline.parts.desks.hold("maria", hotline.clock.now(), on=False)
    hotline.work()
    assert (seat(hotline, caller).hold, seat(hotline, caller).muted) == (False, True)


def test_a_hold_that_comes_too_late_is_no_errand_any_more(hotline: Hotline) -> None:
    _, caller = talking(hotline)
    hotline.parts.desks.hold("maria", hotline.clock.now(), on=True)
    caller.hang_up()
    until(lambda: hotline.parts.desks.state("maria").state == "wrap-up", "the wrap-up")
    hotline.work()
    assert hotline.work() == 0


def test_an_agent_hangs_up_and_the_caller_hears_goodbye(hotline: Hotline) -> None:
    desk, caller = talking(hotline)
    hotline.parts.desks.hang_up("maria", hotline.clock.now())
    hotline.work()
    caller.hears("Thank you for calling. Goodbye.")
    until(lambda: caller.is_over, "the end")
    assert not desk.is_over
    assert hotline.parts.desks.state("maria").state == "wrap-up"
    place = hotline.place(caller)
    assert hotline.parts.desks.finish("maria", "booked", "", hotline.clock.now()).id == place.id


def test_who_is_passed_on_hears_so_in_the_language_they_asked_for(hotline: Hotline) -> None:
    desk, caller = talking(hotline)
    before = hotline.place(caller)
    hotline.parts.desks.pass_on("maria", "fr", "", "asks for French", hotline.clock.now())
    hotline.work()
    caller.hears("Nous vous passons à", "Vous êtes le numéro 1")
    after = hotline.place(caller)
    assert (after.key, after.language, after.state) == (before.key, "fr", "waiting")
    assert not desk.is_over
    other = hotline.desk("jean")
    hotline.take("jean")
    together(other, caller)
    assert hotline.parts.desks.state("jean").state == "talking"


def test_who_is_taken_while_still_being_passed_on_comes_to_the_next_desk(hotline: Hotline) -> None:
    _, caller = talking(hotline)
    other = hotline.desk("jean")
    hotline.parts.desks.pass_on("maria", "en", "", "", hotline.clock.now())
    assert hotline.take("jean") is not None  # and only then a worker carries out both errands
    together(other, caller)
    until(lambda: hotline.parts.desks.state("jean").state == "talking", "the talk")


def test_a_caller_who_is_handed_over_goes_from_one_agent_to_the_other_without_a_wait(
    hotline: Hotline,
) -> None:
    desk, caller = talking(hotline)
    other = hotline.desk("jean")
    hotline.parts.desks.hand_over("maria", "jean", "wants Yarmouth", hotline.clock.now())
    hotline.work()
    together(desk, caller)  # until it is taken
    assert hotline.take("jean") is not None
    together(other, caller)
    until(lambda: hotline.parts.desks.state("jean").state == "talking", "the talk")
    assert not desk.is_over
    assert hotline.parts.desks.state("maria").state == "wrap-up"
    assert hotline.place(caller).agent == "jean"


DAUGHTER = "+19025550177"


def bring_in(hotline: Hotline, *, answers: bool) -> None:
    hotline.carrier.behave(DAUGHTER, "answer" if answers else "busy")
    for _twice in range(2):
        hotline.parts.desks.invite("maria", DAUGHTER, hotline.clock.now())
    hotline.work()


def guest(hotline: Hotline) -> dict[str, Any] | None:
    return hotline.parts.desks.state("maria").guest


def test_a_daughter_is_brought_into_the_talk_and_it_ends_for_her_with_it(hotline: Hotline) -> None:
    desk, caller = talking(hotline)
    bring_in(hotline, answers=True)
    until(lambda: (there := guest(hotline)) is not None and there["is_up"], "the daughter")
    daughter = hotline.rings(DAUGHTER)
    together(desk, caller, daughter)
    assert len(hotline.carrier.calls_at(DAUGHTER)) == 1
    caller.hang_up()
    until(lambda: hotline.parts.desks.state("maria").state == "wrap-up", "the wrap-up")
    hotline.work()
    until(lambda: daughter.is_over, "the end of the daughter's call")
    assert not desk.is_over
    assert guest(hotline) is None


def test_a_guest_who_is_let_go_or_is_busy_leaves_the_talk_as_it_was(hotline: Hotline) -> None:
    desk, caller = talking(hotline)
    bring_in(hotline, answers=False)
    until(lambda: guest(hotline) is None, "the word that she is busy")
    bring_in(hotline, answers=True)
    until(lambda: (there := guest(hotline)) is not None and there["is_up"], "the daughter")
    daughter = hotline.rings(DAUGHTER)
    hotline.parts.desks.dismiss("maria", hotline.clock.now())
    hotline.work()
    until(lambda: daughter.is_over, "the end of the daughter's call")
    together(desk, caller)
    assert hotline.parts.desks.state("maria").state == "talking"
