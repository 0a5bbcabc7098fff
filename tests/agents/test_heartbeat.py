"""Whoever asks for anything is there; a screen that only listens says so besides."""

from datetime import timedelta

from flask import Flask
from playwright.sync_api import Page, expect

from agents import Role
from queueing import Screens, sweep
from tests.agents.room import PASSWORD, Browser, FixedClock, Room
from tests.agents.test_in_browser import sign_in


def watch(room: Room, clock: FixedClock, seconds: int) -> None:
    """Let the clock look every five seconds."""
    for _ in range(0, seconds, 5):
        clock.at += timedelta(seconds=5)
        sweep(room.database, room.redis, clock.at)


def test_a_lost_screen_is_away_and_reads_why(room: Room, screen: Browser, clock: FixedClock) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    screen.post("/desk/ready")
    room.phone_up("rita")
    watch(room, clock, 40)
    screen.post("/live/beat")
    watch(room, clock, 40)
    assert "You are ready" in screen.get("/desk/").text
    watch(room, clock, 50)
    assert "Your screen was not heard of for 45 seconds" in screen.get("/desk/").text


def test_a_program_is_there_as_long_as_it_asks(room: Room, app: Flask, clock: FixedClock) -> None:
    room.hire("robo")
    client = app.test_client()
    token = client.post("/api/v1/sign-in", json={"name": "robo", "password": PASSWORD}).get_json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    client.post("/api/v1/desk/ready", headers=headers)
    room.phone_up("robo")
    watch(room, clock, 40)
    assert client.post("/api/v1/desk/beat", headers=headers).get_json()["state"] == "ready"
    watch(room, clock, 40)
    assert client.get("/api/v1/desk", headers=headers).get_json()["state"] == "ready"
    watch(room, clock, 50)
    assert client.get("/api/v1/desk", headers=headers).get_json()["state"] == "away"


def test_an_auditor_has_no_desk_and_no_heart(room: Room, screen: Browser) -> None:
    room.hire("vera", Role.AUDITOR)
    screen.sign_in("vera")
    assert "data-beat" not in screen.get("/board/").text
    assert screen.post("/live/beat").status_code == 403


def test_an_open_page_says_by_itself_that_it_is_there(room: Room, served: str, page: Page) -> None:
    room.hire("rita")
    with page.expect_response(lambda answer: answer.url.endswith("/live/beat")) as beat:
        sign_in(page, served, "rita")
    assert beat.value.status == 204
    expect(page.get_by_role("button", name="Ready")).to_be_visible()
    assert Screens(room.redis).silent(room.now) == []
    assert room.redis.zscore("line:{main}:screens", "rita") is not None
