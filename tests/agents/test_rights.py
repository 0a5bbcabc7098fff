"""Rights, enumerated from the URL map: whatever nobody opened is shut."""

from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from agents import Role
from agents.roles import allowed
from tests.agents.rights import ANYBODY, RIGHTS, ROLES
from tests.agents.room import PASSWORD, Browser, FixedClock, Room
from tests.agents.world import contents

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
TO_SIGN_IN = {303, 401}


class Visitor:
    """Somebody with a role, or nobody, by a browser's cookie or by a program's token; `API` says which."""

    def __init__(self, app: Flask, role: str, api: bool) -> None:  # noqa: FBT001
        self.screen, self.role, self.api, self.headers = Browser(app), role, api, {}
        self.come()

    def come(self) -> None:
        """Sign in, or only fetch what a form of the sign-in page carries."""
        self.screen.get("/sign-in")
        if self.api and self.role in ROLES:
            told = self.screen.client.post("/api/v1/sign-in", json={"name": self.role, "password": PASSWORD})
            self.headers = {"Authorization": f"Bearer {told.get_json()['token']}"}
        elif self.role in ROLES:
            self.screen.sign_in(self.role)

    def ask(self, method: str, path: str) -> TestResponse:
        headers = self.headers | {"X-CSRFToken": self.screen.token}
        answer = self.screen.client.open(path, method=method, headers=headers)
        answer.close()
        return answer

    def may(self, path: str, who: frozenset[str]) -> bool:
        """Tell whether they have the right: a token opens the API alone, and a cookie all but the API."""
        return who == {ANYBODY} or (self.role in who and path.startswith("/api/") == self.api)

    def is_known_to(self, path: str) -> bool:
        return self.role in ROLES and path.startswith("/api/") == self.api


@pytest.fixture
def visitors(room: Room, app: Flask) -> list[Visitor]:
    """Everybody: each role at a screen and by its token, nobody, and a token that was made up."""
    for role in Role:
        room.hire(role.value, role)
    made_up = Visitor(app, "nobody", api=True)
    made_up.headers = {"Authorization": "Bearer made-up"}
    known = [Visitor(app, role, api=api) for role in ROLES for api in (False, True)]
    return [Visitor(app, "nobody", api=False), made_up, *known]


def paths(app: Flask) -> list[tuple[Rule, str]]:
    """Return every rule with an address that it answers."""
    names = {"<name>": "htmx.js", "<path:filename>": "console.css"}
    return [
        (rule, next((str(rule).replace(*each) for each in names.items() if each[0] in str(rule)), str(rule)))
        for rule in app.url_map.iter_rules()
    ]


def test_the_table_has_a_row_for_each_address_and_no_other(app: Flask) -> None:
    found = {
        (method, str(rule)): allowed(app.view_functions[rule.endpoint])
        for rule, _path in paths(app)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert None not in found.values()
    assert {at: roles or {ANYBODY} for at, roles in found.items()} == RIGHTS


class TestOnOneEngine:
    """What is asked of a role is the same over either database."""

    @pytest.fixture
    def database_url(self, sqlite_url: str) -> str:
        return sqlite_url

    def test_everybody_gets_what_the_table_says_and_nothing_else(
        self, app: Flask, visitors: list[Visitor]
    ) -> None:
        for visitor in visitors:
            for rule, path in paths(app):
                for method in METHODS:
                    who = RIGHTS.get(("GET" if method == "HEAD" else method, str(rule)))
                    if who is not None or visitor in visitors[:3]:  # no such method: before anybody is known
                        self.judged(visitor, method, path, who)

    def judged(self, visitor: Visitor, method: str, path: str, who: frozenset[str] | None) -> None:
        """Ask once, and see that the answer is that of the table; None is a method that is not there."""
        status = visitor.ask(method, path).status_code
        what = (visitor.role, visitor.api, method, path, status)
        if who is None:
            assert status == 405, what
        elif visitor.may(path, who):
            assert status not in {401, 403, 404, 405} or "sign-in" in path, what
            assert status < 500, what
        elif visitor.is_known_to(path):
            assert status == 403, what
        else:
            assert status in TO_SIGN_IN, what
        if "sign-out" in path and status < 400:
            visitor.come()

    def test_a_shut_door_changes_nothing(self, room: Room, visitors: list[Visitor]) -> None:
        in_talk(room, "supervisor")
        before = contents(room)
        for visitor in visitors:
            for (method, path), who in RIGHTS.items():
                if method == "POST" and not visitor.may(path, who):
                    visitor.ask(method, path)
        assert contents(room) == before


def in_talk(room: Room, agent: str) -> None:
    """Let an agent talk with somebody, while others wait and one is offered to a colleague."""
    room.sit_down(agent)
    room.caller(whom="self", birth_date="1931-05-02")
    room.desks.take_next(agent, room.now)
    room.meet(agent)
    room.touch_tone_booking()
    room.sit_down("sam")
    room.caller("+19025550143")
    room.caller("+19025550144")


@pytest.mark.parametrize("later", [timedelta(0), timedelta(minutes=3), timedelta(minutes=90)])
def test_looking_changes_nothing(room: Room, app: Flask, clock: FixedClock, later: timedelta) -> None:
    room.hire("supervisor", Role.SUPERVISOR)
    visitors = [Visitor(app, "supervisor", api=api) for api in (False, True)]
    in_talk(room, "supervisor")
    held = visitors[0].screen.post("/desk/booking/times", birth_date="1932-05-02", clinic="1")
    assert "Held for this caller" in held.text
    before = contents(room)
    clock.at += later  # what is overdue by then is the clock's to move, never a reader's
    for visitor in visitors:
        for rule, path in paths(app):
            if "GET" in (rule.methods or ()):
                assert visitor.ask("GET", path).status_code < 400 or not visitor.is_known_to(path)
    assert contents(room) == before


def test_a_view_that_forgot_to_say_is_shut(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "everything")
    assert app.test_client().get("/forgotten").status_code == 403


def test_pages_run_no_script_but_ours(app: Flask) -> None:
    policy = app.test_client().get("/sign-in").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
