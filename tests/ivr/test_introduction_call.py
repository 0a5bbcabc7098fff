"""A warm hand-over, over the network: nobody is cut off, whoever leaves first."""

from sqlalchemy import text

from tests.carrier.peer import until
from tests.ivr.hotline import Caller, Hotline
from tests.ivr.test_desk_call import DAUGHTER, bring_in, guest, seat, talking, together


def introduced(hotline: Hotline) -> tuple[Caller, Caller, Caller]:
    """Let jean come into the talk of maria; return the phones of maria, jean and the caller."""
    desk, caller = talking(hotline)
    other = hotline.desk("jean")
    hotline.parts.desks.introduce("maria", "jean", "wants Yarmouth", hotline.clock.now())
    hotline.work()
    assert "hold" not in hotline.place(caller).why
    assert not seat(hotline, caller).hold  # the talk goes on until jean takes it
    assert hotline.take("jean") is not None
    until(lambda: hotline.parts.desks.state("jean").state == "introduced", "jean in the talk")
    together(desk, other, caller)
    return desk, other, caller


def ends(hotline: Hotline, phone: Caller) -> bool:
    """Whether the conference ends when this phone leaves it."""
    return bool(seat(hotline, phone).end_conference_on_exit)


def test_the_agents_talk_first_and_then_the_first_leaves_the_caller_with_the_second(hotline: Hotline) -> None:
    desk, other, caller = introduced(hotline)
    before = hotline.place(caller)
    caller.hears("stay on the line")
    assert seat(hotline, caller).hold
    assert not ends(hotline, desk)
    assert not ends(hotline, other)
    hotline.parts.desks.complete("maria", hotline.clock.now())
    hotline.work()
    until(lambda: "conference_sid" in desk.line.look() and not same(desk, caller), "maria's leaving")
    together(other, caller)
    until(lambda: ends(hotline, other), "jean's being the one who ends it")
    assert not seat(hotline, caller).hold
    assert not caller.is_over
    assert not desk.is_over
    after = hotline.place(caller)
    assert (after.key, after.state, after.agent) == (before.key, "serving", "jean")
    assert hotline.work() == 0


def same(one: Caller, other: Caller) -> bool:
    return one.line.look()["conference_sid"] == other.line.look()["conference_sid"]


def test_a_daughter_stays_while_the_first_agent_leaves(hotline: Hotline) -> None:
    desk, caller = talking(hotline)
    bring_in(hotline, answers=True)
    until(lambda: (there := guest(hotline)) is not None and there["is_up"], "the daughter")
    daughter, other = hotline.rings(DAUGHTER), hotline.desk("jean")
    hotline.parts.desks.introduce("maria", "jean", "", hotline.clock.now())
    hotline.take("jean")
    together(desk, other, caller, daughter)
    hotline.parts.desks.complete("maria", hotline.clock.now())
    hotline.work()
    until(lambda: not same(desk, caller), "maria's leaving")
    together(other, caller, daughter)
    daughter.hang_up()
    until(lambda: hotline.parts.desks.state("jean").guest is None, "the word that she is gone")
    together(other, caller)


def test_the_next_caller_of_the_first_agent_comes_to_another_conference(hotline: Hotline) -> None:
    desk, other, caller = introduced(hotline)
    hotline.parts.desks.complete("maria", hotline.clock.now())
    hotline.work()
    until(lambda: not same(desk, caller), "maria's leaving")
    hotline.parts.desks.ready("maria", "client:maria", hotline.clock.now())
    second = hotline.call("+19025550155").press("0")
    assert hotline.take("maria") is not None
    together(desk, second)
    together(other, caller)
    other.hang_up()  # and jean's telephone is lost
    until(lambda: hotline.place(caller).state == "waiting", "the caller's way back")
    hotline.work()
    caller.hears("Your place is kept")
    together(desk, second)


def test_the_first_agent_goes_on_alone(hotline: Hotline) -> None:
    desk, other, caller = introduced(hotline)
    hotline.parts.desks.part("maria", hotline.clock.now())
    hotline.work()
    until(lambda: not same(other, caller), "jean's leaving")
    together(desk, caller)
    until(lambda: ends(hotline, desk), "maria's being the one who ends it")
    assert not seat(hotline, caller).hold
    assert not other.is_over
    assert hotline.parts.desks.state("jean").may_take
    assert hotline.work() == 0


def test_the_second_agents_telephone_is_lost_and_the_caller_stays(hotline: Hotline) -> None:
    desk, other, caller = introduced(hotline)
    other.hang_up()
    until(lambda: hotline.parts.desks.state("jean").state == "away", "the word of it")
    hotline.work()
    together(desk, caller)
    assert ends(hotline, desk)
    assert hotline.parts.desks.state("maria").place_id == hotline.place(caller).id


def test_the_first_agents_telephone_is_lost_and_the_second_has_the_caller_and_else_their_key(
    hotline: Hotline,
) -> None:
    desk, other, caller = introduced(hotline)
    before = hotline.place(caller)
    desk.hang_up()
    until(lambda: hotline.parts.desks.state("maria").state == "away", "the word of it")
    hotline.work()
    together(other, caller)
    assert not seat(hotline, caller).hold
    assert hotline.parts.desks.state("jean").place_id == before.id
    other.hang_up()
    until(lambda: hotline.place(caller).state == "waiting", "the caller's way back")
    hotline.work()
    caller.hears("You are next")
    assert hotline.place(caller).key == before.key


def test_the_caller_leaves_and_both_agents_are_at_their_own_desks_again(hotline: Hotline) -> None:
    desk, other, caller = introduced(hotline)
    caller.hang_up()
    until(lambda: hotline.parts.desks.state("maria").state == "wrap-up", "the wrap-up")
    hotline.work()
    until(lambda: not same(desk, other), "jean's leaving")
    assert not desk.is_over
    assert not other.is_over
    assert hotline.parts.desks.state("jean").may_take


def test_what_a_killed_worker_did_is_done_again_and_nobody_moves(hotline: Hotline) -> None:
    desk, other, caller = introduced(hotline)
    hotline.parts.desks.complete("maria", hotline.clock.now())
    hotline.work()
    until(lambda: not same(desk, caller), "maria's leaving")
    until(lambda: ends(hotline, other), "jean's being the one who ends it")
    before = [phone.line.look()["conference_sid"] for phone in (other, caller)]
    hotline.database.run(lambda tx: tx.execute(text("UPDATE errand SET done_at = NULL WHERE kind = 'sit'")))
    assert hotline.work() > 0
    together(other, caller)
    assert [phone.line.look()["conference_sid"] for phone in (other, caller)] == before
    assert not desk.is_over
