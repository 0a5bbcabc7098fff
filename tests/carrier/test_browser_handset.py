"""The browser handset, used by hand in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from twilio.rest import Client

from tests.carrier.axe import complaints_of_axe
from tests.carrier.peer import Peer, until
from tests.carrier.phones import ANNA, HOTLINE, Carrier

GATHER = '<Response><Gather numDigits="2" timeout="60" action="/typed"><Say>{}</Say></Gather></Response>'
# Chromium without a sound system has no voices: what would be read aloud is noted down instead.
LISTEN = """
window.spoken = [];
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => [], cancel: () => window.spoken.push("hush"),
  speak: (speech) => window.spoken.push(`${speech.lang}: ${speech.text}`),
}});
"""


@pytest.fixture(params=["wide and light", "narrow and dark"])
def page(request: pytest.FixtureRequest, browser: Browser, carrier: Carrier) -> Iterator[Page]:
    narrow = request.param.startswith("narrow")
    context = browser.new_context(
        base_url=carrier.base, viewport={"width": 320 if narrow else 1280, "height": 640 if narrow else 860},
        color_scheme="dark" if narrow else "light", reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
    page.add_init_script(LISTEN)
    yield page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
    assert faults == []


@pytest.fixture
def telephone(page: Page) -> Page:
    page.goto(f"/handset/{ANNA}")
    expect(page.get_by_label("Number to call")).to_have_value("(902) 555-0100")
    expect(page.get_by_role("main")).to_have_attribute("aria-busy", "false")  # it hears its first news
    return page


def state(page: Page, words: str) -> None:
    expect(page.get_by_role("status")).to_contain_text(words)


def test_a_telephone_is_chosen(page: Page) -> None:
    page.goto("/handset")
    expect(page.get_by_text("(902) 555-0100")).to_be_visible()
    assert complaints_of_axe(page) == []
    page.get_by_label("Your number").fill("client:anna")
    page.get_by_role("button", name="Pick it up").click()
    expect(page.get_by_role("heading", name="This telephone anna")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("link", name="anna")).to_be_visible()


def test_a_call_from_the_first_key_to_the_hang_up(telephone: Page, carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = GATHER.format("Welcome")
    peer.pages["/typed"] = GATHER.format("Encore").replace("<Say", '<Say language="fr-CA"')
    assert complaints_of_axe(telephone) == []
    telephone.get_by_role("button", name="Call", exact=True).click()
    state(telephone, "Press a key")
    heard = telephone.get_by_role("log", name="What you hear")
    expect(heard).to_contain_text("Welcome")
    assert complaints_of_axe(telephone) == []
    telephone.get_by_role("button", name="4 GHI").click()
    telephone.keyboard.press("#")
    expect(heard.get_by_text("Welcome")).to_be_visible()
    telephone.keyboard.press("2")
    expect(heard.get_by_text("Encore")).to_have_attribute("lang", "fr-CA")
    assert peer.at("/typed")[0].form["Digits"] == "4"
    assert {"en-US: Welcome", "fr-CA: Encore", "hush"} <= set(telephone.evaluate("spoken"))
    telephone.get_by_role("button", name="Hang up").click()
    state(telephone, "Call ended")
    assert carrier.calls_at(ANNA) == []
    expect(telephone.get_by_role("button", name="Call", exact=True)).to_be_focused()


def test_it_rings_and_is_answered(telephone: Page, client: Client, peer: Peer) -> None:
    peer.pages["/out"] = GATHER.format("It is your turn")
    client.calls.create(to=ANNA, from_=HOTLINE, url=peer.url("/out"))
    expect(telephone.get_by_role("alertdialog", name="Incoming call")).to_contain_text("(902) 555-0100")
    expect(telephone).to_have_title(re.compile("is calling"))
    assert complaints_of_axe(telephone) == []
    telephone.keyboard.press("Enter")
    expect(telephone.get_by_text("It is your turn")).to_be_visible()
    expect(telephone.get_by_role("alertdialog")).to_be_hidden()
    telephone.get_by_role("button", name="Skip: press nothing").click()
    state(telephone, "Call ended")


def test_it_rings_and_is_declined(telephone: Page, client: Client, peer: Peer) -> None:
    call = client.calls.create(to=ANNA, from_=HOTLINE, url=peer.url("/out"))
    telephone.get_by_role("button", name="Decline").click()
    until(lambda: client.calls(call.sid).fetch().status == "busy")


def test_texts_arrive_and_go(telephone: Page, client: Client, peer: Peer) -> None:
    client.messages.create(to=ANNA, from_=HOTLINE, body="Your ticket is 4821 9037")
    messages = telephone.get_by_role("log", name="Messages")
    expect(messages.get_by_text("4821 9037").last).to_be_visible()
    expect(telephone.get_by_text("1 new")).to_be_visible()
    telephone.get_by_label("Text the hotline").fill("Thank you")
    telephone.keyboard.press("Enter")
    assert peer.wait("/sms/incoming")[0].form["Body"] == "Thank you"
    expect(messages.get_by_text("Thank you").last).to_be_visible()


def test_the_voice_is_turned_off(telephone: Page, peer: Peer) -> None:
    peer.pages["/voice"] = GATHER.format("Quiet")
    voice = telephone.get_by_role("switch", name="Voice: read aloud")
    voice.click()
    expect(voice).not_to_be_checked()
    telephone.get_by_role("button", name="Call", exact=True).click()
    expect(telephone.get_by_text("Quiet")).to_be_visible()
    assert "en-US: Quiet" not in telephone.evaluate("spoken")


def test_a_wrong_number_is_said(telephone: Page) -> None:
    telephone.get_by_role("button", name="5 JKL").click()
    telephone.get_by_role("button", name="6 MNO").click()
    expect(telephone.get_by_label("Number to call")).to_have_value("56")
    telephone.get_by_label("Number to call").fill("9025550199")
    telephone.get_by_role("button", name="Call", exact=True).click()
    state(telephone, "not in service")
