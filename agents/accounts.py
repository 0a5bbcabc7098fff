"""Accounts: the people who work here, added by the operator and never by themselves."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from agents import abilities, endpoints, passwords
from agents.errors import BadName, NameTaken, UnknownAccount, WeakPassword
from agents.roles import DESK, Role
from agents.tables import account, sign_in
from queueing import leave_desk

SHORTEST = 10
NAME = re.compile(r"[a-z][a-z0-9_]{1,31}")  # also a carrier's client identity, which takes no more than these


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in."""

    id: int
    name: str
    role: Role
    languages: tuple[str, ...]  # none named is every language
    skills: tuple[str, ...]
    endpoint: str
    disabled: bool


def add_user(
    tx: Connection,
    *,
    name: str,
    password: str,
    role: str = Role.AGENT,
    languages: tuple[str, ...] = (),
    skills: tuple[str, ...] = (),
    endpoint: str | None = None,
    ours: str | None = None,
    now: datetime,
) -> Account:
    """Add an account; its phone is the browser's (`client:NAME`) unless an endpoint says otherwise.

    No language named is every language; who needs a skill is for those who name it.
    """
    if not NAME.fullmatch(name):
        raise BadName(BadName.__doc__)
    if account_named(tx, name):
        raise NameTaken(NameTaken.__doc__)
    row = insert(account).values(
        name=name,
        role=Role(role).value,
        password_hash=_strong(password),
        **abilities.checked(languages, skills),
        endpoint=endpoints.checked(tx, name, f"client:{name}" if endpoint is None else endpoint, ours),
        created_at=now,
    )
    tx.execute(row)
    return _known(account_named(tx, name))


def set_password(tx: Connection, *, name: str, password: str, now: datetime) -> None:
    """Give an account another password; whoever is signed in by the old one, browser or program, is out."""
    change = update(account).where(account.c.name == name).values(password_hash=_strong(password))
    if tx.execute(change).rowcount != 1:
        raise UnknownAccount(UnknownAccount.__doc__)
    sign_out_everywhere(tx, _known(account_named(tx, name)).id, now)


def sign_out_everywhere(tx: Connection, account_id: int, now: datetime) -> None:
    """End every browser's and every program's sign-in of an account."""
    open_ones = (sign_in.c.account_id == account_id) & sign_in.c.ended_at.is_(None)
    tx.execute(update(sign_in).where(open_ones).values(ended_at=now))


def set_abilities(tx: Connection, *, name: str, languages: tuple[str, ...], skills: tuple[str, ...]) -> None:
    """Say anew whom somebody can serve; it counts when they are ready the next time."""
    able = abilities.checked(languages, skills)
    if tx.execute(update(account).where(account.c.name == name).values(**able)).rowcount != 1:
        raise UnknownAccount(UnknownAccount.__doc__)


def set_endpoint(tx: Connection, *, name: str, endpoint: str, ours: str | None = None) -> None:
    """Say anew where somebody's phone is; it is rung when they become ready after being away.

    `ours` is the hotline's own number, where that is known.
    """
    _known(account_named(tx, name))
    phone = endpoints.checked(tx, name, endpoint, ours)
    tx.execute(update(account).where(account.c.name == name).values(endpoint=phone))


def set_role(tx: Connection, *, name: str, role: str, now: datetime) -> None:
    """Say anew what an account is for; whoever may have a desk no more still ends the call that they have."""
    if tx.execute(update(account).where(account.c.name == name).values(role=Role(role).value)).rowcount != 1:
        raise UnknownAccount(UnknownAccount.__doc__)
    if Role(role) not in DESK:
        leave_desk(tx, name, now)


def disable_user(tx: Connection, *, name: str, now: datetime) -> None:
    """Shut an account; whoever is signed in with it is out at their next request, and takes no more callers.

    A call that they have goes on by telephone.
    """
    change = update(account).where(account.c.name == name).values(disabled=True)
    if tx.execute(change).rowcount != 1:
        raise UnknownAccount(UnknownAccount.__doc__)
    leave_desk(tx, name, now)


def enable_user(tx: Connection, *, name: str, now: datetime) -> Account:
    """Open an account that was shut; they sign in anew, for what was signed in then is so no more."""
    found = _known(account_named(tx, name))
    if found.disabled:
        endpoints.checked(tx, name, found.endpoint)  # another may have their phone by now
        sign_out_everywhere(tx, found.id, now)
        tx.execute(update(account).where(account.c.name == name).values(disabled=False))
    return _known(account_named(tx, name))


def users(tx: Connection) -> list[Account]:
    """List every account by name."""
    return [account_of(row) for row in tx.execute(select(account).order_by(account.c.name))]


def account_named(tx: Connection, name: str) -> Account | None:
    row = tx.execute(select(account).where(account.c.name == name)).one_or_none()
    return account_of(row) if row else None


def credentials(look: Connection, name: str) -> tuple[Account | None, str]:
    """Return the account of that name and the hash to check; where there is none, a hash of nothing."""
    row = look.execute(select(account).where(account.c.name == name)).one_or_none()
    return (account_of(row), row.password_hash) if row else (None, passwords.NOBODY)


def has_still(tx: Connection, account_id: int, stored: str) -> bool:
    """Tell whether an account still has this hash, which then stays for as long as the transaction lasts."""
    same = (account.c.id == account_id) & (account.c.password_hash == stored)
    return tx.execute(select(account.c.id).where(same).with_for_update(read=True)).first() is not None


def _strong(password: str) -> str:
    if len(password) < SHORTEST:
        raise WeakPassword(WeakPassword.__doc__)
    return passwords.hashed(password)


def _known(found: Account | None) -> Account:
    if found is None:
        raise UnknownAccount(UnknownAccount.__doc__)
    return found


def account_of(row: Row[Any]) -> Account:
    """Read an account from its row, or from a row that holds more besides."""
    able = (tuple(row.languages), tuple(row.skills))
    return Account(row.id, row.name, Role(row.role), *able, row.endpoint, row.disabled)
