"""Load invitation codes: `code,birth_date,region,batch`."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field
from sqlalchemy import Connection

from booking_core import tables
from booking_core.check_digits import is_spoken_number
from booking_core.inserting import insert_once
from booking_core.loading.rows import read_rows


def _checked(code: str) -> str:
    if not is_spoken_number(code):
        raise ValueError("an invitation code is eight digits, the last a Damm check digit")
    return code


class InvitationRow(BaseModel):
    """One letter."""

    code: Annotated[str, AfterValidator(_checked)]
    birth_date: date
    region: Annotated[str, Field(max_length=120)]
    batch: Annotated[str, Field(max_length=60)]


def load_invitations(tx: Connection, text: str) -> int:
    """Load an invitations file; returns how many codes are new. Raises BadFile."""
    return sum(
        insert_once(tx, tables.invitation, **row.model_dump()) for row in read_rows(text, InvitationRow)
    )
