"""Alive, ready, counted."""

import re
from pathlib import Path

import pytest
from flask import Flask
from pydantic import SecretStr

from agents.console import create_app
from agents.settings import ConsoleSettings
from tests.agents.room import PASSWORD, FixedClock, Room


def test_it_is_alive_and_ready(room: Room, app: Flask) -> None:
    del room
    assert app.test_client().get("/healthz").text == "ok\n"
    assert app.test_client().get("/readyz").get_json()["ready"] is True


def test_it_says_which_part_is_down(room: Room, settings: ConsoleSettings, clock: FixedClock) -> None:
    del room
    away = settings.model_copy(update={"redis_url": "redis://127.0.0.1:1/0"})
    app = create_app(away, clock)
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json()["parts"] == {"database": "up", "redis": "down", "clock": "up"}
    app.extensions["fairline"].close()


def test_a_page_says_that_the_database_is_away(
    room: Room, settings: ConsoleSettings, clock: FixedClock, tmp_path: Path
) -> None:
    del room
    nowhere = f"sqlite:///{tmp_path}/no/such/folder/fairline.sqlite3"
    app = create_app(settings.model_copy(update={"database_url": nowhere}), clock)
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = "a token"
    answer = browser.get("/desk/")
    assert answer.status_code == 503
    assert "The line cannot be read just now" in answer.text
    app.extensions["fairline"].close()


def test_it_counts_the_line_and_the_desks(room: Room, app: Flask) -> None:
    room.sit_down("rita")
    room.caller(waited=90)
    page = app.test_client().get("/metrics").text
    assert "fairline_waiting 1.0" in page
    assert "fairline_longest_wait_seconds 90.0" in page
    assert 'fairline_desks{state="offered"} 1.0' in page


def test_counts_are_for_this_machine_or_for_the_token(settings: ConsoleSettings, clock: FixedClock) -> None:
    app = create_app(settings.model_copy(update={"metrics_token": SecretStr("a token for the tests")}), clock)
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    client = app.test_client()
    assert client.get("/metrics", environ_overrides=elsewhere).status_code == 403
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 403
    token = {"Authorization": "Bearer a token for the tests"}
    assert client.get("/metrics", environ_overrides=elsewhere, headers=token).status_code == 200
    odd = {"Authorization": "Bearer un jeton inventé"}
    assert client.get("/metrics", environ_overrides=elsewhere, headers=odd).status_code == 403
    assert client.get("/readyz", environ_overrides=elsewhere).get_json() == {"ready": True}
    assert "parts" in client.get("/readyz", environ_overrides=elsewhere, headers=token).get_json()
    app.extensions["fairline"].close()


@pytest.mark.parametrize("proxies", [0, 1])
def test_what_a_proxy_on_this_machine_sends_on_is_not_from_this_machine(
    settings: ConsoleSettings, clock: FixedClock, proxies: int
) -> None:
    app = create_app(settings.model_copy(update={"trusted_proxies": proxies}), clock)
    client = app.test_client()
    assert client.get("/metrics").status_code == 200
    for address in ("203.0.113.9", "127.0.0.1", "203.0.113.9, 127.0.0.1", "no address"):
        for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"):
            assert client.get("/metrics", headers={header: address}).status_code == 403
    app.extensions["fairline"].close()


def test_why_it_does_not_start_is_said_without_the_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "too-short-but-secret")
    monkeypatch.setenv("CONSOLE_PORT", "0")
    with pytest.raises(SystemExit) as ended:
        ConsoleSettings.load()
    assert "SECRET_KEY" in str(ended.value)
    assert "CONSOLE_PORT" in str(ended.value)
    assert "too-short" not in str(ended.value)


@pytest.mark.parametrize("secret", ["", "short"])
def test_it_does_not_start_without_a_secret(tmp_path: Path, secret: str) -> None:
    with pytest.raises(ValueError, match="secret_key"):
        ConsoleSettings(fairline_data=tmp_path, secret_key=secret)


def test_it_is_fit_for_https_where_its_address_is(settings: ConsoleSettings, clock: FixedClock) -> None:
    app = create_app(settings.model_copy(update={"console_base_url": "https://desk.example.org"}), clock)
    answer = app.test_client().get("/sign-in")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "Strict-Transport-Security" in answer.headers
    app.extensions["fairline"].close()


def test_over_https_one_signs_in_from_its_own_page_and_from_nowhere_else(
    room: Room, settings: ConsoleSettings, clock: FixedClock
) -> None:
    room.hire("rita")
    here = "https://desk.example.org"
    app = create_app(settings.model_copy(update={"console_base_url": here}), clock)
    client = app.test_client()
    page = client.get("/sign-in", base_url=here)
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page.text)[0]
    form = {"name": "rita", "password": PASSWORD, "csrf_token": token}
    for sender, status in (("https://evil.example/", 400), (f"{here}/sign-in", 303)):
        # A browser says where a form was only as far as the page's policy lets it.
        told = {} if page.headers["Referrer-Policy"] == "no-referrer" else {"Referer": sender}
        assert client.post("/sign-in", base_url=here, data=form, headers=told).status_code == status
    app.extensions["fairline"].close()
