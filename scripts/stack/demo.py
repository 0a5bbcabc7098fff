"""The demo's data: Nova Scotia's two mornings brought to the coming days, loaded once."""

import tomllib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from agents import Role, add_user, set_password, users
from booking_core import campaign_of, load_campaign, load_clinics, load_invitations, load_towns, load_travel
from scripts.stack.passwords import USERS, password_of
from scripts.stack.settings import ROOT

FILES = ROOT / "scripts" / "demo"
LANGUAGES = {"anna": ("en",), "ben": ("en", "fr"), "chloe": ("en", "es")}
SUPERVISOR = "diane"


def load(tx: Connection, secrets: dict[str, str], now: datetime, *, new_passwords: bool) -> bool:
    """Load the demo where there is no campaign yet; returns whether what is there now is the demo."""
    there = campaign_of(tx)
    if there is None:
        _load_files(tx, now)
        _add_users(tx, secrets, now)
        return True
    demo = there.name == _name() and {each.name for each in users(tx)}.issuperset(USERS)
    if demo and new_passwords:  # the folder of the old ones is gone
        for user in USERS:
            set_password(tx, name=user, password=password_of(user, secrets), now=now)
    return demo


def weeks_since(opened: datetime, now: datetime) -> int:
    """Return how many whole weeks it is from then to the latest such morning, so that weekdays stay."""
    return (now.astimezone(opened.tzinfo).replace(tzinfo=None) - opened.replace(tzinfo=None)) // timedelta(
        weeks=1
    )


def letter() -> tuple[str, str]:
    """Return the code and the birth date of the first letter, for somebody who tries the demo."""
    code, birth_date, *_ = _text("invitations.csv").splitlines()[1].split(",")
    return code, birth_date


def role_of(user: str) -> Role:
    return Role.SUPERVISOR if user == SUPERVISOR else Role.AGENT


def _load_files(tx: Connection, now: datetime) -> None:
    campaign = tomllib.loads(_text("campaign.toml"))
    weeks = weeks_since(campaign["opens"].replace(tzinfo=ZoneInfo(campaign["timezone"])), now)
    load_campaign(tx, _text("campaign.toml"), weeks=weeks)
    load_clinics(tx, _text("clinics.csv"), now=now, weeks=weeks)
    load_invitations(tx, _text("invitations.csv"), now=now)
    load_travel(tx, _text("travel.csv"))
    load_towns(tx, _text("towns.csv"))


def _add_users(tx: Connection, secrets: dict[str, str], now: datetime) -> None:
    for name in USERS:
        password, languages = password_of(name, secrets), LANGUAGES.get(name, ("en",))
        add_user(tx, name=name, password=password, role=role_of(name), languages=languages, now=now)


def _name() -> str:
    return str(tomllib.loads(_text("campaign.toml"))["name"])


def _text(file: str) -> str:
    return (FILES / file).read_text(encoding="utf-8")
