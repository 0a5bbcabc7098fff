"""Signing in: who may, for how long, and how fast somebody may guess."""

from datetime import timedelta

import pytest
from flask import Flask

from agents import (
    BadName,
    NameTaken,
    Role,
    WeakPassword,
    add_user,
    disable_user,
    enable_user,
    passwords,
    set_password,
)
from agents.console import create_app
from agents.settings import ConsoleSettings
from tests.agents.room import PASSWORD, Browser, FixedClock, Room
from tests.agents.test_api import Program
from tests.agents.test_desk import at_a_desk
from tests.agents.test_parties import talking


def test_an_agent_signs_in_and_comes_to_the_desk(room: Room, screen: Browser) -> None:
    room.hire("rita")
    answer = screen.sign_in("rita")
    assert answer.status_code == 303
    assert "No caller at your desk" in screen.get("/desk/").text


@pytest.mark.parametrize(("role", "lands"), [(Role.AGENT, "/desk/"), (Role.SUPERVISOR, "/board/")])
def test_each_lands_where_they_work(room: Room, screen: Browser, role: Role, lands: str) -> None:
    room.hire("rita", role)
    screen.sign_in("rita")
    assert screen.get("/").headers["Location"] == lands


def test_a_wrong_password_and_an_unknown_name_sound_the_same(room: Room, screen: Browser) -> None:
    room.hire("rita")
    wrong = screen.sign_in("rita", "not this one").get_data(as_text=True)
    unknown = screen.sign_in("nobody", "not this one").get_data(as_text=True)
    assert "do not belong together" in wrong
    assert "do not belong together" in unknown


def test_a_session_ends_when_idle(room: Room, screen: Browser, clock: FixedClock) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    clock.at += timedelta(hours=2)
    assert screen.get("/desk/").status_code == 303


def test_a_session_ends_however_busy_it_is(room: Room, screen: Browser, clock: FixedClock) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    for _ in range(11):
        clock.at += timedelta(hours=1)
        assert screen.get("/desk/").status_code == 200
    clock.at += timedelta(hours=1)
    assert screen.get("/desk/").status_code == 303


def test_a_stream_alone_does_not_keep_a_session(room: Room, screen: Browser, clock: FixedClock) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    clock.at += timedelta(hours=1, minutes=30)
    stream = screen.client.get("/live/desk")
    assert next(iter(stream.response)).startswith(b"retry")  # type: ignore[arg-type]
    stream.close()
    clock.at += timedelta(minutes=40)
    assert screen.get("/desk/").status_code == 303


def test_signing_out_is_true_for_a_copied_cookie_too(room: Room, screen: Browser, app: Flask) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    cookie = screen.client.get_cookie("fairline")
    assert cookie is not None
    screen.post("/sign-out")
    thief = app.test_client()
    thief.set_cookie("fairline", cookie.value)
    assert thief.get("/desk/").status_code == 303


def test_signing_out_everywhere_ends_the_other_browser(room: Room, screen: Browser, app: Flask) -> None:
    room.hire("rita")
    other = Browser(app)
    other.sign_in("rita")
    screen.sign_in("rita")
    screen.post("/sign-out-everywhere")
    assert other.get("/desk/").status_code == 303


def test_a_shut_account_is_out_at_once_and_does_not_come_back(room: Room, screen: Browser) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    room.database.run(lambda tx: disable_user(tx, name="rita", now=room.now))
    assert screen.get("/desk/").status_code == 303
    assert screen.sign_in("rita").status_code == 401


def another_password(room: Room, name: str) -> None:
    room.database.run(lambda tx: set_password(tx, name=name, password="another password", now=room.now))


def test_a_new_password_signs_out_every_browser_and_program_of_that_account_alone(
    room: Room, screen: Browser, app: Flask
) -> None:
    room.hire("sam")
    other = Browser(app)
    other.sign_in("sam")
    room.hire("rita")
    screen.sign_in("rita")
    program = Program(app.test_client(), "rita")
    another_password(room, "rita")
    assert screen.get("/desk/").status_code == 303
    assert program.ask("GET", "/desk").status_code == 401
    assert other.get("/desk/").status_code == 200
    assert screen.sign_in("rita").status_code == 401
    assert screen.sign_in("rita", "another password").status_code == 303


