"""Agents who are signed in to a console that is really served, each with a cookie of their own."""

import re
from dataclasses import dataclass, replace
from http.cookiejar import CookieJar
from secrets import token_urlsafe
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from agents import add_user
from booking_core import SystemClock
from scripts.measures.hotline import Hotline

PASSWORD = token_urlsafe()
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
PATIENCE = 30
EACH = 5  # screens of one agent: a password takes as long to check as all the rest


@dataclass(slots=True)
class Screen:
    """One browser: the cookie that it sends, and the page that it asks for next."""

    agent: str
    cookie: str
    path: str = "/desk/"

    def request(self) -> bytes:
        """Return the next request, as it goes over the wire."""
        head = f"GET {self.path} HTTP/1.1\r\nHost: console\r\nCookie: {self.cookie}\r\n\r\n"
        return head.encode()


def screens(behind: Hotline, port: int, many: int) -> list[Screen]:
    """Hire agents, let each sign in as a browser does, and return so many screens of theirs."""
    them = [_signed_in(behind, port, f"agent{number}") for number in range(-(-many // EACH))]
    return [replace(them[number // EACH]) for number in range(many)]


def _signed_in(behind: Hotline, port: int, name: str) -> Screen:
    now = SystemClock().now()
    behind.database.run(lambda tx: add_user(tx, name=name, password=PASSWORD, now=now))
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))
    page = f"http://127.0.0.1:{port}/sign-in"
    form = {"csrf_token": _token(browser, page), "name": name, "password": PASSWORD}
    with browser.open(page, urlencode(form).encode(), PATIENCE):
        return Screen(name, "; ".join(f"{each.name}={each.value}" for each in jar))


def _token(browser: OpenerDirector, page: str) -> str:
    with browser.open(page, timeout=PATIENCE) as answer:
        return str(TOKEN.findall(answer.read().decode())[0])
