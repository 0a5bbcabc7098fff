"""Callbacks over the network: who calls is said and nothing else, and a key tells a person from a machine."""

from collections.abc import Iterator

import pytest

from queueing import Place
from tests.booking_core.campaign import CAMPAIGN, load
from tests.carrier.peer import until
from tests.carrier.phones import ANNA, BEN
from tests.ivr.hotline import BORN, Caller, Exchange, Hotline
from tests.ivr.test_lost_legs import failing_once, losing

ALONE = ("1", "1", BORN, "1")


@pytest.fixture
def day(hotline: Hotline) -> Iterator[Hotline]:
    """Two hours later it is day: ten in the morning; telephones ring until they are answered.

    No desk is kept for who is called back.
    """
    load(hotline.database, campaign=f"{CAMPAIGN}\n[callbacks]\nagent_first_up_to = 0\n")
    hotline.clock.later(hours=2)
    for number in (ANNA, BEN):
        hotline.carrier.behave(number, "manual")
    yield hotline
    hotline.hang_up_at(ANNA, BEN)


def promised(day: Hotline, caller: Caller, number: str = ANNA) -> Place:
    """Promise a callback to a caller, who hangs up."""
    place = day.place(caller)
    callbacks = day.parts.places.callbacks
    asked = day.database.run(lambda tx: callbacks.ask(tx, place.id, number, caller.line.sid, day.clock.now()))
    day.parts.places.publish(asked, day.clock.now())
    caller.hang_up()
    until(lambda: over(day, caller), "the end of the call")
    day.clock.later(seconds=31)
    return asked


def over(day: Hotline, caller: Caller, menu: str = "joined") -> bool:
    """Tell whether a call that stood at this menu has ended."""
    with day.database.reading() as look:
        return not day.parts.calls.stands(look, caller.line.sid, menu)


def again(day: Hotline, place_id: int) -> Place:
    return day.database.run(lambda tx: day.parts.places.by_id(tx, place_id))


def rung(day: Hotline, number: str = ANNA) -> Caller:
    """Let the clock find whose turn it is, and their telephone ring."""
    day.sweep()
    return day._has(day.carrier.rung(number))


def waits(day: Hotline, phone: str = ANNA, language: str = "1") -> Caller:
    return day.call(phone, language).press("0")


def test_the_whole_conversation_with_an_agent(day: Hotline) -> None:
    place = promised(day, waits(day))
    day.desk()
    missed = rung(day)
    assert missed.line.look()["from"] == "+19025550100"
    missed.line.act("decline")
    until(lambda: again(day, place.id).why == "busy", "the word that nobody answered")
    day.work()
    (text,) = day.carrier.texts_to(ANNA)[-1:]
    assert f"{place.ticket[:4]} {place.ticket[4:]}" in text["body"]
    day.clock.later(minutes=3)
    caller = rung(day)
    caller.line.act("answer")
    caller.hears("This is the appointment line, with the call that you asked for.")
    for private in ("vaccin", "clinic", "health", "Truro", "1931"):
        assert private not in caller.heard
    caller.press("1").hears("You are at the head of the line.")
    assert day.take().id == place.id
    caller.hears("A person is here for you now.")
    assert again(day, place.id).key == place.key
    day.parts.desks.finish("maria", "booked", "", day.clock.now())
    day.work()
    caller.hears("Goodbye")


def test_a_small_team_keeps_a_desk_before_the_telephone_rings(day: Hotline) -> None:
    load(day.database, campaign=CAMPAIGN)
    place = promised(day, waits(day))
    day.desk()
    caller = rung(day)
    assert day.parts.desks.state("maria").state == "connecting"
    caller.line.act("answer")
    caller.press("1").hears("One moment, please: a person is here for you.")
    assert again(day, place.id).state == "serving"
    day.work()
    caller.hears("A person is here for you now.")
    until(lambda: day.parts.desks.state("maria").state == "talking", "the talk")


def test_the_same_in_french_and_in_spanish(day: Hotline) -> None:
    for number, language, hello, head in (
        (ANNA, "2", "C'est la ligne des rendez-vous", "en tête de la file"),
        (BEN, "3", "Es la línea de citas", "al frente de la fila"),
    ):
        place = promised(day, waits(day, number, language), number)
        day.desk()
        caller = rung(day, number)
        caller.line.act("answer")
        caller.hears(hello).press("1").hears(head)
        assert day.take().id == place.id
        until(
            lambda: day.parts.desks.state("maria").state == "talking", "the talk"
        )  # before it, the promise stands
        caller.hang_up()
        until(lambda place=place: again(day, place.id).state == "dropped", "the end")
        day.parts.desks.finish("maria", "done", "", day.clock.now())


def test_a_turn_is_booked_after_the_birth_date(day: Hotline) -> None:
    day.leave_units(1)
    first = day.call(BEN).press(*ALONE).hears("kept for you")
    place = promised(day, day.call().press(*ALONE).hears("When it is your turn"))
    first.hang_up()
    until(lambda: day.held() == 0, "the unit to be let go")
    caller = rung(day)
    assert day.held() == 1
    caller.line.act("answer")
    caller.press("1").hears("Please enter your birth date, so that we know you again")
    assert "Truro" not in caller.heard
    caller.press(BORN).hears("The clinic is Truro").press("1").hears("It is booked.")
    assert again(day, place.id).state == "done"
    assert [each.phone for each in day.bookings()] == [ANNA]


def test_silence_is_nobody_and_hears_the_ticket(day: Hotline) -> None:
    place = promised(day, waits(day))
    day.desk()
    caller = rung(day)
    caller.line.act("answer")
    caller.press("", "").hears("with the call that you asked for")
    caller.press("").hears("Your place is kept. We will call again.")
    until(lambda: again(day, place.id).why == "silent", "the miss")
    assert day.take() is None


