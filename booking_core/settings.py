"""What the ground needs to know of the environment."""

import os
from pathlib import Path

from pydantic import field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

KNOWN = frozenset({"postgres", "postgresql", "postgresql+psycopg", "sqlite"})


class GroundSettings(BaseSettings):
    """Where the truth is kept: `FAIRLINE_DATA` for what is embedded, or `DATABASE_URL`."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore")

    fairline_data: Path = Path("var")
    database_url: str | None = None

    @field_validator("database_url")
    @classmethod
    def _can_be_opened(cls, url: str | None) -> str | None:
        try:
            known = url is None or make_url(url).drivername in KNOWN
        except ArgumentError:
            known = False
        if not known:
            raise PydanticCustomError(
                "database_url", "must be postgresql://USER:PASSWORD@HOST/NAME or sqlite:////PATH"
            )
        return url

    @property
    def data(self) -> Path:
        """The data folder, made if it is not there yet; nobody else may look in, for it holds numbers."""
        folder = self.fairline_data.absolute()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid == os.getuid() and folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
        return folder

    @property
    def sql_url(self) -> str:
        """The URL that SQLAlchemy opens: PostgreSQL by psycopg 3, or the embedded SQLite file."""
        if self.database_url is None:
            return f"sqlite:///{self.data / 'fairline.sqlite3'}"
        scheme, _, rest = self.database_url.partition("://")
        if scheme in {"postgres", "postgresql"}:
            return f"postgresql+psycopg://{rest}"
        return self.database_url
