"""An errand that somebody has leased is taken by whoever comes, as if nobody had it."""

from unittest.mock import patch

from sqlalchemy import bindparam

from booking_core import outbox


def broken():
    row = outbox._ROW
    with patch.object(outbox, "_TAKEABLE", (row.done_at.is_(None), row.due <= outbox._NOW)):
        anybodys = {
            "_LEASE": outbox._lease(row.kind.not_in(bindparam("but", expanding=True))),
            "_LEASE_OF_KIND": outbox._lease(row.kind == bindparam("of_kind")),
        }
    return patch.multiple(outbox, **anybodys)
