"""What a run needs to know of the environment, and the environment that its processes get."""

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr

from queueing import QueueSettings

ROOT = Path(__file__).resolve().parent.parent.parent
Port = Annotated[int, Field(ge=1, le=65535)]


class RunSettings(QueueSettings):
    """Ports and the number of the hotline; the rest is each process's own."""

    web_port: Port = 8000
    console_port: Port = 8001
    carrier_port: Port = 8002
    hotline_number: Annotated[str, Field(pattern=r"^\+\d{6,15}$")] = "+19025550100"
    public_base_url: str | None = None
    secret_key: SecretStr | None = Field(default=None, min_length=32)  # the console's: better said at once

    @property
    def public_url(self) -> str:
        return (self.public_base_url or f"http://127.0.0.1:{self.web_port}").rstrip("/")

    @property
    def console_url(self) -> str:
        return f"http://127.0.0.1:{self.console_port}"

    @property
    def carrier_url(self) -> str:
        return f"http://127.0.0.1:{self.carrier_port}"


def environment(settings: RunSettings, secrets: dict[str, str]) -> dict[str, str]:
    """Return the environment of every process: what is set wins, but calls never leave this machine."""
    given = {name: value for name, value in os.environ.items() if value}
    ours = {
        "FAIRLINE_DATA": str(settings.data),
        "WEB_PORT": str(settings.web_port),
        "CONSOLE_PORT": str(settings.console_port),
        "CARRIER_PORT": str(settings.carrier_port),
        "HOTLINE_NUMBER": settings.hotline_number,
        "PUBLIC_BASE_URL": settings.public_url,
        "SOFTPHONE_URL": f"{settings.carrier_url}/handset",
        "TWILIO_API_BASE_URL": settings.carrier_url,
        "PYTHONUNBUFFERED": "1",
        "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONPATH": str(ROOT),
    }
    where = {"DATABASE_URL": settings.database_url, "REDIS_URL": settings.redis_url}
    return secrets | given | ours | {name: url for name, url in where.items() if url}
