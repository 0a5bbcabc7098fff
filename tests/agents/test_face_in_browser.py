"""What an agent sees of their console in a real Chromium: errors in sight, nothing stale, nothing lost."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from agents import Role
from tests.agents.room import Room
from tests.agents.test_in_browser import sign_in
from tests.agents.test_parties import KEYED, booked

SCREENS = [(1280, 800), (900, 700), (640, 450)]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows is the same over either engine."""
    return sqlite_url


@pytest.fixture
def talk(room: Room, served: str, page: Page) -> Page:
    """The desk of an agent in talk."""
    talks(room, served, page, whom="self", birth_date="1931-05-02")
    return page


def talks(room: Room, served: str, page: Page, **wish: Any) -> None:
    """Let an agent be in talk with a caller who has answered this before."""
    room.hire("rita")
    room.sit_down("rita")
    room.caller(**wish)
    room.desks.take_next("rita", room.now)
    room.meet("rita")
    sign_in(page, served, "rita")


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_an_error_is_in_sight_in_a_call_and_its_field_is_marked(talk: Page, width: int, height: int) -> None:
    talk.set_viewport_size({"width": width, "height": height})
    born = talk.locator("#birth_date_1")
    born.fill("1931-02-30")
    talk.get_by_role("button", name="Show clinics").click()
    sentence = talk.locator("#notice p")
    expect(sentence).to_contain_text("Nobody can have been born then")
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


def test_what_is_held_is_not_booked_for_whoever_is_written_there_since(room: Room, talk: Page) -> None:
    show, steps = talk.get_by_role("button", name="Show clinics"), talk.locator("#steps")
    show.click()
    talk.get_by_role("button", name="Hold times").first.click()
    expect(steps.get_by_role("button", name="Book").first).to_be_visible()
    talk.get_by_label("From where").fill("Truro")
    expect(steps.get_by_role("button", name="Book").first).to_be_visible()
    talk.locator("#birth_date_1").fill("1936-02-29")
    expect(steps.get_by_role("status")).to_have_text(
        "What stands above has changed: show the clinics once more."
    )
    expect(steps.get_by_role("button")).to_have_count(0)
    show.click()
    talk.get_by_role("button", name="Hold times").first.click()
    steps.get_by_role("button", name="Book").first.click()
    expect(steps).to_contain_text("born 29 February 1936")
    talk.locator("#code_1").fill("1")
    expect(steps).to_contain_text("born 29 February 1936")  # the reference is being read out
    [booking] = booked(room)
    assert booking.birth_date.isoformat() == "1936-02-29"


@pytest.fixture
def late(talk: Page) -> list[Route]:
    """The steps of showing clinics that were asked for, on their way for as long as the test wants."""
    routes: list[Route] = []
    talk.route("**/booking/clinics", lambda route: routes.append(route))  # noqa: PLW0108 -- Playwright sets an attribute of it
    return routes


def arrive(page: Page, late: list[Route]) -> None:
    """Let what is on its way reach the server, and its answer the page, which may not want it any more."""
    page.wait_for_timeout(200)
    [step] = late
    step.fulfill(response=step.fetch())


def test_a_step_that_is_late_lets_nothing_go_that_the_next_one_holds(
    room: Room, talk: Page, late: list[Route]
) -> None:
    talk.get_by_role("button", name="Show clinics").click()
    talk.get_by_role("button", name="Hold times").first.click()
    arrive(talk, late)
    expect(talk.get_by_text("Held for this caller")).to_be_visible()
    talk.locator("#steps").get_by_role("button", name="Book").first.click()
    expect(talk.get_by_role("heading", name="Booked")).to_be_focused()
    assert len(booked(room)) == 1


