"""A talk by keyboard alone, in a real Chromium: hold, mute, help, a guest, hanging up."""

from playwright.sync_api import Page, expect

from tests.agents.room import Room
from tests.agents.test_in_browser import faults, sign_in


def test_the_keys_of_a_talk_do_what_the_help_says(room: Room, served: str, page: Page) -> None:
    room.hire("rita")
    room.sit_down("rita")
    room.sit_down("sam")
    room.caller(whom="self", birth_date="1931-05-02")
    room.desks.take_next("rita", room.now)
    room.meet("rita")
    sign_in(page, served, "rita")
    keys = page.get_by_text("Put the caller on hold, and back")
    expect(keys).to_be_hidden()
    page.keyboard.press("Alt+Shift+Slash")
    expect(keys).to_be_in_viewport()
    expect(page.get_by_text("Keys", exact=True)).to_be_focused()
    page.keyboard.press("?")
    expect(keys).to_be_hidden()
    said, note = page.get_by_role("status").first, page.locator("#pass-note")
    page.keyboard.press("Alt+Shift+H")
    expect(page.get_by_role("button", name="Take off hold")).to_be_visible()
    expect(said).to_contain_text("The caller is on hold")
    page.keyboard.press("Alt+Shift+H")
    expect(page.get_by_role("button", name="Put on hold")).to_be_visible()
    page.keyboard.press("Alt+Shift+M")
    expect(said).to_contain_text("The caller is muted")
    expect(page.get_by_role("button", name="Unmute")).to_be_visible()
    page.keyboard.press("Alt+Shift+H")
    expect(said).to_contain_text("The caller is on hold and muted")
    page.keyboard.press("Alt+Shift+H")
    expect(said).to_contain_text("The caller is muted")
    page.keyboard.press("Alt+Shift+S")
    expect(said).to_contain_text("You have asked for help.")
    page.keyboard.press("Alt+Shift+P")
    expect(page.locator("#pass-on")).to_be_focused()
    page.get_by_label("Their telephone number").fill("902 555 0177")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("is being rung")
    assert faults(page) == []
    note.fill("wants Yarmouth")
    room.desks.hold("rita", room.now, on=True)  # on another screen: what is typed here stays, and where
    expect(said).to_contain_text("The caller is on hold")
    expect(note).to_be_focused()
    expect(note).to_have_value("wants Yarmouth")
    page.keyboard.press("Alt+Shift+U")
    expect(page.get_by_text("s, then you are ready")).to_be_visible()
    page.keyboard.press("Alt+Shift+W")
    expect(page.get_by_role("region", name="My desk")).to_contain_text("Wrap-up")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
