"""Rights, enumerated from the URL map: whatever nobody opened is shut."""

import pytest
from flask import Flask
from werkzeug.routing import Rule

from agents import Role
from agents.roles import BOARD, DESK, PUBLIC, allowed
from tests.agents.room import Browser, Room

OPEN = {
    "sessions.sign_in", "sessions.open_session", "assets.vendor", "static", "probes.alive", "probes.ready",
    "probes.metrics", "api.openapi", "api.sign_in", "sessions.speak",
}  # fmt: skip


def rules(app: Flask) -> list[tuple[Rule, str]]:
    found = []
    for rule in app.url_map.iter_rules():
        methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        found += [(rule, method) for method in sorted(methods)]
    return found


def path_of(rule: Rule) -> str:
    return str(rule).replace("<name>", "htmx.js").replace("<path:filename>", "console.css")


def test_every_view_says_who_may_see_it(app: Flask) -> None:
    silent = [rule.endpoint for rule, _ in rules(app) if allowed(app.view_functions[rule.endpoint]) is None]
    assert silent == []


def test_only_these_are_open_to_everybody(app: Flask) -> None:
    public = {r.endpoint for r, _ in rules(app) if allowed(app.view_functions[r.endpoint]) is PUBLIC}
    assert public == OPEN


def test_nothing_else_answers_somebody_who_is_not_signed_in(room: Room, app: Flask, screen: Browser) -> None:
    del room
    screen.get("/sign-in")
    for rule, method in rules(app):
        if rule.endpoint in OPEN:
            continue
        headers = {"X-CSRFToken": screen.token}
        answer = screen.client.open(path_of(rule), method=method, headers=headers)
        answer.close()
        assert answer.status_code in {303, 401}, rule
        assert answer.headers.get("Location", "/sign-in") == "/sign-in"


@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_refused_what_is_not_its_own(
    room: Room, app: Flask, screen: Browser, role: Role
) -> None:
    room.hire("somebody", role)
    screen.sign_in("somebody")
    for rule, method in rules(app):
        roles = allowed(app.view_functions[rule.endpoint])
        if not roles or role in roles or rule.rule.startswith("/api/"):
            continue
        answer = screen.client.open(path_of(rule), method=method, headers={"X-CSRFToken": screen.token})
        assert answer.status_code == 403, rule
    assert (screen.client.get("/desk/").status_code == 200) == (role in DESK)
    assert (screen.client.get("/board/").status_code == 200) == (role in BOARD)


def test_looking_changes_nothing(room: Room, app: Flask, screen: Browser) -> None:
    room.hire("boss", Role.SUPERVISOR)
    room.caller()
    room.sit_down("boss")
    screen.sign_in("boss")
    before = snapshot(room)
    for rule, method in rules(app):
        if method == "GET" and not rule.rule.startswith("/live/"):
            screen.client.get(path_of(rule)).close()
    assert snapshot(room) == before


@pytest.mark.parametrize("odd", ["\x00", "\u202e<script>", "=1+1", "9" * 5000, "\U0001f600"])
def test_odd_input_is_refused_and_never_a_fault_of_ours(
    room: Room, app: Flask, screen: Browser, odd: str
) -> None:
    room.hire("rita")
    room.sit_down("rita")
    room.caller()
    screen.sign_in("rita")
    screen.post("/desk/take")
    room.meet("rita")
    free = dict.fromkeys(("name", "password", "sought", "code", "after", "claim", "reference", "to"), odd)
    valid = {"birth_date": "1931-05-02", "clinic": "1"}
    paths = [rule.rule for rule, method in rules(app) if method == "POST"]
    for path in paths:
        if path.startswith("/api/") or "sign-out" in path:
            continue
        for form in (free | valid, valid | {"claim": odd, "after": odd}, valid | {"clinic": odd}):
            assert screen.post(path, **form).status_code < 500, path
    assert screen.post("/desk/finish", outcome="information", note=odd).status_code == 200


def test_a_post_that_is_far_too_long_is_refused(room: Room, screen: Browser) -> None:
    room.hire("rita")
    screen.sign_in("rita")
    assert screen.post("/bookings/", sought="9" * 10_000_000).status_code == 413


def test_a_view_that_forgot_to_say_is_shut(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "everything")
    assert app.test_client().get("/forgotten").status_code == 403


def test_pages_run_no_script_but_ours(app: Flask) -> None:
    policy = app.test_client().get("/sign-in").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def snapshot(room: Room) -> object:
    stream = room.redis.xlen("line:{main}:events")
    with room.database.reading() as look:
        return room.desks.all(look), room.places.held_for(look, "+19025550142", room.now), stream
