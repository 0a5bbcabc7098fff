"""Who is signed in: kept on the server, so that signing out is true everywhere at once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from agents import passwords
from agents.accounts import NAME, Account, account_of, credentials, has_still, sign_out_everywhere
from agents.tables import account, sign_in
from booking_core import Database

IDLE = timedelta(hours=2)
ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
WRONG = "That name and password do not belong together. Check both and try again."
_MINE = (sign_in.c.token_hash == bindparam("token")) & (sign_in.c.kind == bindparam("asked"))
_TIMES = (sign_in.c.opened_at, sign_in.c.seen_at, sign_in.c.ended_at)
# Every page and every open screen asks this: it is built once.
_LOOKUP = select(account, *_TIMES).join_from(sign_in, account).where(_MINE)


class Kind(StrEnum):
    """How the token travels: in the browser's cookie, or in an API client's header."""

    SCREEN = "screen"
    API = "api"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account that is signed in now, in the shape that Flask-Login asks of a user."""

    account: Account
    token: str
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    @property
    def name(self) -> str:
        return self.account.name

    def get_id(self) -> str:
        return self.token


class SignIns:
    """Opens, finds and ends what signs somebody in; only a hash of the token is stored."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, name: str, password: str, kind: Kind, now: datetime) -> SignedIn | None:
        """Sign somebody in; None where name and password do not fit, or the account is shut."""
        with self._database.reading() as look:
            found, stored = credentials(look, name if NAME.fullmatch(name) else "")
        if not passwords.matches(stored, password) or found is None or found.disabled:
            return None
        token, who = secrets.token_urlsafe(32), found.id
        row = insert(sign_in).values(
            token_hash=_digest(token), account_id=who, kind=kind.value, opened_at=now, seen_at=now
        )
        # A password takes a while to check, and another one may have been given meanwhile.
        opened = self._database.run(lambda tx: has_still(tx, who, stored) and tx.execute(row))
        return SignedIn(found, token) if opened else None

    def find(self, token: str, kind: Kind, now: datetime, *, is_act: bool = True) -> SignedIn | None:
        """Return who this token signs in, unless it has ended, lain idle or grown too old.

        A page that only listens is not an act: it does not keep anybody signed in.
        """
        with self._database.reading() as look:
            row = look.execute(_LOOKUP, {"token": _digest(token), "asked": kind.value}).one_or_none()
        if row is None or not _holds(row, now):
            return None
        if is_act and now - row.seen_at >= SEEN_EVERY:
            self._database.run(lambda tx: _touch(tx, token, now))
        return SignedIn(account_of(row), token)

    def end(self, token: str, now: datetime) -> None:
        """Sign out here."""
        ended = update(sign_in).where(sign_in.c.token_hash == _digest(token)).values(ended_at=now)
        self._database.run(lambda tx: tx.execute(ended))

    def end_all(self, account_id: int, now: datetime) -> None:
        """Sign out everywhere."""
        self._database.run(lambda tx: sign_out_everywhere(tx, account_id, now))


def _holds(row: Row[tuple[object, ...]], now: datetime) -> bool:
    fresh = now - row.seen_at < IDLE and now - row.opened_at < ABSOLUTE
    return fresh and row.ended_at is None and not row.disabled


def _touch(tx: Connection, token: str, now: datetime) -> None:
    tx.execute(update(sign_in).where(sign_in.c.token_hash == _digest(token)).values(seen_at=now))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
