"""Calls of ours that tell something: a time for the waiting list, tomorrow's appointment; each once."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from tests.carrier.peer import until
from tests.carrier.phones import ANNA, BEN
from tests.ivr.hotline import BORN, Caller, Hotline
from tests.ivr.test_listed_call import ALONE, ROSE, cancelled_elsewhere

PRIVATE = ("vaccin", "clinic", "health", "Truro", "1931", "time that came free", "tomorrow")
DIALS = text("SELECT count(*) FROM errand WHERE kind = 'dial' AND done_at IS NULL")


@pytest.fixture
def phones(hotline: Hotline) -> Iterator[Hotline]:
    """Telephones ring until they are answered."""
    for number in (ANNA, BEN):
        hotline.carrier.behave(number, "manual")
    yield hotline
    hotline.hang_up_at(ANNA, BEN)


def answered(phones: Hotline, number: str = ANNA) -> Caller:
    caller = phones._has(phones.carrier.rung(number))
    caller.line.act("answer")
    return caller


def offered(phones: Hotline) -> None:
    """Let a time come free for Rose, and her telephone ring."""
    cancelled_elsewhere(phones)
    phones.work()


def reminded(phones: Hotline, *keys: str) -> None:
    """Let Rose book, and the reminder of the day before fall due."""
    phones.call().press(*ALONE, "1").hears("It is booked.").press(*keys).hang_up()
    phones.clock.later(days=6, hours=3)
    phones.work()
    phones.work()


def rings(phones: Hotline, number: str = ANNA) -> int:
    """Count the calls that we ever made to a number."""
    return len([each for each in phones.carrier.calls_at(number) if each["direction"] != "inbound"])


def declined(phones: Hotline) -> None:
    missed = phones._has(phones.carrier.rung(ANNA))
    missed.line.act("decline")
    until(lambda: missed.line.look()["status"] == "busy", "the end")


def test_a_time_that_came_free_is_told_by_a_call_and_taken_in_it(phones: Hotline) -> None:
    offered(phones)
    caller = answered(phones).hears("This is the appointment line, with a message")
    for private in PRIVATE:
        assert private not in caller.heard
    caller.press("1").hears("enter the birth date").press(BORN)
    caller.hears("A time that came free is kept for you", "Truro").press("1").hears("It is booked.")
    (booking,) = phones.bookings()
    assert booking.birth_date == ROSE


def test_who_called_from_another_telephone_first_takes_it_on_the_one_that_rings(phones: Hotline) -> None:
    cancelled_elsewhere(phones, known_by="+19025550199")
    phones.work()
    caller = answered(phones).hears("This is the appointment line, with a message").press("1", BORN)
    caller.hears("A time that came free is kept for you", "Truro").press("1").hears("It is booked.")


def test_on_the_telephone_that_rings_another_birth_date_is_told_nothing(phones: Hotline) -> None:
    cancelled_elsewhere(phones, known_by="+19025550199")
    phones.work()
    caller = answered(phones).hears("This is the appointment line, with a message").press("1", "19310503")
    caller.hears("Please type the eight digits of the reference")


def test_the_same_in_french(phones: Hotline) -> None:
    phones.call(language="2").hang_up()
    offered(phones)
    answered(phones).hears("C'est la ligne des rendez-vous, avec un message").press("1", BORN).hears("gardé")


def test_who_does_not_answer_is_rung_three_times_and_then_it_passes_on(phones: Hotline) -> None:
    offered(phones)
    for tries, minutes in ((2, 3), (3, 10)):
        declined(phones)
        until(lambda n=tries: phones.count("errand WHERE kind = 'waitlist_offer'") == n, "the next try")
        phones.clock.later(minutes=minutes)
        phones.work()
        phones.work()
    declined(phones)
    until(lambda: phones.count("waitlist WHERE state = 'offered'") == 0, "the offer's end")
    assert phones.count("errand WHERE kind = 'dial'") == 3
    phones.sweep()
    caller = phones.call().press("3", BORN)
    caller.hears("the eight digits of the reference")  # nothing is kept for her any more


def test_an_answering_machine_is_not_somebody_who_has_heard_it(phones: Hotline) -> None:
    offered(phones)
    answered(phones).press("", "", "").hears("We will try again")
    until(lambda: phones.count("errand WHERE kind = 'waitlist_offer'") == 2, "the next try")


def test_who_has_heard_it_is_not_rung_again(phones: Hotline) -> None:
    offered(phones)
    caller = answered(phones).press("1", BORN).hears("is kept for you")
    caller.hang_up()
    phones.clock.later(minutes=20)
    phones.work()
    assert phones.count("errand WHERE kind = 'waitlist_offer'") == 1
    phones.call().press("3", BORN).hears("A time that came free is kept for you")


def test_somebody_else_is_never_rung_again_and_the_time_passes_on(phones: Hotline) -> None:
    offered(phones)
    answered(phones).press("2").hears("We will not call this number again")
    until(lambda: phones.count("waitlist WHERE state = 'offered'") == 0, "the offer's end")
    phones.clock.later(minutes=20)
    phones.work()
    assert phones.count("errand WHERE kind = 'dial'") == 1
    assert phones.count("call_opt_out") == 1


def test_a_reminder_is_a_call_for_who_takes_no_texts(phones: Hotline) -> None:
    reminded(phones)
    assert (
        phones.carrier.texts_to(ANNA)[-1:] == []
        or "Tomorrow" not in phones.carrier.texts_to(ANNA)[-1]["body"]
    )
    caller = answered(phones)
    caller.press("1").press(BORN).hears("Truro", "If you will be there, press 1")
    caller.press("1").hears("We look forward to seeing you")
    assert phones.count("event WHERE kind = 'coming'") == 1
    assert len(phones.bookings()) == 1


def test_a_reminder_is_a_text_for_who_asked_for_texts(phones: Hotline) -> None:
    reminded(phones, "1", "1", "1")
    assert phones.carrier.texts_to(ANNA)[-1]["body"].startswith("Tomorrow: Truro")
    assert phones.count("errand WHERE kind = 'dial'") == 0


def test_a_reminder_whose_text_is_lost_is_a_call_after_all(phones: Hotline) -> None:
    phones.carrier.ask("POST", f"/handset/numbers/{ANNA}", {"texts": "undelivered"})
    reminded(phones, "1", "1", "1")
    until(lambda: phones.count("errand WHERE kind = 'dial'") == 1, "the word of the carrier")
    phones.carrier.ask("POST", f"/handset/numbers/{ANNA}", {"texts": "delivered"})
    phones.work()
    answered(phones).press("1", BORN).hears("Truro", "If you will be there, press 1")


def test_a_reminder_whose_end_was_never_told_is_told_once_more(phones: Hotline) -> None:
    reminded(phones)
    declined(phones)
    until(lambda: phones.count("errand WHERE kind = 'dial'") == 2, "the word of the carrier")
    phones.database.run(
        lambda tx: tx.execute(text("DELETE FROM errand WHERE kind = 'dial' AND done_at IS NULL"))
    )
    phones.clock.later(minutes=20)
    phones.work()
    assert phones.count("errand WHERE kind = 'dial'") == 2


def test_a_reminder_can_be_answered_by_cancelling(phones: Hotline) -> None:
    reminded(phones)
    caller = answered(phones)
    caller.press("1", BORN).hears("To cancel, press 3").press("3", "2").hears("The appointment is cancelled.")
    assert phones.bookings() == []


def test_a_reminder_nobody_heard_is_told_once_more(phones: Hotline) -> None:
    reminded(phones)
    declined(phones)
    until(lambda: phones.count("errand WHERE kind = 'dial'") == 2, "the second try")
    phones.clock.later(hours=2)
    phones.work()
    declined(phones)
    phones.clock.later(hours=3)
    phones.work()
    assert phones.count("errand WHERE kind = 'dial'") == 2


def test_what_was_cancelled_meanwhile_is_not_told(phones: Hotline) -> None:
    phones.call().press(*ALONE, "1").hears("It is booked.").hang_up()
    phones.clock.later(days=6, hours=3)
    at_ten = phones.database.run(
        lambda tx: tx.execute(text("SELECT id FROM errand WHERE kind = 'reminder'")).all()
    )
    assert at_ten
    phones.call().press("3", BORN, "3", "2").hears("The appointment is cancelled.").hang_up()
    phones.work()
    phones.work()
    assert phones.count("errand WHERE kind = 'dial'") == 0
