"""What an agent sees of their console in a real Chromium: errors in sight, nothing stale, nothing lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.agents.room import Room
from tests.agents.test_in_browser import sign_in

SCREENS = [(1280, 800), (900, 700), (640, 450)]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same over either engine."""
    return sqlite_url


@pytest.fixture
def talk(room: Room, served: str, page: Page) -> Page:
    """The desk of an agent in talk."""
    room.hire("rita")
    room.sit_down("rita")
    room.caller(whom="self", birth_date="1931-05-02")
    room.desks.take_next("rita", room.now)
    room.meet("rita")
    sign_in(page, served, "rita")
    return page


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_an_error_is_in_sight_in_a_call_and_its_field_is_marked(talk: Page, width: int, height: int) -> None:
    talk.set_viewport_size({"width": width, "height": height})
    born = talk.locator("#birth_date_1")
    born.fill("1931-02-30")
    talk.get_by_role("button", name="Show clinics").click()
    sentence = talk.locator("#notice p")
    expect(sentence).to_contain_text("Enter the birth date")
    expect(sentence).to_be_in_viewport(ratio=1)
    assert sentence.evaluate(
        """each => {
            const box = each.getBoundingClientRect();
            return each.contains(document.elementFromPoint(box.left + 40, box.top + box.height / 2));
        }"""
    ), "something covers it"
    expect(born).to_be_focused()
    expect(born).to_have_attribute("aria-invalid", "true")
    expect(born).to_be_in_viewport(ratio=0.9)
    born.fill("1931-05-02")
    talk.get_by_role("button", name="Show clinics").click()
    expect(talk.get_by_role("heading", name="Open to somebody born")).to_be_visible()
    expect(sentence).to_have_count(0)
    expect(born).not_to_have_attribute("aria-invalid", "true")
