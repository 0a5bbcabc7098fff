"""A shift in a real Chromium, over the server that serves it in earnest."""

import time
from datetime import date

import pytest
from playwright.sync_api import Page, Route, expect

from agents import Role
from agents.settings import CHECKOUT
from queueing import Place
from tests.agents.room import PASSWORD, Room

AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
expect.set_options(timeout=20_000)  # a busy machine is not a fault of the console
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same over either engine."""
    return sqlite_url


def sign_in(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: not url.endswith("/sign-in"))


def faults(page: Page) -> list[str]:
    """What axe finds of WCAG 2.2 AA, by day and by night."""
    if not AXE.exists():
        pytest.skip("there is no axe-core here: scripts/test fetches it")
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.evaluate(AXE.read_text())
        report = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        found += [f"{scheme} {each['id']}: {each['nodes'][0]['html']}" for each in report["violations"]]
    return found


def test_a_touch_tone_booking_is_found_and_every_page_is_accessible(
    room: Room, served: str, page: Page
) -> None:
    booking = room.touch_tone_booking("+19025550177", date(1931, 5, 2))
    room.hire("boss", Role.SUPERVISOR)
    page.goto(served)
    assert faults(page) == []
    sign_in(page, served, "boss")
    page.get_by_role("link", name="Bookings").click()
    page.get_by_label("Reference, birth date or phone number").fill(booking.reference)
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_contain_text("booked by touch-tone")
    assert "5550177" not in page.content()
    assert booking.reference not in page.url
    assert faults(page) == []
    page.get_by_role("link", name="Board").click()
    expect(page.get_by_role("table", name="Units by clinic")).to_contain_text("Truro Campus")
    assert faults(page) == []


def test_nothing_has_to_be_scrolled_sideways_on_a_narrow_screen(room: Room, served: str, page: Page) -> None:
    room.hire("boss", Role.SUPERVISOR)
    room.sit_down("boss")
    room.caller(whom="self", birth_date="1931-05-02")
    sign_in(page, served, "boss")
    page.get_by_role("link", name="Desk").click()
    page.get_by_role("button", name="Take next").click()
    expect(page.get_by_role("heading", name="Ticket")).to_be_visible()
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/desk/", "/bookings/", "/board/"):
        page.goto(served + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path


def test_a_screen_says_that_it_hears_nothing_and_then_catches_up(room: Room, served: str, page: Page) -> None:
    room.hire("rita")
    page.clock.install()
    sign_in(page, served, "rita")
    banner = page.get_by_text("This screen has stopped hearing news")
    expect(banner).to_be_hidden()
    page.route("**/live/desk", lambda route: route.abort())
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")  # the stream is cut
    page.clock.run_for(9000)
    expect(banner).to_be_visible()
    room.caller()
    page.unroute("**/live/desk")
    page.clock.run_for(6000)
    expect(page.locator("#waiting-count")).to_have_text("1")
    page.clock.run_for(1000)
    expect(banner).to_be_hidden()


def test_a_card_taken_and_finished_on_one_screen_shows_on_the_other(
    room: Room, served: str, page: Page
) -> None:
    room.hire("rita")
    room.sit_down("rita")
    place = room.caller()
    sign_in(page, served, "rita")
    room.desks.take_next("rita", room.now)
    expect(page.get_by_role("heading", name=f"Ticket {place.ticket[:4]}")).to_be_visible()
    room.meet("rita")
    page.get_by_label("Note").fill("wants Yarmouth")
    room.desks.finish("rita", "information", "", room.now)  # what was typed here is not lost by that
    expect(page.get_by_role("heading", name="No caller at your desk")).to_be_visible()
    expect(page.locator("#unsent")).to_have_text(
        "The call ended elsewhere before this was sent: wants Yarmouth"
    )
    page.get_by_role("button", name="Away").click()
    expect(page.locator("#unsent")).to_be_empty()


def test_a_caller_who_is_gone_before_the_card_is_there_leaves_no_card(
    room: Room, served: str, page: Page
) -> None:
    room.hire("rita")
    room.sit_down("rita")
    sign_in(page, served, "rita")
    taken: list[Place] = []

    def hang_up_meanwhile(route: Route) -> None:
        answer = route.fetch()
        room.hang_up(taken[-1])
        route.fulfill(response=answer)

    page.route("**/desk/take", hang_up_meanwhile)
    for turn in range(3):
        taken.append(room.caller(f"+1902555010{turn}", birth_date="1931-05-02"))
        expect(page.locator("#waiting-count")).to_have_text("1")
        with page.expect_response("**/desk/caller"):
            page.get_by_role("button", name="Take next").click()
        expect(page.get_by_role("heading", name="No caller at your desk")).to_be_visible()
        expect(page.get_by_role("region", name="My desk")).to_contain_text("Ready")
        expect(page.locator("#caller")).not_to_contain_text(taken[-1].ticket[4:])
    page.unroute_all(behavior="wait")


def test_an_offer_comes_by_itself_counts_down_and_goes(room: Room, served: str, page: Page) -> None:
    room.hire("rita")
    room.sit_down("rita")
    sign_in(page, served, "rita")
    desk = page.get_by_role("region", name="My desk")
    expect(desk).to_contain_text("Ready")
    place = room.caller(waited=130)
    expect(desk).to_contain_text(f"Ticket ending {place.ticket[4:]}")
    expect(page.get_by_role("status").first).to_have_text(
        "A caller for you, in French. Press Take next within 20 seconds."
    )
    expect(page).to_have_title("Caller for you · Desk · Fairline")
    left = int(desk.locator("[data-left]").inner_text())
    assert 0 <= left <= 20
    assert left == 0 or page.wait_for_function(
        "left => +document.querySelector('[data-left]').textContent < left", arg=left
    )
    button = page.get_by_role("button", name="Take next").bounding_box()
    assert button is not None
    assert button["height"] >= 60
    assert faults(page) == []
    room.hang_up(place)
    expect(desk).not_to_contain_text("Ticket ending")
    expect(page).to_have_title("Desk · Fairline")


def test_a_supervisor_gives_a_head_start(room: Room, served: str, page: Page) -> None:
    place = room.caller()
    room.hire("boss", Role.SUPERVISOR)
    sign_in(page, served, "boss")
    page.goto(served + "/board/")
    page.get_by_text("Give a head start").click()
    form = page.locator("#head-start")
    form.get_by_label("Ticket").fill(f"{place.ticket[:4]} {place.ticket[4:]}")
    form.get_by_label("Minutes").fill("15")
    form.get_by_label("Reason").fill("The line broke off")
    page.get_by_role("button", name="Give the head start").click()
    expect(form.get_by_role("status")).to_contain_text("15 min in all")
    expect(page.locator("#done-today")).to_contain_text("The line broke off")
    assert faults(page) == []
    form.get_by_label("Ticket").fill(place.ticket)
    form.get_by_label("Reason").fill("More")
    page.get_by_role("button", name="Give the head start").click()
    expect(page.locator("#notice")).to_contain_text("at most fifteen minutes in all")


def test_first_view_is_small(served: str, page: Page) -> None:
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(served, wait_until="networkidle")
    assert 0 < sum(sizes) < 100_000


@pytest.mark.parametrize("script", ["htmx", "console", "live"])
def test_a_button_is_not_seen_before_it_works(room: Room, served: str, page: Page, script: str) -> None:
    def late(route: Route) -> None:
        time.sleep(1)  # as on a slow line, or a busy machine
        route.continue_()

    room.hire("rita")
    sign_in(page, served, "rita")
    page.route(f"**/{script}*.js*", late)
    page.reload(wait_until="commit")
    page.get_by_role("button", name="Ready").click()
    expect(page.get_by_role("region", name="My desk")).to_contain_text("Phone ringing")


def test_a_refusal_is_seen_although_the_desk_was_drawn_anew_meanwhile(
    room: Room, served: str, page: Page
) -> None:
    room.hire("rita")
    room.sit_down("rita")
    sign_in(page, served, "rita")

    def ask_for_help_meanwhile(route: Route) -> None:
        room.desks.hand("rita", room.now, up=True)
        time.sleep(1)  # the stream is quicker
        route.continue_()

    page.route("**/desk/take", ask_for_help_meanwhile)
    page.get_by_role("button", name="Take next").click()
    expect(page.locator("#notice")).to_contain_text("Nobody is waiting")
