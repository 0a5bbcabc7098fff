"""A couple at the desk in a real Chromium: booked together, printed, moved by one, cancelled."""

import pytest
from playwright.sync_api import Page, expect

from booking_core import find_bookings
from tests.agents.room import Room
from tests.agents.test_in_browser import faults, sign_in
from tests.agents.test_parties import KEYED


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same over either engine."""
    return sqlite_url


def test_a_couple_is_booked_printed_and_cancelled_by_keyboard(room: Room, served: str, page: Page) -> None:
    room.hire("rita")
    room.sit_down("rita")
    room.caller(whom="several", people=KEYED)
    sign_in(page, served, "rita")
    page.keyboard.press("Alt+Shift+T")
    expect(page.get_by_role("heading", name="Ticket")).to_be_focused()
    room.meet("rita")

    press(page, "Add a person")
    expect(page.get_by_label("Birth date").nth(2)).to_be_focused()
    press(page, "Remove Person 3")
    expect(page.get_by_label("Birth date")).to_have_count(2)
    press(page, "Show clinics")
    expect(page.get_by_role("heading", name="Open to people born")).to_be_focused()
    press(page, "Days at Truro Campus")
    expect(page.get_by_role("heading", name="Truro Campus")).to_be_focused()
    assert faults(page) == []
    page.get_by_role("button", name="morning").first.press("Enter")
    expect(page.get_by_text("Held for this caller")).to_be_visible()
    page.get_by_role("button", name="Book for all 2").first.press("Enter")
    expect(page.get_by_role("heading", name="Booked")).to_be_focused()
    expect(page.locator(".big-ref")).to_have_count(2)
    expect(page.locator("#earlier li")).to_have_count(2)  # the card has looked again
    assert faults(page) == []

    with page.context.expect_page() as opened:
        press(page, "Letter to print (in a new tab)")
    letter = opened.value
    expect(letter.get_by_role("heading", name="Votre rendez-vous")).to_have_count(2)
    assert faults(letter) == []
    for paper in ("A4", "Letter"):
        assert letter.pdf(format=paper).count(b"/MediaBox") == 2
    letter.close()

    page.get_by_role("button", name="Open booking").first.press("Enter")
    expect(page.locator("#open-head")).to_be_focused()
    page.get_by_role("checkbox").first.press("Space")
    press(page, "Cancel…")
    expect(page.get_by_role("heading", name="Cancel this appointment?")).to_be_focused()
    assert faults(page) == []
    press(page, "Yes, cancel")
    expect(page.get_by_role("heading", name="The appointment is cancelled")).to_be_focused()
    expect(page.locator("#earlier li")).to_have_count(1)
    with room.database.reading() as look:
        assert len(find_bookings(look)) == 1
    press(page, "Back to booking with the caller")
    expect(page.get_by_label("Birth date").first).to_be_focused()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).press("Enter")
