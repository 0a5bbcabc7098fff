"""What a troubled morning is about: three regions and a few units, most of which open three minutes later."""

from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from booking_core import Database, load_campaign, load_clinics, migrate

SQLITE = "sqlite:///"

START = datetime.fromisoformat("2021-03-01T14:00:00+00:00")  # ten in the morning there: people may be rung
SLOT = 2  # units
SHARES = {"Halifax": 0.4, "Truro": 0.3, "Sydney": 0.3}
WANTED = {"Halifax": 60, "Truro": 20, "Sydney": 15, "whichever": 5}
CAMPAIGN = """
name = "Spring"
timezone = "America/Halifax"

[[release]]
name = "first"
opens = 2021-03-01T07:00:00

[[release]]
name = "second"
opens = 2021-03-01T10:03:00
"""
HEADER = "clinic,region,address,starts_at,minutes,capacity,release\n"


def prepare(url: str, units: int) -> None:
    """Migrate and load an empty database; of a SQLite file there is one to copy, once it was made."""
    if not url.startswith(SQLITE):
        _make(url, units)
        return
    Path(url.removeprefix(SQLITE)).write_bytes(_ready_made(units))


@cache
def _ready_made(units: int) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite3"
        _make(f"{SQLITE}{path}", units)
        return path.read_bytes()


def _make(url: str, units: int) -> None:
    with closing(Database(url)) as database:
        migrate(database)
        _load(database, units)


def _load(database: Database, units: int) -> None:

    def work(tx: object) -> None:
        load_campaign(tx, CAMPAIGN)  # type: ignore[arg-type]
        load_clinics(tx, HEADER + "\n".join(_rows(units)) + "\n", now=START)  # type: ignore[arg-type]

    database.run(work)


def _rows(units: int) -> list[str]:
    rows = []
    for region, share in SHARES.items():
        for slot in range(max(2, round(units * share / SLOT))):
            start = f"2021-03-08T{9 + slot // 4:02}:{slot % 4 * 15:02}"
            release = ("first", "second", "second")[slot % 3]
            rows.append(f"{region} Hall,{region},1 Main Street,{start},15,{SLOT},{release}")
    return rows
