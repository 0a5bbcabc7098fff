"""Calls that do not go straight: other times, codes, wrong keys, silence, other languages, nothing left."""

import pytest

from booking_core import spoken_number
from tests.booking_core.campaign import CAMPAIGN, load, slots
from tests.carrier.peer import until
from tests.carrier.phones import BEN
from tests.ivr.hotline import AMPLE, BORN, Hotline

TO_TIMES = ("1", "1", BORN, "1")
YOUNG = "19700502"


def test_hanging_up_before_the_choice_lets_everything_go(hotline: Hotline) -> None:
    caller = hotline.call().press(*TO_TIMES).hears("For Monday")
    assert hotline.held() > 0
    caller.hang_up()
    until(lambda: hotline.held() == 0, "the holds to be let go")


def test_hanging_up_after_the_choice_still_means_booked(hotline: Hotline) -> None:
    hotline.call().press(*TO_TIMES, "1").hang_up()
    assert len(hotline.bookings()) == 1


def test_a_step_back_keeps_what_is_held_and_asking_for_a_person_lets_it_go(hotline: Hotline) -> None:
    caller = hotline.call().press(*TO_TIMES, "9").hears("You entered May the second")
    assert hotline.held() > 0
    caller.press("0").hears("Your ticket is")
    assert hotline.held() == 0


def test_other_times_are_later_and_after_the_last_come_the_first(hotline: Hotline) -> None:
    caller = (
        hotline.call()
        .press(*TO_TIMES, "4")
        .hears("Tuesday, March the ninth, at one oh five in the afternoon")
    )
    caller.press("4").hears("There are no later times", "at ten o'clock in the morning, press 1.")


def test_one_who_is_booked_already_hears_it(hotline: Hotline) -> None:
    hotline.call().press(*TO_TIMES, "1").hang_up()
    caller = hotline.call().press(*TO_TIMES).hears("There is an appointment already for this person.")
    caller.press("1").hears("at ten o'clock in the morning")
    assert caller.number == hotline.bookings()[0].reference


def test_a_son_books_for_his_father(hotline: Hotline) -> None:
    caller = hotline.call().press("1", "2").hears("the birth date of that person")
    caller.press(BORN, "1", "1").hears("It is booked.")


def test_a_withheld_number_books_and_is_not_asked_about_texts(hotline: Hotline) -> None:
    caller = hotline.call("anonymous").press(*TO_TIMES, "1", "1", "1").hears("You may hang up now")
    caller.press("1").hears("Your reference is").press("*").hears("Your reference is")


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("19310231", "I am sorry, there is no such date."),
        ("17990101", "I am sorry, there is no such date."),
        ("20310101", "I am sorry, that date is still to come."),
    ],
)
def test_a_date_that_cannot_be_is_said_kindly_and_the_third_time_a_person(
    hotline: Hotline, date: str, words: str
) -> None:
    caller = hotline.call().press("1", "1", date).hears(words, "enter your birth date")
    caller.press(date, date).hears("That is all right. A person will help you.", "Your ticket is")


def test_after_a_star_the_caller_hears_what_is_kept(hotline: Hotline) -> None:
    caller = hotline.call().press("1", "1", "5554*193")
    caller.hears("We start again. So far you have typed 1 9 3. Please type the other 5 digits.")
    assert "enter your birth date" not in caller.heard
    caller.press("10502").hears("May the second")


def test_a_date_entered_wrongly_is_entered_again(hotline: Hotline) -> None:
    hotline.call().press("1", "1", "19310503", "2").hears("enter your birth date").press(BORN).hears(
        "May the second"
    )


def test_silence_twice_leads_to_a_person(hotline: Hotline) -> None:
    hotline.call().press("").hears("Take your time. We will not hang up.").press("").hears("Your ticket is")


def test_silence_at_the_very_first_question_leads_to_a_person(hotline: Hotline) -> None:
    hotline.call(language="").press("", "").hears("Your ticket is")


def test_star_twice_is_slower(hotline: Hotline) -> None:
    caller = hotline.call().press("*", "*")
    assert "To book an appointment" in caller.heard
    with hotline.database.reading() as look:
        (reply,) = look.exec_driver_sql("SELECT reply FROM conversation").one()
    assert '<prosody rate="80%">' in reply


