"""The levers of the board by keyboard, in a real Chromium; its numbers are looked at in tests/stack."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from agents import Role
from tests.agents.room import Room
from tests.agents.test_in_browser import faults, sign_in


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Look once: what is counted is proven on both engines, in tests/queueing/measured."""
    return sqlite_url


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