def test_a_step_for_other_words_than_stand_there_now_is_not_shown(talk: Page, late: list[Route]) -> None:
    steps = talk.locator("#steps")
    talk.get_by_role("button", name="Show clinics").click()
    talk.locator("#birth_date_1").fill("1936-02-29")
    arrive(talk, late)
    expect(steps).to_have_text("What stands above has changed: show the clinics once more.")
    talk.unroute("**/booking/clinics")
    talk.get_by_role("button", name="Show clinics").click()
    expect(steps).to_contain_text("born 29 February 1936")


def test_an_answer_that_does_not_come_is_told_and_the_press_can_be_made_again(
    talk: Page, late: list[Route]
) -> None:
    talk.evaluate("htmx.config.timeout = 300")
    show = talk.get_by_role("button", name="Show clinics")
    show.click()
    expect(talk.locator("#notice")).to_contain_text("The server did not answer. Nothing was lost")
    talk.unroute("**/booking/clinics")
    talk.evaluate("htmx.config.timeout = 20000")
    show.click()
    expect(talk.locator("#steps")).to_contain_text("born 2 May 1931")
    expect(talk.locator("#notice")).to_have_text("")
    assert len(late) == 1


@pytest.mark.parametrize(("width", "height"), [(1440, 900), *SCREENS])
def test_the_reference_that_is_to_be_read_out_is_in_sight(
    room: Room, served: str, page: Page, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    talks(room, served, page, whom="several", people=KEYED)
    page.get_by_role("button", name="Show clinics").click()
    page.get_by_role("button", name="Hold times at Truro Campus").click()
    expect(page.get_by_text("Held for this caller")).to_be_visible()
    page.get_by_role("button", name="Book for all 2").first.click()
    expect(page.get_by_role("heading", name="Booked")).to_be_focused()
    expect(page.locator("#earlier")).to_contain_text("booked by an agent")
    expect(page.locator("#reference")).to_be_in_viewport(ratio=1)
    if height == 900:  # there is room for all of it
        expect(page.get_by_role("button", name="Letter to print")).to_be_in_viewport(ratio=1)


def test_a_search_for_nothing_that_is_leaves_nobody_elses_booking_there(
    room: Room, served: str, talk: Page
) -> None:
    booking = room.touch_tone_booking()
    talk.goto(served + "/bookings/")
    sought, found = talk.get_by_label("Reference, birth date or phone number"), talk.locator("#found")
    sought.fill(booking.reference)
    sought.press("Enter")
    expect(found.get_by_role("button", name="Open")).to_be_visible()
    sought.fill("2030-13-40")
    sought.press("Enter")
    expect(talk.locator("#notice")).to_contain_text("There is no such date")
    expect(found.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 375, 414])
