"""The carrier's REST side of a troubled morning: its answers fail as the seed says.

What it is asked is in Twilio's words; every failure is one that its documentation names.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

from requests.exceptions import ConnectionError as NoConnection

from scripts.mornings.asked import GONE, Answer, Asked
from scripts.mornings.log import Log
from scripts.mornings.troubles.chance import Rates
from scripts.mornings.troubles.effects import DIALS

TOO_MANY: Answer = (429, {"code": 20429, "message": "Too Many Requests", "status": 429})
BROKEN: Answer = (500, {"code": 20500, "message": "An internal server error has occurred", "status": 500})


class Handset(Protocol):
    """A telephone with a call, as the exchange knows it."""

    sid: str
    to: str
    status: str
    created: datetime

    def led_to(self, address: str) -> None: ...

    def end(self, by: str) -> None: ...


@dataclass(repr=False)
class Exchange(Asked):
    """All calls of the morning and all texts; `ring` lets a telephone ring, `after` is the scheduler's."""

    log: Log
    rates: Rates
    seed: int
    now: Callable[[], datetime]
    after: Callable[[float, Callable[[], None]], None]
    ring: Callable[[str, str, dict[str, str]], Handset]
    effect: Callable[..., None] = lambda *_: None  # of the process that asks
    calls: dict[str, Handset] = field(default_factory=dict)
    texts: list[dict[str, Any]] = field(default_factory=list)
    asked: int = 0

    def answer(self, path: str, form: dict[str, Any] | None, asked: dict[str, Any]) -> Answer:
        if form is None:
            return self._look(path, asked)
        self.effect(*([DIALS] if path.endswith("/Calls") else []))
        answer = self._change(path, form)
        self.effect()
        return answer

    def _change(self, path: str, form: dict[str, Any]) -> Answer:
        self.asked += 1
        chance = random.Random(f"{self.seed}:rest:{self.asked}")
        if (failed := self._failed(chance, path, form)) is not None:
            return failed
        status, body = self._done(path, form)
        lost = chance.random() < self.rates.unheard
        self._note(
            path, form, "lost" if lost else "ok" if status in DONE else str(status), body.get("sid", "")
        )
        if lost:
            raise NoConnection("the answer was lost")
        return status, body

    def _failed(self, chance: random.Random, path: str, form: dict[str, Any]) -> Answer | None:
        for rate, answer in ((self.rates.refused, TOO_MANY), (self.rates.broken, BROKEN)):
            if chance.random() < rate:
                self._note(path, form, str(answer[0]))
                return answer
        if chance.random() < self.rates.never_asked:
            self._note(path, form, "not asked")
            raise NoConnection("the request was lost")
        return None

    def _note(self, path: str, form: dict[str, Any], outcome: str, sid: str = "") -> None:
        url = urlsplit(form.get("Url", ""))
        address = url.path + (f"?{url.query}" if url.query else "")
        what = path.rsplit("/", 1)[-1]
        verb = {"Calls": "call", "Messages": "text"}.get(what) or ("lead" if address else "hang up")
        call = sid if what in {"Calls", "Messages"} else what
        self.log.note("rest", verb=verb, call=call, to=form.get("To", ""), address=address, outcome=outcome)

    def _done(self, path: str, form: dict[str, Any]) -> Answer:
        *_, above, resource = path.split("/")
        if resource == "Calls":
            phone = self.ring(form["To"], form["Url"], form)
            self.calls[phone.sid] = phone
            return 201, _call(phone)
        if resource == "Messages":
            return 201, self._text(form)
        phone_or_none = self.calls.get(resource) if above == "Calls" else None
        if phone_or_none is None:
            return GONE
        if phone_or_none.status not in UP:
            return 400, {"code": 21220, "message": "Call is not in-progress", "status": 400}
        self._lead(phone_or_none, form)
        return 200, _call(phone_or_none)

    def _lead(self, phone: Handset, form: dict[str, Any]) -> None:
        if form.get("Status") == "completed":
            self.after(0.2, lambda: phone.end("hotline"))
        elif phone.status == "in-progress":
            url = urlsplit(form["Url"])
            self.after(0.2, lambda: phone.led_to(f"{url.path}?{url.query}"))

    def _text(self, form: dict[str, Any]) -> dict[str, Any]:
        sid = f"SM{len(self.texts):032}"
        self.texts.append(
            {"sid": sid, "to": form["To"], "body": form["Body"], "date_created": _date(self.now())}
        )
        self.log.note("text", call=sid, to=form["To"])
        return self.texts[-1] | {"status": "queued"}

    def _look(self, path: str, asked: dict[str, Any]) -> Answer:
        resource = path.rsplit("/", 1)[-1]
        if resource == "Calls":
            newest = reversed([each for each in self.calls.values() if each.to == asked.get("To")])
            return 200, {"calls": [_call(each) for each in newest], "next_page_uri": None, "page": 0}
        if resource == "Messages":
            mine = [each for each in reversed(self.texts) if each["to"] == asked.get("To")]
            return 200, {"messages": mine, "next_page_uri": None, "page": 0}
        if resource == "Conferences":
            return 200, {"conferences": [], "next_page_uri": None, "page": 0}
        phone = self.calls.get(resource)
        return GONE if phone is None else (200, _call(phone))


DONE = {200, 201}
UP = {"queued", "ringing", "in-progress"}


def _call(phone: Handset) -> dict[str, Any]:
    return {"sid": phone.sid, "status": phone.status, "to": phone.to, "date_created": _date(phone.created)}


def _date(at: datetime) -> str:
    return format_datetime(at)
