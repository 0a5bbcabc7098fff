"""The screen door: the console that agents and supervisors work at, over the same core as the phone."""

from agents.abilities import in_words
from agents.accounts import (
    Account,
    account_named,
    add_user,
    disable_user,
    enable_user,
    set_abilities,
    set_endpoint,
    set_password,
    set_role,
    users,
)
from agents.errors import (
    AccountRefused,
    BadEndpoint,
    BadLanguage,
    BadName,
    BadSkill,
    EndpointTaken,
    NameTaken,
    OwnNumber,
    UnknownAccount,
    WeakPassword,
)
from agents.roles import Role
from agents.settings import ConsoleSettings

__all__ = [
    "Account",
    "AccountRefused",
    "BadEndpoint",
    "BadLanguage",
    "BadName",
    "BadSkill",
    "ConsoleSettings",
    "EndpointTaken",
    "NameTaken",
    "OwnNumber",
    "Role",
    "UnknownAccount",
    "WeakPassword",
    "account_named",
    "add_user",
    "disable_user",
    "enable_user",
    "in_words",
    "set_abilities",
    "set_endpoint",
    "set_password",
    "set_role",
    "users",
]
