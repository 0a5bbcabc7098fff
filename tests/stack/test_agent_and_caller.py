"""A whole call on the real hotline: a couple asks for a person by touch-tone, and leaves with appointments.

On one engine an agent works it with the mouse, on the other with the keyboard alone.
"""

import re

import pytest
import requests
from playwright.sync_api import Page, expect

from booking_core import find_bookings
from tests.agents.test_in_browser import faults
from tests.fixtures.stack import Stack
from tests.stack.calls import TO_A_PERSON, WAITING, heard, sign_in, status, until
from tests.stack.hands import Keyboard, Mouse
from tests.stack.robot import ANSWERS, Robot

pytestmark = pytest.mark.xdist_group("stack")
NUMBER, NEXT = "+19025550163", "+19025550164"
ROSE = "19340309"
COUPLE = (
    ("Who is the appointment for", "3"),
    ("How many people", "2"),
    ("birth date of person number 1", "19310502"),
    ("birth date of person number 2", "19330603"),
    *(each for each in TO_A_PERSON if each not in ANSWERS),
    *ANSWERS,
)
Hands = Mouse | Keyboard


@pytest.fixture
def hands(stack: Stack, page: Page) -> Hands:
    return Mouse(page) if stack.settings.sql_url.startswith("sqlite") else Keyboard(page)


@pytest.fixture
def callers(stack: Stack) -> tuple[Robot, Robot]:
    """A couple calls, and somebody else after them; both wait for a person."""
    requests.post(
        f"{stack.carrier}/handset/numbers/client:anna", json={"behaviour": "answer"}, timeout=10
    ).raise_for_status()
    first = Robot(stack.carrier, NUMBER, stack.hotline, "", answers=COUPLE, ends=WAITING)
    assert "You are number 1" in first.call()
    other = Robot(stack.carrier, NEXT, stack.hotline, ROSE, answers=TO_A_PERSON, ends=WAITING)
    assert "You are number 2" in other.call()
    return first, other


def test_a_couple_is_booked_and_the_next_caller_is_taken(
    stack: Stack, page: Page, hands: Hands, callers: tuple[Robot, Robot]
):
    couple, other = callers
    page.set_viewport_size({"width": 1440, "height": 900})
    signed_in_and_ready(stack, page, hands)
    taken(stack, page, hands, couple)
    references = booked(stack, page, hands)
    finished(page, hands, "Booked", "A caller is offered to you")
    until(lambda: status(stack, couple.sid) == "completed")
    assert "Thank you for calling" in heard(stack, couple.sid)
    hands.act("T", page.get_by_role("button", name="Take next"))
    expect(page.get_by_text("9 March 1934").first).to_be_visible()
    until(lambda: "A person is here for you now" in heard(stack, other.sid))
    finished(page, hands, "Information given", "No caller at your desk")
    hands.act("A", page.get_by_role("button", name="Away"))
    expect(page.get_by_role("region", name="My desk")).to_contain_text("You are away")
    one_is_cancelled(stack, page, hands, references)


def signed_in_and_ready(stack: Stack, page: Page, hands: Hands) -> None:
    page.goto(stack.console)
    hands.type(page.get_by_label("Name"), "anna")
    hands.type(page.get_by_label("Password"), stack.password("anna"))
    hands.press(page.get_by_role("button", name="Sign in"))
    desk = page.get_by_role("region", name="My desk")
    expect(desk).to_contain_text("Phone not connected")
    assert faults(page) == []
    hands.act("R", page.get_by_role("button", name="Ready"))
    expect(desk).to_contain_text("Phone connected")
    expect(desk.get_by_role("link", name="Open your phone")).to_have_attribute(
        "href", f"{stack.carrier}/handset/client:anna"
    )


def taken(stack: Stack, page: Page, hands: Hands, couple: Robot) -> None:
    hands.act("T", page.get_by_role("button", name="Take next"))
    expect(page.get_by_role("heading", name="Ticket")).to_be_focused()
    until(lambda: "A person is here for you now" in heard(stack, couple.sid))
    expect(page.get_by_role("region", name="My desk")).to_contain_text("Talking")
    expect(page.get_by_text("2 May 1931 and 3 June 1933", exact=True)).to_be_visible()
    assert [each.input_value() for each in page.get_by_label("Birth date").all()] == [
        "1931-05-02",
        "1933-06-03",
    ]
    assert faults(page) == []


