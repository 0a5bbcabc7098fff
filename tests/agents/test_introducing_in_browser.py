"""An introduction by keyboard alone, in Chromium: the list of colleagues is live, and keeps its choice."""

from playwright.sync_api import Page, expect

from tests.agents.room import Room
from tests.agents.test_in_browser import faults, sign_in


def test_a_colleague_is_chosen_from_a_list_that_is_live_and_is_left_with_the_caller(
    room: Room, served: str, page: Page
) -> None:
    room.hire("rita")
    room.sit_down("rita")
    room.caller(whom="self", birth_date="1931-05-02")
    sign_in(page, served, "rita")
    page.keyboard.press("Alt+Shift+T")
    expect(page.get_by_label("A colleague who is free")).to_contain_text("nobody is free just now")
    room.meet("rita")
    room.sit_down("sam")
    colleagues = page.get_by_label("A colleague who is free")
    expect(colleagues).to_contain_text("sam")
    colleagues.select_option("sam")
    room.sit_down("theo")
    expect(colleagues).to_contain_text("theo")
    expect(colleagues).to_have_value("sam")
    page.locator("#pass-note").fill("wants Yarmouth")
    page.get_by_role("button", name="Introduce to the colleague").press("Enter")
    said = page.get_by_role("status").first
    expect(said).to_contain_text("Offered to sam")
    room.desks.take_next("sam", room.now)
    expect(said).to_contain_text("sam comes into the call. The caller is on hold")
    room.desks.seated("sam", "CAdesksam", room.now)
    expect(page.get_by_role("button", name="Leave the caller with sam")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Alt+Shift+L")
    expect(page.get_by_role("heading", name="No caller at your desk")).to_be_visible()
    desk = room.desks.state("sam")
    assert desk is not None
    assert (desk.state, room.desks.place_of("sam") is not None) == ("talking", True)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
