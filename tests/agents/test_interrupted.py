"""A browser that dies, a network that is cut, a console that starts anew: the call goes on."""

import pytest
from playwright.sync_api import Browser, Page, expect

from agents.settings import ConsoleSettings
from queueing import Place
from tests.agents.conftest import serving
from tests.agents.room import Room
from tests.agents.test_in_browser import sign_in
from tests.fixtures.stack import free_ports


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same over either engine."""
    return sqlite_url


def in_talk(room: Room) -> Place:
    """Let Rita talk with somebody."""
    room.hire("rita")
    room.sit_down("rita")
    place = room.caller(whom="self", birth_date="1931-05-02")
    room.desks.take_next("rita", room.now)
    room.meet("rita")
    return place


def talks_with(page: Page, place: Place) -> None:
    expect(page.get_by_role("heading", name=f"Ticket {place.ticket[:4]}")).to_be_visible()
    expect(page.get_by_role("region", name="My desk")).to_contain_text("Talking")


def still_in_talk(room: Room, place: Place) -> bool:
    desk = room.desks.state("rita")
    return desk is not None and (desk.state, desk.place_id) == ("talking", place.id)


def test_a_browser_that_was_killed_comes_back_to_the_call(room: Room, served: str, browser: Browser) -> None:
    place = in_talk(room)
    for _ in range(2):
        context = browser.new_context()
        page = context.new_page()
        sign_in(page, served, "rita")
        talks_with(page, place)
        context.close()
        room.later(50)
        assert still_in_talk(room, place)


def test_a_network_that_was_cut_loses_neither_the_call_nor_what_was_typed(
    room: Room, served: str, page: Page
) -> None:
    place = in_talk(room)
    sign_in(page, served, "rita")
    talks_with(page, place)
    page.get_by_label("Note").fill("Needs a ramp")
    page.context.set_offline(True)
    page.get_by_role("button", name="Show clinics").click()
    expect(page.locator("#notice")).to_contain_text("The server did not answer. Nothing was lost")
    room.later(50)
    assert still_in_talk(room, place)
    page.context.set_offline(False)
    page.get_by_role("button", name="Show clinics").click()
    expect(page.get_by_role("heading", name="Open to somebody born")).to_be_visible()
    expect(page.get_by_label("Note")).to_have_value("Needs a ramp")


def test_a_console_that_starts_anew_finds_the_call_as_it_was(
    room: Room, settings: ConsoleSettings, page: Page
) -> None:
    place = in_talk(room)
    (port,) = free_ports(1)
    with serving(settings, port) as address:
        sign_in(page, address, "rita")
        talks_with(page, place)
    room.later(50)
    assert still_in_talk(room, place)
    with serving(settings, port):
        room.desks.hold("rita", room.now, on=True)
        expect(page.get_by_role("region", name="My desk")).to_contain_text("on hold")
        page.get_by_role("button", name="Show clinics").click()
        expect(page.get_by_role("heading", name="Open to somebody born")).to_be_visible()
