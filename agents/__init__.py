"""The screen door: the console that agents and supervisors work at, over the same core as the phone."""

from agents.abilities import in_words
from agents.accounts import Account, add_user, disable_user, set_abilities, set_password, set_role, users
from agents.errors import BadLanguage, BadName, BadSkill, NameTaken, UnknownAccount, WeakPassword
from agents.roles import Role
from agents.settings import ConsoleSettings

__all__ = [
    "Account",
    "BadLanguage",
    "BadName",
    "BadSkill",
    "ConsoleSettings",
    "NameTaken",
    "Role",
    "UnknownAccount",
    "WeakPassword",
    "add_user",
    "disable_user",
    "in_words",
    "set_abilities",
    "set_password",
    "set_role",
    "users",
]
