"""The board in a real Chromium: as fresh as it says while callers arrive, and its levers by keyboard."""

import time
from datetime import timedelta
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from agents import Role
from tests.agents.room import Room
from tests.agents.test_in_browser import faults, sign_in

CALLERS = 200
BUSY = 0.2  # seconds


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Look once: what is counted is proven on both engines, in tests/queueing/measured."""
    return sqlite_url


def test_while_callers_arrive_the_screen_is_at_most_two_seconds_old(
    room: Room, served: str, page: Page
) -> None:
    room.hire("boss", Role.SUPERVISOR)
    page.set_viewport_size({"width": 1440, "height": 900})
    sign_in(page, served, "boss")
    expect(page.locator("#chart canvas")).to_be_visible()
    crowd = Thread(target=lambda: [room.caller(f"+1902555{n:04}") for n in range(CALLERS)])
    crowd.start()
    shown = page.locator(".count dd").first
    while crowd.is_alive():
        before, began = room.places.line.counts().waiting, time.monotonic()
        time.sleep(2)
        read = int(shown.inner_text())
        if time.monotonic() - began < 2 + BUSY:  # else this machine is late, and not the board
            assert read >= before
    crowd.join()
    expect(shown).to_have_text(str(CALLERS))
    page.get_by_text("The same numbers as a table").click()
    row = page.get_by_role("table", name="Numbers by quarter of an hour").get_by_role("row").nth(1)
    expect(row.get_by_role("cell").first).to_have_text(str(CALLERS))


def test_a_lever_is_pulled_by_keyboard_and_its_form_stays_while_the_board_moves(
    room: Room, served: str, page: Page
) -> None:
    room.hire("boss", Role.SUPERVISOR)
    sign_in(page, served, "boss")
    page.get_by_text("Put up an announcement").click()
    page.get_by_label("English").fill("Truro is closed by snow.")
    room.caller()
    expect(page.locator(".count dd").first).to_have_text("1")
    expect(page.get_by_label("English")).to_have_value("Truro is closed by snow.")
    form = page.locator("#pull-announce")
    form.get_by_label("Reason").fill("Storm")
    page.keyboard.press("Enter")
    expect(form.get_by_role("status")).to_be_focused()
    expect(page.locator("#lever-state")).to_contain_text("Truro is closed by snow.")
    expect(page.locator("#done-today")).to_contain_text("Storm")
    for summary in page.locator("summary").all():
        summary.click()
    assert faults(page) == []
    for width, height in ((720, 450), (400, 800)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert timedelta(0) < room.places.wait(1, room.now).announced.until - room.now  # type: ignore[union-attr]
