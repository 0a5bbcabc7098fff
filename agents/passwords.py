"""Passwords as argon2id hashes, a bounded number at a time: each one costs 64 MB while it lasts."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

AT_ONCE = 2
_hasher = PasswordHasher()
_room = BoundedSemaphore(AT_ONCE)
# Checked when the name is unknown, so that the time taken does not tell which names exist.
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$HjCbyRDQFJSCHGdI0zyApQ$s80nynz1KGH4n47LBNzjkzzyZ38nFNHTozyZt+eQuj8"


def hashed(password: str) -> str:
    """Return what is stored in place of a password."""
    with _room:
        return _hasher.hash(password)


def matches(stored: str, password: str) -> bool:
    """Tell whether this is the password behind the stored hash."""
    with _room:
        try:
            return _hasher.verify(stored, password)
        except (VerifyMismatchError, InvalidHashError):
            return False
