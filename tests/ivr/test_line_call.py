"""Calls that ask for a person: the ticket, the wait, the agent, and a redial."""

from tests.carrier.peer import until
from tests.carrier.phones import ANNA, BEN
from tests.ivr.hotline import BORN, Hotline


def test_nought_gives_a_place_and_says_its_ticket_twice(hotline: Hotline) -> None:
    caller = hotline.call().press("0").hears("You have a place in the line", "Once more, your ticket is")
    caller.hears("Hanging up does not lose your place", "You are number 1 in the line. You are next.")
    place = hotline.place(caller)
    assert caller.number == place.ticket
    assert place.state == "waiting"


def test_the_second_caller_is_number_two_and_moves_up(hotline: Hotline) -> None:
    first, second = hotline.call().press("0"), hotline.call(BEN).press("0")
    second.hears("You are number 2 in the line.")
    first.press("4", "4").hears("Would you like to leave the line?").press("2").hears(
        "You have left the line."
    )
    second.press("*").hears("You are number 1 in the line.")


def test_what_was_answered_already_is_the_wish_that_the_agent_sees(hotline: Hotline) -> None:
    caller = hotline.call().press("1", "1", BORN, "0").hears("You have a place")
    wish = hotline.place(caller).wish
    assert (wish["whom"], wish["people"], wish["typed_birth"]) == ("self", [], "1931-05-02")
    caller.press("1", "1", BORN, "1", "0").hears("You are in the line already")
    assert hotline.place(caller).wish["people"] == [{"birth_date": "1931-05-02", "code": None}]


def test_nought_twice_keeps_the_one_place(hotline: Hotline) -> None:
    caller = hotline.call().press("0")
    before = hotline.place(caller)
    caller.press("0").hears("You are in the line already")
    assert hotline.place(caller).key == before.key


def test_a_redial_goes_on_with_the_place_held_for_the_number(hotline: Hotline) -> None:
    caller = hotline.call().press("0")
    before = hotline.place(caller)
    caller.hang_up()
    until(lambda: hotline.places_of(ANNA)[0].state == "dropped", "the place to be kept")
    hotline.clock.later(minutes=5)
    again = hotline.call(language="").hears(
        "Welcome back to the appointment line. To go on with the place held for this number, press 1."
    )
    again.hears("Pour le français, appuyez sur le 4.", "Para español, marque el 4.")
    assert "English" not in again.heard
    again.press("1").hears("You have a place in the line", "You are number 1")
    assert hotline.place(again).key == before.key
    assert again.number == before.ticket


def test_a_redial_is_welcomed_in_the_language_of_the_place_and_may_change_it(hotline: Hotline) -> None:
    caller = hotline.call(language="2").press("0").hears("Vous avez une place")
    before = hotline.place(caller)
    caller.hang_up()
    again = hotline.call(language="").hears(
        "Pour continuer", "For English, press 4.", "Para español, marque el 4."
    )
    again.press("4").hears("For English, press 1.", "Pour le français, appuyez sur le 2.").press("1")
    again.hears(
        "Welcome back to the appointment line. To go on with the place held for this number, press 1."
    )
    assert "press 4" not in again.heard
    assert "Para español" not in again.heard
    again.press("1").hears("You have a place in the line")
    after = hotline.place(again)
    assert (after.language, after.wish_class, after.key) == ("en", "desk.en", before.key)


def test_a_number_with_two_places_is_asked_for_the_language(hotline: Hotline) -> None:
    hotline.call(language="2").press("0").hang_up()
    hotline.call().press("2", "0").hears("Vous avez une place").hang_up()
    hotline.call(language="").hears("For English, press 1.", "Pour le français, appuyez sur le 2.")


def test_somebody_else_at_that_number_starts_anew(hotline: Hotline) -> None:
    hotline.call().press("0").hang_up()
    hotline.call().press("2").hears("To book an appointment")


def test_an_agent_takes_the_caller_and_says_goodbye(hotline: Hotline) -> None:
    desk = hotline.desk().hears("Your desk is open.")
    caller = hotline.call().press("0")
    place = hotline.take()
    assert place.call_sid == caller.line.sid
    caller.hears("A person is here for you now.")
    until(lambda: hotline.parts.desks.state("maria").state == "talking", "the talk")
    together = {caller.line.look()["conference_sid"], desk.line.look()["conference_sid"]}
    assert len(together) == 1
    assert None not in together
    hotline.parts.desks.finish("maria", "booked", "", hotline.clock.now())
    hotline.work()
    caller.hears("Thank you for calling. Goodbye.")
    until(lambda: caller.is_over, "the end")
    assert hotline.parts.desks.state("maria").state == "ready"


def test_a_caller_whose_agent_is_cut_off_is_back_at_their_key(hotline: Hotline) -> None:
    desk = hotline.desk()
    caller = hotline.call().press("0")
    before = hotline.place(caller)
    hotline.take()
    until(lambda: hotline.parts.desks.state("maria").state == "talking", "the talk")
    desk.hang_up()
    until(lambda: hotline.parts.desks.state("maria").state == "away", "the desk to close")
    hotline.work()
    caller.hears("You have lost nothing: your place is as it was.", "You are number 1")
    place = hotline.place(caller)
    assert (place.state, place.key) == ("waiting", before.key)


def test_a_caller_who_hung_up_before_being_moved_frees_the_desk(hotline: Hotline) -> None:
    hotline.desk()
    caller = hotline.call().press("0")
    taken = hotline.parts.desks.take_next("maria", hotline.clock.now())
    assert taken is not None
    caller.hang_up()
    hotline.work()
    until(lambda: hotline.parts.desks.state("maria").state == "ready", "the desk")
    assert hotline.places_of(ANNA)[0].state == "dropped"


def test_books_by_touch_tone_while_keeping_the_place(hotline: Hotline) -> None:
    caller = hotline.call().press("0")
    caller.press("1", "1", BORN, "1", "1").hears("It is booked.")
    assert hotline.place(caller).state == "done"
    caller.press("1", "1", "2").hears("You may hang up now.").press("").hears("Goodbye")


def test_who_waits_goes_on_in_another_language_at_the_same_key(hotline: Hotline) -> None:
    caller = hotline.call().press("0")
    before = hotline.place(caller)
    caller.press("4").hears("For English, press 1.", "Pour le français, appuyez sur le 2.").press("2")
    caller.hears("Vous avez une place", "Vous êtes le numéro 1")
    after = hotline.place(caller)
    assert (after.language, after.wish_class, after.key) == ("fr", "desk.fr", before.key)


def test_music_is_turned_off_and_on_while_the_ticket_is_read_and_in_the_loop(hotline: Hotline) -> None:
    caller = hotline.call().press("0").hears("To wait without music, press 3.")
    caller.press("3").hears("The music is off.", "For the music, press 3.")
    caller.press("3").hears("Here is the music again.")
