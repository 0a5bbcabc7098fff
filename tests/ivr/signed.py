"""Webhooks as the carrier signs them, delivered without a network."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from flask import Flask
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from ivr import create_app
from ivr.parts import EXTENSION, Parts
from tests.carrier.phones import ACCOUNT, ANNA, HOTLINE, TOKEN
from tests.ivr.hotline import StandingClock, settings

BASE = "https://hotline.example"
SID = "CA" + "1" * 32


class Webhooks:
    """Posts signed forms to an app."""

    def __init__(self, app: Flask, base: str = BASE, token: str = TOKEN) -> None:
        self._client, self._base, self._validator = app.test_client(), base, RequestValidator(token)

    def form(self, **fields: str) -> MultiDict[str, str]:
        usual = {
            "CallSid": SID,
            "AccountSid": ACCOUNT,
            "From": ANNA,
            "To": HOTLINE,
            "CallStatus": "in-progress",
        }
        return MultiDict(usual | fields)

    def sign(self, path: str, form: MultiDict[str, str]) -> str:
        return str(self._validator.compute_signature(self._base + path, form))

    def post(self, path: str, sid: str = SID, **fields: str) -> TestResponse:
        form = self.form(CallSid=sid, **fields)
        return self.deliver(path, form, self.sign(path, form))

    def deliver(self, path: str, form: MultiDict[str, str], signature: str | None) -> TestResponse:
        headers = {} if signature is None else {"X-Twilio-Signature": signature}
        return self._client.post(path, data=form, headers=headers)

    def get(self, path: str, **headers: str) -> TestResponse:
        return self._client.get(path, headers=headers)


@dataclass
class Voice:
    """The app, its signed webhooks, and its clock."""

    app: Flask
    webhooks: Webhooks
    clock: StandingClock

    @property
    def parts(self) -> Parts:
        return self.app.extensions[EXTENSION]

    def post(self, path: str, sid: str = SID, **fields: str) -> str:
        """Deliver a webhook and return the TwiML."""
        answer = self.webhooks.post(path, sid, **fields)
        assert answer.status_code in (200, 204), (answer.status_code, path)
        return answer.text

    def press(self, twiml: str, keys: str = "", sid: str = SID) -> str:
        """Answer a document, as its Gather says."""
        return self.post(following(twiml), sid, Digits=keys)

    def announced(self, twiml: str, sid: str = SID) -> str:
        """Go round the wait loop until something is said, and return that document."""
        while "<Say" not in (twiml := self.post(redirect(twiml), sid)):
            pass
        return twiml

    def dial(self, *keys: str, sid: str = SID, phone: str = ANNA) -> str:
        """Call and press keys, and return the last document."""
        return self.pressed(self.post("/voice/incoming", sid, From=phone), *keys, sid=sid)

    def pressed(self, twiml: str, *keys: str, sid: str = SID) -> str:
        """Answer a document and those after it with these keys, and return the last."""
        for each in keys:
            twiml = self.press(twiml, each, sid)
        return twiml


def following(twiml: str) -> str:
    """Return the address that a document leads to: its Gather's action, or else its Redirect."""
    root = ET.fromstring(twiml)
    gather = root.find("Gather")
    found = gather.get("action") if gather is not None else root.findtext("Redirect")
    assert found, twiml
    return found


def redirect(twiml: str) -> str:
    return ET.fromstring(twiml).findtext("Redirect") or ""


@contextmanager
def open_voice(
    folder: Path, database_url: str, redis_url: str, base: str = BASE, **more: object
) -> Iterator[Voice]:
    clock = StandingClock()
    app = create_app(settings(folder, database_url, redis_url, base, **more), clock)
    yield Voice(app, Webhooks(app, base), clock)
    app.extensions[EXTENSION].database.close()
    app.extensions[EXTENSION].redis.close()
