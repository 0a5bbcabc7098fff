"""A caller answers by touch-tone, wants a person, and leaves with an appointment that the agent made."""

import re
import time

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.fixtures.stack import Stack
from tests.stack.robot import ANSWERS, ENDS, Robot

pytestmark = pytest.mark.xdist_group("stack")
NUMBER = "+19025550163"
ROSE = "19340309"
WAITING = (*ENDS, "You are number")
TO_A_PERSON = (("Where would you like to go", "0"), *ANSWERS)


def until(check, patience=20):
    """Wait for something that other processes bring about."""
    end = time.monotonic() + patience
    while not (found := check()):
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.1)
    return found


def heard(stack: Stack, sid: str) -> str:
    rows = requests.get(f"{stack.carrier}/handset/calls/{sid}", timeout=10).json()["heard"]
    return " ".join(row.get("text", "") for row in rows)


def status(stack: Stack, sid: str) -> str:
    return requests.get(f"{stack.carrier}/handset/calls/{sid}", timeout=10).json()["status"]


def sign_in(stack: Stack, page: Page, user: str) -> None:
    page.goto(stack.console)
    page.get_by_label("Name").fill(user)
    page.get_by_label("Password").fill(stack.password(user))
    page.get_by_role("button", name="Sign in").click()


def test_what_was_keyed_is_seen_and_the_booking_is_finished(stack: Stack, page: Page):
    phone = f"{stack.carrier}/handset/numbers/client:anna"
    requests.post(phone, json={"behaviour": "answer"}, timeout=10)
    caller = Robot(stack.carrier, NUMBER, stack.hotline, ROSE, answers=TO_A_PERSON, ends=WAITING)
    assert "You are number 1" in caller.call()

    sign_in(stack, page, "anna")
    page.get_by_role("button", name="Ready").click()
    take = page.get_by_role("button", name="Take next")
    expect(page.get_by_text("Phone connected")).to_be_visible(timeout=15_000)
    take.click()
    expect(page.get_by_text(re.compile("9 March 1934")).first).to_be_visible()
    until(lambda: "A person is here for you now" in heard(stack, caller.sid))

    page.get_by_role("button", name=re.compile("Hold times at Canada Games Complex")).click()
    page.get_by_role("button", name=re.compile("^Book")).first.click()
    reference = re.sub(r"\D", "", page.locator("#reference").inner_text())
    assert re.fullmatch(r"\d{8}", reference)
    page.get_by_role("button", name="Send the text").click()
    texts = f"{stack.carrier}/handset/messages"
    sent = until(lambda: requests.get(texts, params={"to": NUMBER}, timeout=10).json())
    assert reference in re.sub(r"\s", "", sent[0]["body"])

    page.get_by_role("radio", name="Booked").check()
    page.get_by_role("button", name="Finish this call").click()
    expect(page.get_by_text("No caller at your desk")).to_be_visible()
    until(lambda: status(stack, caller.sid) == "completed")
    assert "Thank you for calling" in heard(stack, caller.sid)

    page.goto(f"{stack.console}/bookings")
    page.get_by_label(re.compile("Reference, birth date")).fill(reference)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("Canada Games Complex")).to_be_visible()


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
