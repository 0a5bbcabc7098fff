"""The voice's settings: the one file here that reads the environment."""

import os
import shutil
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, DirectoryPath, Field, SecretStr, ValidationError

from queueing import QueueSettings

VOICES = {"en": "Polly.Joanna-Neural", "fr": "Polly.Gabrielle-Neural", "es": "Polly.Lupe-Neural"}
# These take the one SSML tag that we send, <prosody rate>; the basic voices take none.
SLOWER = ("Polly.", "Google.")
METRICS = "PROMETHEUS_MULTIPROC_DIR"
os.environ.pop(METRICS, None)  # of whoever has started this process: that folder is not ours, and may be gone


class BadSettings(Exception):
    """The environment cannot start the voice."""


def _base_url(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise ValueError("must start with http:// or https://")
    if not urlsplit(text).hostname:
        raise ValueError("names no host")
    return text.rstrip("/")


def _voices(given: dict[str, str]) -> dict[str, str]:
    """Return a voice for each language; refuse one that could not be made slower."""
    unknown = sorted(set(given) - set(VOICES))
    if unknown:
        raise ValueError(f"{unknown[0]} is no language of ours: name en, fr or es")
    basic = [f"{language}: {voice}" for language, voice in given.items() if not voice.startswith(SLOWER)]
    if basic:
        raise ValueError(
            f"{basic[0]} cannot speak slower; choose a voice whose name begins with Polly. or Google."
        )
    return VOICES | given


class VoiceSettings(QueueSettings):
    """What the voice needs to know; signatures are checked against PUBLIC_BASE_URL."""

    twilio_account_sid: str = Field(pattern="^AC")
    twilio_auth_token: SecretStr
    twilio_api_key_sid: str | None = None
    twilio_api_key_secret: SecretStr | None = None
    twilio_api_base_url: Annotated[str, AfterValidator(_base_url)] | None = None
    public_base_url: Annotated[str, AfterValidator(_base_url)]
    hotline_number: str = Field(pattern=r"^\+\d{6,15}$")
    metrics_token: SecretStr | None = Field(default=None, min_length=16)
    trusted_proxies: int = Field(default=0, ge=0)
    voices: Annotated[dict[str, str], AfterValidator(_voices)] = VOICES
    recordings: DirectoryPath | None = None

    @classmethod
    def load(cls) -> Self:
        """Read the environment; every fault is named at once, each with its variable."""
        try:
            return cls()  # type: ignore[call-arg]  # they come from the environment
        except ValidationError as error:
            faults = [
                f"{str(each['loc'][0]).upper()}: {_plain(each['type'], each['msg'])}"
                for each in error.errors()
            ]
            raise BadSettings("The voice cannot start. " + "; ".join(faults) + ".") from None


def _plain(kind: str, message: str) -> str:
    if kind == "missing":
        return "is not set"
    return message.removeprefix("Value error, ")


def share_metrics(settings: VoiceSettings) -> None:
    """Let the web server's processes count together: one folder for each server that runs.

    To be called before prometheus_client is imported, which looks at the environment once.
    """
    folder = settings.data / "metrics" / f"web-{os.getppid()}"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault(METRICS, str(folder))
    for old in folder.parent.glob("web-*"):
        if not _alive(int(old.name.removeprefix("web-"))):
            shutil.rmtree(old, ignore_errors=True)


def shared_metrics() -> Path | None:
    """Return the folder in which the processes count together, or None."""
    return Path(os.environ[METRICS]) if METRICS in os.environ else None


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
