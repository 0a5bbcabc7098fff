"""Every webhook may come twice, late, or after the database was restored."""

import threading

from sqlalchemy import text

from tests.ivr.hotline import BORN
from tests.ivr.signed import SID, Voice, following, redirect

TO_TIMES = ("1", "1", "1", BORN, "1")


def count(voice: Voice, table: str) -> int:
    with voice.parts.database.reading() as look:
        return look.scalar(text(f"SELECT count(*) FROM {table}")) or 0


def test_a_call_that_comes_twice_hears_the_same(voice: Voice) -> None:
    first = voice.post("/voice/incoming")
    assert voice.post("/voice/incoming") == first
    assert count(voice, "leg") == 1


def test_a_key_that_comes_twice_is_pressed_once(voice: Voice) -> None:
    times = voice.dial(*TO_TIMES)
    booked = voice.press(times, "1")
    assert voice.press(times, "1") == booked
    assert voice.press(times, "2") == booked
    assert count(voice, "claim WHERE state = 'confirmed' AND dose = 1") == 1


def test_asking_for_a_person_twice_is_one_place(voice: Voice) -> None:
    main = voice.dial("1")
    joined = voice.press(main, "0")
    assert voice.press(main, "0") == joined
    assert count(voice, "place") == 1


def test_an_older_key_writes_nothing_and_leads_to_the_current_document(voice: Voice) -> None:
    first = voice.post("/voice/incoming")
    times = voice.dial(*TO_TIMES)
    state = voice.parts.database.run(lambda tx: tx.execute(text("SELECT * FROM conversation")).one())
    late = voice.press(first, "0")
    assert redirect(late).startswith("/voice/here")
    assert voice.post(redirect(late)) == times
    assert voice.parts.database.run(lambda tx: tx.execute(text("SELECT * FROM conversation")).one()) == state


def test_a_late_first_webhook_leads_to_the_current_document(voice: Voice) -> None:
    voice.dial("1")
    assert redirect(voice.post("/voice/incoming")).startswith("/voice/here")


def test_the_same_key_at_the_same_moment_is_pressed_once(voice: Voice) -> None:
    times, heard = voice.dial(*TO_TIMES), []
    pressing = [threading.Thread(target=lambda: heard.append(voice.press(times, "1"))) for _ in range(6)]
    for each in pressing:
        each.start()
    for each in pressing:
        each.join()
    assert len(heard) == 6
    assert len(set(heard)) == 1
    assert count(voice, "claim WHERE state = 'confirmed' AND dose = 1") == 1


def test_a_call_that_the_database_does_not_know_starts_kindly(voice: Voice) -> None:
    again = voice.post("/voice/step?n=7&l=fr", Digits="1")
    assert "Let us start again" in again
    assert redirect(again) == "/voice/incoming"
    assert redirect(voice.post("/voice/here?l=fr")) == "/voice/incoming"


def test_a_key_after_the_end_of_the_call_changes_nothing(voice: Voice) -> None:
    times = voice.dial(*TO_TIMES)
    voice.post("/voice/status", CallStatus="completed")
    assert "<Hangup" in voice.press(times, "1")
    assert count(voice, "claim WHERE state IN ('held', 'confirmed')") == 0


def test_the_end_of_a_call_may_be_told_twice(voice: Voice) -> None:
    voice.dial("1", "0")
    for _ in range(2):
        voice.post("/voice/status", CallStatus="completed")
    assert count(voice, "place WHERE state = 'dropped'") == 1


def test_a_call_in_progress_is_not_ended(voice: Voice) -> None:
    main = voice.dial("1")
    voice.post("/voice/status", CallStatus="ringing")
    assert "For yourself" in voice.press(main, "1")


def test_an_error_of_ours_is_an_apology_and_a_person(voice: Voice) -> None:
    main = voice.dial("1")
    sorry = voice.post("/voice/step?n=two&l=en", Digits="1")
    assert "Something went wrong on our side, not on yours." in sorry
    assert "Your ticket is" in sorry
    assert following(main) != following(sorry)


def test_an_agent_whose_desk_does_not_open_is_led_to_it_again(voice: Voice) -> None:
    answer = voice.post("/voice/desk?agent=maria&attempt=first")
    assert redirect(answer) == "/voice/desk?agent=maria&attempt=first"


def test_an_apology_is_in_the_caller_s_language(voice: Voice) -> None:
    voice.dial("2")
    assert "L'erreur vient de nous" in voice.post("/voice/step?n=&l=fr", SID)