def test_a_password_that_is_changed_while_it_is_checked_signs_nobody_in(
    room: Room, screen: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.hire("rita")
    matches = passwords.matches

    def slowly(stored: str, password: str) -> bool:
        fits = matches(stored, password)
        another_password(room, "rita")
        return fits

    monkeypatch.setattr(passwords, "matches", slowly)
    assert screen.sign_in("rita").status_code == 401


def test_an_account_that_is_opened_again_signs_in_with_its_password(room: Room, screen: Browser) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    room.database.run(lambda tx: disable_user(tx, name="rita", now=room.now))
    room.database.run(lambda tx: enable_user(tx, name="rita", now=room.now))
    assert screen.get("/desk/").status_code == 303  # what was open when it was shut is not open again
    assert screen.sign_in("rita").status_code == 303


def test_guessing_is_slowed_down_but_others_still_sign_in(room: Room, screen: Browser) -> None:
    room.hire("rita")
    room.hire("sam")
    statuses = [screen.sign_in("rita", "a wrong one").status_code for _ in range(6)]
    assert statuses == [401, 401, 401, 401, 401, 429]
    assert screen.sign_in("sam").status_code == 303


def guesses(app: Flask, address: str, tries: int) -> list[int]:
    """Guess from an address beyond a proxy on this machine, as a program may."""
    wrong = {"name": "rita", "password": "a wrong one"}
    headers = {"X-Forwarded-For": f"127.0.0.1, {address}", "X-Forwarded-Proto": "https"}
    client = app.test_client()
    told = [client.post("/api/v1/sign-in", json=wrong, headers=headers) for _ in range(tries)]
    return [answer.status_code for answer in told]


def test_behind_a_trusted_proxy_whoever_guesses_elsewhere_locks_nobody_out_here(
    room: Room, settings: ConsoleSettings, clock: FixedClock
) -> None:
    room.hire("rita")
    app = create_app(settings.model_copy(update={"trusted_proxies": 1}), clock)
    assert guesses(app, "203.0.113.9", 6)[-1] == 429
    assert guesses(app, "198.51.100.7", 1) == [401]
    app.extensions["fairline"].close()


def test_what_a_proxy_says_is_not_believed_unasked(room: Room, app: Flask) -> None:
    room.hire("rita")
    assert guesses(app, "203.0.113.9", 6)[-1] == 429
    assert guesses(app, "198.51.100.7", 1) == [429]


def test_signing_in_often_is_not_guessing(room: Room, app: Flask) -> None:
    room.hire("rita")
    assert [Browser(app).sign_in("rita").status_code for _ in range(8)] == [303] * 8


def test_a_post_without_its_token_does_nothing(room: Room, screen: Browser) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    screen.token = "forged"
    assert screen.post("/desk/ready").status_code == 400
    assert room.desks.state("rita") is None


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(room: Room, screen: Browser) -> None:
    room.hire("rita")
    cookie = screen.sign_in("rita").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie  # there is no https in front of this one


@pytest.mark.parametrize(
    ("name", "password", "fault"),
    [
        ("Rita", PASSWORD, BadName),
        ("rita o", PASSWORD, BadName),
        ("rita", "short", WeakPassword),
        ("sam", PASSWORD, NameTaken),
    ],
)
def test_an_account_has_a_plain_name_and_a_long_password(
    room: Room, name: str, password: str, fault: type[Exception]
) -> None:
    room.hire("sam")
    with pytest.raises(fault):
        room.database.run(lambda tx: add_user(tx, name=name, password=password, now=room.now))


def test_who_is_in_a_call_is_asked_before_they_sign_out(room: Room, screen: Browser) -> None:
    talking(room, screen)
    asked = screen.post("/sign-out")
    assert (asked.status_code, "Sign out all the same" in asked.text) == (200, True)
    assert "goes on by telephone" in asked.text
    assert screen.get("/desk/").status_code == 200  # signed in still
    left = screen.post("/sign-out", all_the_same="1")
    assert left.status_code == 303
    assert screen.get("/desk/").status_code == 303
    assert "Your call is still on" in screen.get(left.headers["Location"]).text
    desk = room.desks.state("rita")
    assert desk is not None
    assert (desk.state, desk.after) == ("talking", "away")


def test_who_is_in_no_call_signs_out_at_once_and_their_desk_is_closed(room: Room, screen: Browser) -> None:
    at_a_desk(room, screen)
    left = screen.post("/sign-out")
    assert left.status_code == 303
    desk = room.desks.state("rita")
    assert desk is not None
    assert desk.state == "away"
    assert "still on" not in screen.get(left.headers["Location"]).text