def test_somebody_too_young_hears_when_and_what_they_can_do(hotline: Hotline) -> None:
    caller = hotline.call().press("1", "1", YOUNG, "1")
    caller.hears("More appointments open on Monday, March the eighth, at seven o'clock in the morning.")
    caller.hears("appointments are for people born on or before March the first, nineteen forty-one.")
    caller.hears("To enter another birth date, press 2.", "who keeps a place for you, press 0.")
    caller.press("2").hears("enter your birth date")


def test_regions_are_read_three_at_a_time(hotline: Hotline) -> None:
    day = "2021-03-08T10:00"
    load(
        hotline.database,
        *AMPLE,
        *(row for name in ("Amherst", "Bridgewater", "Sydney") for row in slots(name, 2, day)),
    )
    caller = (
        hotline.call()
        .press("1", "1", BORN, "1")
        .hears("Where would you like to go?", "To hear others, press 4.")
    )
    assert "Sydney" not in caller.heard
    caller.press("4").hears("For Sydney County, press 1.", "For whichever of these is first, press 2.")
    caller.press("1").hears("The clinic is Sydney", "This time is kept for you")


def test_the_invitation_code_is_asked_where_the_release_asks(hotline: Hotline) -> None:
    code = spoken_number()
    hotline.invite(code, "1931-05-02")
    letters = slots("Truro", 30, "2021-03-08T09:00", release="letters")
    load(hotline.database, *letters, campaign=CAMPAIGN)
    hotline.block("first")
    caller = hotline.call().press(*TO_TIMES).hears("Please enter the eight digits of the invitation code.")
    slip = str((int(code[0]) + 1) % 10) + code[1:]
    caller.press(slip).hears("one of the digits is not right")
    caller.press(other_than(code)).hears("this code does not go with that birth date")
    caller.press(code).hears("at nine o'clock in the morning, press 1.")
    caller.press("1").hears("It is booked.")


def test_who_was_let_in_still_has_what_was_held_where_a_clinic_runs_out(hotline: Hotline) -> None:
    beside = "Kentville,Truro County,2 Main Street,2021-03-08T10:00,15,2,first"
    load(hotline.database, *AMPLE, beside)
    caller = hotline.call().press(*TO_TIMES).hears("For Kentville, 2 Main Street, press 2.")
    hotline.close("Kentville")
    caller.press("2").hears("This is kept for you: Truro, 1 Main Street.", "at ten o'clock in the morning")
    caller.press("1").hears("It is booked.")


def test_what_is_merely_held_is_not_called_sold_out(hotline: Hotline) -> None:
    hotline.leave_units(1)
    first = hotline.call().press(*TO_TIMES).hears("This time is kept for you")
    second = hotline.call(BEN).press(*TO_TIMES).hears("When it is your turn, we tell you at once")
    hotline.sweep()
    second.press("*").hears("You are next. Everything open is being looked at by others just now,")
    first.hang_up()
    until(lambda: hotline.held() == 0, "the hold to be let go")
    hotline.sweep()
    second.hears("It is your turn. A time is kept for you.", "To choose now, press 1.")
    second.press("1").hears("For Monday, March the eighth").press("1").hears("It is booked.")
    assert hotline.place(second).state == "done"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (
            "2",
            ("Votre date de naissance".lower(), "le deux mai mille neuf cent trente et un", "C'est réservé."),
        ),
        (
            "3",
            (
                "Marque su fecha de nacimiento".lower(),
                "el dos de mayo de mil novecientos treinta y uno",
                "Su cita está hecha.",
            ),
        ),
    ],
)
def test_the_whole_call_in_the_caller_s_own_language(
    hotline: Hotline, key: str, words: tuple[str, ...]
) -> None:
    caller = hotline.call(language=key).press("1", "1")
    assert words[0] in caller.heard.lower()
    caller.press(BORN).hears(words[1]).press("1", "1").hears(words[2])
    spoken = [row["language"] for row in caller.line.look()["heard"] if row["verb"] == "Say"]
    assert set(spoken[3:]) == {{"2": "fr-CA", "3": "es-US"}[key]}


def other_than(code: str) -> str:
    return next(each for each in iter(spoken_number, "") if each != code)
