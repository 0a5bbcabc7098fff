"""Every page of the console as a picture in docs/console; `--write-calls` takes them anew."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from agents import Role
from agents.settings import CHECKOUT
from tests.agents.room import Room
from tests.agents.test_in_browser import sign_in
from tests.agents.test_parties import KEYED

PICTURES = CHECKOUT / "docs" / "console"
TAKEN = ("sign_in", "desk", "caller", "times", "booked", "letter", "bookings", "board")
SCREEN = {"width": 1440, "height": 900}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same over either engine."""
    return sqlite_url


class Album:
    """Takes pictures of one page after the other, each named in the page that shows them all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken: list[str] = []

    def take(self, page: Page, name: str) -> None:
        page.screenshot(path=self.folder / f"{name}.png", animations="disabled")
        self.taken.append(name)


def test_every_page_has_its_picture(
    room: Room, served: str, page: Page, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    album = Album(PICTURES if request.config.getoption("--write-calls") else tmp_path)
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    room.hire("rita")
    room.hire("maria", Role.SUPERVISOR)
    room.sit_down("rita")
    page.goto(served)
    album.take(page, "sign_in")
    a_couple_is_booked(room, served, page, album)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign out all the same").click()  # the couple is on the telephone still
    sign_in(page, served, "maria")
    page.goto(f"{served}/board/")
    expect(page.get_by_text("How these are counted")).to_be_visible()
    album.take(page, "board")
    assert tuple(album.taken) == TAKEN


def a_couple_is_booked(room: Room, served: str, page: Page, album: Album) -> None:
    room.caller(waited=900, whom="several", people=KEYED)
    for number in range(3):
        room.caller(f"+190255501{60 + number}", waited=600 - number * 60, language="en")
    sign_in(page, served, "rita")
    expect(page.get_by_role("button", name="Take next")).to_be_visible()
    album.take(page, "desk")
    page.keyboard.press("Alt+Shift+T")
    expect(page.get_by_role("heading", name="Ticket")).to_be_focused()
    room.meet("rita")
    expect(page.get_by_role("region", name="My desk")).to_contain_text("Talking")
    album.take(page, "caller")
    page.get_by_role("button", name="Show clinics").click()
    page.get_by_role("button", name="Hold times at Truro Campus").click()
    expect(page.get_by_text("Held for this caller")).to_be_visible()
    album.take(page, "times")
    page.get_by_role("button", name="Book for all 2").first.click()
    expect(page.get_by_role("heading", name="Booked")).to_be_focused()
    expect(page.get_by_role("button", name="Letter to print")).to_be_in_viewport(ratio=1)
    album.take(page, "booked")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Letter to print").click()
    opened.value.wait_for_load_state()
    album.take(opened.value, "letter")
    opened.value.close()
    page.get_by_role("link", name="Bookings").click()
    page.get_by_label("Reference, birth date or phone number").fill("902 555 0142")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#found")).to_contain_text("2 bookings")
    album.take(page, "bookings")


def test_the_page_of_pictures_shows_each_of_them() -> None:
    shown = (PICTURES / "README.md").read_text(encoding="utf-8")
    for name in TAKEN:
        assert (PICTURES / f"{name}.png").is_file()
        assert f"({name}.png)" in shown
