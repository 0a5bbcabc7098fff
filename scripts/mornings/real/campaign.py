"""What a surge is about: the regions of a troubled morning, few units, most of which open while it lasts."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection

from agents import add_user
from booking_core import load_campaign, load_clinics
from scripts.mornings.troubles.campaign import HEADER, SHARES, SLOT

CAMPAIGN = """
name = "Surge"
timezone = "America/Halifax"

[callbacks]
weekdays = "00:00-24:00"
weekends = "00:00-24:00"
never_outside = "00:00-24:00"

[[release]]
name = "first"
opens = {first:%Y-%m-%dT%H:%M:%S}

[[release]]
name = "second"
opens = {second:%Y-%m-%dT%H:%M:%S}
"""
A_DAY = 32  # times of one clinic
RELEASES = ("first", *["second"] * 4)  # of its times, in turn


def load(tx: Connection, units: int, opens: datetime, second: datetime) -> None:
    """Load the campaign; both instants are local to it."""
    load_campaign(tx, CAMPAIGN.format(first=opens, second=second))
    load_clinics(tx, HEADER + "\n".join(_rows(units, opens)) + "\n", now=opens)


def hire(tx: Connection, names: tuple[str, ...], password: str, now: datetime) -> None:
    """Add agents who serve every language, each with a browser phone."""
    for name in names:
        add_user(tx, name=name, password=password, now=now)


def _rows(units: int, opens: datetime) -> Iterator[str]:
    for region, share in SHARES.items():
        for slot in range(max(2, round(units * share / SLOT))):
            day = opens + timedelta(days=7 + slot // A_DAY)
            start = f"{day:%Y-%m-%d}T{9 + slot % A_DAY // 4:02}:{slot % 4 * 15:02}"
            yield f"{region} Hall,{region},1 Main Street,{start},15,{SLOT},{RELEASES[slot % len(RELEASES)]}"
