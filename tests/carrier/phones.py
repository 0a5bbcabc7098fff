"""The carrier as another program sees it: only its HTTP API."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from twilio.rest import Client

from tests.carrier.peer import until

ACCOUNT = "AC" + "5" * 32
TOKEN = "a-token-of-the-tests"
HOTLINE = "+19025550100"
ANNA, BEN = "+19025550142", "+19025550143"
ROOT = Path(__file__).parents[2]


@dataclass
class Carrier:
    """A running carrier."""

    base: str
    process: subprocess.Popen[str]
    peer: str = ""  # the application of the test that has it now
    seen: int = 0  # the notices of the tests before
    told: set[str] = field(default_factory=set)  # numbers that a test lets behave in their own way

    def ask(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self.base + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.loads(response.read() or b"null")

    def dial(self, from_: str = ANNA) -> Line:
        return Line(self, self.ask("POST", "/handset/calls", {"from": from_, "to": HOTLINE})["sid"])

    def behave(self, number: str, behaviour: str) -> None:
        self.told.add(number)
        self.ask("POST", f"/handset/numbers/{quote(number)}", {"behaviour": behaviour})

    def forget(self) -> None:
        """Let every number ring until somebody answers, as in the beginning."""
        for number in sorted(self.told):
            self.behave(number, "manual")
        self.told.clear()

    def calls_at(self, number: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.ask("GET", f"/handset/numbers/{quote(number)}/calls")
        return rows

    def rung(self, number: str) -> Line:
        """The call that rings at a number, once one does."""
        until(lambda: self.calls_at(number), f"a call at {number}")
        return Line(self, self.calls_at(number)[0]["sid"])

    def texts_to(self, number: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.ask("GET", f"/handset/messages?to={quote(number)}")
        return rows

    def notices(self) -> list[int]:
        """What the carrier complained of in this test."""
        rows = self.ask("GET", "/handset/notices")[self.seen :]
        late = [row for row in rows if (row["url"] or "").startswith("http://127.0.0.1:")]
        return [row["code"] for row in rows if row not in late or row["url"].startswith(self.peer)]

    def client(self) -> Client:
        """Twilio's own SDK, pointed here."""
        client = Client(ACCOUNT, TOKEN)
        client.api.base_url = self.base
        return client


@dataclass
class Line:
    """One call, from a person's end."""

    carrier: Carrier
    sid: str

    def look(self) -> dict[str, Any]:
        row: dict[str, Any] = self.carrier.ask("GET", f"/handset/calls/{self.sid}")
        return row

    def heard(self) -> list[str]:
        return [row["text"] for row in self.look()["heard"] if row["verb"] == "Say"]

    def when(self, status: str) -> dict[str, Any]:
        until(lambda: self.look()["status"] == status, f"{self.sid} {status}, not {self.look()}")
        return self.look()

    def waits(self) -> Line:
        until(lambda: self.look()["waiting_for_keys"], f"{self.sid} waits for keys: {self.look()}")
        return self

    def press(self, digits: str) -> dict[str, Any]:
        row: dict[str, Any] = self.carrier.ask("POST", f"/handset/calls/{self.sid}/keys", {"digits": digits})
        return row

    def act(self, what: str) -> dict[str, Any]:
        row: dict[str, Any] = self.carrier.ask("POST", f"/handset/calls/{self.sid}/{what}", {})
        return row

    def hang_up(self) -> dict[str, Any]:
        row: dict[str, Any] = self.carrier.ask("DELETE", f"/handset/calls/{self.sid}")
        return row


def status_of(ask: Any) -> int:
    """The HTTP status that a request ends in."""
    try:
        ask()
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
    return 200


@contextmanager
def running(webhook: str, *flags: str, words: IO[str] | int = subprocess.DEVNULL) -> Iterator[Carrier]:
    """Start a carrier on a free port, and end it."""
    names = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "HOTLINE_NUMBER": HOTLINE}
    command = [sys.executable, "-m", "scripts.carrier", "--port", "0", "--webhook", webhook]
    process = subprocess.Popen(
        [*command, "--speed", "inf", *flags],
        cwd=ROOT,
        env={**os.environ, **names},
        stdout=subprocess.PIPE,
        stderr=words,
        text=True,
    )
    try:
        assert process.stdout is not None
        words = process.stdout.readline()
        yield Carrier(next(word for word in words.split() if word.startswith("http://")), process)
    finally:
        process.terminate()
        process.communicate(timeout=10)