def test_who_picks_up_while_the_web_fails_still_hears_who_calls(day: Hotline, exchange: Exchange) -> None:
    place = promised(day, waits(day))
    day.desk()
    caller = rung(day)
    with failing_once(exchange, "/voice/callback"):
        caller.line.act("answer")
        caller.hears("Your place is safe.", "with the call that you asked for")
    caller.press("1").hears("You are at the head of the line.")
    assert again(day, place.id).state == "waiting"
    day.faults = [11200]


def test_who_is_led_from_a_callback_to_the_front_door_finds_their_place(
    day: Hotline, exchange: Exchange
) -> None:
    place = promised(day, waits(day))
    day.desk()
    caller = rung(day)
    with losing(exchange, "/voice/callback"):
        caller.line.act("answer")
        caller.hears("place held for this number").press("1").hears("Your ticket is")
    there = again(day, place.id)
    assert (there.state, there.key, there.call_sid) == ("waiting", place.key, caller.line.sid)
    assert day.take().id == place.id
    caller.hears("A person is here for you now.")


def test_a_machine_is_never_an_agents(day: Hotline) -> None:
    place = promised(day, waits(day))
    day.carrier.behave(ANNA, "machine")  # before there is a desk, for which they are rung at once
    day.desk()
    day.sweep()
    until(lambda: day.carrier.calls_at(ANNA), "the machine to answer")
    line = Caller(day.carrier.rung(ANNA).waits())
    line.press("", "", "")
    until(lambda: again(day, place.id).why == "silent", "the miss")
    assert again(day, place.id).state == "promised"


@pytest.mark.parametrize(
    ("keys", "says", "state", "why"),
    [
        ("2", "We are sorry for the disturbance.", "unreached", "wrong_person"),
        ("31", "in about two hours", "promised", "later_today"),
        ("32", "tomorrow morning", "promised", "tomorrow"),
        ("91", "We will not call this number again.", "unreached", "no_calls"),
    ],
)
def test_what_can_be_said_to_a_callback(day: Hotline, keys: str, says: str, state: str, why: str) -> None:
    place = promised(day, waits(day))
    day.desk()
    caller = rung(day)
    caller.line.act("answer")
    caller.press(*keys).hears(says)
    there = again(day, place.id)
    assert (there.state, there.why, there.key) == (state, why, place.key)
    until(lambda: caller.is_over, "the end of the call")
    assert again(day, place.id) == there


def test_nought_is_a_person_even_for_who_wanted_the_keypad(day: Hotline) -> None:
    day.leave_units(1)
    first = day.call(BEN).press(*ALONE).hears("kept for you")
    place = promised(day, day.call().press(*ALONE).hears("When it is your turn"))
    first.hang_up()
    until(lambda: day.held() == 0, "the unit to be let go")
    caller = rung(day)
    caller.line.act("answer")
    caller.press("0").hears("You are at the head of the line.")
    assert again(day, place.id).wish_class == "desk.en"
    assert day.held() == 0


def test_calling_in_while_it_rings_ends_the_ringing_and_goes_on_there(day: Hotline) -> None:
    place = promised(day, waits(day))
    day.desk()
    ringing = rung(day)
    caller = day.call().hears("place held for this number").press("1").hears("Your ticket is")
    day.work()
    until(lambda: ringing.line.look()["status"] != "ringing", "the ringing to end")
    assert (again(day, place.id).state, again(day, place.id).call_sid) == ("waiting", caller.line.sid)
    caller.hang_up()
    until(lambda: again(day, place.id).state == "promised", "the promise to stand")
    assert again(day, place.id).key == place.key


def test_one_pressed_after_their_own_call_has_gone_on_seats_nobody_twice(day: Hotline) -> None:
    place = promised(day, waits(day))
    day.desk()
    late = rung(day)
    late.line.act("answer")
    late.line.waits()
    caller = day.call().press("1").hears("Your ticket is")
    late.press("1").hears("Goodbye")
    assert again(day, place.id).call_sid == caller.line.sid


def test_a_reply_that_was_lost_is_found_again_and_nobody_is_rung_twice(day: Hotline) -> None:
    place = promised(day, waits(day))
    day.desk()
    rung(day)
    day.database.run(lambda tx: tx.exec_driver_sql("UPDATE errand SET done_at = NULL WHERE kind = 'dial'"))
    day.database.run(lambda tx: tx.exec_driver_sql("UPDATE place SET call_sid = NULL"))
    day.clock.later(seconds=2)
    day.work()
    assert len(day.carrier.calls_at(ANNA)) == 1
    assert again(day, place.id).call_sid == day.carrier.calls_at(ANNA)[0]["sid"]


def test_a_word_that_never_came_is_asked_for(day: Hotline) -> None:
    place = promised(day, waits(day))
    day.desk()
    rung(day)
    day.database.run(lambda tx: tx.exec_driver_sql("UPDATE place SET call_sid = 'CAnobody'"))
    day.clock.later(minutes=2, seconds=1)
    day.sweep()
    there = again(day, place.id)
    assert (there.state, there.why) == ("promised", "never_rang")


def test_whoever_texts_stop_is_not_called_either(day: Hotline) -> None:
    quiet = "+19025550193"
    place = promised(day, waits(day, quiet), quiet)
    day.desk()
    day.text("stop", quiet)
    until(lambda: again(day, place.id).state == "unreached", "the wish to be noted")
    day.text("start", quiet)
    until(lambda: day.count("call_opt_out") == 0, "the wish to be noted")
