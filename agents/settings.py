"""What the console needs to know of the environment; the only file here that reads it."""

from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator

from queueing import QueueSettings

CHECKOUT = Path(__file__).resolve().parent.parent


class ConsoleSettings(QueueSettings):
    """The console's own settings over those of the line and the ground."""

    secret_key: SecretStr = Field(min_length=32)
    console_port: int = Field(default=8001, ge=1, le=65535)
    console_base_url: str | None = None
    softphone_url: str | None = None
    hotline_number: str | None = Field(default=None, pattern=r"^\+\d{6,15}$")  # for letters
    metrics_token: SecretStr | None = Field(default=None, min_length=16)
    trusted_proxies: int = Field(default=0, ge=0)
    node_modules: Path = CHECKOUT / "node_modules"

    @field_validator("console_base_url", "softphone_url")
    @classmethod
    def _is_a_web_address(cls, value: str | None) -> str | None:
        if value is not None and urlsplit(value).scheme not in {"http", "https"}:
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/") if value else None

    @classmethod
    def load(cls) -> Self:
        """Read the environment; a process that cannot start says every reason at once, and no secret."""
        try:
            return cls()  # type: ignore[call-arg]
        except ValidationError as error:
            faults = [f"{str(each['loc'][0]).upper()}: {each['msg']}" for each in error.errors()]
            raise SystemExit("The console cannot start.\n" + "\n".join(faults)) from None

    @property
    def is_https(self) -> bool:
        """Whether agents reach the console by https, so that cookies may insist on it."""
        return (self.console_base_url or "").startswith("https://")
