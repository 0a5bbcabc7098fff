"""What tests of the whole hotline share: what a caller hears, how a call stands, somebody who signs in."""

import time

import requests
from playwright.sync_api import Page

from tests.fixtures.stack import Stack
from tests.stack.robot import ANSWERS, ENDS

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
