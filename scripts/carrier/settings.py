"""What the carrier is told: the account by the environment, the rest by flags."""

from __future__ import annotations

import argparse
import math
from typing import Annotated
from urllib.parse import urljoin

from pydantic import Field, SecretStr, StringConstraints
from pydantic_settings import BaseSettings, SettingsConfigDict

Sid = Annotated[str, StringConstraints(pattern=r"^AC[0-9a-zA-Z]{1,64}$")]
Phone = Annotated[str, StringConstraints(pattern=r"^\+[1-9][0-9]{6,14}$")]

INCOMING = "/voice/incoming"


class Account(BaseSettings):
    """The account that the application also knows."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    twilio_account_sid: Sid
    twilio_auth_token: SecretStr
    twilio_api_key_sid: str | None = None
    twilio_api_key_secret: SecretStr | None = None
    hotline_number: Phone
    carrier_port: int = Field(8002, ge=0, le=65535)


def speed(text: str) -> float:
    value = math.inf if text == "inf" else float(text)
    if not value > 0:
        raise argparse.ArgumentTypeError("a speed is more than 0, or inf")
    return value


def read_flags(words: list[str] | None = None) -> argparse.Namespace:
    """Give the command line."""
    parser = argparse.ArgumentParser("carrier", description="A phone network that behaves as Twilio does.")
    add = parser.add_argument
    add("--port", type=int, help="default CARRIER_PORT or 8002; 0 is any free one")
    add("--webhook", metavar="URL", help="the whole URL where HOTLINE_NUMBER's calls go")
    add("--status-callback", metavar="URL", help="default /voice/status beside the webhook")
    add("--fallback", metavar="URL", help="default /voice/fallback beside the webhook")
    add("--sms-webhook", metavar="URL", help="default /sms/incoming beside the webhook")
    add("--speed", type=speed, default=1.0, help="how much faster speech, music and Pause go; inf is at once")
    add("--cps", type=float, help="calls a second that the account may place; default as many as asked")
    add("--duplicate-every", type=int, default=0, metavar="N", help="deliver every Nth webhook twice at once")
    add("--reorder-callbacks", action="store_true", help="let status callbacks overtake each other")
    add("--seed", type=int, help="make the same sids every time")
    add("--log", metavar="FILE", help="append a JSON line for each thing that the network sees")
    flags = parser.parse_args(words)
    beside(flags)
    return flags


def beside(flags: argparse.Namespace) -> None:
    """Fill in the number's other URLs from its webhook."""
    flags.webhook = flags.webhook or f"http://127.0.0.1:8000{INCOMING}"
    whole = flags.webhook.endswith(INCOMING)
    root = flags.webhook.removesuffix(INCOMING) if whole else urljoin(flags.webhook, "/").rstrip("/")
    for name, path in (
        ("status_callback", "/voice/status"),
        ("fallback", "/voice/fallback"),
        ("sms_webhook", "/sms/incoming"),
    ):
        if getattr(flags, name) is None:
            setattr(flags, name, root + path)
