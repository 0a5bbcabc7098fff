"""Where the phone of an agent is: one that could never ring is refused when it is named."""

import re

from sqlalchemy import Connection, false, func, select

from agents.errors import BadEndpoint, EndpointTaken, OwnNumber
from agents.tables import account
from booking_core import is_telephone

LONGEST = 80  # as many letters as are kept
BROWSER = re.compile(r"client:[A-Za-z0-9_]+")  # a carrier's client identity takes no more than these
ADDRESS = re.compile(r"sip:[\w.+~*-]+@[A-Za-z0-9.-]+(:\d{1,5})?", re.ASCII)


def checked(tx: Connection, name: str, endpoint: str, ours: str | None = None) -> str:
    """Return where the phone of `name` is; refuse what is none, what is the hotline's, and another's."""
    if len(endpoint) > LONGEST or not _is_phone(endpoint):
        raise BadEndpoint(BadEndpoint.__doc__)
    if endpoint == ours:
        raise OwnNumber(OwnNumber.__doc__)
    other = tx.scalar(
        select(account.c.name).where(
            func.lower(account.c.endpoint) == endpoint.lower(),
            account.c.name != name,
            account.c.disabled == false(),  # whoever works here no more leaves their phone to others
        )
    )
    if other is not None:
        raise EndpointTaken(f"This is the phone of {other} already; two agents cannot share one.")
    return endpoint


def _is_phone(text: str) -> bool:
    return is_telephone(text) or any(form.fullmatch(text) for form in (BROWSER, ADDRESS))
