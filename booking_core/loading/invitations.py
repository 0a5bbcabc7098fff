"""Load invitation codes: `code,birth_date,region,batch[,surname]`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field
from sqlalchemy import Connection, select

from booking_core.campaigns import campaign_of
from booking_core.check_digits import is_spoken_number
from booking_core.loading.bad_file import BadFile
from booking_core.loading.batches import batches, insert_all, update_all
from booking_core.loading.rows import read_rows
from booking_core.loading.travel import regions_by_name
from booking_core.loading.values import Day, Name, Surname
from booking_core.tables import invitation, person

OLDEST = 125  # years
COLUMNS = ("birth_date", "region", "batch", "surname")


def _checked(code: str) -> str:
    if not is_spoken_number(code):
        raise ValueError("an invitation code is eight digits, the last a Damm check digit")
    return code


class InvitationRow(BaseModel):
    """One letter; of a surname only the first letters are kept."""

    code: Annotated[str, AfterValidator(_checked)]
    birth_date: Day
    region: Name
    batch: Annotated[str, Field(max_length=60)]
    surname: Surname | None = None


@dataclass(frozen=True, slots=True)
class InvitationsLoaded:
    """How many codes are new, how many changed, and the regions of theirs in which no clinic is so far."""

    added: int
    changed: int
    elsewhere: tuple[str, ...]


def load_invitations(tx: Connection, text: str, *, now: datetime) -> InvitationsLoaded:
    """Load an invitations file; loading it again changes what changed. Raises BadFile."""
    campaign = campaign_of(tx)
    today = now.astimezone(campaign.zone if campaign else UTC).date()
    regions: dict[str, None] = {}
    added = changed = 0
    for batch in batches(_rows(text, today)):
        regions |= dict.fromkeys(values["region"] for _, (_, values) in batch)
        fresh, others = _write(tx, dict(batch))
        added, changed = added + fresh, changed + others
    known = regions_by_name(tx)
    return InvitationsLoaded(added, changed, tuple(each for each in regions if known and each not in known))


def _rows(text: str, today: date) -> Iterator[tuple[str, tuple[int, dict[str, Any]]]]:
    seen: dict[str, int] = {}
    for line, row in read_rows(text, InvitationRow):
        if seen.setdefault(row.code, line) != line:
            raise BadFile(line, "code", f"is on line {seen[row.code]} too")
        if row.birth_date > today:
            raise BadFile(line, "birth_date", "is in the future")
        if row.birth_date.year < today.year - OLDEST:
            raise BadFile(line, "birth_date", f"is more than {OLDEST} years ago")
        yield row.code, (line, row.model_dump())


def _write(tx: Connection, rows: Mapping[str, tuple[int, dict[str, Any]]]) -> tuple[int, int]:
    found = tx.execute(select(invitation).where(invitation.c.code.in_(rows))).mappings()
    there = {each["code"]: dict(each) for each in found}
    fresh = [values for code, (_, values) in rows.items() if code not in there]
    changed = {code: values for code, (_, values) in rows.items() if there.get(code, values) != values}
    for code in _of_another(tx, changed):
        fault = "is not the one with which somebody has booked by this code already"
        raise BadFile(rows[code][0], "birth_date", fault)
    insert_all(tx, invitation, fresh)
    update_all(tx, invitation, COLUMNS, changed.values())
    return len(fresh), len(changed)


def _of_another(tx: Connection, changed: Mapping[str, dict[str, Any]]) -> Iterable[str]:
    found = tx.execute(select(person.c.code, person.c.birth_date).where(person.c.code.in_(changed)))
    return [row.code for row in found if row.birth_date != changed[row.code]["birth_date"]]