def test_nothing_sticks_out_of_a_narrow_desk_whose_agent_is_away(
    room: Room, served: str, page: Page, width: int
) -> None:
    room.hire("rita")
    sign_in(page, served, "rita")
    page.set_viewport_size({"width": width, "height": 740})
    expect(page.get_by_role("link", name="Open your phone")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_what_is_written_to_finish_a_call_stays_with_that_call_alone(
    room: Room, served: str, talk: Page
) -> None:
    note = talk.get_by_label("Note")
    note.fill("wants Yarmouth")
    talk.get_by_label("Information given").check()
    talk.get_by_role("link", name="Bookings").click()
    expect(talk.get_by_label("Reference, birth date or phone number")).to_be_visible()
    talk.get_by_role("link", name="Desk").click()
    expect(note).to_have_value("wants Yarmouth")
    expect(talk.get_by_label("Information given")).to_be_checked()
    talk.get_by_role("button", name="Finish this call").click()
    expect(talk.get_by_role("heading", name="No caller at your desk")).to_be_visible()
    assert talk.evaluate("sessionStorage.getItem('finish')") is None
    room.sit_down("rita")
    room.caller("+19025550143")
    room.desks.take_next("rita", room.now)
    room.meet("rita")
    talk.goto(f"{served}/desk/")
    expect(note).to_have_value("")


def test_a_booking_that_was_moved_is_shown_as_it_is_now(room: Room, served: str, page: Page) -> None:
    booking = room.touch_tone_booking()
    room.hire("rita")
    sign_in(page, served, "rita")
    page.get_by_role("link", name="Bookings").click()
    page.get_by_label("Reference, birth date or phone number").fill(booking.reference)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Open").click()
    page.get_by_role("button", name="Move to another clinic").click()
    page.get_by_role("button", name="Hold times at Yarmouth Hall").click()
    page.get_by_role("button", name="Move here").first.click()
    expect(page.get_by_role("status").get_by_text("Moved.")).to_be_visible()
    expect(page.locator("#chosen")).to_contain_text("Yarmouth Hall")
    expect(page.locator("#open-head")).to_be_focused()
    page.get_by_role("button", name="Cancel…").click()
    page.get_by_role("button", name="Yes, cancel").click()
    expect(page.get_by_role("heading", name="The appointment is cancelled")).to_be_visible()


def test_a_refusal_goes_when_the_desk_moves_on(room: Room, served: str, page: Page) -> None:
    room.hire("rita")
    room.sit_down("rita")
    sign_in(page, served, "rita")
    page.get_by_role("button", name="Take next").click()
    expect(page.locator("#notice")).to_contain_text("Nobody is waiting")
    room.desks.pause("rita", room.now)
    expect(page.get_by_role("region", name="My desk")).to_contain_text("On break")
    expect(page.locator("#notice")).to_be_empty()


def test_a_caller_can_be_offered_only_while_a_colleague_is_free(room: Room, talk: Page) -> None:
    acts = [talk.get_by_role("button", name=f"{act} to the colleague") for act in ("Introduce", "Offer")]
    for each in acts:
        expect(each).to_be_disabled()
    room.hire("sam")
    room.sit_down("sam")
    for each in acts:
        expect(each).to_be_enabled()
    room.desks.away("sam", room.now)
    for each in acts:
        expect(each).to_be_disabled()


def test_an_answer_of_a_lever_goes_with_the_next_pull(room: Room, served: str, page: Page) -> None:
    room.hire("boss", Role.SUPERVISOR)
    room.hire("lea")
    room.sit_down("lea")
    room.desks.away("lea", room.now)
    sign_in(page, served, "boss")
    page.get_by_role("link", name="Board").click()
    expect(page.get_by_role("cell", name="Away: lea")).to_be_visible()
    for lever, button in (("pause", "Pause the line"), ("open", "Open the line again")):
        page.locator("summary", has_text=button).click()
        page.locator(f"#reason-{lever}").fill("Network")
        page.get_by_role("button", name=button).click()
        expect(page.locator(f"#pull-{lever} [data-answer]")).to_contain_text("Done.")
        expect(page.locator("[data-answer]")).to_have_count(1)


def press(page: Page, name: str) -> None:
    """Press a button, and wait until its answer is shown: the next press may break off what is under way."""
    with page.expect_response("**/*"):
        page.get_by_role("button", name=name).first.click()
    expect(page.locator(".htmx-request")).to_have_count(0)


def test_the_browser_has_nothing_to_complain_of(room: Room, served: str, talk: Page) -> None:
    booking, complaints = room.touch_tone_booking(), list[str]()
    talk.on("console", lambda said: complaints.append(said.text))
    talk.locator("#birth_date_1").evaluate("each => { each.style.width = '9rem'; }")  # as a corner is pulled
    press(talk, "Show clinics")
    press(talk, "Hold times at Yarmouth Hall")
    expect(talk.get_by_text("Held for this caller")).to_be_visible()
    press(talk, "Add a person")
    press(talk, "Remove")
    expect(talk.locator(".person")).to_have_count(1)
    talk.goto(f"{served}/bookings/")
    talk.get_by_label("Reference, birth date or phone number").fill(booking.reference)
    talk.get_by_role("button", name="Search").click()
    talk.get_by_role("button", name="Open").click()
    for name in ("Send the text", "Second dose…", "Correct", "Cancel…", "No, keep it"):
        press(talk, name)
    assert complaints == []
