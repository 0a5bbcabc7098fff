"""Two screens pressing at the same instant: one wins, and the other sees why."""

from threading import Barrier, Thread
from time import sleep

import pytest
from flask import Flask
from sqlalchemy import text

from agents import Role, passwords
from tests.agents.room import Browser, Room

NOTES = text("SELECT note FROM place_event WHERE place_id = :place AND kind = 'done'")


def at_once(*screens: Browser, path: str, forms: list[dict[str, str]]) -> list[tuple[int, str]]:
    """Press on all of them at one instant; return the status and the words of each answer."""
    answers: list[tuple[int, str]] = []
    together = Barrier(len(screens))

    def press(screen: Browser, form: dict[str, str]) -> None:
        together.wait()
        answer = screen.post(path, **form)
        answers.append((answer.status_code, answer.text))

    pressing = [Thread(target=press, args=each) for each in zip(screens, forms, strict=True)]
    for each in pressing:
        each.start()
    for each in pressing:
        each.join()
    return sorted(answers)


def signed_in(app: Flask, name: str) -> Browser:
    screen = Browser(app)
    screen.sign_in(name)
    return screen


def test_one_caller_is_taken_by_one_of_two_agents(room: Room, app: Flask) -> None:
    screens = []
    for name in ("rita", "sam"):
        room.hire(name)
        room.sit_down(name)
        screens.append(signed_in(app, name))
    place = room.caller()
    (won, _), (lost, why) = at_once(*screens, path="/desk/take", forms=[{}, {}])
    assert (won, lost) == (200, 409)
    assert "Nobody is waiting for you just now." in why
    taken = [name for name in ("rita", "sam") if room.desks.place_of(name)]
    assert len(taken) == 1
    assert room.desks.place_of(taken[0]).id == place.id  # type: ignore[union-attr]


# As late as the second form is, it meets a call that is being finished, none, or the next.
LOST = ("what you wrote here is not kept", "You have no caller", "That call is over")


def test_one_note_is_kept_of_a_call_that_two_screens_finish(room: Room, app: Flask) -> None:
    room.hire("rita")
    room.sit_down("rita")
    place = room.caller()
    screens = [signed_in(app, "rita"), signed_in(app, "rita")]
    room.desks.take_next("rita", room.now)
    room.meet("rita")
    forms = [{"outcome": "information", "note": note} for note in ("Has asked", "Wants a letter")]
    (won, _), (lost, why) = at_once(*screens, path="/desk/finish", forms=forms)
    assert (won, lost) == (200, 409)
    assert any(words in why for words in LOST)
    with room.database.reading() as look:
        assert len(look.execute(NOTES, {"place": place.id}).all()) == 1


def test_one_of_two_supervisors_changes_a_lever_and_both_see_how_it_stands(room: Room, app: Flask) -> None:
    screens = []
    for name in ("boss", "chief"):
        room.hire(name, Role.SUPERVISOR)
        screens.append(signed_in(app, name))
    form = {"says": "technical", "reason": "No power"}
    answers = at_once(*screens, path="/board/levers/pause", forms=[form, form])
    assert [status for status, _ in answers] == [200, 200]
    with room.database.reading() as look:
        assert look.scalar(text("SELECT count(*) FROM lever WHERE act = 'pause'")) == 1


def test_who_guesses_many_times_at_once_is_heard_five_times(
    room: Room, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.hire("rita")
    monkeypatch.setattr(passwords, "matches", lambda *_: sleep(0.3))  # long enough for all to be under way
    screens = [Browser(app) for _ in range(12)]
    for screen in screens:
        screen.get("/sign-in")
    answers = at_once(*screens, path="/sign-in", forms=[{"name": "rita", "password": "a wrong one"}] * 12)
    assert [status for status, _ in answers] == [401] * 5 + [429] * 7


def test_what_was_refused_or_right_is_not_counted_as_a_guess(room: Room, app: Flask) -> None:
    room.hire("rita")
    screen = Browser(app)
    wrong = [screen.sign_in("rita", "a wrong one").status_code for _ in range(4)]
    right = [Browser(app).sign_in("rita").status_code for _ in range(40)]
    assert (wrong, right) == ([401] * 4, [303] * 40)
    assert [screen.sign_in("rita", "a wrong one").status_code for _ in range(40)] == [401] + [429] * 39
    keys = [key for key in room.redis.scan_iter("LIMITS*") if "rita" in key]
    assert {int(room.redis.get(key) or 0) for key in keys} == {5}
