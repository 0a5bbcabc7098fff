"""Operations: each is declared once, and its route, its rights and its description all come from that."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel

from agents.roles import Role


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that a program may ask for; `name` is its operationId."""

    name: str
    method: str
    path: str
    summary: str
    roles: frozenset[Role]
    run: Callable[..., BaseModel | None]
    body: type[BaseModel] | None = None
    query: type[BaseModel] | None = None  # of an address: fields with defaults
    answer: type[BaseModel] | None = None
    changes: bool = False

    @property
    def status(self) -> int:
        return 200 if self.answer else 204
