"""Who may do what: denied unless a view says otherwise."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])


class Role(StrEnum):
    """What an account is for."""

    AGENT = "agent"
    LEAD = "lead"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


EVERYBODY = frozenset(Role)
DESK = frozenset({Role.AGENT, Role.LEAD, Role.SUPERVISOR})
AT_DESKS = frozenset({Role.AGENT, Role.LEAD})  # whose work is there; others come to help
SUPERVISING = frozenset({Role.SUPERVISOR})
BOARD = frozenset({Role.LEAD, Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR})

_ALLOWED = "fairline_allowed"
PUBLIC: frozenset[Role] = frozenset()


def allow(roles: frozenset[Role]) -> Callable[[View], View]:
    """Open a view to some roles; PUBLIC opens it to those who are not signed in."""

    def mark(view: View) -> View:
        setattr(view, _ALLOWED, roles)
        return view

    return mark


def allowed(view: object) -> frozenset[Role] | None:
    """Return the roles a view is open to; None for a view that says nothing, which nobody may see."""
    return getattr(view, _ALLOWED, None)
