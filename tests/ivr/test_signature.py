"""Only the carrier is heard: on every route of the map."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from ivr import create_app
from tests.ivr.hotline import settings
from tests.ivr.signed import BASE, Webhooks

EXEMPT = {"/healthz", "/readyz", "/metrics", "/audio/music.wav", "/audio/quiet.wav"}
EXEMPT |= {"/audio/recorded/<language>/<prompt>.wav"}
ROUTES = [
    "/voice/incoming", "/voice/step", "/voice/here", "/voice/status", "/voice/fallback", "/voice/wait",
    "/voice/wait/key", "/voice/turn", "/voice/seat-over", "/voice/moved", "/voice/joined-other",
    "/voice/callback", "/voice/callback/status", "/voice/notice", "/voice/notice/status",
    "/voice/desk/test", "/voice/desk/tested", "/voice/desk/test/status",
    "/voice/desk", "/voice/desk/status", "/voice/connect", "/voice/after", "/voice/goodbye", "/voice/hold",
    "/voice/on-hold", "/voice/guest/status", "/voice/long-call",
    "/sms/incoming", "/sms/status",
]  # fmt: skip


def make(tmp_path: Path, base: str, trusted_proxies: int = 0) -> Flask:
    nowhere = f"sqlite:///{tmp_path / 'no-such-folder' / 'none.sqlite3'}"
    given = settings(tmp_path, nowhere, "redis://127.0.0.1:1", base)
    return create_app(given.model_copy(update={"trusted_proxies": trusted_proxies}))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    return make(tmp_path, BASE)


def test_the_url_map_is_known(app: Flask) -> None:
    assert {rule.rule for rule in app.url_map.iter_rules()} == EXEMPT | set(ROUTES)
    for rule in app.url_map.iter_rules():
        assert ("POST" in rule.methods) == (rule.rule not in EXEMPT)


@pytest.mark.parametrize("route", ROUTES)
def test_what_is_not_signed_exactly_is_refused(
    app: Flask, route: str, capsys: pytest.CaptureFixture[str]
) -> None:
    carrier, stranger = Webhooks(app), Webhooks(app, token="another")
    form = carrier.form(Digits="1")
    right = carrier.sign(route, form)
    altered = [
        (route, form, None),
        (route, form, ""),
        (route, form, stranger.sign(route, form)),
        (route, carrier.form(Digits="2"), right),
        (route, carrier.form(Digits="1", Extra=""), right),
        (route, MultiDict([*form.items(multi=True), ("Digits", "2")]), right),
        (f"{route}?n=2", form, right),
    ]
    for path, sent, signature in altered:
        assert carrier.deliver(path, sent, signature).status_code == 403
    assert "…42" not in capsys.readouterr().out


def test_unknown_routes_are_refused_in_the_same_way(app: Flask) -> None:
    assert Webhooks(app).deliver("/voice/none", MultiDict(), None).status_code == 403
    assert Webhooks(app).get("/voice/step").status_code == 403


@pytest.mark.parametrize(
    "form",
    [
        MultiDict([("CallerCity", ""), ("CallSid", "CA1")]),
        MultiDict([("Digits", "1"), ("Digits", "2"), ("Digits", "1")]),
        MultiDict([("Body", "Où? Ça va à 10 h 30 ☎️"), ("CallerName", "<Dial>&Ñ")]),
    ],
)
@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:8000", "https://hotline.example", "https://example.org:8443"]
)
def test_what_is_signed_is_let_in(tmp_path: Path, base: str, form: MultiDict) -> None:
    carrier = Webhooks(make(tmp_path, base), base)
    assert carrier.deliver("/voice/fallback", form, carrier.sign("/voice/fallback", form)).status_code == 200


@pytest.mark.parametrize("proxies", [0, 1])
def test_what_a_proxy_says_of_itself_is_not_believed(tmp_path: Path, proxies: int) -> None:
    app = make(tmp_path, BASE, trusted_proxies=proxies)
    evil = Webhooks(app, "https://evil.example")
    form = evil.form()
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "Host": "evil.example"}
    signed = headers | {"X-Twilio-Signature": evil.sign("/voice/fallback", form)}
    assert app.test_client().post("/voice/fallback", data=form, headers=signed).status_code == 403
    right = headers | {"X-Twilio-Signature": Webhooks(app).sign("/voice/fallback", form)}
    assert app.test_client().post("/voice/fallback", data=form, headers=right).status_code == 200


@pytest.mark.parametrize("proxies", [0, 1])
def test_detail_is_for_this_machine_and_not_for_whom_a_proxy_on_it_brings(
    tmp_path: Path, proxies: int
) -> None:
    client = make(tmp_path, BASE, trusted_proxies=proxies).test_client()
    assert "parts" in client.get("/readyz").json
    for address in ("203.0.113.9", "127.0.0.1", "203.0.113.9, 127.0.0.1", "no address"):
        for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"):
            assert "parts" not in client.get("/readyz", headers={header: address}).json


def test_a_body_that_is_too_large_is_refused(app: Flask) -> None:
    carrier = Webhooks(app)
    form = carrier.form(Body="x" * 70_000)
    assert carrier.deliver("/sms/incoming", form, carrier.sign("/sms/incoming", form)).status_code == 413
