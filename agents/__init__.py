"""The screen door: the console that agents and supervisors work at, over the same core as the phone."""

from agents.accounts import Account, add_user, disable_user, set_password, users
from agents.errors import BadName, NameTaken, UnknownAccount, WeakPassword
from agents.roles import Role
from agents.settings import ConsoleSettings

__all__ = [
    "Account",
    "BadName",
    "ConsoleSettings",
    "NameTaken",
    "Role",
    "UnknownAccount",
    "WeakPassword",
    "add_user",
    "disable_user",
    "set_password",
    "users",
]
