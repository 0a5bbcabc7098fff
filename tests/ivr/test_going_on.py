"""Cut off in the middle of booking: whoever redials goes on where they were, and nobody else hears of it."""

import pytest

from tests.ivr.hotline import BORN
from tests.ivr.signed import Voice

FATHER, MOTHER = BORN, "19330204"
AT_THE_TIMES = ("1", "1", "1", FATHER, "1")  # English, book, for oneself
ANEW = "To begin anew, press 2."
CLINIC = "Truro"


def sid(number: int) -> str:
    return f"CA{number:032}"


def cut_off(voice: Voice, *keys: str, number: int = 1, status: bool = True) -> str:
    heard = voice.dial(*keys, sid=sid(number))
    if status:
        voice.post("/voice/status", sid(number), CallStatus="completed")
    return heard


def test_a_caller_who_is_cut_off_at_the_times_goes_on_at_the_times(voice: Voice) -> None:
    before = cut_off(voice, *AT_THE_TIMES)
    assert "press 1" in before
    assert CLINIC in before
    back = voice.dial("1", sid=sid(2))
    assert "Welcome back to the appointment line." in back
    assert "To go on where you were in your last call, press 1." in back
    birth = voice.press(back, "1", sid(2))
    assert "birth date that you gave in that call" in birth
    assert CLINIC not in back + birth
    again = voice.press(birth, FATHER, sid(2))
    assert "March the eighth, at ten o'clock" in again
    booked = voice.press(again, "1", sid(2))
    assert "It is booked." in booked


@pytest.mark.parametrize("heard", [(), ("1",), ("1", "2")], ids=["a pen", "the number", "the address"])
def test_who_is_cut_off_after_the_choice_hears_that_it_is_booked(
    voice: Voice, heard: tuple[str, ...]
) -> None:
    cut_off(voice, *AT_THE_TIMES, "1", *heard)
    back = voice.dial("1", sid=sid(2))
    assert "In your last call an appointment was booked. To hear it, press 3" in back
    assert CLINIC not in back
    assert "enter the birth date" in voice.press(back, "3", sid(2))


def test_what_was_cancelled_since_is_not_said_to_be_booked(voice: Voice) -> None:
    cut_off(voice, *AT_THE_TIMES, "1")
    assert "The appointment is cancelled." in voice.dial("1", "3", FATHER, "3", "2", sid=sid(2))
    voice.post("/voice/status", sid(2), CallStatus="completed")
    assert "In your last call" not in voice.dial("1", sid=sid(3))


def test_who_has_heard_it_all_begins_as_anybody(voice: Voice) -> None:
    cut_off(voice, *AT_THE_TIMES, "1", "1", "1")
    assert "In your last call" not in voice.dial("1", sid=sid(2))


def test_the_end_of_the_first_call_may_be_told_late(voice: Voice) -> None:
    cut_off(voice, *AT_THE_TIMES, status=False)
    assert ANEW in voice.dial("1", sid=sid(2))


def test_of_a_couple_the_second_date_is_asked_next_and_the_first_is_kept(voice: Voice) -> None:
    cut_off(voice, "1", "1", "3", "2", FATHER, "1")
    birth = voice.dial("1", "1", sid=sid(2))
    second = voice.press(birth, FATHER, sid(2))
    assert "birth date of person number 2" in second
    heard = voice.press(voice.press(second, MOTHER, sid(2)), "1", sid(2))
    assert "March the eighth, at ten o'clock" in heard


def test_cut_off_twice_goes_on_still(voice: Voice) -> None:
    cut_off(voice, *AT_THE_TIMES)
    for number, keys in ((2, ("1",)), (3, ("1", "1")), (4, ())):
        cut_off(voice, *keys, number=number)
    assert ANEW in voice.dial("1", sid=sid(5))


def test_another_birth_date_hears_nothing_and_the_third_is_for_a_person(voice: Voice) -> None:
    cut_off(voice, *AT_THE_TIMES)
    heard = voice.dial("1", "1", sid=sid(2))
    for _ in range(2):
        heard = voice.press(heard, MOTHER, sid(2))
        assert "that is not a birth date of that call" in heard
        assert CLINIC not in heard
    assert CLINIC not in voice.press(heard, MOTHER, sid(2))


@pytest.mark.parametrize("minutes", [31, 24 * 60])
def test_after_half_an_hour_everything_begins_anew(voice: Voice, minutes: int) -> None:
    cut_off(voice, *AT_THE_TIMES)
    voice.clock.later(minutes=minutes)
    assert "Welcome back to the appointment line." not in voice.dial("1", sid=sid(2))


@pytest.mark.parametrize(
    "keys", [("1",), ("1", "1"), ("1", "1", "1"), (*AT_THE_TIMES, "1"), ("1", "3")], ids=str
)
def test_where_nothing_was_answered_or_all_is_done_nobody_is_asked(
    voice: Voice, keys: tuple[str, ...]
) -> None:
    cut_off(voice, *keys)
    assert ANEW not in voice.dial("1", sid=sid(2))


def test_another_number_hears_nothing_of_it(voice: Voice) -> None:
    cut_off(voice, *AT_THE_TIMES)
    assert ANEW not in voice.dial("1", sid=sid(2), phone="+19025550199")


def test_who_begins_anew_does(voice: Voice) -> None:
    cut_off(voice, *AT_THE_TIMES)
    assert "To book an appointment" in voice.dial("1", "2", sid=sid(2))