def booked(stack: Stack, page: Page, hands: Hands) -> list[str]:
    """Book both on a morning that is free for both, send them their texts, and print their letters."""
    hands.press(page.get_by_role("button", name="Add a person"))
    expect(page.get_by_label("Birth date").nth(2)).to_be_focused()
    hands.press(page.get_by_role("button", name="Remove Person 3"))
    expect(page.get_by_label("Birth date")).to_have_count(2)
    hands.press(page.get_by_role("button", name="Show clinics"))
    expect(page.get_by_role("heading", name="Open to people born")).to_be_focused()
    hands.press(page.get_by_role("button", name="Days at Canada Games Complex"))
    expect(page.get_by_role("heading", name="Canada Games Complex")).to_be_focused()
    hands.press(page.get_by_role("button", name="morning"))
    expect(page.get_by_text("Held for this caller")).to_be_visible()
    assert faults(page) == []
    hands.press(page.get_by_role("button", name="Book for all 2"))
    expect(page.get_by_role("heading", name="Booked")).to_be_focused()
    expect(page.locator("#earlier li")).to_have_count(2)  # the card has looked again
    references = [re.sub(r"\D", "", each) for each in page.locator(".big-ref").all_inner_texts()]
    hands.press(page.get_by_role("button", name="Send the text"))
    texts = f"{stack.carrier}/handset/messages"
    sent = until(
        lambda: (found := requests.get(texts, params={"to": NUMBER}, timeout=10).json())[1:] and found
    )
    assert all(any(it in re.sub(r"\s", "", each["body"]) for each in sent) for it in references)
    with page.context.expect_page() as opened:
        hands.press(page.get_by_role("button", name="Letter to print (in a new tab)"))
    letter = opened.value
    letter.wait_for_load_state()  # its style too
    expect(letter.get_by_role("heading", name="Your appointment")).to_have_count(2)
    assert faults(letter) == []
    for paper in ("A4", "Letter"):
        assert letter.pdf(format=paper).count(b"/MediaBox") == 2
    letter.close()
    return references


def texts(stack: Stack) -> str:
    sent = requests.get(f"{stack.carrier}/handset/messages", params={"to": NUMBER}, timeout=10).json()
    return re.sub(r"\s", "", " ".join(each["body"] for each in sent))


def finished(page: Page, hands: Hands, outcome: str, then: str) -> None:
    """Write down what came of the call; without an outcome the browser says that one has to be chosen."""
    hands.act("F", page.get_by_role("link", name="Finish…"))
    hands.press(page.get_by_role("button", name="Finish this call"))
    expect(page.get_by_role("radio").first).to_be_focused()
    hands.tick(page.get_by_role("radio", name=outcome))
    hands.type(page.get_by_label("Note"), "Both need a ramp")
    hands.press(page.get_by_role("button", name="Finish this call"))
    expect(page.get_by_role("heading", name=then)).to_be_visible()
    expect(page.get_by_role("button", name="Take next")).to_be_focused()


def one_is_cancelled(stack: Stack, page: Page, hands: Hands, references: list[str]) -> None:
    """Find both again, and cancel one of them; the other stays."""
    hands.press(page.get_by_role("link", name="Bookings"))
    hands.type(page.get_by_label("Reference, birth date or phone number"), references[0])
    hands.press(page.get_by_role("button", name="Search"))
    expect(page.locator("#found")).to_contain_text("booked by an agent")
    hands.press(page.get_by_role("button", name="Open booking"))
    expect(page.locator("#open-head")).to_be_focused()
    hands.tick(page.get_by_role("checkbox"))
    hands.press(page.get_by_role("button", name="Cancel…"))
    expect(page.get_by_role("heading", name="Cancel this appointment?")).to_be_focused()
    assert faults(page) == []
    hands.press(page.get_by_role("button", name="Yes, cancel"))
    expect(page.get_by_role("heading", name="The appointment is cancelled")).to_be_focused()
    with stack.database.reading() as look:
        (left,) = find_bookings(look, phone=NUMBER)
    assert left.reference in references


def test_hanging_up_and_calling_again_keeps_the_place(stack: Stack):
    first = Robot(stack.carrier, "+19025550171", stack.hotline, ROSE, answers=TO_A_PERSON, ends=WAITING)
    first.call()
    ticket = re.search(r"Your ticket is ([\d, ]+)", " ".join(first.words)).group(1)
    second = Robot(
        stack.carrier, "+19025550172", stack.hotline, "19331203", answers=TO_A_PERSON, ends=WAITING
    )
    assert "You are number 2" in second.call()
    first.hang_up()
    back = (("go on with the place held for this number", "1"), *TO_A_PERSON)
    again = Robot(stack.carrier, "+19025550171", stack.hotline, ROSE, answers=back, ends=WAITING)
    assert "You are number 1" in again.call()
    assert ticket
    for caller in (second, again):
        caller.hang_up()


def test_a_touch_tone_booking_is_seen_in_the_console(stack: Stack, page: Page):
    answers = (("Where would you like to go", "2"), *ANSWERS)
    caller = Robot(stack.carrier, "+19025550188", stack.hotline, "19350704", answers=answers)
    caller.call()
    sign_in(stack, page, "ben")
    page.goto(f"{stack.console}/bookings")
    page.get_by_label(re.compile("Reference, birth date")).fill("902 555 0188")
    page.get_by_role("button", name="Search").click()
    spoken = caller.spoken_reference()
    expect(page.get_by_text(f"{spoken[:4]} {spoken[4:]}", exact=True)).to_be_visible()
