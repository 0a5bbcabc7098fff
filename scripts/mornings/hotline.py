"""The hotline in one process and in virtual time: its app, its clock, and signed webhooks."""

import base64
import hashlib
import hmac
import io
import logging
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, unquote, urlencode

import structlog
from flask import Flask
from pydantic import SecretStr

from ivr import Parts, VoiceSettings, create_app, parts_of
from scripts.mornings.virtual import StandingClock

ACCOUNT, TOKEN, NUMBER = "AC" + "5" * 32, "a-token-of-simulated-mornings", "+19025550100"
BASE = "https://hotline.example"


@dataclass(frozen=True, repr=False)
class Hotline:
    """The app; `answer` is how webhooks come in."""

    app: Flask
    wrong: list[str] = field(default_factory=list)  # what the app has warned of

    @property
    def parts(self) -> Parts:
        return parts_of(self.app)

    def answer(self, address: str, content: bytes, signature: str) -> tuple[str, str]:
        """Deliver an encoded form as it is; return the status and the text of the answer."""
        found: list[str] = []

        def begin(status: str, *_: Any) -> Callable[[bytes], object]:
            found.append(status)
            return lambda _: None

        body = self.app.wsgi_app(_environ(address, content, signature), begin)
        text = b"".join(body).decode()
        getattr(body, "close", lambda: None)()
        return found[0], text


def form_of(call_sid: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Return what the carrier sends about a call, with these fields."""
    usual = {"CallSid": call_sid, "AccountSid": ACCOUNT, "To": NUMBER, "CallStatus": "in-progress"}
    return usual | dict(fields)


def encoded(form: Mapping[str, str]) -> bytes:
    """Return a form as it is sent."""
    return urlencode(form, quote_via=_quoted).encode()


def sign(address: str, form: Mapping[str, str]) -> str:
    """Sign a form as the carrier does: HMAC-SHA1 of the address and every name and value, by name."""
    text = BASE + address + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.digest(TOKEN.encode(), text.encode(), hashlib.sha1)).decode()


_quoted = lru_cache(maxsize=4096)(quote_plus)  # most fields of a call are those of its last webhook


def _environ(address: str, content: bytes, signature: str) -> dict[str, Any]:
    path, _, query = address.partition("?")
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
    structlog.configure(wrapper_class=only, processors=[keep], cache_logger_on_first_use=True)


@contextmanager
def open_hotline(given: VoiceSettings, clock: StandingClock) -> Iterator[Hotline]:
    """Open a hotline whose time is ours."""
    before = structlog.get_config()
    hotline = Hotline(create_app(given, clock))
    _keep_what_is_wrong(hotline.wrong)
    try:
        yield hotline
    finally:
        hotline.parts.database.close()
        hotline.parts.redis.close()
        structlog.configure(**before)
