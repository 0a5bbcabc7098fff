"""Ten calls, each told from its first word to its last: who calls and why is the first thing said of it."""

from collections.abc import Callable

from tests.booking_core.campaign import CAMPAIGN, load
from tests.carrier.peer import until
from tests.carrier.phones import BEN
from tests.ivr.hotline import BORN, Hotline
from tests.ivr.scribe import Scribe
from tests.ivr.test_opening_call import BORN_TOO, HOURS

CAROL = "+19025550144"
DORA = "+19025550149"
CHOICES, WHOM, PERSON = "a person, press 0.", "together, press 3.", "press 0."
BIRTH, RIGHT, TIMES = "three, zero, nine.", "again, press 2.", "press 4."
ALONE = ("1", "1", BORN, "1")


def a_couple_books_both(told: Scribe) -> None:
    """Rose is 89 and her husband Max is 88. She wants one call to be enough for both, at the same time."""
    rose = told.calls("Rose")
    told.press(rose, ("1", CHOICES), ("1", WHOM), ("3", "press 5."), ("2", "3 0 9."))
    told.press(rose, (BORN, "press 2."), ("1", "3 0 9."), (BORN_TOO, "press 2."), ("1", "press 4."))
    told.press(rose, ("1", "press 1."), ("", "press 2."), ("1", "press 2."), ("1", "press 2."))
    told.press(rose, ("", "Goodbye."))
    told.over(rose)
    told.reads("Rose")


def a_son_books_for_his_father(told: Scribe) -> None:
    """Tom's father is 89 and does not hear well on the telephone. Tom calls from his own, and takes notes."""
    tom = told.calls("Tom", phone=BEN)
    told.press(tom, ("1", CHOICES), ("1", WHOM), ("2", "3 0 9."), (BORN, "press 2."), ("1", "press 4."))
    told.press(tom, ("3", "press 1."), ("1", "press 2."), ("2", "press 1."))
    told.press(tom, ("1", "press 2."), ("1", "press 2."))
    told.hangs_up(tom)
    told.reads("Tom", BEN)


def cut_off_and_redial(told: Scribe) -> None:
    """Anna waits for a person, and the connection breaks. She calls again, and is where she was."""
    told.hotline.desk().hears("Your desk is open.")
    told.hotline.call(DORA).press("0").hears("Your ticket is")
    told.hotline.take()
    told.hotline.call(BEN).press("0").hears("Your ticket is")
    told.hotline.sweep()
    told.note("The desk is busy, and one caller waits already.")
    anna = told.calls("Anna")
    told.press(anna, ("1", CHOICES), ("0", "You are number 2 in the line."))
    told.hangs_up(anna)
    other = told.hotline.call(CAROL).press("0").hears("You are number 2 in the line.")
    told.note("Somebody else calls meanwhile, and is number 2 for as long as Anna is away.")
    told.when(minutes=12)
    again = told.calls("Anna", "marque el 4.")
    told.press(again, ("1", "You are number 2 in the line."))
    other.press("*").hears("You are number 3 in the line.", "Somebody who called before you is ahead")
    told.note("Whoever called meanwhile hears why they are number 3 now.")
    told.hangs_up(again)


def sold_out_and_the_waiting_list(told: Scribe) -> None:
    """Anna calls when the last appointment has just gone. She would rather be called than hold."""
    hotline = told.hotline
    hotline.leave_units(1)
    hotline.call(BEN).press("1", "1", BORN_TOO, "1", "1").hears("It is booked.").hang_up()
    told.when(hours=2)
    anna = told.calls("Anna")
    told.press(
        anna, ("1", CHOICES), ("1", WHOM), ("1", "3 0 9."), (BORN, "press 2."), ("1", "line, press 4.")
    )
    told.when(minutes=1)
    hotline.sweep()
    told.press(anna, ("*", "elsewhere, press 1."), ("2", "press 3."), ("1", "instead, press 1."))
    told.hangs_up(anna)
    told.when(hours=1)
    told.note("Somebody cancels. What was theirs is held for Anna, and the hotline rings her.")
    hotline.call(BEN).press("3", BORN_TOO, "3", "2").hears("The appointment is cancelled.").hang_up()
    rung = told.rings("Anna", "press 9.")
    told.press(rung, ("1", "for the day."), (BORN, "press 4."), ("1", "press 1."), ("1", "press 2."))
    told.hangs_up(rung)


