"""Webhooks as the carrier signs them, delivered without a network."""

from flask import Flask
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.carrier.phones import ACCOUNT, ANNA, HOTLINE, TOKEN

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
