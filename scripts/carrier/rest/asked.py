"""What a request to the REST API asked for, read with the carrier's complaints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web
from multidict import MultiMapping

from scripts.carrier.dialled import whole_number
from scripts.carrier.rest.refusal import bad

CLIENT: Final = re.compile(r"client:[^\s]{1,256}")


class Asked:
    """A form; a field that is absent is None."""

    def __init__(self, form: MultiMapping[str | bytes | bytearray | web.FileField]) -> None:
        self._form = form

    def __contains__(self, name: str) -> bool:
        return name in self._form

    def names(self) -> set[str]:
        return set(self._form)

    def text(self, name: str) -> str | None:
        value = self._form.get(name)
        return value if isinstance(value, str) else None

    def filled(self, name: str) -> str | None:
        return self.text(name) or None

    def every(self, name: str) -> list[str]:
        """Give a repeated field, or one parted by blanks."""
        return [word for value in self._form.getall(name, ()) for word in str(value).split()]

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = (self.text(name) or "").lower()
        if value not in {"", "true", "false"}:
            raise bad(20001, f"Parameter '{name}' is not true or false")
        return default if not value else value == "true"

    def whole(self, name: str, code: int, low: int, high: int, default: int) -> int:
        value = self.text(name)
        if not value:
            return default
        if not value.isdigit() or not low <= int(value) <= high:
            raise bad(code, f"Parameter '{name}' is not a number from {low} to {high}")
        return int(value)

    def one_of(self, name: str, words: Mapping[str, str] | set[str], default: str, code: int = 20001) -> str:
        value = self.text(name) or default
        if value not in words:
            raise bad(code, f"Parameter '{name}' is not one of {', '.join(sorted(words))}")
        return value

    def method(self, name: str, default: str = "POST") -> str:
        value = (self.text(name) or default).upper()
        if value not in {"GET", "POST"}:
            raise bad(21209, f"{name} is not a valid HTTP method: {value}")
        return value

    def url(self, name: str, code: int = 21205) -> str | None:
        """Give an absolute address whose host has no underscore, as the carrier demands."""
        value = self.filled(name)
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or "_" in parts.hostname:
            raise bad(code, f"{name} is not a valid URL: {value}")
        return value


async def asked(request: web.Request) -> Asked:
    return Asked(await request.post())


def callee(to: str | None, code_missing: int = 21201, code_bad: int = 21211) -> str:
    """Who is to be called."""
    if not to:
        raise bad(code_missing, "No 'To' number is specified")
    if CLIENT.fullmatch(to):
        return to
    if (number := whole_number(to)) is None:
        raise bad(code_bad, f"The phone number you are attempting to call, {to}, is not valid.")
    return number