def a_callback_promised_and_kept(told: Scribe) -> None:
    """Anna wants a person, and the only desk is busy. She asks to be called, and does not have to hold."""
    hotline = told.hotline
    told.when(hours=2)
    hotline.desk()
    hotline.call(BEN).press("0").hears("Your ticket is")
    hotline.take()
    hotline.sweep()
    anna = told.calls("Anna")
    told.press(anna, ("1", CHOICES), ("0", "minutes."), ("2", "press 3."), ("1", "instead, press 1."))
    told.hangs_up(anna)
    told.when(minutes=6)
    finished(hotline)
    told.note("The agent Maria has finished her talk, and presses Ready.")
    rung = told.rings("Anna", "press 9.")
    told.press(rung, ("1", "line, press 4."))
    hotline.work()
    told.hears(rung, "connected.")
    told.note("Maria and Anna talk. Maria books what Anna would like, and presses Done.")
    finished(hotline)
    told.hears(rung, "Goodbye.")
    told.over(rung)


def a_booking_in_french(told: Scribe) -> None:
    """Madame Comeau lives in Clare and speaks French at home. She books for herself."""
    caller = told.calls("Madame Comeau")
    told.press(caller, ("2", "le 0."), ("1", "le 3."), ("1", "3 0 9."), (BORN, "le 2."), ("1", "le 4."))
    told.press(caller, ("2", "le 1."), ("1", "le 2."), ("1", "le 2."), ("1", "le 2."))
    told.press(caller, ("", "revoir."))
    told.over(caller)
    told.reads("Madame Comeau")


def checked_and_cancelled_in_spanish(told: Scribe) -> None:
    """Don Luis has an appointment, and will be in hospital that day. He listens to it, and gives it up."""
    told.hotline.call().press(*ALONE, "1").hears("It is booked.").hang_up()
    caller = told.calls("Don Luis")
    told.press(caller, ("3", "el 0."), ("3", "para el día."), (BORN, "el 0."), ("3", "el 2."), ("2", "el 0."))
    told.hangs_up(caller)


def closed_in_the_evening(told: Scribe) -> None:
    """Anna calls after the close. She keeps a place for the morning, and may go to bed."""
    load(told.hotline.database, campaign=CAMPAIGN + HOURS)
    told.when(hours=12, minutes=30)
    anna = told.calls("Anna")
    told.press(anna, ("1", "appointment, press 3."), ("1", "press 2."), ("1", "up, press 2."))
    told.hangs_up(anna)


def an_appointment_is_moved(told: Scribe) -> None:
    """Anna's daughter can drive her only at noon. Anna changes the time, and keeps her reference."""
    told.hotline.call().press(*ALONE, "1").hears("It is booked.").hang_up()
    anna = told.calls("Anna")
    told.press(anna, ("1", CHOICES), ("3", "for the day."), (BORN, "press 0."), ("2", "press 3."))
    told.press(anna, ("1", "press 4."), ("2", "press 1."), ("1", "press 2."))
    told.hangs_up(anna)


def a_person_at_a_desk(told: Scribe) -> None:
    """Anna first wants to know how long the wait is. It is short, so she stays on the line for a person."""
    hotline = told.hotline
    hotline.desk()
    hotline.sweep()
    anna = told.calls("Anna")
    told.press(anna, ("1", CHOICES), ("2", "press 0."), ("1", "press 0."), ("0", "minutes."))
    told.note("Maria, an agent, presses Take next.")
    hotline.take()
    told.hears(anna, "connected.")
    told.note("They talk. Maria books what Anna would like, and presses Done.")
    finished(hotline)
    told.hears(anna, "Goodbye.")
    told.over(anna)


def finished(hotline: Hotline) -> None:
    """Let Maria finish her talk."""
    until(lambda: hotline.parts.desks.state("maria").state == "talking", "the talk")
    hotline.parts.desks.finish("maria", "booked", "", hotline.clock.now())
    hotline.work()


SCENES: tuple[Callable[[Scribe], None], ...] = (
    a_couple_books_both,
    a_son_books_for_his_father,
    cut_off_and_redial,
    sold_out_and_the_waiting_list,
    a_callback_promised_and_kept,
    a_booking_in_french,
    checked_and_cancelled_in_spanish,
    closed_in_the_evening,
    an_appointment_is_moved,
    a_person_at_a_desk,
)
