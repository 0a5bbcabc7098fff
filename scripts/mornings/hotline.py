"""The hotline in one process and in virtual time: its app, its clock, and signed webhooks."""

import base64
import hashlib
import hmac
import io
import logging
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, unquote, urlencode

import structlog
from flask import Flask
from pydantic import SecretStr

from ivr import Parts, VoiceSettings, create_app, parts_of

ACCOUNT, TOKEN, NUMBER = "AC" + "5" * 32, "a-token-of-simulated-mornings", "+19025550100"
BASE = "https://hotline.example"


@dataclass
class StandingClock:
    """A clock that stands until it is moved."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant


@dataclass(frozen=True, repr=False)
class Hotline:
    """The app and its clock; `post` is how webhooks come in."""

    app: Flask
    clock: StandingClock
    wrong: list[str] = field(default_factory=list)  # what the app has warned of

    @property
    def parts(self) -> Parts:
        return parts_of(self.app)

    @property
    def number(self) -> str:
        return NUMBER

    def post(self, address: str, call_sid: str, **fields: str) -> str:
        """Deliver a signed webhook about a call, and return the TwiML; RuntimeError where it is refused."""
        usual = {"CallSid": call_sid, "AccountSid": ACCOUNT, "To": NUMBER, "CallStatus": "in-progress"}
        status, text = self.deliver(address, usual | fields)
        if not status.startswith("20"):
            raise RuntimeError(f"{status} of {address}")
        return text

    def deliver(self, address: str, form: Mapping[str, str], signature: str | None = None) -> tuple[str, str]:
        """Deliver a form as it is; return the status and the text of the answer."""
        found: list[str] = []

        def begin(status: str, *_: Any) -> Callable[[bytes], object]:
            found.append(status)
            return lambda _: None

        body = self.app.wsgi_app(_environ(address, form, signature or sign(address, form)), begin)
        text = b"".join(body).decode()
        getattr(body, "close", lambda: None)()
        return found[0], text


def sign(address: str, form: Mapping[str, str]) -> str:
    """Sign a form as the carrier does: HMAC-SHA1 of the address and every name and value, by name."""
    text = BASE + address + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.digest(TOKEN.encode(), text.encode(), hashlib.sha1)).decode()


_quoted = lru_cache(maxsize=4096)(quote_plus)  # most fields of a call are those of its last webhook


def _environ(address: str, form: Mapping[str, str], signature: str) -> dict[str, Any]:
    path, _, query = address.partition("?")
    content = urlencode(form, quote_via=_quoted).encode()
    return {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(path),
        "QUERY_STRING": query,
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(content)),
        "SERVER_NAME": "hotline.example",
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_X_TWILIO_SIGNATURE": signature,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(content),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


def settings(folder: Path, database_url: str | None, redis_url: str | None, **more: Any) -> VoiceSettings:
    """Return the settings of a hotline that lives in this folder; embedded is what has no address."""
    return VoiceSettings(
        fairline_data=folder,
        database_url=database_url,
        redis_url=redis_url,
        twilio_account_sid=ACCOUNT,
        twilio_auth_token=SecretStr(TOKEN),
        hotline_number=NUMBER,
        public_base_url=BASE,
        **more,
    )


def _keep_what_is_wrong(found: list[str]) -> None:
    """Keep warnings and errors of the app as `event kind error`, and let nothing be printed."""

    def keep(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
        found.append(
            " ".join(str(event[name]) for name in ("event", "kind", "error", "route") if name in event)
        )
        raise structlog.DropEvent

    only = structlog.make_filtering_bound_logger(logging.WARNING)
    structlog.configure(wrapper_class=only, processors=[keep], cache_logger_on_first_use=False)


@contextmanager
def open_hotline(given: VoiceSettings, start: datetime) -> Iterator[Hotline]:
    """Open a hotline whose time is ours."""
    before = structlog.get_config()
    app = create_app(given, clock := StandingClock(start))
    hotline = Hotline(app, clock)
    _keep_what_is_wrong(hotline.wrong)
    try:
        yield hotline
    finally:
        hotline.parts.database.close()
        hotline.parts.redis.close()
        structlog.configure(**before)
